"""Capitals that are no acronyms."""

import pytest

from bot.news.language.shouting import calm


@pytest.mark.parametrize(
    ("text", "calmed"),
    [
        ("WHY TEA IS GETTING DEARER", "WHY TEA is GETTING DEARER"),
        ("THE MAN WHO SAVED IT", "THE MAN who SAVED it"),
        ("'That IS our street,' she said", "'That is our street,' she said"),
        ("The IS-31 lamp and .IS names", "The is-31 lamp and .is names"),
        ("IS says it hit a post. WHO warns of cholera", "IS says it hit a post. WHO warns of cholera"),
        ("The dream IS real, it IS possible", "The dream is real, it is possible"),
        ("a suspected IS fighter, the IS group", "a suspected IS fighter, the IS group"),
        ("fighters of IS are held", "fighters of IS are held"),
        ("an IS cell", "an IS cell"),
        ("US TROOPS LEAVE", "US TROOPS LEAVE"),
        ("ISIS THIS WEEK IS WEAK", "ISIS THIS WEEK is WEAK"),
    ],
)
def test_verbs_and_pronouns_among_capitals_are_told_from_names(text: str, calmed: str) -> None:
    assert calm(text) == calmed


@pytest.mark.parametrize("text", ["IS " * 5000, "A." * 5000, "IS-" * 5000, "\n" * 5000])
def test_the_length_stays(text: str) -> None:
    assert len(calm(text)) == len(text)
