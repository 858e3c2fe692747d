"""A full text is read from its first sentence on, whatever the site puts before it."""

import pytest

from bot.news.kinds.kind import Item
from bot.news.kinds.opening import first_words
from bot.news.kinds.read import read

TITLE = "Army takes two villages near the border"
SAID = "The army took two villages on Monday, officials said."


@pytest.mark.parametrize(
    "before",
    [
        "",
        f"{TITLE} ",
        f"{TITLE} Enlarge this image toggle caption Ada Roe/AP Ada Roe/AP ",
        "Soldiers look over the valley. Enlarge this image toggle caption Updated at 6:10 p.m. ET ",
        f"Thu Aug 28 2014 {TITLE}. ",
        "Date of publication 3 October 2017 ",
        f"{TITLE} AFP Sunday 29 Jun 2014 ",
        "CLOSE Soldiers walk through Orn. (Photo: Ada Roe, AFP/Getty Images) ",
        "Ada Roe and Bo Lind USA TODAY ",
        "Men with rifles stand on a hill near Orn on May 4, 2019. Ada Roe | Getty Images ",
        "Photo: Ada Roe/Getty Images ",
        "Get breaking news alerts and special reports. The news of Orn, delivered weekday mornings. ",
        "For more on the war, subscribe to Orn Post's newsletters ",
        "ADVERTISEMENT ",
        f"Share All sharing options for: {TITLE} ",
        "Editor's note: For more on the valley, see this story. ",
        "President Ada Bo RoeOther headline of the day A third one MORE ",
    ],
)
def test_what_stands_before_the_first_sentence_goes(before: str) -> None:
    text, filed = first_words(f"{before}{SAID}", TITLE)
    assert not filed
    assert text.removeprefix("President ") == SAID


@pytest.mark.parametrize(
    "before",
    [
        "Orn (CNN) ",
        "(CNN) ",
        "ORN/LOM (Reuters) - ",
        "Oct 24 (Reuters) - ",
        "Al ORN AIR BASE, Iraq (Reuters) - ",
    ],
)
def test_where_a_report_was_filed_is_known_without_a_dash(before: str) -> None:
    later = " Soldiers rest in Orn on Tuesday. REUTERS/Ada Roe They had marched for days."
    assert first_words(before + SAID + later, TITLE) == (SAID + later, True)
    assert "line: a dateline" in read(Item(TITLE, before + SAID + later * 8)).cues


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        "Update: the bridge is open.",
        "By Tuesday the army had left.",
        "August was dry in Orn.",
        "The army (CNN says 40 men) left.",
    ],
)
def test_a_first_sentence_is_left_alone(text: str) -> None:
    assert first_words(text, TITLE) == (text, False)


def test_a_text_of_its_title_alone_is_left() -> None:
    assert first_words(f"{TITLE}.", TITLE) == (f"{TITLE}.", False)
