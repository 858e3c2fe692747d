"""What is taken off a title and a line before they are read."""

import pytest

from bot.news.kinds.clean import LINE_CAP, TITLE_CAP, clean
from bot.news.kinds.kind import Item
from bot.news.kinds.read import read

TITLE = "Army takes two villages near the border"


@pytest.mark.parametrize(
    ("title", "publisher", "left"),
    [
        (f"{TITLE} - The Valley Post", "The Valley Post", TITLE),
        (f"{TITLE} - Valley Post", "The Valley Post", TITLE),
        (f"{TITLE} | ValleyPost.com", "Valley Post", TITLE),
        (f"The Valley Post: {TITLE}", "The Valley Post", TITLE),
        (f"{TITLE} - and a third", "The Valley Post", f"{TITLE} - and a third"),
        (f"Iran: {TITLE}", "The Valley Post", f"Iran: {TITLE}"),
        (f"<b>{TITLE}</b>", "", TITLE),
    ],
)
def test_the_publishers_name_goes(title: str, publisher: str, left: str) -> None:
    assert clean(title, "", publisher).title == left


def test_the_suffix_is_kept_apart() -> None:
    assert clean(f"{TITLE} - Valley Post Video", "", "Valley Post").suffix == "Valley Post Video"


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (TITLE, ""),
        (f"{TITLE}. The army said so.", "The army said so."),
        (f"{TITLE} The Valley Post Other outlets' headline Gulf Daily", ""),
        ("The army said so. Get breaking national and world news here.", "The army said so."),
        ("The army said so. View full coverage on an aggregator", "The army said so."),
        ("<p>The army\n said so.</p>", "The army said so."),
        ("The army said so. Read more: What it means for Orn", "The army said so."),
        ("The army said so. [...]", "The army said so."),
        ("RAQQA, Syria (SANA) — The army said so.", "The army said so."),
        ("New Delhi, Dec 3 (IANS) - The army said so.", "The army said so."),
        ("NEW YORK, March 4 (Xinhua) -- The army said so.", "The army said so."),
        ("(ANSA) - The army said so.", "The army said so."),
        ("LOM — The army said so.", "The army said so."),
        ("Orn - the army's own town - fell.", "Orn - the army's own town - fell."),
        ("The army (ANSA) said so.", "The army (ANSA) said so."),
        ("WSJ: The army said so.", "WSJ: The army said so."),
    ],
)
def test_the_line_says_only_what_is_new(line: str, left: str) -> None:
    assert clean(TITLE, line, "The Valley Post").line == left


def test_a_dateline_speaks_for_a_report() -> None:
    said = "Two thousand have gone from the valley."
    assert "line: a dateline" in read(Item(TITLE, f"RAQQA, Syria (SANA) — {said}")).cues
    assert "line: a dateline" not in read(Item(TITLE, said)).cues


def test_an_aggregators_line_of_other_outlets_is_left_out() -> None:
    line = f"{TITLE} The Valley Post What it means for the harbour Gulf Daily"
    found = clean(f"{TITLE} - The Valley Post", line, "An Aggregator")
    assert (found.title, found.line, found.suffix) == (TITLE, "", "The Valley Post")
    assert clean(f"{TITLE} - The Valley Post", "The army said so.", "An Aggregator").suffix == ""


def test_both_are_capped_at_a_sentence_where_there_is_one() -> None:
    found = clean("x" * 5000, "The army said so. " * 100)
    assert len(found.title) <= TITLE_CAP
    assert len(found.line) <= LINE_CAP
    assert found.line.endswith("so.")


def test_what_a_long_text_asks_of_its_readers_is_left_out() -> None:
    news = "A bridge fell at Orn on Sunday, the mayor said. " * 12
    asked = news + "\nWhat do you think? Email us at news@orn.example today.\nThe mayor resigned."
    assert (
        clean("Bridge falls at Orn", asked).body
        == clean("Bridge falls at Orn", f"{news} The mayor resigned.").body
    )
