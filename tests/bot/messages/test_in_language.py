"""A story of reports in several languages, for a chat that reads some of them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.messages.alert import render_alert
from bot.messages.languages import foreign_language, in_language
from bot.messages.speech.say import say_in
from bot.model import Fact, Source, SourcedFact, Story

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
TITLES = {
    1: ("ar", "غرق عبارة قبالة اللاذقية"),
    2: ("en-GB", "Ferry sinks off Latakia"),
    3: ("tr", "Feribot battı"),
}


def story(*numbers: int) -> Story:
    sources = tuple(
        Source(n, f"Paper {n}", f"http://{n}.example", TITLES[n][1], NOON, language=TITLES[n][0])
        for n in numbers
    )
    facts = tuple(SourcedFact(Fact(f"fact {n}", f"fact {n}", 0, 6), n) for n in numbers)
    return Story(1, TITLES[numbers[0]][1], sources, facts, NOON)


@pytest.mark.parametrize(
    ("reads", "told"),
    [((), 1), (("en",), 2), (("tr", "en"), 3), (("fr", "en"), 2), (("fr",), 1), (("ar", "en"), 1)],
)
def test_headline_and_facts_are_in_the_first_language_that_the_chat_reads(
    reads: tuple[str, ...], told: int
) -> None:
    shown = in_language(story(1, 2, 3), reads)
    assert shown.headline == TITLES[told][1]
    assert [fact.article_id for fact in shown.facts] == [told]
    assert len(shown.sources) == 3


def test_a_story_in_one_language_is_told_in_it_whoever_reads() -> None:
    assert in_language(story(2), ("ar",)) == story(2)


def test_a_headline_from_another_language_gives_way_to_the_own_one() -> None:
    told = replace(story(1, 2), headline=TITLES[2][1])
    assert in_language(told, ("ar",)).headline == TITLES[1][1]
    for reads in (("en",), ("fr",)):
        assert in_language(told, reads).headline == TITLES[2][1]


def test_a_language_without_facts_of_its_own_shows_the_others() -> None:
    told = story(1, 2)
    told = Story(1, told.headline, told.sources, told.facts[:1], NOON)
    assert [fact.article_id for fact in in_language(told, ("en",)).facts] == [1]


@pytest.mark.parametrize(
    ("first", "reads", "foreign"),
    [
        (2, ("en",), ""),
        (1, ("en",), "ar"),
        (3, ("en", "tr"), ""),
        (3, ("en", "ar"), "tr"),
        (2, ("ar",), "en"),
    ],
)
def test_what_the_chat_does_not_read_is_in_a_foreign_language(
    first: int, reads: tuple[str, ...], foreign: str
) -> None:
    assert foreign_language(story(first), reads) == foreign


def test_the_script_tells_a_language_that_the_feed_does_not() -> None:
    mislabelled = replace(story(1), sources=(replace(story(1).sources[0], language="en"),))
    assert foreign_language(mislabelled, ("en",)) == "ar"


@pytest.mark.parametrize(("spoken", "name"), [("en", "Turkish"), ("de", "Türkisch"), ("ar", "التركية")])
def test_a_foreign_language_is_named_above_the_headline(spoken: str, name: str) -> None:
    alert = render_alert(story(3), ["Boats"], now=NOON, foreign="tr", say=say_in(spoken))
    assert alert.html.split("\n")[0].endswith(f" · <i>{name}</i>")
    own = render_alert(story(3), ["Boats"], now=NOON, say=say_in(spoken))
    assert "<i>" not in own.html.split("\n")[0]
