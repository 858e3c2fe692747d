"""The worth of words, as computed in a hurry and as defined."""

import math

import pytest

from bot.news.facts.bullets import find_candidates
from bot.news.facts.choose import TITLED, UNTITLED
from bot.news.facts.features import WORD_FEATURES, tokens_of, word_features, word_worths, words_of
from bot.news.facts.no_fact import argues

TITLE = "Ferry sinks off Harun island, killing nine"
TEXT = (
    "HARUN (Reuters) - A ferry with 120 people aboard sank off Harun island on Monday, and nine of them "
    "drowned, the coast guard said. The ferry had left Delta port at 6:40 a.m. in heavy fog.\n"
    "Divers from the navy's base at Delta searched the hull until dusk. “We heard knocking,” a diver said.\n"
    "The ferry was built in 1978 and was due to be scrapped in June, the owner said. Harun has no airport."
)


@pytest.mark.parametrize("model", [TITLED, UNTITLED], ids=["titled", "untitled"])
def test_the_worth_of_a_word_is_the_logistic_model_of_its_features(model: object) -> None:
    assert isinstance(model, type(TITLED))
    words = words_of(TITLE, find_candidates(TEXT, "en"))
    worths = word_worths(words, model.words, model.priors)
    assert worths.keys() == words.written.keys()
    for key, worth in worths.items():
        weighed = zip(WORD_FEATURES, word_features(key, words), strict=False)
        odds = model.priors.get(key, 0.0) + sum(model.words[name] * value for name, value in weighed)
        assert worth == pytest.approx(1 / (1 + math.exp(-odds)), rel=1e-12), key


def test_words_are_cut_alike_in_and_out_of_ascii() -> None:
    text = "The U.S. navy's 1,200 Al-Harun men, 3.5% of 40, said O'Neil & Sons at 6:40 a.m. (AT&T)."
    outside = tokens_of(text + " \u2014")
    assert tokens_of(text) == outside
    assert [token.word for token in outside][:5] == ["the", "u.s", "navy's", "1,200", "al-harun"]


@pytest.mark.parametrize(
    "opinion",
    [
        "I think that the ferry should be scrapped.",
        "The ferry, we must admit, was old.",
        "We\u2019re sure we cannot go on like this.",
        "My father was a ferryman on this very line.",
        "In our view the owner knew it.",
        "The owner, in my opinion, knew it.",
        "Let\u2019s be clear about the fog.",
        "It was old, my captain knew that.",
        "I'd say the fog was thick.",
    ],
)
def test_opinion_is_found_wherever_it_stands(opinion: str) -> None:
    assert argues(opinion)
