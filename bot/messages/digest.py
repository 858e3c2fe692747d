"""Several stories in one message: digests of held alerts, and the pages of `/latest` and `/search`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.messages.alert import fact_lines, kind_mark, short_headline, sources_line, topic_line
from bot.messages.markup import MESSAGE_UNITS, escape, link, shorten, units
from bot.messages.voices import voices
from bot.model import Alert, Button, Story

PAGE_STORIES = 5
"""Stories on a page of `/latest` and `/search`."""
_DIGEST_FACTS = 2
_DIGEST_LINES = 10
_PAGE_FACTS = 4
_HEADLINE_UNITS = 200
_TITLE_UNITS = 200
_PUBLISHERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story as it appears in a list for one chat."""

    story: Story
    topic_names: tuple[str, ...] = ()
    new: bool = False
    """Whether it arrived after the chat last asked."""


@dataclass(frozen=True, slots=True)
class DigestPage:
    """One message of a digest."""

    html: str
    """Telegram HTML: at most 4096 UTF-16 units after entity parsing."""
    story_ids: tuple[int, ...]
    """The stories in it."""


def render_digest(
    listed: Sequence[ListedStory], *, now: datetime, title: str = "Digest", lines: Sequence[str] = ()
) -> list[DigestPage]:
    """The messages of a digest, the most corroborated story first, then `lines` (HTML); may be empty.

    A story is never split between two messages.
    """
    ordered = sorted(
        listed, key=lambda entry: (-len(voices(entry.story.sources)), -_reported_at(entry.story))
    )
    count = "1 story" if len(ordered) == 1 else f"{len(ordered)} stories"
    pages: list[DigestPage] = []
    text = f"<b>{escape(shorten(title, _TITLE_UNITS))}</b> · {count}"
    ids: tuple[int, ...] = ()
    for number, entry in enumerate(ordered, 1):
        block = _block(entry, f"{number}. ", _DIGEST_FACTS, now)
        if units(text) + 2 + units(block) > MESSAGE_UNITS:
            pages.append(DigestPage(text, ids))
            text, ids = block, (entry.story.id,)
        else:
            text, ids = f"{text}\n\n{block}", (*ids, entry.story.id)
    end = "\n".join(lines[:_DIGEST_LINES])
    if not ordered:
        return [DigestPage(end, ())] if end else []
    if end and units(text) + 2 + units(end) > MESSAGE_UNITS:
        return [*pages, DigestPage(text, ids), DigestPage(end, ())]
    return [*pages, DigestPage(f"{text}\n\n{end}" if end else text, ids)]


def render_story_list(
    listed: Sequence[ListedStory],
    *,
    title: str,
    now: datetime,
    empty: str,
    buttons: tuple[tuple[Button, ...], ...] = (),
    note: str = "",
) -> Alert:
    """One page of stories (at most PAGE_STORIES of `listed`) under a bold `title`; `empty` if there are none.

    `title`, `empty` and `note` (a last line) are plain text. If the page is too long, every story is limited
    to the same smaller number of facts.
    """
    head = f"<b>{escape(shorten(title, _TITLE_UNITS))}</b>"
    tail = escape(shorten(note, _TITLE_UNITS))
    if not listed:
        return Alert("\n\n".join(filter(None, (head, escape(shorten(empty, 1000)), tail))), buttons)
    for facts in range(_PAGE_FACTS, -1, -1):
        blocks = [_block(entry, "", facts, now) for entry in listed[:PAGE_STORIES]]
        text = "\n\n".join(filter(None, (head, *blocks, tail)))
        if units(text) <= MESSAGE_UNITS:
            break
    return Alert(text, buttons)


def _block(entry: ListedStory, prefix: str, most_facts: int, now: datetime) -> str:
    """Headline (linked), facts, topics and publishers of a story; without facts at most 700 units."""
    story = entry.story
    url = story.sources[0].url if story.sources else ""
    mark = f"{kind_mark(story)} · ".lower() if kind_mark(story) else ""
    headline = f"{prefix}{mark}<b>{link(url, short_headline(story, _HEADLINE_UNITS))}</b>"
    facts = fact_lines(story, most_facts) if most_facts else []
    names = topic_line(entry.topic_names, 100)
    foot = " · ".join(filter(None, (names, sources_line(story, now, _PUBLISHERS_SHOWN))))
    return "\n".join((("🆕 " if entry.new else "") + headline, *facts, f"<i>{foot}</i>"))


def _reported_at(story: Story) -> float:
    return story.last_report_at.timestamp()
