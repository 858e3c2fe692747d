"""Which words a bullet may leave out of its source."""

import pytest

from bot.model import Fact
from bot.news.facts.choose import is_grounded
from bot.news.trimming.grounding import bearing, figures, governing, governs, left_out, words_around

DOUBTED = "The army killed 12 fighters in Tell, according to an unverified claim."


def fact(text: str, source: str = DOUBTED) -> Fact:
    return Fact(text, source, 0, len(source))


def test_doubt_at_the_end_of_the_source_is_not_left_out() -> None:
    """The words after the bullet's last one count like those between."""
    assert not is_grounded(fact("The army killed 12 fighters."), DOUBTED)
    assert not is_grounded(fact("The army killed 12 fighters in Tell."), DOUBTED)
    assert is_grounded(fact(DOUBTED), DOUBTED)
    assert left_out(["the", "army"], "the army left tell according to an unverified claim".split()) == (
        "left tell according to an unverified claim".split()
    )


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("a b c d", ""),
        ("b c", "a d"),
        ("a d", "b c"),
        ("a c", "b d"),
        ("", "a b c d"),
        ("a a", None),
        ("d a", None),
        ("a b c d e", None),
        ("x", None),
    ],
)
def test_words_left_out(words: str, missing: str | None) -> None:
    found = left_out(words.split(), "a b c d".split())
    assert found == (None if missing is None else missing.split())


def test_a_repeated_word_is_matched_where_it_first_fits() -> None:
    assert left_out("the army and the town".split(), "the army left and the town fell".split()) == [
        "left",
        "fell",
    ]


@pytest.mark.parametrize(
    ("missing", "kept"),
    [
        ("over five terms", "five terms"),
        ("terms over", "terms over"),
        ("under half the town", "the town"),
        ("not under", "not under"),
        ("under not", "not"),
        ("a over b", "a b"),
        ("", ""),
    ],
)
def test_a_qualifier_goes_with_the_word_after_it_but_not_at_the_end_of_a_run(missing: str, kept: str) -> None:
    assert bearing(missing.split()) == kept.split()


def test_each_run_of_left_out_words_is_judged_by_itself() -> None:
    source = "the army held under half the town and over".split()
    assert left_out("the army held the town and".split(), source) == ["half", "over"]


@pytest.mark.parametrize(
    ("words", "around"),
    [
        ("b c", "a d e"),
        ("a b", "c d e"),
        ("d e", "a b c"),
        ("a b c d e", ""),
        ("c", "a b d e"),
        ("a c", None),
        ("e f", None),
        ("b a", None),
    ],
)
def test_the_words_around_an_unbroken_run(words: str, around: str | None) -> None:
    found = words_around(words.split(), "a b c d e".split())
    assert found == (None if around is None else around.split())


def test_what_the_subject_did_besides_does_not_govern_the_clause_before() -> None:
    source = "police closed the bridge saying it may fall".split()
    assert words_around("police closed the bridge".split(), source) == "it may fall".split()
    assert words_around("closed the bridge saying it may fall".split(), source) == ["police"]
    assert words_around("police closed".split(), source) == "the bridge saying it may fall".split()


def test_figures_are_taken_as_written() -> None:
    assert figures("From 12 to 1,200.5 men at 10:30, 7.") == {"12", "1,200.5", "10:30", "7"}


def test_words_that_govern_what_is_said_outside_their_clause() -> None:
    assert governs("officials said")
    assert not governs("about 20 could come")
    assert governing({"said", "about", "army"}) == {"said"}
