"""Reports of one event become one story; look-alike events stay apart."""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.news.stories import members
from bot.news.stories.index import StoryIndex
from bot.news.stories.judge import Verdict
from bot.news.stories.report import Clues, Report
from bot.news.stories.signature import Signature, sign

NOON = datetime(2021, 7, 12, 12, tzinfo=UTC)

BOMB = (
    "Car bomb kills 12 at checkpoint north of Raqqa",
    "A car bomb exploded at a checkpoint north of the Syrian city of Raqqa on Monday, killing 12 fighters of "
    "the Syrian Democratic Forces, the Observatory said. ISIS claimed the bombing in Ain Issa.",
)
BOMB_TOO = (
    "ISIS claims Raqqa checkpoint bombing that killed a dozen",
    "At least 12 members of the Syrian Democratic Forces died when a vehicle packed with explosives blew up "
    "at a checkpoint near Ain Issa, north of Raqqa, a monitor said. ISIS said it was behind the attack.",
)
QUAKE_ITALY = (
    "Earthquake kills dozens in central Italy",
    "A magnitude 6.1 earthquake shook central Italy overnight, killing at least 38 people and flattening "
    "houses in the town of Norcella, officials in Rome said. Rescuers dug through the rubble.",
)
QUAKE_IRAN = (
    "Earthquake kills dozens in western Iran",
    "A magnitude 5.9 earthquake shook western Iran overnight, killing at least 41 people and flattening "
    "houses in the town of Darvani, state television in Tehran said. Rescuers dug through the rubble.",
)
BEHEADINGS = [
    (
        f"ISIS video shows beheading of {nation} hostage {name}",
        f"Islamic State militants released a video on {day} that appears to show the beheading of {nation} "
        f"{job} {name}, who was seized in {place}. {office} said it was working to verify the video.",
    )
    for nation, name, day, job, place, office in (
        ("American", "Peter Hallman", "Tuesday", "journalist", "Idlib", "The White House"),
        ("British", "Colin Ashgrove", "Saturday", "aid worker", "Atmeh", "Downing Street"),
        ("Japanese", "Hiroshi Tanabe", "Sunday", "photographer", "Aleppo", "The government in Tokyo"),
    )
]


def report(number: int, words: tuple[str, str], hours: float | None = 0, publisher: str = "") -> Report:
    at = None if hours is None else NOON + timedelta(hours=hours)
    return Report(number, words[0], words[1], publisher or f"paper {number}", at)


def placed(index: StoryIndex, *reports: Report) -> list[int | str]:
    return [index.place(item).story_id for item in reports]


def test_another_publishers_report_of_the_event_joins_its_story() -> None:
    index = StoryIndex()
    first = index.place(report(1, BOMB))
    second = index.place(report(2, BOMB_TOO, 3))
    assert (first.story_id, first.founded, first.copy_of) == (1, True, None)
    assert (second.story_id, second.founded, second.copy_of) == (1, False, None)
    assert 0.5 < second.score <= 1
    assert len(index) == 1


@pytest.mark.parametrize("hours", [0, None])
def test_look_alike_events_stay_apart(hours: float | None) -> None:
    index = StoryIndex()
    told = [report(n, words, hours) for n, words in enumerate([QUAKE_ITALY, QUAKE_IRAN, *BEHEADINGS])]
    assert placed(index, *told) == [0, 1, 2, 3, 4]


def test_the_same_words_a_week_later_are_another_story() -> None:
    index = StoryIndex()
    assert placed(index, report(1, BOMB), report(2, BOMB_TOO, 24 * 7)) == [1, 2]


def test_the_window_slides_with_the_storys_last_report() -> None:
    index = StoryIndex()
    told = [report(n, (BOMB, BOMB_TOO)[n % 2], 40 * n) for n in range(4)]
    assert len(set(placed(index, *told[:2]))) == 1
    index.expire(NOON + timedelta(hours=40 + 72))
    assert len(index) == 1
    index.expire(NOON + timedelta(hours=40 + 73))
    assert len(index) == 0
    assert index.place(told[2]).founded


