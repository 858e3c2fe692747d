"""Several stories in one message: digests of held alerts, and the pages of `/latest` and `/search`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.messages.alert import fact_lines, kind_mark, short_headline, sources_line, topic_line
from bot.messages.callback import pack
from bot.messages.markup import MESSAGE_UNITS, escape, link, shorten, units
from bot.messages.paging import NEWER_OLDER, page_buttons
from bot.messages.speech.say import ENGLISH, Say
from bot.messages.voices import voices
from bot.model import Alert, Button, Story

PAGE_STORIES = 5
"""Stories on a page of `/latest` and `/search`."""
DIGEST_STORIES = 10
"""Stories on a page of a digest."""
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


def render_digest(
    listed: Sequence[ListedStory],
    *,
    now: datetime,
    title: str = "",
    lines: Sequence[str] = (),
    say: Say = ENGLISH,
) -> list[Alert]:
    """The pages of a digest, the most corroborated story first; none if there is nothing to tell.

    The first page is sent; the others wait behind its button "Older". `lines` (HTML) end the first page. A
    page has DIGEST_STORIES stories, or fewer if they are long; none is split between two. `title` is plain
    text.
    """
    ordered = sorted(
        listed, key=lambda entry: (-len(voices(entry.story.sources)), -_reported_at(entry.story))
    )
    end = "\n".join(lines[:_DIGEST_LINES])
    if not ordered:
        return [Alert(end)] if end else []
    count = say.plural("{number} story", "{number} stories", len(ordered))
    head = f"<b>{escape(shorten(title or say('Digest'), _TITLE_UNITS))}</b> · {count}"
    texts: list[str] = []
    told = 0
    while told < len(ordered):
        foot = end if not texts else ""
        blocks = _fitting(ordered, told, MESSAGE_UNITS - units(f"{head}{foot}") - 4, now, say)
        texts.append("\n\n".join(filter(None, (head, *blocks, foot))))
        told += len(blocks)
    return [Alert(text, _turns(page, len(texts), say)) for page, text in enumerate(texts)]


def _fitting(ordered: Sequence[ListedStory], first: int, room: int, now: datetime, say: Say) -> list[str]:
    """The blocks of one page, from the story at `first` on: as many stories as may be, then as many facts."""
    for most_facts in range(_DIGEST_FACTS, -1, -1):
        blocks: list[str] = []
        left = room
        for number, entry in enumerate(ordered[first : first + DIGEST_STORIES], first + 1):
            block = _block(entry, f"{number}. ", most_facts, now, say)
            left -= units(block) + 2
            if left < 0:
                break
            blocks.append(block)
        if left >= 0:
            break
    return blocks


def _turns(page: int, pages: int, say: Say) -> tuple[tuple[Button, ...], ...]:
    return page_buttons(say, page, pages, NEWER_OLDER, lambda number: pack("digest", number))


def render_story_list(
    listed: Sequence[ListedStory],
    *,
    title: str,
    now: datetime,
    empty: str,
    buttons: tuple[tuple[Button, ...], ...] = (),
    note: str = "",
    say: Say = ENGLISH,
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
        blocks = [_block(entry, "", facts, now, say) for entry in listed[:PAGE_STORIES]]
        text = "\n\n".join(filter(None, (head, *blocks, tail)))
        if units(text) <= MESSAGE_UNITS:
            break
    return Alert(text, buttons)


def _block(entry: ListedStory, prefix: str, most_facts: int, now: datetime, say: Say) -> str:
    """Headline (linked), facts, topics and publishers of a story; without facts at most 700 units."""
    story = entry.story
    url = story.sources[0].url if story.sources else ""
    kind = kind_mark(story, say)
    mark = f"{kind} · " if kind else ""
    headline = f"{prefix}{mark}<b>{link(url, short_headline(story, _HEADLINE_UNITS, say))}</b>"
    facts = fact_lines(story, most_facts, say) if most_facts else []
    names = topic_line(entry.topic_names, 100, say)
    foot = " · ".join(filter(None, (names, sources_line(story, now, _PUBLISHERS_SHOWN, say))))
    return "\n".join((("🆕 " if entry.new else "") + headline, *facts, f"<i>{foot}</i>"))


def _reported_at(story: Story) -> float:
    return story.last_report_at.timestamp()
