"""Known article, new article under an old name, or copy under a new one: the table of `docs/feeds.md`."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.articles.sameness import Content, Tie, is_copy, is_same

NOON = datetime(2026, 5, 5, 12, tzinfo=UTC)
RAIN = "Rain floods the market of Ornsk"
RAIN_TEXT = "Water stood knee-deep between the stalls of the covered market after a night of heavy rain."
RAIN_LONGER = f"{RAIN_TEXT} Two traders were taken to hospital, and the mayor closed the square."
WOLF = "Wolf seen near Testmouth school"
WOLF_TEXT = "Parents were asked to fetch their children by car while rangers look for it in the woods."


def content(title: str, text: str = "", hours: float | None = None) -> Content:
    return Content(title, text, () if hours is None else (NOON + timedelta(hours=hours),))


@pytest.mark.parametrize(
    ("tie", "entry", "same"),
    [
        # guid and address agree: an edit, unless a day later it says something else
        (Tie.FULL, content(WOLF, WOLF_TEXT, 0), True),
        (Tie.FULL, content(WOLF, WOLF_TEXT), True),
        (Tie.FULL, content(WOLF, WOLF_TEXT, 12), True),
        (Tie.FULL, content(WOLF, WOLF_TEXT, 24), False),
        (Tie.FULL, content(RAIN, WOLF_TEXT, 24), False),
        (Tie.FULL, content(f"{RAIN}: 12 hurt", RAIN_LONGER, 24), False),
        (Tie.FULL, content(f"{RAIN} again", RAIN_LONGER, 24), True),
        # an address without any guid: another title at another time is another article
        (Tie.ADDRESS, content(WOLF, WOLF_TEXT, 1), False),
        (Tie.ADDRESS, content(WOLF, WOLF_TEXT), False),
        (Tie.ADDRESS, content(RAIN, RAIN_LONGER, 1), True),
        (Tie.ADDRESS, content(f"Heavy {RAIN}", RAIN_LONGER, 1), True),
        (Tie.ADDRESS, content(f"Heavy {RAIN}"), True),
        (Tie.ADDRESS, content(WOLF, RAIN_LONGER, 0), True),
        # one of the two keys differs
        (Tie.PART, content(WOLF, WOLF_TEXT, 1), False),
        (Tie.PART, content(WOLF, WOLF_TEXT), False),
        (Tie.PART, content(WOLF, WOLF_TEXT, 0), False),
        (Tie.PART, content(WOLF, "", 0), False),
        (Tie.PART, content(RAIN, RAIN_LONGER, 1), True),
        (Tie.PART, content(RAIN, "", 24), True),
        (Tie.PART, content(RAIN, WOLF_TEXT, 24), False),
        (Tie.PART, content(RAIN, WOLF_TEXT, 1), False),
        (Tie.PART, content(RAIN, f"{RAIN_TEXT} Gauge 2 is at 400 cm.", 1), False),
        (Tie.PART, content(RAIN, f"{RAIN_TEXT} Gauge 2 is at 400 cm.", 0), True),
        (Tie.PART, content(RAIN, WOLF_TEXT), True),
        (Tie.PART, content(f"Heavy {RAIN}", RAIN_LONGER, 0), True),
        (Tie.PART, content(f"Heavy {RAIN}", RAIN_LONGER, 1), False),
        (Tie.PART, content(f"Heavy {RAIN}", RAIN_LONGER), True),
        (Tie.PART, content(f"{RAIN}: 12 hurt", RAIN_LONGER), False),
        (Tie.PART, content(f"Heavy {RAIN}"), False),
    ],
)
def test_what_has_a_known_key(tie: Tie, entry: Content, same: bool) -> None:
    assert is_same(entry, content(RAIN, RAIN_TEXT, 0), tie) is same


@pytest.mark.parametrize(
    ("entry", "copy"),
    [
        (content(RAIN, RAIN_TEXT, 0), True),
        (content(RAIN, RAIN_TEXT, 100), True),
        (content(RAIN, RAIN_TEXT), True),
        (content(f"Heavy {RAIN}", RAIN_TEXT, 100), True),
        (content(f"{RAIN}: 12 hurt", RAIN_TEXT, 0), False),
        (content(WOLF, RAIN_TEXT, 0), False),
        (content("", RAIN_TEXT, 0), False),
        (content(RAIN, RAIN_LONGER, 3), True),
        (content(RAIN, f"{RAIN_TEXT} It was 2 am.", 3), False),
        (content(RAIN, "", 3), True),
        (content(RAIN, "", 30), False),
        (content(RAIN, WOLF_TEXT, 0), True),
        (content(RAIN, WOLF_TEXT, 3), False),
        (content(f"Heavy {RAIN}", RAIN_LONGER, 0), False),
    ],
)
def test_what_has_no_known_key(entry: Content, copy: bool) -> None:
    assert is_copy(entry, content(RAIN, RAIN_TEXT, 0)) is copy


def test_a_short_text_proves_no_copy_on_another_day() -> None:
    assert is_copy(content("Photos", "Read more.", 3), content("Photos", "Read more.", 0))
    assert not is_copy(content("Photos", "Read more.", 30), content("Photos", "Read more.", 0))
    assert not is_copy(content("Photos", "", 3), content("Photos", "", 0))


def test_scripts_without_spaces_are_compared_by_character() -> None:
    known = content("北城大桥在洪水中坍塌", "", 0)
    assert is_same(content("北城大桥在洪水中坍塌两人获救", "", 0), known, Tie.PART)
    assert not is_same(content("学校因大雪停课三天", "", 0), known, Tie.PART)
