"""The picture of a topic's days, and the same in words."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageColor, ImageFont

from bot.messages.chart import WIDTH, apart, chart
from bot.messages.days import Day, biggest, caption
from bot.messages.speech.languages import LANGUAGES
from bot.messages.speech.say import say_in

BLUE, ORANGE = "#2f6fb2", "#e2a36f"
FONT = Path(__file__).resolve().parents[3] / "bot" / "messages" / "fonts" / "DejaVuSans.ttf"
MONDAY = date(2021, 7, 12)
LONG = "Convoy leaves the base while talks over the timetable go on in three capitals, officials say " * 3


def week(*stories: int, headline: str | None = "Blast near the bridge") -> list[Day]:
    return [Day(MONDAY + timedelta(n), count, 2 * count, headline) for n, count in enumerate(stories)]


def opened(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    image.load()
    return image


@pytest.mark.parametrize(
    "days",
    [
        [],
        week(0, 0, 0, 0, 0, 0, 0),
        week(3),
        week(3, 0, 9, 1, 4, 0, 7),
        week(*range(30), headline=LONG),
        week(*[400] * 30, headline="انفجار سيارة مفخخة شمال الرقة"),
        week(1, 2, 3, headline="爆弾テロ"),
        week(1, 2, 3, headline=None),
    ],
)
def test_a_picture_of_any_days_is_an_opaque_png_for_a_phone(days: list[Day]) -> None:
    png = chart("Raqqa", days)
    image = opened(png)
    assert (image.format, image.mode) == ("PNG", "RGB")
    assert image.width == WIDTH
    assert 600 <= image.height <= 1400
    assert len(png) < 1_000_000


def bar(image: Image.Image, days: Sequence[Day], place: int, colour: str) -> int:
    """The length of the bar of a day, in pixels."""
    step = (WIDTH - 112) / len(days)
    column = int(56 + step * (place + 0.5)) - int(min(step * 0.3, 50))
    wanted = ImageColor.getrgb(colour)
    return sum(image.getpixel((column, y)) == wanted for y in range(190, 710))


def test_stories_and_publishers_are_drawn_on_one_scale() -> None:
    days = [Day(MONDAY, 2, 4), Day(MONDAY + timedelta(1), 8, 2), Day(MONDAY + timedelta(2), 0, 0)]
    image = opened(chart("Raqqa", days))
    per_story = bar(image, days, 1, BLUE) / 8
    assert per_story > 30
    for place, day in enumerate(days):
        assert bar(image, days, place, BLUE) == pytest.approx(day.stories * per_story, abs=4)
        assert bar(image, days, place, ORANGE) == pytest.approx(day.publishers * per_story, abs=4)


def test_a_lone_bar_has_the_colour_of_the_legend() -> None:
    days = week(0, 0, 1, 0)
    image = opened(chart("Raqqa", days))
    assert bar(image, days, 2, BLUE) > 0
    legend = [image.getpixel((70, y)) for y in range(780, 830)]
    assert ImageColor.getrgb(BLUE) in legend


def test_one_story_beside_hundreds_is_seen() -> None:
    days = week(400, 1)
    assert bar(opened(chart("Raqqa", days)), days, 1, BLUE) >= 3


def test_numbers_of_ninety_days_do_not_touch_and_the_biggest_are_written() -> None:
    counts = [100 + n % 7 for n in range(90)]
    middles = [56 + 10.8 * (n + 0.5) for n in range(90)]
    texts = list(map(str, counts))
    written = apart(texts, middles, counts, 30)
    font = ImageFont.truetype(str(FONT), 30)
    assert all(
        middles[later] - middles[earlier]
        > (font.getlength(texts[later]) + font.getlength(texts[earlier])) / 2 + 9
        for earlier, later in pairwise(written)
    )
    assert counts[written[0]] == 106
    assert len(written) > 8
    assert apart(["3", "", "9"], [100, 240, 380], [3, 0, 9], 30) == [0, 2]
    assert apart(["1", "99", "1"], [100, 112, 124], [1, 99, 1], 30) == [1], "1 would stand on the long bar"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_in_every_language(language: str) -> None:
    say = say_in(language)
    opened(chart("Raqqa", week(*[3] * 90), say))
    assert "Raqqa" in caption("Raqqa", week(1, 2), say)


def test_a_script_that_the_font_lacks_leaves_no_boxes() -> None:
    assert chart("Raqqa", week(4, headline="爆弾テロ")) == chart("Raqqa", week(4, headline=None))


def test_the_biggest_days_come_in_order_of_date() -> None:
    days = week(3, 0, 9, 1, 4, 0, 7)
    assert [day.stories for day in biggest(days)] == [9, 4, 7]
    assert biggest(week(0, 0)) == []


def test_the_caption_has_the_numbers() -> None:
    assert caption("Raqqa", week(1, 0, 3)) == (
        "Raqqa\n"
        "Mon 12 Jul – 14 Jul 2021: 4 stories\n"
        "Mon 12 Jul: 1 story · 2 publishers. Blast near the bridge\n"
        "Wed 14 Jul: 3 stories · 6 publishers. Blast near the bridge"
    )
    assert "no stories" in caption("Raqqa", week(0, 0))


def test_the_caption_keeps_telegrams_limit() -> None:
    text = caption("Raqqa", week(5, 6, 7, headline="\U0001f4a5" * 600))
    assert len(text.encode("utf-16-le")) // 2 <= 1024
    assert text.endswith("…")
