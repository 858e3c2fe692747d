"""What was not known leaves the alert once it is."""

from datetime import UTC, datetime

import pytest

from bot.news.developments.report_view import ReportView
from bot.news.developments.unknowns import is_answered


def view(title: str, text: str = "", language: str = "en") -> ReportView:
    return ReportView(1, "paper", title, text, language, datetime(2026, 4, 7, tzinfo=UTC))


BOMB = view("Omdara market blast was car bomb, police say")
CLAIM = view("Desert Front claims Omdara bombing")
ARREST = view("Police arrest two over Omdara blast")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The cause of the blast is not clear.", BOMB),
        ("It was not immediately clear what caused the explosion.", BOMB),
        ("The cause is under investigation.", BOMB),
        ("No group has claimed responsibility.", CLAIM),
        ("Nobody has yet claimed the attack.", CLAIM),
        ("No one has been arrested.", ARREST),
    ],
)
def test_what_was_not_known_is_answered(text: str, answer: ReportView) -> None:
    assert is_answered(text, [answer])
    others = [one for one in (BOMB, CLAIM, ARREST) if one is not answer]
    assert not is_answered(text, others[:1] if answer is not BOMB else [ARREST])


def test_what_is_known_or_asks_something_else_stays() -> None:
    assert not is_answered("A car bomb caused the blast.", [BOMB])
    assert not is_answered("It is not clear how many were hurt.", [BOMB])
    assert not is_answered("The cause of the blast is not clear.", [view("Autobombe in Omdara", "", "de")])
