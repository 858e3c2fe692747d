"""What a story remembers of its reports, and what makes two stories one."""

from datetime import UTC, datetime, timedelta

from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report
from tests.bot.news.stories.test_index import BOMB, BOMB_TOO, QUAKE_IRAN, QUAKE_ITALY, placed, report

NOON = datetime(2021, 7, 12, 12, tzinfo=UTC)
TOLD_LATER = [
    ("Rebuilding begins", "Masons from Damascus began to rebuild the northern wall with grey stone."),
    ("Schools reopen", "Teachers welcomed 400 pupils after a week in which every room stayed empty."),
    ("Council meets", "The council sat until midnight and voted for two more patrols along the canal road."),
    ("Prices rise", "Bread cost twice as much on Thursday because lorries took the long way round."),
    ("Envoy arrives", "An envoy of the United Nations walked through the ruins and spoke to traders."),
    ("Suspect named", "Prosecutors named a mechanic from Hasaka as the man who had hired the lorry."),
    ("Funeral held", "Thousands followed the coffins to a hill above the town, where drums beat until dusk."),
    ("Road is open", "Engineers swept the last glass from the asphalt and let the first buses pass."),
]  # fmt: skip


def test_a_survey_of_two_events_makes_them_no_single_story() -> None:
    index = StoryIndex()
    survey = ("Earthquakes kill dozens in Italy and Iran", f"{QUAKE_ITALY[1]} {QUAKE_IRAN[1]}")
    assert placed(index, report(1, QUAKE_ITALY), report(2, QUAKE_IRAN, 1)) == [1, 2]
    placement = index.place(report(3, survey, 2))
    assert placement.merged == ()
    assert placement.story_id in (1, 2)
    assert placed(index, report(4, QUAKE_ITALY, 3), report(5, QUAKE_IRAN, 3)) == [1, 2]


def test_a_copied_text_joins_its_story_under_whatever_headline() -> None:
    index = StoryIndex()
    index.place(report(1, BOMB))
    for item in TOLD_LATER:
        index.restore(report(2, item, 1), 1)
    copy = index.place(report(20, ("Mayor of Ostrava resigns over harbour", BOMB[1]), 2))
    assert (copy.story_id, copy.copy_of) == (1, 1)


def test_the_first_report_of_a_long_story_and_the_latest_are_remembered() -> None:
    index = StoryIndex()
    index.place(report(1, BOMB))
    for number, item in enumerate(TOLD_LATER, 2):
        index.restore(report(number, item, number), 1)
    for number, item in ((1, BOMB), (len(TOLD_LATER) + 1, TOLD_LATER[-1])):
        copy = index.place(report(50 + number, ("The day in brief", item[1]), 12))
        assert (copy.story_id, copy.copy_of) == (1, number)


def test_what_was_taken_in_keeps_its_story_open_for_as_long() -> None:
    """Its last report, a copy at hour 100, keeps the affair open for eight times 72 hours, and no longer."""
    index = StoryIndex()
    copy = ("Bomb in north Syria", BOMB_TOO[1])
    assert placed(index, report(1, BOMB), report(2, BOMB_TOO, 80), report(3, copy, 100)) == [1, 2, 2]
    between = index.place(report(4, (BOMB[0], f"{BOMB[1]} {BOMB_TOO[1]}"), 40))
    assert (between.story_id, between.merged) == (1, (2,))
    index.expire(NOON + timedelta(hours=100 + 8 * 72 - 1))
    assert len(index) == 1
    index.expire(NOON + timedelta(hours=100 + 8 * 72 + 1))
    assert len(index) == 0


def test_a_story_taken_in_is_still_found_by_its_own_number() -> None:
    index = StoryIndex()
    placed(index, report(1, BOMB), report(2, BOMB_TOO, 80))
    index.place(report(3, (BOMB[0], f"{BOMB[1]} {BOMB_TOO[1]}"), 40))
    index.restore(Report(4, "Road is open", "Buses pass.", "paper", NOON + timedelta(hours=81)), 2)
    assert len(index) == 1