def test_undated_reports_never_expire() -> None:
    index = StoryIndex()
    index.place(report(1, BOMB, None))
    index.expire(NOON + timedelta(days=900))
    assert placed(index, report(2, BOMB_TOO, None)) == [1]


def test_an_agencys_text_in_another_paper_is_a_copy() -> None:
    index = StoryIndex()
    index.place(report(1, BOMB))
    paper = index.place(
        report(2, ("Bomb in north Syria", BOMB[1] + " This report was supplied by an agency."), 1)
    )
    own = index.place(report(3, BOMB_TOO, 2))
    again = index.place(report(4, ("Raqqa blast", BOMB[1]), 3))
    assert (paper.story_id, paper.copy_of) == (1, 1)
    assert (own.story_id, own.copy_of) == (1, None)
    assert (again.story_id, again.copy_of) == (1, 1)


def test_a_feeds_short_item_of_the_full_text_is_a_copy() -> None:
    index = StoryIndex()
    index.place(report(1, (BOMB[0], BOMB[1] + " " + QUAKE_ITALY[1].replace("Italy", "Syria") * 3)))
    short = index.place(report(2, ("Blast near Raqqa", BOMB[1].partition(". ")[0]), 1))
    assert (short.story_id, short.copy_of) == (1, 1)


def test_two_stories_become_one_when_a_report_shows_them_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    index = StoryIndex()
    with monkeypatch.context() as patch:
        patch.setattr(members, "judge", lambda *pair: Verdict(-9.0, "apart"))
        assert placed(index, report(1, BOMB), report(2, BOMB_TOO, 1)) == [1, 2]
    both = index.place(report(3, (BOMB[0], BOMB[1] + " " + BOMB_TOO[1]), 2))
    assert (both.story_id, both.merged, both.founded) == (1, (2,), False)
    assert len(index) == 1
    index.restore(report(4, BOMB_TOO, 3), 2)
    assert len(index) == 1
    index.expire(NOON + timedelta(days=25))
    assert len(index) == 0


def stream(count: int) -> list[Report]:
    """Invented items of a few events each day, several reports an event, in order."""
    dice = random.Random(7)
    towns = "Ostrava Lumen Kaltern Brisko Taranai Velmora Quilos Narvan Eskel Dorvik".split()
    things = "harbour ministry refinery school airport bridge market court hospital stadium".split()
    deeds = ["burned down", "reopened", "was raided by police", "was flooded", "was sold to investors"]
    found = []
    for number in range(count):
        day, event = divmod(number, 8)
        rules = random.Random(day * 10 + dice.randrange(4))
        town, thing, deed = rules.choice(towns), rules.choice(things), rules.choice(deeds)
        who = dice.choice(["officials", "witnesses", "the mayor", "residents"])
        text = (
            f"The {thing} of {town} {deed} on day {day}, {who} said. It had {rules.random():.3f} in {town}."
        )
        found.append(report(number, (f"{town} {thing} {deed}", text), 24 * day + event))
    return found


@pytest.mark.parametrize("stored", [False, True])
def test_a_restarted_index_goes_on_as_if_it_had_never_stopped(stored: bool) -> None:
    told = stream(160)
    whole = StoryIndex()
    placements, known = [], []
    for item in told:
        assert item.published_at
        whole.expire(item.published_at)
        placements.append(whole.place(item))
        clues = whole.clues(item.id, placements[-1].story_id) if stored else None
        known.append(clues and Clues.from_json(clues.to_json()))
    half = 100
    began = told[half].published_at
    assert began
    fresh = StoryIndex()
    last = {p.story_id: item.published_at for item, p in zip(told[:half], placements[:half], strict=True)}
    reports = Counter(placement.story_id for placement in placements[:half])
    for item, placement, clues in zip(told[:half], placements[:half], known[:half], strict=True):
        at = last[placement.story_id]
        longer = members.LONGER if reports[placement.story_id] >= members.OF_AFFAIR else 1
        if at and at >= began - longer * timedelta(hours=72):
            fresh.restore(item, placement.story_id, clues, placement.copy_of if stored else None)
    for item, placement in zip(told[half:], placements[half:], strict=True):
        assert item.published_at
        fresh.expire(item.published_at)
        assert fresh.place(item) == placement
    assert len({p.story_id for p in placements}) < 160


