"""Who reports a story: publishers with a text of their own, each with those that only carry its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model import Source


@dataclass(frozen=True, slots=True)
class Voice:
    """One publisher with a text of its own."""

    publisher: str
    source: Source
    """Its first article of the story."""
    carriers: tuple[str, ...] = ()
    """Other publishers that have only near-copies of this one's text."""


def voices(sources: Sequence[Source]) -> tuple[Voice, ...]:
    """The voices of a story in order of arrival: near-copies are none, feeds of one publisher are one."""
    by_id = {source.article_id: source for source in sources}
    own = {source.publisher for source in sources if origin(source, by_id) is source}
    first: dict[str, Source] = {}
    carriers: dict[str, list[str]] = {}
    for source in sources:
        publisher = origin(source, by_id).publisher
        first.setdefault(publisher, origin(source, by_id))
        carried = carriers.setdefault(publisher, [])
        if source.publisher not in own and source.publisher not in carried:
            carried.append(source.publisher)
    return tuple(Voice(name, source, tuple(carriers[name])) for name, source in first.items())


def numbers(sources: Sequence[Source]) -> dict[int, int]:
    """The number by which an alert cites each article: its voice's, from 1 in order of arrival."""
    by_id = {source.article_id: source for source in sources}
    place = {voice.publisher: index for index, voice in enumerate(voices(sources), 1)}
    return {source.article_id: place[origin(source, by_id).publisher] for source in sources}


def origin(source: Source, by_id: dict[int, Source]) -> Source:
    """The article whose text `source` carries: itself if the text is its own or the original is unknown."""
    seen = {source.article_id}
    while source.copy_of is not None and source.copy_of in by_id and source.copy_of not in seen:
        source = by_id[source.copy_of]
        seen.add(source.article_id)
    return source


def newest(sources: Sequence[Source], otherwise: datetime) -> tuple[datetime, bool]:
    """(when the newest report was published, whether that date is the publisher's own)."""
    dated = [source.published_at for source in sources if source.dated]
    if dated:
        return max(dated), True
    return max((source.published_at for source in sources), default=otherwise), not sources
