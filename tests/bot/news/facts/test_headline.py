"""What a bullet tells that its headline does not."""

import pytest

from bot.news.facts.features import Candidate, tokens_of, words_of
from bot.news.facts.headline import MOST_TOLD_AGAIN, repeats_headline, told_again
from bot.news.language.text import sentences


@pytest.mark.parametrize(
    ("headline", "text", "repeats"),
    [
        (
            "Orn mill fires chief Ann Roe, radio says",
            "Orn Mill Chairman Cal Harun will follow Ann Roe.",
            False,
        ),
        (
            "Orn's Roe receives letter from Lom, radio says",
            "Orn leader Ann Roe received a letter from Lom.",
            True,
        ),
        (
            "Police release film of shootout in Orn",
            "Police released film of a daylight shootout in Orn.",
            True,
        ),
        ("Police release film of shootout in Orn", "Police released film of 3 shootouts in Orn.", False),
        (
            "Police release film of shootout in Orn",
            "Police in Orn said that the gunman died at the mill.",
            False,
        ),
        (
            "Gunmen attack the Orn base, killing 12 soldiers",
            "Gunmen attacked the Orn base before dawn on Sunday and killed 12 soldiers, the army said.",
            False,
        ),
        (
            "Gunmen attack the Orn base, killing 12 soldiers, army says",
            "Gunmen attacked the Orn base before dawn on Sunday and killed 12 soldiers, the army said.",
            True,
        ),
        ("Dam collapses in Orn", "Two miners are missing in Orn.", False),
        ("Koreans shut the old bridge of Orn", "Korea shut the old bridge of Orn on Monday, 4 May.", False),
        ("Koreans shut the old bridge of Orn", "Korea shut the old bridge of Orn on Monday.", True),
    ],
)
def test_the_headline_in_other_words(headline: str, text: str, repeats: bool) -> None:
    candidate = Candidate(0, sentences(text)[0], text, tokens_of(text))
    assert repeats_headline(candidate.tokens, words_of(headline, [candidate])) is repeats


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("A federal judge of Orn threw out the suit of the guild over the new mill tax.", True),
        ("A federal judge of Orn threw out the suit of the guild over 12 new mill taxes.", False),
        (
            "Judge Ann Roe ruled that nobody had been harmed by the tax, and told the guild to pay its fees.",
            False,
        ),
    ],
)
def test_how_much_the_headline_tells_already(text: str, again: bool) -> None:
    candidate = Candidate(0, sentences(text)[0], text, tokens_of(text))
    words = words_of("Judge of Orn tosses suit of the guild over mill tax", [candidate])
    assert (told_again(candidate.tokens, words) > MOST_TOLD_AGAIN) is again
