"""The days of a topic in words, for `/timeline`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.messages.markup import neutral, utf16_length
from bot.messages.speech.say import ENGLISH, Say

PEAKS = 3
"""How many days have their headlines shown."""
CAPTION_UNITS = 1024
"""UTF-16 code units of a caption (Bot API, sendPhoto)."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a topic: how many stories, by how many publishers, and the headline of the biggest story."""

    date: date
    stories: int
    publishers: int
    headline: str | None = None


def caption(title: str, days: Sequence[Day], say: Say = ENGLISH) -> str:
    """The chart in words, as neutral plain text within Telegram's limit: the total, then the biggest days."""
    lines = [title, summary(days, say)]
    for day in biggest(days):
        headline = f" {say.isolated(day.headline)}" if day.headline else ""
        lines.append(f"{day_name(day.date, say)}: {counted(day, say)}." + headline)
    text = neutral("\n".join(lines))
    while utf16_length(text) > CAPTION_UNITS:
        text = text[: len(text) - 16].rstrip() + "…"
    return text


def biggest(days: Sequence[Day]) -> list[Day]:
    """The days with the most stories, then the most publishers, in order of date; none without stories."""
    ranked = sorted((d for d in days if d.stories), key=lambda day: (-day.stories, -day.publishers, day.date))
    return sorted(ranked[:PEAKS], key=lambda day: day.date)


def day_name(day: date, say: Say) -> str:
    """A date with its day of the week."""
    return say.day(day, weekday=True)


def counted(day: Day, say: Say) -> str:
    """ "3 stories · 5 publishers"."""
    stories = say.plural("{number} story", "{number} stories", day.stories)
    publishers = say.plural("{number} publisher", "{number} publishers", day.publishers)
    return f"{stories} · {publishers}"


def summary(days: Sequence[Day], say: Say) -> str:
    """The first and the last day, and how many stories there are."""
    if not days:
        return say("No days to show")
    total = sum(day.stories for day in days)
    first, last = say.isolated(day_name(days[0].date, say)), say.isolated(say.day(days[-1].date, year=True))
    all_of_them = say.plural("{number} story", "{number} stories", total) if total else say("no stories")
    return f"{first} – {last}: {all_of_them}"
