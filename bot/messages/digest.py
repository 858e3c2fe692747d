"""Several stories in messages: the digest of what was held, and the pages of `/latest` and `/search`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.messages.alert import fact_lines, short_headline, sources_line, topic_line
from bot.messages.markup import MESSAGE_UNITS, escape, link, shorten, units
from bot.messages.voices import voices
from bot.model import Alert, Button, Story

PAGE_STORIES = 5
"""Stories on a page of `/latest` and `/search`."""
_DIGEST_FACTS = 2
_PAGE_FACTS = 4
_HEADLINE_UNITS = 200
_TITLE_UNITS = 200
_PUBLISHERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A story as one chat is told of it in a list."""

    story: Story
    topic_names: tuple[str, ...] = ()
    new: bool = False
    """Whether it is new to the chat since it last asked."""


@dataclass(frozen=True, slots=True)
class DigestPage:
    """One message of a digest."""

    html: str
    """Telegram HTML: at most 4096 UTF-16 units after entity parsing."""
    story_ids: tuple[int, ...]
    """The stories that it tells."""


def render_digest(told: Sequence[Told], *, now: datetime, title: str = "Digest") -> list[DigestPage]:
    """The messages of a digest, the most corroborated story first; none for no stories.

    A story is never divided between two messages.
    """
    ordered = sorted(told, key=lambda one: (-len(voices(one.story.sources)), -_age(one.story)))
    count = "1 story" if len(ordered) == 1 else f"{len(ordered)} stories"
    pages: list[DigestPage] = []
    text = f"<b>{escape(shorten(title, _TITLE_UNITS))}</b> · {count}"
    ids: tuple[int, ...] = ()
    for number, one in enumerate(ordered, 1):
        block = _block(one, f"{number}. ", _DIGEST_FACTS, now)
        if units(text) + 2 + units(block) > MESSAGE_UNITS:
            pages.append(DigestPage(text, ids))
            text, ids = block, (one.story.id,)
        else:
            text, ids = f"{text}\n\n{block}", (*ids, one.story.id)
    return [*pages, DigestPage(text, ids)] if ordered else []


def render_story_list(
    told: Sequence[Told],
    *,
    title: str,
    now: datetime,
    empty: str,
    buttons: tuple[tuple[Button, ...], ...] = (),
    note: str = "",
) -> Alert:
    """One page of stories (at most PAGE_STORIES of `told`) under a bold `title`; `empty` where there is none.

    `title`, `empty` and `note` (a last line) are plain text. Where the page would be too long every story
    gives up its last facts alike.
    """
    head = f"<b>{escape(shorten(title, _TITLE_UNITS))}</b>"
    tail = escape(shorten(note, _TITLE_UNITS))
    if not told:
        return Alert("\n\n".join(filter(None, (head, escape(shorten(empty, 1000)), tail))), buttons)
    for facts in range(_PAGE_FACTS, -1, -1):
        blocks = [_block(one, "", facts, now) for one in told[:PAGE_STORIES]]
        text = "\n\n".join(filter(None, (head, *blocks, tail)))
        if units(text) <= MESSAGE_UNITS:
            break
    return Alert(text, buttons)


def _block(one: Told, prefix: str, most_facts: int, now: datetime) -> str:
    """Headline (linked), facts, topics and publishers of a story; with no facts at most 700 units."""
    url = one.story.sources[0].url if one.story.sources else ""
    headline = f"{prefix}<b>{link(url, short_headline(one.story, _HEADLINE_UNITS))}</b>"
    facts = fact_lines(one.story, most_facts) if most_facts else []
    names = topic_line(one.topic_names, 100)
    foot = " · ".join(filter(None, (names, sources_line(one.story, now, _PUBLISHERS_SHOWN))))
    return "\n".join((("🆕 " if one.new else "") + headline, *facts, f"<i>{foot}</i>"))


def _age(story: Story) -> float:
    return story.last_report_at.timestamp()
