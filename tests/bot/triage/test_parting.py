"""Two events that were told as one: what chats are told, and what the reports did to a story of their own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.model import AlertKind, AlertRecord, Effect, EffectKind, StoredArticle
from bot.news.reports import PlacedArticle
from bot.triage.pace import UpdatePace
from bot.triage.parting import HEADLINE, correction_of, founders_effects
from bot.triage.plan import plan
from bot.triage.steps import Affair, Announce, Edit, Update

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
NOW = NOON + timedelta(hours=3)
WITNESS = "A herdsman, Oumar Sidi, saw smoke over the Tilla barracks for an hour."


def report(number: int, title: str, kind: EffectKind, silence: str | None = None) -> PlacedArticle:
    at = NOON + timedelta(minutes=number)
    article = StoredArticle(
        number, 1, f"Paper {number}", "u", title, f"{title}, it said. {WITNESS}", "en", at, True, at, False
    )
    return PlacedArticle(article, (), None, silence, effect=Effect(kind, (f"report {number}",)))


NIGER = report(1, "Gunmen kill 12 soldiers in Niger", EffectKind.FOUNDS)
MALI = report(2, "Gunmen kill 12 soldiers in Mali", EffectKind.CONFIRMS)
MALI_TOO = report(3, "Mali mourns 12 soldiers", EffectKind.COLOURS)


def told(minutes: int, kind: AlertKind = AlertKind.ALERT, position: int = 0) -> AlertRecord:
    at = NOON + timedelta(minutes=minutes)
    return AlertRecord(50 + position, 1, kind, position, (), at, at)


AFFAIR = Affair(
    1, "Gunmen kill 12 soldiers", (NIGER,), (told(1), told(9, AlertKind.UPDATE, 1)), left=(MALI, MALI_TOO)
)


def test_both_events_are_named_by_their_publishers_headlines_at_once() -> None:
    correction = correction_of(AFFAIR, NOW)
    assert correction is not None
    assert (correction.headline, correction.due_at, correction.position) == (HEADLINE, NOW, 2)
    assert [(sourced.fact.text, sourced.article_id) for sourced in correction.facts] == [
        ("Gunmen kill 12 soldiers in Niger", 1),
        ("Gunmen kill 12 soldiers in Mali", 2),
    ]
    assert (correction.reply_to_id, correction.sequel) == (None, False)


def test_where_the_alert_is_too_old_to_be_edited_the_correction_is_told_like_one() -> None:
    correction = correction_of(AFFAIR, NOW + timedelta(days=2))
    assert correction is not None
    assert (correction.reply_to_id, correction.sequel) == (51, True)


@pytest.mark.parametrize(
    "affair",
    [
        replace(AFFAIR, told=()),
        replace(AFFAIR, left=(replace(MALI, silence="too old"),)),
        replace(AFFAIR, earlier=()),
    ],
)
def test_nothing_is_put_right_that_was_not_told(affair: Affair) -> None:
    assert correction_of(affair, NOW) is None


def test_the_first_of_those_that_left_founded_and_all_say_why() -> None:
    founder, other = founders_effects(
        Affair(2, "", (MALI, MALI_TOO), left_id=1, apart="other country")
    ).earlier
    why = "another event than it was first taken for: other country"
    assert founder.effect == Effect(EffectKind.FOUNDS, (why,))
    assert other.effect == Effect(EffectKind.COLOURS, ("report 3", why))
    assert founders_effects(AFFAIR) is AFFAIR


def test_the_story_that_lost_reports_corrects_and_edits_its_alert() -> None:
    made = plan(AFFAIR, [], UpdatePace(), NOW)
    correction, edit = made.steps
    assert isinstance(correction, Update)
    assert edit == Edit(NOW)
    assert made.headline == "Gunmen kill 12 soldiers in Niger"
    assert {sourced.article_id for sourced in made.facts} == {1}


def test_an_edit_that_parts_a_story_is_told_by_the_correction_alone() -> None:
    edited = replace(NIGER, earlier=replace(NIGER.article, title="Second blast kills 90 in Mali"))
    steps = plan(AFFAIR, [edited], UpdatePace(), NOW).steps
    assert [type(step) for step in steps] == [Update, Edit]


def test_the_story_that_they_founded_waits_for_its_next_report_to_alert() -> None:
    affair = Affair(2, "", (MALI, MALI_TOO), left_id=1, apart="other country")
    made = plan(affair, [], UpdatePace(), NOW)
    assert (made.steps, made.headline) == ((), "Gunmen kill 12 soldiers in Mali")
    assert made.effects[2].kind is EffectKind.FOUNDS
    next_report = report(4, "Army of Mali names its 12 dead", EffectKind.COLOURS)
    assert plan(replace(affair, left_id=None), [next_report], UpdatePace(), NOW).steps == (Announce(),)
