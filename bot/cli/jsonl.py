"""`sitrep facts`, `match` and `group` over an archive: JSON lines in, JSON lines out, one at a time."""

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
from bot.news.facts import choose as facts
from bot.news.language import text
from bot.news.matching.match import TopicIndex, document
from bot.news.stories import index as story

_HALF_SURROGATE = re.compile("[\ud800-\udfff]")


class RecordError(SitrepError):
    """A line is not an article; `str()` says what is wrong and the mend."""


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
    """The article of one JSON line. Raises RecordError where it is none."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RecordError("is not UTF-8; save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise RecordError(f"is not JSON ({error}); write one object a line") from None
    if not isinstance(value, dict):
        raise RecordError(f"is {_kind(value)}, not an object; write {{...}} on one line")
    if value.get("id") is None:
        raise RecordError('has no "id"; add a text or a whole number')
    if not isinstance(value["id"], str | int) or isinstance(value["id"], bool):
        raise RecordError(f'has {_kind(value["id"])} as "id"; write a text or a whole number')
    if value.get("text") is None and value.get("html") is None:
        raise RecordError('has neither "text" nor "html"; add one of them')
    body = _text(value, "text") or text.plain_text(_text(value, "html"))
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
    """One article of plain text or HTML; its first line is the title where an empty line follows.

    `name` becomes its id.
    """
    whole = content.decode("utf-8-sig", errors="replace")
    if "<p" in whole or "<body" in whole or "<div" in whole:
        whole = text.plain_text(whole)
    first, _, rest = whole.strip().partition("\n\n")
    if rest and "\n" not in first:
        return Record(name, first.strip(), rest.strip())
    return Record(name, "", whole.strip())


def facts_of(record: Record, *, with_text: bool) -> dict[str, Any]:
    """What `sitrep facts` says of an article; with its plain text, to which the offsets refer, if asked."""
    chosen = facts.choose_facts(record.title, record.text, record.language)
    found = [{"text": f.text, "source": f.source, "start": f.start, "end": f.end} for f in chosen]
    return {"id": record.id, "facts": found} | ({"text": record.text} if with_text else {})


def topics_of(record: Record, index: TopicIndex) -> dict[str, Any]:
    """What `sitrep match` says of an article: the topics that it is about, the best first."""
    met = index.matches(document(record.title, record.text, record.language))
    ordered = sorted(met, key=lambda match: (-match.score, match.topic_id))
    topics = [{"topic": m.topic_id, "terms": list(m.terms), "score": round(m.score, 3)} for m in ordered]
    return {"id": record.id, "topics": topics}


def story_of(record: Record, index: story.StoryIndex, number: int) -> dict[str, Any]:
    """What `sitrep group` says of an article: its story, named by the article that founded it.

    `number` stands for the article in the index, so that an id that comes twice does no harm.
    """
    report = story.Report(
        number, record.title, record.text, record.publisher, record.published_at, record.language
    )
    return {"id": record.id, "story": f"story-{index.place(report).story_id}"}


def run_jsonl(source: BinaryIO, answer: Callable[[Record, int], dict[str, Any]]) -> int:
    """Write the answer to every line of `source` to standard output; the number of lines that were not valid.

    Those are reported on standard error with their numbers; the rest goes on.
    """
    bad = 0
    for number, line in _lines(source):
        try:
            answered = answer(read_json(line), number)
        except RecordError as error:
            bad += 1
            print(f"line {number}: {error}", file=sys.stderr)
        else:
            click.echo(_json_line(answered), nl=False)
    return bad


def _json_line(answered: dict[str, Any]) -> bytes:
    """One line of JSON in UTF-8, whatever the terminal speaks; half surrogates are escaped as JSON does."""
    return f"{json.dumps(answered, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace")


def _lines(source: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines of `source` that are not empty, numbered from 1."""
    return ((number, line) for number, line in enumerate(source, 1) if line.strip())


def _text(value: dict[str, Any], key: str) -> str:
    """The text under `key`, "" where there is none; a half surrogate, no character, becomes U+FFFD."""
    found = value.get(key)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise RecordError(f'has {_kind(found)} as "{key}"; write a text in quotes')
    return _HALF_SURROGATE.sub("\ufffd", found)


def _instant(published: str) -> datetime | None:
    """An ISO 8601 or RFC 5322 date as an instant; None where it cannot be read."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(published)
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    names = {list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "an object" if isinstance(value, dict) else "null")
