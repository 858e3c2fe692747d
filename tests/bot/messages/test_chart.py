"""The picture of a topic's days, and the same in words."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.messages.chart import WIDTH, Day, biggest, caption, chart

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


def test_more_stories_make_a_taller_bar() -> None:
    image = opened(chart("Raqqa", week(2, 8, 0, 0, 0, 0, 0))).convert("RGB")
    step = (WIDTH - 112) / 7
    ground = image.getpixel((5, 5))

    def height(place: int) -> int:
        column = int(56 + step * (place + 0.5)) - 30
        return sum(image.getpixel((column, y)) != ground for y in range(200, 518))

    assert height(1) > 3 * height(0) > 0
    assert height(3) == 0


def test_a_script_that_the_font_lacks_leaves_no_boxes() -> None:
    assert chart("Raqqa", week(4, headline="爆弾テロ")) == chart("Raqqa", week(4, headline=None))


def test_the_biggest_days_come_in_order_of_date() -> None:
    days = week(3, 0, 9, 1, 4, 0, 7)
    assert [day.stories for day in biggest(days)] == [9, 4, 7]
    assert biggest(week(0, 0)) == []


def test_the_caption_has_the_numbers() -> None:
    assert caption("Raqqa", week(1, 0, 3)) == (
        "Raqqa\n"
        "Mon 12 Jul to Wed 14 Jul 2021: 4 stories\n"
        "Mon 12 Jul: 1 story by 2 publishers. Blast near the bridge\n"
        "Wed 14 Jul: 3 stories by 6 publishers. Blast near the bridge"
    )
    assert "no stories" in caption("Raqqa", week(0, 0))


def test_the_caption_keeps_telegrams_limit() -> None:
    text = caption("Raqqa", week(5, 6, 7, headline="\U0001f4a5" * 600))
    assert len(text.encode("utf-16-le")) // 2 <= 1024
    assert text.endswith("…")
