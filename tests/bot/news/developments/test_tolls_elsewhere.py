"""A toll in eleven languages that nobody knows at first, is told, grows, and is put right."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.model import EffectKind, Fact, SourcedFact
from bot.news.developments.decide import effect_of
from bot.news.developments.report_view import ReportView
from bot.news.developments.summary import Development, head_of, living_facts, update_facts
from bot.news.figures.novelty import corrections
from bot.news.language.text import sentences

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
LINES = Path(__file__).with_name("tolls_elsewhere.txt").read_text(encoding="utf-8").splitlines()
REPORTS = [line.split("\t") for line in LINES if not line.startswith("#")]
LANGUAGES = sorted({language for language, *_ in REPORTS})


def developments(language: str) -> list[Development]:
    views: list[ReportView] = []
    found = []
    told = [report for report in REPORTS if report[0] == language]
    for number, (_, title, text) in enumerate(told):
        at = NOON + timedelta(hours=2 * number)
        view = ReportView(number, f"Paper {min(number, 2)}", title, text, language, at)
        facts = tuple(
            SourcedFact(Fact(s.text, s.text, s.start, s.end), number) for s in sentences(text, language)
        )
        found.append(Development(view, effect_of(view, views), lambda facts=facts: facts))  # type: ignore[misc]
        views.append(view)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_toll_that_grows_or_is_put_right_replaces_the_one_before(language: str) -> None:
    unknown, five, twelve, nine = developments(language)
    assert five.effect.kind is twelve.effect.kind is EffectKind.JUMPS
    assert nine.effect.kind in (EffectKind.CORRECTS, EffectKind.REVISES)
    for known, past in (
        ([unknown, five], [unknown.facts[-1]]),
        ([unknown, five, twelve], [unknown.facts[-1], five.facts[0]]),
        ([unknown, five, twelve, nine], [unknown.facts[-1], five.facts[0], twelve.facts[0]]),
    ):
        assert head_of(known) is known[-1]
        told = [sourced.fact.text for sourced in living_facts(known, 4)]
        assert known[-1].facts[0].fact.text in told
        assert not {sourced.fact.text for sourced in past} & {*told}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_update_says_what_its_toll_replaces(language: str) -> None:
    *before, nine = developments(language)
    heard = [line for item in before for line in (item.view.title, *item.view.sentences)]
    facts = [sourced.fact for sourced in update_facts(nine, heard, heads=True)]
    (correction,) = corrections(heard, facts, language)
    assert correction.fact is nine.facts[0].fact
