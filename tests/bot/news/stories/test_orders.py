"""In whatever order the reports of events that are clearly apart arrive, the stories are the same."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)

EVENTS = {
    "ferry": (
        (
            "Ferry sinks off Lombok, 31 dead",
            "A ferry carrying 90 people sank off Lombok in Indonesia in a storm.",
        ),
        (
            "At least 31 dead as ferry sinks off Lombok",
            "Thirty-one people died when a ferry sank off Lombok.",
        ),
        (
            "Ferry with 90 aboard sinks in storm off Lombok",
            "Rescuers saved 59 people from a ferry off Lombok.",
        ),
    ),
    "mine": (
        (
            "Coal mine collapses near Donetsk, trapping 14",
            "A coal mine collapsed near Donetsk and trapped 14 miners.",
        ),
        (
            "Fourteen miners trapped in Donetsk coal mine",
            "Fourteen miners are trapped in a coal mine near Donetsk.",
        ),
        (
            "Donetsk coal mine collapse traps 14 miners",
            "The roof of a coal mine near Donetsk collapsed on 14 miners.",
        ),
    ),
    "market": (
        (
            "Bomb kills 9 at vegetable market in Quetta",
            "A bomb killed nine people at a vegetable market in Quetta.",
        ),
        ("Nine killed as bomb explodes in Quetta market", "A bomb exploded at a vegetable market in Quetta."),
        (
            "Quetta market bomb kills nine",
            "Nine people were killed by a bomb at a vegetable market in Quetta.",
        ),
    ),
    "vote": (
        (
            "Peru's congress removes president in late vote",
            "Congress in Peru removed the president by 87 votes.",
        ),
        (
            "President of Peru removed by congress",
            "The congress of Peru voted 87 to 10 to remove the president.",
        ),
        (
            "Peru president ousted by congress vote",
            "Lawmakers in Peru ousted the president in a vote of 87 to 10.",
        ),
    ),
}
REPORTS = [
    (event, Report(f"{event} {n}", *told, publisher=f"Paper {n}", published_at=NOON + timedelta(minutes=n)))
    for event, reports in EVENTS.items()
    for n, told in enumerate(reports)
]


def partition(arrived: list[tuple[str, Report]]) -> set[frozenset[str]]:
    """The stories, each as the ids of its reports, as they are once every report has arrived."""
    index = StoryIndex()
    stories: dict[str, set[str]] = {}
    for _, report in arrived:
        placement = index.place(report)
        story = stories.setdefault(str(placement.story_id), set())
        story.add(str(report.id))
        for gone in placement.merged:
            story |= stories.pop(str(gone))
    return set(map(frozenset, stories.values()))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.permutations(REPORTS))
def test_the_stories_are_the_same_in_any_order(arrived: list[tuple[str, Report]]) -> None:
    expected = {frozenset(f"{event} {n}" for n in range(len(reports))) for event, reports in EVENTS.items()}
    assert partition(arrived) == expected
