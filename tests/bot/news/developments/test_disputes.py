"""Figures side by side: those of one time, and one that the alert still gives beside a newer one."""

from datetime import UTC, datetime, timedelta

from bot.model import Difference, Effect, EffectKind
from bot.news.developments.disputes import disputes
from bot.news.developments.report_view import ReportView

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
COUNTS, CONFIRMS = Effect(EffectKind.COUNTS), Effect(EffectKind.CONFIRMS)


def view(title: str, language: str, minutes: int, paper: str) -> ReportView:
    return ReportView(minutes, paper, title, "", language, NOON + timedelta(minutes=minutes))


FIRST = view("Ferry blast off Sarande kills six", "en", 0, "Wire")
TURKISH = view("Feribottaki patlamada ölü sayısı 9'a yükseldi", "tr", 60, "Gazete")
GERMAN = view("Zahl der Toten nach Explosion auf Fähre steigt auf 9", "de", 120, "Blatt")
NEWER = view("Toll of ferry blast off Sarande rises to nine", "en", 180, "Post")


def test_a_toll_that_the_alert_gives_stands_beside_a_newer_one_in_other_languages() -> None:
    story = [(FIRST, CONFIRMS), (TURKISH, COUNTS), (GERMAN, CONFIRMS)]
    side_by_side = Difference("Killed", (("six", "Wire"), ("9", "Gazete"), ("9", "Blatt")))
    assert disputes(story, [FIRST.title], "en") == (side_by_side,)
    assert disputes(story, ["Ferry burns off Sarande"], "en") == ()


def test_a_toll_that_was_overtaken_in_the_language_of_the_alert_is_no_dispute() -> None:
    story = [(FIRST, CONFIRMS), (TURKISH, COUNTS), (NEWER, COUNTS)]
    assert disputes(story, [NEWER.title], "en") == ()
    assert disputes(story, [FIRST.title], "en") == ()
