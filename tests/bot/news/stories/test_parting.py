"""Reports that turn out to be of another happening leave their story."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.news.stories.index import StoryIndex
from bot.news.stories.members import Member, edited_apart, member_of, parted_by
from bot.news.stories.report import Report

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)

NIGER = (
    "Gunmen kill 12 soldiers at army post in Niger",
    "Gunmen killed 12 soldiers at a post in Niger.",
)
NIGER_TOO = (
    "Twelve soldiers killed at army post in Niger",
    "A post in Niger lost 12 soldiers to gunmen.",
)
NIGER_LATE = (
    "Niger: gunmen kill 12 soldiers at army post",
    "A post in Niger was raided by gunmen.",
)
MALI = (
    "Gunmen kill 12 soldiers at army post in Mali",
    "Gunmen killed 12 soldiers at a post in Mali.",
)
NOWHERE = (
    "Gunmen kill 12 soldiers at army post",
    "Gunmen killed 12 soldiers at an army post.",
)


def member(key: int) -> Member:
    return member_of(Report(key, "Gunmen attack army post", "", f"Paper {key}", NOON))


def rules(*pairs: tuple[int, int]) -> Callable[[Member, Member], str]:
    """Rules that forbid the pairs, whichever of the two is asked of first."""
    known = [set[int | str](pair) for pair in pairs]
    return lambda one, other: "other country" if {one.id, other.id} in known else ""


@pytest.mark.parametrize(
    ("others", "pairs", "reason"),
    [
        ((1,), [(1, 9)], "other country"),
        ((1, 2), [(1, 9), (2, 9)], "other country"),
        ((1, 2), [(1, 9)], ""),
        ((), [], ""),
    ],
)
def test_an_edited_report_leaves_where_a_rule_forbids_all_others(
    others: tuple[int, ...], pairs: list[tuple[int, int]], reason: str
) -> None:
    assert edited_apart(member(9), [member(key) for key in others], rules(*pairs)) == reason


@pytest.mark.parametrize(
    ("others", "pairs", "leaving"),
    [
        # One report alone may be in the wrong story itself.
        ((1, 2), [(1, 9)], ()),
        ((1,), [(1, 9)], ()),
        # Two that agree are believed.
        ((1, 2), [(1, 9), (1, 2)], (1,)),
        ((1, 2, 3), [(1, 9), (1, 2)], (1,)),
        ((1, 2, 3, 4), [(1, 9), (1, 2)], (1,)),
        # Not against most of their own side.
        ((1, 2, 3, 4, 5), [(1, 9), (1, 2)], ()),
        ((1, 2, 3), [(1, 9), (2, 9), (1, 3), (2, 3)], (1, 2)),
        ((1, 2), [], ()),
    ],
)
def test_a_new_report_and_another_part_a_story(
    others: tuple[int, ...], pairs: list[tuple[int, int]], leaving: tuple[int, ...]
) -> None:
    apart, reason = parted_by(member(9), [member(key) for key in others], rules(*pairs))
    assert tuple(one.id for one in apart) == leaving
    assert bool(reason) is bool(leaving)


def report(key: int, told: tuple[str, str], hours: float = 0.0) -> Report:
    return Report(key, *told, f"Paper {key}", NOON + timedelta(hours=hours))


def index_of(*told: tuple[str, str]) -> StoryIndex:
    """All of them in one story, as they were when they were told."""
    index = StoryIndex()
    for key, words in enumerate(told, 1):
        index.restore(report(key, words, key / 10), 1)
    return index


def story_of(index: StoryIndex, told: tuple[str, str]) -> int | str:
    return index.place(report(99, told, 1)).story_id


def test_an_edit_that_names_another_country_leaves_and_founds() -> None:
    index = index_of(NIGER, NIGER_TOO)
    parting = index.edit(report(2, MALI, 0.2), 1)
    assert parting is not None
    assert (parting.story_id, parting.new_id, parting.leaving) == (1, 2, (2,))
    assert parting.reason.startswith("other country")
    assert story_of(index, MALI) == 2
    assert story_of(index, NIGER) == 1


def test_where_the_founder_is_edited_the_others_leave_and_the_id_stays_with_it() -> None:
    index = index_of(NIGER, NIGER_TOO, NIGER_LATE)
    parting = index.edit(report(1, MALI, 0.1), 1)
    assert parting is not None
    assert (parting.story_id, parting.new_id, parting.leaving) == (1, 2, (2, 3))


def test_an_edit_of_the_same_happening_stays_and_is_known_by_its_new_words() -> None:
    index = index_of(NOWHERE, NOWHERE)
    assert index.edit(report(2, NIGER, 0.2), 1) is None
    assert index.edit(report(1, NIGER, 0.1), 1) is None
    assert story_of(index, MALI) == 99


@pytest.mark.parametrize("story_id", [1, 7])
def test_an_edit_of_a_story_that_is_closed_parts_nothing(story_id: int) -> None:
    index = index_of(NIGER, NIGER_TOO)
    index.expire(NOON + timedelta(days=9))
    assert index.edit(report(2, MALI, 0.2), story_id) is None
    assert index.reconsider(2, story_id) is None


def test_a_new_report_and_another_show_that_a_third_is_of_another_happening() -> None:
    index = index_of(NOWHERE, MALI, NIGER)
    index.restore(report(4, NIGER_TOO, 0.5), 1)
    parting = index.reconsider(4, 1)
    assert parting is not None
    assert (parting.new_id, parting.leaving) == (2, (2,))
    assert story_of(index, MALI) == 2
    assert index.reconsider(4, 1) is None


def test_a_copy_goes_with_the_report_that_it_copies() -> None:
    index = index_of(NIGER, MALI)
    index.restore(report(3, MALI, 0.3), 1)
    for key, words in ((4, NIGER_TOO), (5, NIGER_LATE)):
        index.restore(report(key, words, key / 10), 1)
    parting = index.reconsider(5, 1)
    assert parting is not None
    assert parting.leaving == (2, 3)


def test_after_a_restart_the_stories_are_apart_as_well() -> None:
    index = StoryIndex()
    for key, words, story in ((1, NIGER, 1), (2, MALI, 2), (3, NIGER_TOO, 1)):
        index.restore(report(key, words, key / 10), story)
    assert story_of(index, MALI) == 2
    assert story_of(index, NIGER_LATE) == 1
