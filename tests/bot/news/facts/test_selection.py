"""Which bullets are told, and how few are asked whether they may be."""

from collections.abc import Sequence

from bot.news.facts.features import Bullet, Candidate, tokens_of
from bot.news.facts.selection import Questions, Weighed, select
from bot.news.language.text import Sentence


def weigh(texts: Sequence[str], shares: Sequence[float]) -> list[Weighed]:
    """A bullet of each text, a paragraph each, with these shares."""
    return [
        Weighed(
            Bullet(
                Candidate(n, Sentence(text, 100 * n, 100 * n + len(text), n, 0), text, words), text, words
            ),
            share,
        )
        for n, (text, share) in enumerate(zip(texts, shares, strict=True))
        for words in [tokens_of(text)]
    ]


def worths_of(weighed: Sequence[Weighed]) -> dict[str, float]:
    return dict.fromkeys([key for one in weighed for key in one.bullet.keys], 0.1)


def test_brevity_alone_speaks_for_no_fact() -> None:
    long_text = "The council of Orn closed the bridge and the road to Lom until the end of May."
    weighed = weigh(
        ("Roe of Lom met Doe of Harun in the old mill.", "Adam Tabor wept.", long_text), (0.6, 0.24, 0.22)
    )
    worths = worths_of(weighed) | dict.fromkeys(("bridge", "mill", "road"), 0.0)
    clear = Questions(lambda _: 0.0, lambda _: False, lambda _: None)
    assert select(weighed, clear, worths, 2, strict=True) == [0, 2]


TEXTS = (
    "Police arrested the driver at the bridge of Lom.",
    "The council closed the road over the hills.",
    "Buses take another way until the end of May.",
)


def test_background_loses_to_what_happened_as_likely_told() -> None:
    weighed = weigh(TEXTS, (0.51, 0.5, 0.5))
    for chances, first in (((0.6, 0.1, 0.1), 2), ((0.1, 0.1, 0.6), 0)):
        questions = Questions(chances.__getitem__, lambda _: False, lambda _: None)
        assert select(weighed, questions, worths_of(weighed), 1, strict=False) == [first]


def test_what_cannot_be_next_is_asked_nothing() -> None:
    weighed = weigh(TEXTS, (0.2, 0.3, 0.6))
    asked: list[int] = []

    def chance(number: int) -> float:
        asked.append(number)
        return 0.1

    questions = Questions(chance, lambda _: False, lambda _: None)
    assert select(weighed, questions, worths_of(weighed), 1, strict=True) == [2]
    assert set(asked) == {2}


def test_where_all_is_background_nothing_is_told_of_news() -> None:
    weighed = weigh(TEXTS, (0.6, 0.5, 0.4))
    questions = Questions((0.9, 0.8, 0.95).__getitem__, lambda _: False, lambda _: None)
    assert select(weighed, questions, worths_of(weighed), 3, strict=True) == []
    assert select(weighed, questions, worths_of(weighed), 3, strict=False)


def test_deep_in_a_text_less_may_be_told() -> None:
    weighed = weigh(TEXTS, (0.6, 0.5, 0.6))
    for chances, told in (((0.9, 0.5, 0.9), [1]), ((0.9, 0.9, 0.5), [])):
        questions = Questions(chances.__getitem__, lambda _: False, lambda _: None)
        assert select(weighed, questions, worths_of(weighed), 3, strict=True) == told


def test_how_many_were_hurt_is_told_though_the_rest_is_background() -> None:
    texts = ("Police arrested the driver at the bridge of Lom.", "Nine people were injured on the old road.")
    for text, numbers in ((texts[1], [0, 1]), ("Farmers were angry on the old road.", [0])):
        weighed = weigh((texts[0], text), (0.6, 0.2))
        questions = Questions((0.1, 0.5).__getitem__, lambda _: False, lambda _: None)
        assert select(weighed, questions, worths_of(weighed), 2, strict=True) == numbers


def test_the_same_figure_of_the_same_people_is_told_once() -> None:
    one = "The army of Lom shot 75 rebels near the mill in Orn."
    other = "Soldiers of the Harun unit said 75 rebels were shot near the mill by their captain."
    questions = Questions(lambda _: 0.0, lambda _: False, lambda _: None)
    for text, told in ((other, 1), (other.replace("75 rebels", "rebels"), 2)):
        weighed = weigh((one, text), (0.6, 0.5))
        assert len(select(weighed, questions, worths_of(weighed), 2, strict=True)) == told


def test_the_same_count_in_other_words_is_told_once() -> None:
    one = "Gunmen killed 14 farmers in the village of Lom at night."
    for other, told in (
        ("The agency called it a massacre of 14 farmers.", 1),
        ("Police seized 14 trucks at a mill.", 2),
    ):
        weighed = weigh((one, other), (0.6, 0.5))
        questions = Questions(lambda _: 0.0, lambda _: False, lambda _: None)
        assert len(select(weighed, questions, worths_of(weighed), 2, strict=True)) == told


def test_an_older_toll_of_the_same_victims_is_not_told_beside_the_newest() -> None:
    newest = "Twelve people were killed in the market of Lom, a town of farmers, officials said."
    older = "Nine people were killed at the market when the lorry of a baker hit the old wall, police said."
    for text, numbers in ((older, [0]), (older.replace("killed", "held"), [0, 1])):
        weighed = weigh((newest, text), (0.5, 0.6))
        questions = Questions(lambda _: 0.1, lambda _: False, lambda _: None)
        assert sorted(select(weighed, questions, worths_of(weighed), 2, strict=True)) == numbers


def test_what_is_called_an_earlier_toll_is_not_told() -> None:
    for text, told in (
        ("Monitors reported the strikes on Lom with an initial death toll of 47 on Saturday.", []),
        ("Monitors reported the strikes on Lom with a death toll of 47 on Saturday.", [0]),
    ):
        weighed = weigh((text,), (0.6,))
        questions = Questions(lambda _: 0.1, lambda _: False, lambda _: None)
        assert select(weighed, questions, worths_of(weighed), 2, strict=True) == told
