"""What `sitrep facts`, `match` and `group` do: articles or JSON lines in, answers out, one at a time."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

import click

from bot.errors import SitrepError
from bot.news.articles.trailers import without_trailer
from bot.news.facts.choose import choose_facts
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item, Judgement
from bot.news.language import text
from bot.news.matching.match import TopicIndex, document
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_YEARS = range(1800, 2200)
"""Of dates that are believed: programs write the year 1 or 9999 for what has none."""


class RecordError(SitrepError):
    """A line is not an article; `str()` says what is wrong and how to fix it."""


@dataclass(frozen=True, slots=True)
class Record:
    """An article of an archive."""

    id: str | int
    title: str
    text: str
    url: str = ""
    publisher: str = ""
    published_at: datetime | None = None
    language: str = "en"


def read_json(line: bytes) -> Record:
    """The article of one JSON line. Raises RecordError where the line is not one."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RecordError("is not UTF-8; save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise RecordError(f"is not JSON ({error}); write one object per line") from None
    if not isinstance(value, dict):
        raise RecordError(f"is {_kind(value)}, not an object; write {{...}} on one line")
    if value.get("id") is None:
        raise RecordError('has no "id"; add a string or a whole number')
    if not isinstance(value["id"], str | int) or isinstance(value["id"], bool):
        raise RecordError(f'has {_kind(value["id"])} as "id"; write a string or a whole number')
    if all(value.get(key) is None for key in ("title", "text", "html")):
        raise RecordError('has no "title", "text" or "html"; add one of them')
    body = _text(value, "text") or without_trailer(text.plain_text(_text(value, "html")))
    return Record(
        id=value["id"],
        title=text.plain_text(_text(value, "title")),
        text=body,
        url=_text(value, "url"),
        publisher=_text(value, "publisher"),
        published_at=_instant(_text(value, "published")),
        language=_text(value, "language") or "en",
    )


def read_article(content: bytes, name: str) -> Record:
    """One article in plain text or HTML; its first line is the title if an empty line follows.

    `name` becomes its id.
    """
    whole = content.decode("utf-8-sig", errors="replace")
    if "<p" in whole or "<body" in whole or "<div" in whole:
        whole = text.plain_text(whole)
    first, _, rest = whole.strip().partition("\n\n")
    if rest and "\n" not in first:
        return Record(name, first.strip(), rest.strip())
    return Record(name, "", whole.strip())


def judgement_of(record: Record) -> Judgement:
    """The article's kind, and whether it would buzz."""
    return judge(Item(record.title, record.text, record.url, record.publisher, record.language))


def facts_of(record: Record, *, with_text: bool) -> dict[str, Any]:
    """The answer of `sitrep facts`; `with_text` adds the plain text that the offsets refer to."""
    chosen = choose_facts(
        record.title,
        record.text,
        record.language,
        published_at=record.published_at,
        news=judgement_of(record).alert,
    )
    listed = [{"text": f.text, "source": f.source, "start": f.start, "end": f.end} for f in chosen]
    return {"id": record.id, "facts": listed} | ({"text": record.text} if with_text else {})


def topics_of(record: Record, index: TopicIndex) -> dict[str, Any]:
    """The answer of `sitrep match`: the article's topics, best first, its kind, and whether it would buzz."""
    matches = index.matches(document(record.title, record.text, record.language, record.publisher))
    ordered = sorted(matches, key=lambda match: (-match.score, match.topic_id))
    topics = [{"topic": m.topic_id, "terms": list(m.terms), "score": round(m.score, 3)} for m in ordered]
    judgement = judgement_of(record)
    return {
        "id": record.id,
        "topics": topics,
        "kind": judgement.kind.value,
        "alert": judgement.alert,
        "reasons": list(judgement.reasons),
    }


def story_of(record: Record, index: StoryIndex, number: int) -> dict[str, Any]:
    """The answer of `sitrep group`: the article's story, named after the number of its first article.

    The index knows the article by `number`, so that an id may occur twice.
    """
    report = Report(number, record.title, record.text, record.publisher, record.published_at, record.language)
    return {"id": record.id, "story": f"story-{index.place(report).story_id}"}


def run_jsonl(source: BinaryIO, answer: Callable[[Record, int], dict[str, Any]]) -> int:
    """Write the answer to every line of `source` to standard output; returns the number of invalid lines.

    Invalid lines are reported on standard error with their numbers and skipped.
    """
    invalid = 0
    for number, line in numbered_lines(source):
        try:
            result = answer(read_json(line), number)
        except RecordError as error:
            invalid += 1
            print(f"line {number}: {error}", file=sys.stderr)
        else:
            click.echo(json_line(result), nl=False)
    return invalid


def json_line(value: dict[str, Any]) -> bytes:
    """One line of JSON in UTF-8, whatever the terminal's encoding; lone surrogates are escaped as in JSON."""
    return f"{json.dumps(value, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace")


def numbered_lines(source: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The non-empty lines of `source`, numbered from 1."""
    return ((number, line) for number, line in enumerate(source, 1) if line.strip())


def _text(value: dict[str, Any], key: str) -> str:
    """The string under `key`, "" where there is none; a lone surrogate becomes U+FFFD."""
    content = value.get(key)
    if content is None:
        return ""
    if not isinstance(content, str):
        raise RecordError(f'has {_kind(content)} as "{key}"; write a string in quotes')
    return _LONE_SURROGATE.sub("\ufffd", content)


def _instant(published: str) -> datetime | None:
    """An ISO 8601 or RFC 5322 date as an instant; None where it cannot be read or believed."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = read(published)
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
        return at if at.year in _YEARS else None
    return None


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    names = {list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "an object" if isinstance(value, dict) else "null")
