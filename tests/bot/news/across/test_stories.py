"""Open stories by what they tell in any language."""

from bot.news.across.evidence import Trace
from bot.news.across.stories import MEMBERS, VISITS, AcrossStories

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
