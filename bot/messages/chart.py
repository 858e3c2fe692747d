"""The chart for `/timeline`: stories and publishers by day, with the headlines of the biggest days.

It has a background of its own, so that it looks the same in dark and light chats, and letters that are
legible at the width of a phone. Drawn with Pillow and the font in `bot/messages/fonts` (DejaVu Sans).
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, features

from bot.messages.markup import neutral

WIDTH = 1080
"""Pixels; Telegram shows a photo about 360 points wide on a phone, so 1 point is 3 pixels."""
PEAKS = 3
"""How many days have their headlines shown."""
CAPTION_UNITS = 1024
"""UTF-16 code units of a caption (Bot API, sendPhoto)."""

_MARGIN = 56
_TOP, _RISE, _HANG = 190, 330, 190
"""Top of the plot; how far the bars of stories rise above its axis, and those of publishers hang below."""
_GROUND, _INK, _FAINT = "#f5f6f8", "#1c2733", "#5d6b79"
_BAR, _PEAK, _HUNG = "#8db4dc", "#2f6fb2", "#e2a36f"
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a topic: how many stories, by how many publishers, and the headline of the biggest story."""

    date: date
    stories: int
    publishers: int
    headline: str | None = None


def chart(title: str, days: Sequence[Day]) -> bytes:
    """A PNG of the days, which are in order of date; `title` is the topic's name.

    A headline in a script that the font lacks appears in the caption only.
    """
    peaks = biggest(days)
    notes = [(day, _wrapped(day.headline or "", WIDTH - 2 * _MARGIN - 64)) for day in peaks]
    below = _TOP + _RISE + _HANG + 74
    height = below + 90 + sum(64 + 46 * len(lines) for _, lines in notes)
    image = Image.new("RGB", (WIDTH, height), _GROUND)
    draw = ImageDraw.Draw(image)
    _text(draw, (_MARGIN, 48), _fitted(title, 52, WIDTH - 2 * _MARGIN), 52, _INK)
    _text(draw, (_MARGIN, 122), _summary(days), 34, _FAINT)
    _bars(draw, _TOP, days, peaks)
    _legend(draw, below)
    _notes(draw, below + 74, notes)
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def caption(title: str, days: Sequence[Day]) -> str:
    """The chart in words, as neutral plain text within Telegram's limit: the total, then the biggest days."""
    lines = [title, _summary(days)]
    for day in biggest(days):
        lines.append(f"{_day(day.date)}: {_counts(day)}" + (f". {day.headline}" if day.headline else ""))
    text = neutral("\n".join(lines))
    while len(text.encode("utf-16-le")) // 2 > CAPTION_UNITS:
        text = text[: len(text) - 16].rstrip() + "…"
    return text


def biggest(days: Sequence[Day]) -> list[Day]:
    """The days with the most stories, then the most publishers, in order of date; none without stories."""
    ranked = sorted((d for d in days if d.stories), key=lambda day: (-day.stories, -day.publishers, day.date))
    return sorted(ranked[:PEAKS], key=lambda day: day.date)


