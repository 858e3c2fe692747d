"""Open stories by what they tell in any language."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.news.across.evidence import Trace, odds
from bot.news.across.rarity import Rarity
from bot.news.across.stories import ASKED, MEMBERS, UNLIKE_WORDS, VISITS, AcrossStories

NOON = datetime(2026, 4, 7, 12, tzinfo=UTC)
NONE: frozenset[float] = frozenset()


def report(language: str, *names: str) -> Trace:
    return Trace(
        language, NONE, NONE, frozenset(names), {name: name for name in names}, frozenset(), frozenset(), None
    )


def hold(stories: AcrossStories, order: int, *names: str) -> None:
    one = report("tr", *names)
    stories.add(order, one.glance(), None, lambda: one)


def test_closed_stories_take_no_place_of_open_ones_however_many_reports_they_had() -> None:
    stories, told = AcrossStories(), ("brkndl", "zmrtvk", "plkstn")
    for order in range(VISITS + 1):
        hold(stories, order, "kvrt")
        hold(stories, order, *told)
        for _ in range(MEMBERS):
            hold(stories, order, "kvrt")
        stories.close(order)
    hold(stories, VISITS + 1, *told)
    assert [found.order for found in stories.find(report("ru", *told))] == [VISITS + 1]


def test_a_report_whose_words_a_story_lacks_needs_more_where_the_story_has_its_language() -> None:
    stories, one = AcrossStories(), report("tr", "brkndl", "zmrtvk")
    for order, language in enumerate(("tr", "ru")):
        other = report(language, "brkndl", "zmrtvk")
        stories.add(order, other.glance(), None, partial(report, language, "brkndl", "zmrtvk"))
    assert stories.odds(one, 0) < stories.odds(one, 1) - 1
    assert stories.odds(one, 0) == pytest.approx(stories.odds(one, 1) - UNLIKE_WORDS)


def test_in_a_busy_feed_more_is_asked() -> None:
    told = ("brkndl", "ksmrgt")
    stories, rarity, one = AcrossStories(), Rarity(), report("ru", *told)
    hold(stories, 0, *told)
    quiet = stories.odds(one, 0)
    for order in range(400):
        if order:
            hold(stories, order, "plkstn")
        rarity.add(["plkstn"] if order else told, None)
    assert rarity.busy() > 2
    assert stories.odds(one, 0) == pytest.approx(odds(one, report("tr", *told), rarity) - ASKED)
    assert stories.odds(one, 0) < quiet - 2


@pytest.mark.parametrize(("hours", "is_busy"), [(0.05, True), (4.0, False)])
def test_a_busy_feed_is_known_in_its_first_hours(hours: float, is_busy: bool) -> None:
    rarity = Rarity()
    for number in range(18):
        rarity.add((), NOON + timedelta(hours=number * hours))
    assert (rarity.busy() > 0.5) is is_busy


def test_a_name_tells_less_once_more_reports_have_it() -> None:
    rarity = Rarity()
    rarity.add(["plkstn"], None)
    first = rarity("plkstn")
    for _ in range(5):
        rarity.add(["plkstn"], None)
    assert rarity("plkstn") < first
    for _ in range(5):
        rarity.remove(["plkstn"])
    assert rarity("plkstn") == first
