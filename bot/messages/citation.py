"""Where the facts of an alert come from: the sentences behind them, and a citation to copy."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.messages.markup import clean, escape, link, shorten, utf16_length, web_link
from bot.messages.speech.say import Say
from bot.model import SourcedFact, Story

PUBLISHER_UNITS = 60
SENTENCE_UNITS = 500
"""The longest source sentence shown whole; of a longer one its beginning, and the link."""
COPIED_UNITS = 256
"""Characters that a button may copy (Bot API, CopyTextButton)."""
_LEAST_TITLE = 20


def source_lines(story: Story, shown: Sequence[SourcedFact], number: dict[int, int], say: Say) -> list[str]:
    """A line for each source sentence of the facts that are `shown`: "[2] Gulf Daily: “The sentence.”"; HTML.

    `number` has the numbers by which articles are cited.
    """
    by_id = {source.article_id: source for source in story.sources}
    several = len(set(number.values())) > 1
    lines: dict[str, None] = {}
    for sourced in shown:
        source = by_id.get(sourced.article_id)
        sentence = clean(sourced.fact.source)
        if source is None or not sentence:
            continue
        name = publisher_name(source.publisher, say)
        mark = f"[{number[source.article_id]}] " if several else ""
        quoted = say.isolated(f"“{escape(shorten(sentence, SENTENCE_UNITS))}”")
        lines[f"{mark}{link(source.url, name)}: {quoted}"] = None
    return list(lines)


def quote(lines: Sequence[str], say: Say) -> str:
    """The source lines as a quotation that readers expand with a tap; empty without lines."""
    if not lines:
        return ""
    head = f"<b>{say('Sources')}</b>"
    return f"<blockquote expandable>{head}\n{chr(10).join(lines)}</blockquote>"


def publisher_name(name: str, say: Say) -> str:
    """A publisher as alerts name it; HTML."""
    return say.isolated(escape(shorten(name, PUBLISHER_UNITS)) or say("unnamed"))


def citation(story: Story, article_id: int | None, say: Say) -> str | None:
    """A reference to one report as plain text: title, publisher, date and address, at most COPIED_UNITS.

    None where there is no such report, or where its address alone is longer.
    """
    source = next((one for one in story.sources if one.article_id == article_id), None)
    url = web_link(source.url) if source else None
    if source is None or url is None:
        return None
    published_at = source.published_at.astimezone(ZoneInfo(say.zone))
    dated = say.day(published_at.date(), year=True) if source.dated else ""
    named = [part for part in (shorten(source.publisher, PUBLISHER_UNITS), dated) if part]
    left = COPIED_UNITS - utf16_length(_joined(("“”", *named), url))
    title = shorten(source.title, left) if left >= _LEAST_TITLE else ""
    titled = _joined((f"“{title}”", *named), url) if title else ""
    return next(
        (one for one in (titled, _joined(named, url), url) if 0 < utf16_length(one) <= COPIED_UNITS), None
    )


def _joined(parts: Sequence[str], url: str) -> str:
    return f"{', '.join(parts)}. {url}" if parts else url
