"""The main clause of a headline."""

import pytest

from bot.news.developments.clauses import main_clause


@pytest.mark.parametrize(
    ("headline", "main"),
    [
        ("Governor shuts coast road", "Governor shuts coast road"),
        ("Villagers gather after foreman is arrested", "Villagers gather "),
        ("As army withdraws, villages count the cost", "villages count the cost"),
        ("Man accused of killing six pleads not guilty", "Man accused of killing six pleads not guilty"),
        ("Ferry captain charged with arson jailed", "Ferry captain "),
        ("The captain, accused of arson, denied it", "The captain, denied it"),
        ("Orn names banker as next premier", "Orn names banker as next premier"),
        ("General sworn in as army chief", "General sworn in as army chief"),
        ("Crowds cheer as premier flees", "Crowds cheer "),
        ("After the raid", "After the raid"),
        ("Über Nacht zieht die Armee ab", "Über Nacht zieht die Armee ab"),
        ("", ""),
    ],
)
def test_the_main_clause_is_told_from_what_stands_beside_it(headline: str, main: str) -> None:
    assert main_clause(headline) == main
