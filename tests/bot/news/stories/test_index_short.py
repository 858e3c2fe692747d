"""Feeds give a title and a line: a word in common does not make two items one story."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.articles.refrains import REMEMBERED, Refrains
from bot.news.stories import index as stories
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report
from bot.news.stories.tolls import contradict, toll
from tests.bot.news.stories.test_index import stream

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

RAQQA = [
    ("Market reopens in Raqqa", "The covered market of Raqqa reopened on Saturday with 40 stalls."),
    ("Flood cuts the road to Raqqa", "A flood cut the road from Aleppo to Raqqa on Sunday, engineers said."),
    ("Raqqa hospital gets a scanner", "The hospital of Raqqa received its first scanner in ten years."),
    (
        "Car bomb kills five in Raqqa",
        "A car bomb killed five people in the Syrian city of Raqqa on Sunday, officials said.",
    ),
    (
        "Gunmen kill three in Raqqa",
        "Gunmen killed three people in the Syrian city of Raqqa on Sunday, officials said.",
    ),
    (
        "Blast in Raqqa kills five",
        "Five people died when a car bomb exploded in Raqqa on Sunday, the local council said.",
    ),
]
KIRKUK = [
    ("Kirkuk names a new mayor", "The provincial council of Kirkuk chose an engineer as mayor on Monday."),
    (
        "Wheat prices fall in Kirkuk",
        "Traders in Kirkuk paid a fifth less for a ton of wheat than a year ago.",
    ),
    ("Oil pipeline leaks near Kirkuk", "A pipeline west of Kirkuk spilled oil into a canal on Monday."),
    ("Kirkuk football club wins the cup", "The club beat Basra 2-1 in Baghdad, its first cup in 30 years."),
]


def index_with(others: int) -> StoryIndex:
    index = StoryIndex()
    for item in stream(others):
        index.place(Report(f"other {item.id}", item.title, item.text, item.publisher, NOON))
    return index


def placed(index: StoryIndex, items: list[tuple[str, str]]) -> list[int | str]:
    told = [Report(n, title, text, f"paper {n}", NOON) for n, (title, text) in enumerate(items)]
    return [index.place(report).story_id for report in told]


@pytest.mark.parametrize("others", [0, 200])
def test_items_that_share_a_place_are_different_stories(others: int) -> None:
    assert placed(index_with(others), RAQQA) == [0, 1, 2, 3, 4, 3]
    assert placed(index_with(others), KIRKUK) == [0, 1, 2, 3]


@pytest.mark.parametrize("others", [0, 200])
def test_short_items_of_one_event_join(others: int) -> None:
    items = [
        (
            "Ferry sinks off Lombok, 14 missing",
            "A ferry with 60 people aboard sank off Lombok on Sunday; 14 passengers are missing.",
        ),
        (
            "14 missing after ferry sinks near Lombok",
            "Rescuers searched for 14 passengers of a ferry that sank near the island of Lombok on Sunday.",
        ),
    ]
    assert placed(index_with(others), items) == [0, 0]


def test_a_title_is_enough_only_with_several_words_in_common() -> None:
    titles = ["Storm Bettina shuts Valmouth harbour", "Valmouth elects a mayor", "Valmouth opera to close"]
    assert placed(StoryIndex(), [(title, "") for title in titles]) == [0, 1, 2]
    same = ["Storm Bettina shuts Valmouth harbour", "Valmouth harbour shut as storm Bettina nears"]
    assert placed(StoryIndex(), [(title, "") for title in same]) == [0, 0]


def test_a_growing_toll_stays_in_its_story() -> None:
    items = [
        RAQQA[3],
        (
            "Toll of Raqqa car bomb rises to nine",
            "Nine people died in Sunday's car bomb in Raqqa, officials said.",
        ),
    ]
    assert placed(StoryIndex(), items) == [0, 0]


REFRAIN = "Get breaking national and world news, broadcast video coverage and exclusive interviews."


def test_a_publishers_refrain_makes_no_story() -> None:
    titles = [
        "Avalanche closes two slopes",
        "Singer dies at 97",
        "Airline grounds its fleet",
        "Baby bear rescued",
    ]
    index = StoryIndex()
    told = [Report(n, title, REFRAIN, "Channel 9", NOON) for n, title in enumerate(titles)]
    placements = [index.place(report) for report in told]
    assert [(p.story_id, p.copy_of) for p in placements] == [(n, None) for n in range(4)]


def test_an_edited_title_over_the_same_line_stays_in_its_story() -> None:
    index = StoryIndex()
    title, text = RAQQA[1]
    index.place(Report(0, title, text, "Post", NOON))
    edited = index.place(Report(1, title + ", bridge shut", text, "Post", NOON))
    assert (edited.story_id, edited.copy_of) == (0, 0)


def test_bulletins_of_two_days_are_two_stories() -> None:
    titles = [f"Evening headlines for Friday, March {day}, 2026" for day in (6, 13)]
    titles += [f"Market Hour full show ({day}/3/2026)" for day in (6, 9)]
    assert placed(StoryIndex(), [(title, "") for title in titles]) == [0, 1, 2, 3]


def test_refrains_remember_only_so_much() -> None:
    refrains = Refrains()
    refrains.hear("Post", "One title", "A line.")
    for number in range(REMEMBERED):
        refrains.hear("Post", "A title", f"Line {number}.")
    assert refrains.without("Post", "Else", "A line.") == "A line."
    assert refrains.without("Post", "Else", "Line 1.") == ""
    assert refrains.without("Gazette", "Else", "Line 1.") == "Line 1."


def test_what_stands_under_many_titles_is_a_refrain_whatever_it_says() -> None:
    refrains, line = Refrains(), "Get the news, pictures and interviews."
    for title in ("Bridge falls", "Bridge falls, two hurt", "Bridge falls, three hurt", "Doctors strike"):
        refrains.hear("Post", title, line)
    assert refrains.without("Post", "News shows: the guests", line) == ""
    for title in ("Bridge falls", "Bridge falls, 2 hurt", "Bridge falls, 3 hurt"):
        refrains.hear("Post", title, "A bridge of the old road fell.")
    wording = "Old bridge falls, 4 hurt"
    assert refrains.without("Post", wording, "A bridge of the old road fell.") != ""


def test_tolls_contradict_only_where_number_and_cause_differ() -> None:
    bomb, guns = toll("a car bomb kill five in raqqa".split()), toll("gunman kill three in raqqa".split())
    assert contradict(bomb, guns)
    assert not contradict(bomb, toll("three die in a blast".split()))
    assert not contradict(bomb, toll("gunman kill 5".split()))
    assert not contradict(bomb, toll("gunman attack".split()))


def test_nobody_needs_to_call_expire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "MOST_OPEN", 5)
    index = StoryIndex()
    for number, item in enumerate(stream(40)):
        index.place(Report(number, item.title, item.text, item.publisher, None))
    assert len(index) == 5
    item = stream(40)[-1]
    assert not index.place(Report(99, item.title, item.text, item.publisher, None)).founded


def test_the_story_reported_longest_ago_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "MOST_OPEN", 2)
    index = StoryIndex()
    bomb, blast = RAQQA[3], RAQQA[5]
    placed(index, [bomb, KIRKUK[0]])
    index.place(Report(7, *blast, published_at=NOON + timedelta(hours=1)))
    index.place(Report(8, *KIRKUK[3], published_at=NOON))
    assert index.place(Report(9, *bomb, published_at=NOON)).story_id == 0
    assert index.place(Report(10, *KIRKUK[0], published_at=NOON)).founded