def _day(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def _counts(day: Day) -> str:
    stories = "1 story" if day.stories == 1 else f"{day.stories} stories"
    return stories + (" by 1 publisher" if day.publishers == 1 else f" by {day.publishers} publishers")


def _summary(days: Sequence[Day]) -> str:
    if not days:
        return "No days to show"
    total = sum(day.stories for day in days)
    span = f"{_day(days[0].date)} to {_day(days[-1].date)} {days[-1].date.year}"
    return f"{span}: {total or 'no'} {'story' if total == 1 else 'stories'}"


def _bars(draw: ImageDraw.ImageDraw, top: int, days: Sequence[Day], peaks: Sequence[Day]) -> None:
    """Stories rise from the axis, publishers hang from it: each on its own scale, with its number."""
    line, left, right = top + _RISE, _MARGIN, WIDTH - _MARGIN
    if not any(day.stories or day.publishers for day in days):
        _text(draw, (WIDTH // 2, top + _RISE // 2), "No stories in this period", 40, _FAINT, "mm")
    most_stories = max((day.stories for day in days), default=0) or 1
    most_publishers = max((day.publishers for day in days), default=0) or 1
    step = (right - left) / max(len(days), 1)
    half = min(step * 0.36, 55)
    size = 32 if len(days) <= 14 else 24 if max(most_stories, most_publishers) < 100 else 16
    for place, day in enumerate(days):
        middle = left + step * (place + 0.5)
        if day.stories:
            end = line - (_RISE - 50) * day.stories / most_stories
            draw.rectangle((middle - half, end, middle + half, line), fill=_PEAK if day in peaks else _BAR)
            _text(draw, (middle, end - 6), str(day.stories), size, _INK, "mb")
        if day.publishers:
            end = line + (_HANG - 50) * day.publishers / most_publishers
            draw.rectangle((middle - half, line, middle + half, end), fill=_HUNG)
            _text(draw, (middle, end + 8), str(day.publishers), size, _INK, "mt")
        _date_label(draw, middle, line + _HANG + 12, day.date, place, len(days))
    draw.line((left, line, right, line), fill=_INK, width=3)


def _date_label(
    draw: ImageDraw.ImageDraw, middle: float, top: int, day: date, place: int, count: int
) -> None:
    """A label for every day of a short period, for about six days of a long one; labels never touch."""
    if count <= 8:
        _text(draw, (middle, top), f"{_WEEKDAYS[day.weekday()]} {day.day}", 30, _FAINT, "mt")
    elif place % max(1, -(-count // 6)) == 0:
        _text(draw, (max(middle, _MARGIN + 46), top), f"{day.day} {_MONTHS[day.month - 1]}", 30, _FAINT, "mt")


def _legend(draw: ImageDraw.ImageDraw, top: int) -> None:
    for left, colour, word in ((_MARGIN, _BAR, "stories"), (_MARGIN + 220, _HUNG, "publishers")):
        draw.rectangle((left, top + 6, left + 26, top + 32), fill=colour)
        _text(draw, (left + 40, top), word, 30, _FAINT)


def _notes(draw: ImageDraw.ImageDraw, top: int, notes: Sequence[tuple[Day, list[str]]]) -> None:
    """The biggest days with their headlines, below the plot, where long ones cannot collide."""
    for day, lines in notes:
        draw.rectangle((_MARGIN, top + 8, _MARGIN + 10, top + 40 + 46 * len(lines)), fill=_PEAK)
        _text(draw, (_MARGIN + 32, top), f"{_day(day.date)}: {_counts(day)}", 32, _FAINT)
        for line in lines:
            top += 46
            if _right_to_left(line):
                _text(draw, (WIDTH - _MARGIN, top), line, 36, _INK, "ra")
            else:
                _text(draw, (_MARGIN + 32, top), line, 36, _INK)
        top += 64


def _text(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, colour: str, anchor: str = "la"
) -> None:
    direction = "rtl" if _right_to_left(text) and features.check("raqm") else None
    draw.text(at, text, fill=colour, font=_font(size), anchor=anchor, direction=direction)


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    with as_file(files("bot.messages").joinpath("fonts", "DejaVuSans.ttf")) as path:
        return ImageFont.truetype(BytesIO(path.read_bytes()), size)


def _right_to_left(text: str) -> bool:
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)


def _drawable(text: str) -> str:
    """The text without symbols that the font lacks; "" if it lacks letters, or Pillow cannot shape them.

    Right-to-left scripts need Pillow's complex layout (libraqm with FriBiDi), which not every machine has.
    """
    kept = []
    for character in text:
        kind = unicodedata.category(character)[0]
        if kind == "L":
            script = unicodedata.name(character, "").partition(" ")[0]
            joined = script in ("ARABIC", "HEBREW") and not features.check("raqm")
            if script not in _SCRIPTS or joined:
                return ""
        if kind in "LNM" or ord(character) < 0x2100:
            kept.append(character)
    return " ".join("".join(kept).split())


def _fitted(text: str, size: int, width: int) -> str:
    text = _drawable(text)
    if _font(size).getlength(text) <= width:
        return text
    while text and _font(size).getlength(text + "…") > width:
        text = text[:-1].rstrip()
    return text + "…"


def _wrapped(text: str, width: int, size: int = 36, most: int = 2) -> list[str]:
    """The text in at most `most` lines of `width` pixels; the last one is cut with an ellipsis."""
    lines: list[str] = []
    words = _drawable(text).split()
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and _font(size).getlength(" ".join(words[: count + 1])) <= width:
            count += 1
        lines.append(_fitted(" ".join(words[:count]), size, width))
        words = words[count:]
    return [*lines, _fitted(" ".join(words), size, width)] if words else lines