def test_reports_whose_clues_are_known_are_read_when_another_is_compared_with_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = StoryIndex()
    told = [report(1, BOMB), report(2, BOMB, hours=1), report(3, QUAKE_IRAN)]
    placements = [whole.place(item) for item in told]
    clues = [whole.clues(item.id, one.story_id) for item, one in zip(told, placements, strict=True)]
    assert [one.copy_of for one in placements] == [None, 1, None]
    assert [one is None for one in clues] == [False, True, False]
    read: list[str] = []

    def noting(title: str, *more: Any) -> Signature:
        read.append(title)
        return sign(title, *more)

    monkeypatch.setattr(members, "sign", noting)
    fresh = StoryIndex()
    for item, placement, one in zip(told, placements, clues, strict=True):
        fresh.restore(item, placement.story_id, one, placement.copy_of)
    assert read == []
    assert fresh.place(report(4, BOMB_TOO, hours=2)).story_id == 1
    assert sorted(read) == sorted([BOMB_TOO[0], BOMB[0], QUAKE_IRAN[0]])  # the copy never


def test_clues_that_another_version_stored_are_not_used() -> None:
    """Where these differ, reports of one event no longer find each other: count the format up."""
    index = StoryIndex()
    index.place(report(1, BOMB))
    clues = index.clues(1, 1)
    assert clues
    assert clues.to_json() == (
        '[5,"en","ԩμᣀজਕҤᆘඈ๗੪ժႮդݯɽᘔᇣᇽ೨ᤫ","raqqa 12 observatori ain issa","","",'
        '"en",["kr","rk","srn","mnt","tmkrtk","frs","bsrftr"],[12.0],[314,1644]]'
    )
    assert Clues.from_json(clues.to_json().replace("[5,", "[4,", 1)) is None


def test_grouping_is_the_same_in_every_process() -> None:
    script = (
        "import sys, json; sys.path.insert(0, '.');"
        "from tests.bot.news.stories.test_index import stream; from bot.news.stories.index import StoryIndex;"
        "index = StoryIndex(); print(json.dumps([repr(index.place(item)) for item in stream(80)]))"
    )
    root = Path(__file__).parents[4]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert len(json.loads(outputs.pop())) == 80


@pytest.mark.parametrize("words", [("", ""), ("", "Yes."), ("?!", "…"), ("حصاد القمح في الرقة", "")])
def test_odd_reports_are_placed(words: tuple[str, str]) -> None:
    index = StoryIndex()
    assert placed(index, report(1, words), report(2, BOMB)) == [1, 2]


def test_an_arabic_report_joins_its_story() -> None:
    index = StoryIndex()
    first = (
        "انفجار سيارة مفخخة شمال الرقة",
        "قتل 12 عنصرا من قوات سوريا الديمقراطية في انفجار سيارة مفخخة قرب عين عيسى",
    )
    second = (
        "مقتل 12 من قسد بسيارة مفخخة",
        "انفجرت سيارة مفخخة عند حاجز قرب عين عيسى شمال الرقة وقتل 12 عنصرا من قوات سوريا الديمقراطية",
    )
    told = [
        Report(n, title, text, f"p{n}", NOON + timedelta(hours=n), "ar")
        for n, (title, text) in enumerate((first, second))
    ]
    assert placed(index, *told) == [0, 0]


def test_a_sample_of_known_events_is_grouped_well(data_folder: Path) -> None:
    with (data_folder / "events" / "roundups.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][-300:]
    index, pairs = StoryIndex(), []
    for row in rows:
        at = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)
        index.expire(at)
        placement = index.place(Report(row["id"], row["title"], row["text"], row["publisher"], at))
        pairs.append((row["event"], placement.story_id))
    same = sum(a[1] == b[1] for n, a in enumerate(pairs) for b in pairs[:n])
    both = sum(a == b for n, a in enumerate(pairs) for b in pairs[:n])
    real = sum(a[0] == b[0] for n, a in enumerate(pairs) for b in pairs[:n])
    assert both / same >= 0.75
    assert 2 * both / (same + real) >= 0.75
