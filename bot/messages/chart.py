"""The chart for `/timeline`: stories and publishers by day, with the headlines of the biggest days.

It has a background of its own, so that it looks the same in dark and light chats, and letters that are
legible at the width of a phone. Drawn with Pillow and the font in `bot/messages/fonts` (DejaVu Sans).
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, features

from bot.messages.days import Day, biggest, counted, day_name, summary
from bot.messages.speech.say import ENGLISH, Say

WIDTH = 1080
"""Pixels; Telegram shows a photo about 360 points wide on a phone, so 1 point is 3 pixels."""

_MARGIN = 56
_TOP, _PLOT, _ROOM = 190, 520, 50
"""Top of the plot, its height, and the room in it for the numbers above and below the bars."""
_GROUND, _INK, _FAINT = "#f5f6f8", "#1c2733", "#5d6b79"
_BAR, _HUNG = "#2f6fb2", "#e2a36f"
_LEAST_BAR = 5
"""Pixels of the smallest bar: one story beside four hundred is still seen."""
_BAR_SHARE = 0.36
"""Half the width of a bar, of the room that its day has."""
_NUMBER, _DATE, _GAP = 30, 30, 10
"""Sizes of the numbers at bars and of the dates, and the least gap between two of them."""
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")


def chart(title: str, days: Sequence[Day], say: Say = ENGLISH) -> bytes:
    """A PNG of the days, which are in order of date; `title` is the topic's name.

    A headline in a script that the font lacks appears in the caption only.
    """
    notes = [(day, _wrapped(day.headline or "", WIDTH - 2 * _MARGIN - 64)) for day in biggest(days)]
    below = _TOP + _PLOT + 74
    height = below + 90 + sum(64 + 46 * len(lines) for _, lines in notes)
    image = Image.new("RGB", (WIDTH, height), _GROUND)
    draw = ImageDraw.Draw(image)
    _head(draw, 48, _fitted(title, 52, WIDTH - 2 * _MARGIN), 52, _INK, say)
    _head(draw, 122, summary(days, say), 34, _FAINT, say)
    _bars(draw, _TOP, days, say)
    _legend(draw, below, say)
    _notes(draw, below + 74, notes, say)
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _bars(draw: ImageDraw.ImageDraw, top: int, days: Sequence[Day], say: Say) -> None:
    """Stories rise from the axis, publishers hang from it, on one scale: bars of one length count alike."""
    left, right = _MARGIN, WIDTH - _MARGIN
    if not any(day.stories or day.publishers for day in days):
        _text(draw, (WIDTH // 2, top + _PLOT // 3), say("No stories in this period"), 40, _FAINT, "mm")
    most_stories = max((day.stories for day in days), default=0)
    most_publishers = max((day.publishers for day in days), default=0)
    unit = (_PLOT - 2 * _ROOM) / max(most_stories + most_publishers, 1)
    axis = top + _ROOM + round(unit * most_stories)
    step = (right - left) / max(len(days), 1)
    half = min(step * _BAR_SHARE, 55)
    for place, day in enumerate(days):
        middle = left + step * (place + 0.5)
        for count, sign, colour in ((day.stories, -1, _BAR), (day.publishers, 1, _HUNG)):
            if count:
                end = axis + sign * max(_LEAST_BAR, unit * count)
                draw.rectangle((middle - half, min(axis, end), middle + half, max(axis, end)), fill=colour)
    for counts, sign, anchor in (
        ([day.stories for day in days], -1, "mb"),
        ([day.publishers for day in days], 1, "mt"),
    ):
        texts = [str(count) if count else "" for count in counts]
        for place in apart(texts, [left + step * (n + 0.5) for n in range(len(days))], counts, _NUMBER):
            end = axis + sign * (max(_LEAST_BAR, unit * counts[place]) + 6)
            _text(draw, (left + step * (place + 0.5), end), texts[place], _NUMBER, _INK, anchor)
    draw.line((left, axis, right, axis), fill=_INK, width=3)
    _dates(draw, top + _PLOT + 12, days, say)


def apart(texts: Sequence[str], middles: Sequence[float], weights: Sequence[float], size: int) -> list[int]:
    """The places whose texts can be written at the ends of bars, centred on `middles` (pixels).

    No two touch, and none stands on a longer bar; `weights` are the lengths. The longest bars come first, and
    empty texts are not written.
    """
    half = _BAR_SHARE * (middles[1] - middles[0]) if len(middles) > 1 else 0
    taken: list[tuple[float, float]] = []
    written = []
    for place in sorted(range(len(texts)), key=lambda place: -weights[place]):
        reach = _font(size).getlength(texts[place]) / 2
        start, end = middles[place] - reach, middles[place] + reach
        longest = max(
            (
                weight
                for middle, weight in zip(middles, weights, strict=True)
                if start < middle + half and middle - half < end
            ),
            default=0,
        )
        free = all(end + _GAP <= other or last + _GAP <= start for other, last in taken)
        if texts[place] and free and longest <= weights[place]:
            taken.append((start, end))
            written.append(place)
    return sorted(written)


def _dates(draw: ImageDraw.ImageDraw, top: int, days: Sequence[Day], say: Say) -> None:
    """The dates below the plot, every so many days that none touches the next or leaves the picture."""
    step = (WIDTH - 2 * _MARGIN) / max(len(days), 1)
    texts = [say.day(day.date) for day in days]
    widest = max((_font(_DATE).getlength(text) for text in texts), default=0)
    stride = max(1, -int(-(widest + 2 * _GAP) // step))
    first = max(0, -int(-(widest / 2 - _GAP) // step + 0.5))
    for place in range(first, len(days), stride):
        middle = _MARGIN + step * (place + 0.5)
        if middle + widest / 2 <= WIDTH - _GAP:
            _text(draw, (middle, top), texts[place], _DATE, _FAINT, "ma")


def _legend(draw: ImageDraw.ImageDraw, top: int, say: Say) -> None:
    left = float(_MARGIN)
    for colour, word in ((_BAR, say("stories")), (_HUNG, say("publishers"))):
        draw.rectangle((left, top + 6, left + 26, top + 32), fill=colour)
        _text(draw, (left + 40, top), word, 30, _FAINT)
        left += 40 + _font(30).getlength(word) + 50


def _head(draw: ImageDraw.ImageDraw, top: int, text: str, size: int, colour: str, say: Say) -> None:
    """A line of the heading, where the language begins its lines."""
    if say.right_to_left:
        _text(draw, (WIDTH - _MARGIN, top), text, size, colour, "ra")
    else:
        _text(draw, (_MARGIN, top), text, size, colour)


def _notes(draw: ImageDraw.ImageDraw, top: int, notes: Sequence[tuple[Day, list[str]]], say: Say) -> None:
    """The biggest days with their headlines, below the plot, where long ones cannot collide."""
    for day, lines in notes:
        draw.rectangle((_MARGIN, top + 8, _MARGIN + 10, top + 40 + 46 * len(lines)), fill=_BAR)
        _text(draw, (_MARGIN + 32, top), f"{day_name(day.date, say)}: {counted(day, say)}", 32, _FAINT)
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
