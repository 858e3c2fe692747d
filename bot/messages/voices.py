"""Who reports a story: publishers with a text of their own, each with those that only carry its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model import Source
from bot.news.articles.owner import owner_domain, same_name


@dataclass(frozen=True, slots=True)
class Voice:
    """One publisher with a text of its own."""

    publisher: str
    source: Source
    """Its first article of the story."""
    carriers: tuple[str, ...] = ()
    """Other publishers that have only near-copies of this one's text."""


def voices(sources: Sequence[Source]) -> tuple[Voice, ...]:
    """The voices of a story in order of arrival: near-copies are none, feeds of one owner are one.

    One owner are feeds of one name, and feeds on one registrable domain: two desks of a house are one voice.
    """
    by_id = {source.article_id: source for source in sources}
    owners = _owners(sources)
    own = {owners[source.article_id] for source in sources if origin(source, by_id) is source}
    first: dict[int, Source] = {}
    carriers: dict[int, dict[str, None]] = {}
    for source in sources:
        told = origin(source, by_id)
        owner = owners[told.article_id]
        first.setdefault(owner, told)
        carried = carriers.setdefault(owner, {})
        if owners[source.article_id] not in own:
            carried[source.publisher] = None
    return tuple(Voice(told.publisher, told, tuple(carriers[owner])) for owner, told in first.items())


def numbers(sources: Sequence[Source]) -> dict[int, int]:
    """The number by which an alert cites each article: its voice's, from 1 in order of arrival."""
    by_id = {source.article_id: source for source in sources}
    owners = _owners(sources)
    place = {owners[voice.source.article_id]: index for index, voice in enumerate(voices(sources), 1)}
    return {source.article_id: place[owners[origin(source, by_id).article_id]] for source in sources}


def _owners(sources: Sequence[Source]) -> dict[int, int]:
    """The owner of each article, by its id: the first article of the same owner stands for it."""
    stands_for: dict[int, int] = {}
    by_mark: dict[str, int] = {}

    def found(number: int) -> int:
        while stands_for[number] != number:
            number = stands_for[number]
        return number

    for source in sources:
        stands_for[source.article_id] = source.article_id
        domain = owner_domain(source.feed_url)
        for mark in (f"name {same_name(source.publisher)}", f"domain {domain}" if domain else ""):
            if not mark:
                continue
            other = found(by_mark.setdefault(mark, source.article_id))
            mine = found(source.article_id)
            stands_for[max(mine, other)] = min(mine, other)
    return {number: found(number) for number in stands_for}


def origin(source: Source, by_id: dict[int, Source]) -> Source:
    """The article whose text `source` carries: itself if the text is its own or the original is unknown."""
    seen = {source.article_id}
    while source.copy_of is not None and source.copy_of in by_id and source.copy_of not in seen:
        source = by_id[source.copy_of]
        seen.add(source.article_id)
    return source


def newest(sources: Sequence[Source], otherwise: datetime) -> tuple[datetime, bool]:
    """(when the newest report was published or edited, whether that is known from its publisher)."""
    dated = [
        source.edited_at or source.published_at for source in sources if source.dated or source.edited_at
    ]
    if dated:
        return max(dated), True
    return max((source.published_at for source in sources), default=otherwise), not sources
