"""Articles whose own pages must be read because their feed gave too little text."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import unindexed
from storage.matches import StoredKind
from storage.tables import articles, stories
from storage.wakes import wake


@dataclass(frozen=True, slots=True)
class WantedPage:
    """An article that waits for its page."""

    article_id: int
    publisher: str
    url: str
    title: str
    text: str
    language: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The result of reading a page."""

    article_id: int
    text: str | None
    """None if the feed's text stays."""
    problem: str = ""
    """Why the page, or its body, was not used; empty where it was."""
    kind: StoredKind | None = None
    """The article's kind by what the page says too; None: as it was judged before."""


async def wanted(connection: AsyncConnection, limit: int) -> list[WantedPage]:
    """Up to `limit` articles that wait for their pages: of each feed the oldest, then the second..."""
    waits = (articles.c.page_state == "wanted") & articles.c.triaged_at.is_(None)
    place = func.row_number().over(partition_by=unindexed(articles.c.feed_id), order_by=articles.c.id)
    ranked = select(articles.c.id, place.label("place")).where(waits).subquery()
    rows = await connection.execute(
        select(
            articles.c.id,
            articles.c.publisher,
            articles.c.url,
            articles.c.title,
            articles.c.text,
            articles.c.language,
            articles.c.categories,
        )
        .join(ranked, ranked.c.id == articles.c.id)
        .order_by(ranked.c.place, articles.c.id)
        .limit(limit)
    )
    return [
        WantedPage(
            row.id, row.publisher, row.url, row.title, row.text, row.language, tuple(row.categories or ())
        )
        for row in rows
    ]


async def settle(connection: AsyncConnection, pages: Sequence[ReadPage]) -> None:
    """Store what was read of pages; the articles are ready for triage."""
    this = (articles.c.id == bindparam("_id")) & (articles.c.page_state == "wanted")
    read = [
        {"_id": page.article_id, "_text": page.text, "_problem": page.problem or None}
        for page in pages
        if page.text is not None
    ]
    failed = [
        {"_id": page.article_id, "_problem": page.problem or None} for page in pages if page.text is None
    ]
    judged = [
        {"_id": page.article_id, "_kind": kind.kind, "_score": kind.score, "_reasons": list(kind.reasons)}
        for page in pages
        if (kind := page.kind) is not None
    ]
    table: tuple[tuple[dict[str, Any], list[dict[str, Any]]], ...] = (
        (
            {
                "kind": bindparam("_kind"),
                "kind_score": bindparam("_score"),
                "kind_reasons": bindparam("_reasons", type_=articles.c.kind_reasons.type),
            },
            judged,
        ),
        (
            {
                "feed_text": articles.c.text,
                "text": bindparam("_text"),
                "page_problem": bindparam("_problem"),
                "page_state": "fetched",
            },
            read,
        ),
        ({"page_problem": bindparam("_problem"), "page_state": "failed"}, failed),
    )
    for values, rows in table:
        if rows:
            await connection.execute(update(articles).where(this).values(values), rows)
            wake(connection, "triage")


async def texts_of(
    connection: AsyncConnection, publishers: Collection[str], since: datetime, most: int
) -> list[tuple[str, str, str]]:
    """(publisher, title, text) of the last `most` pages read of stories reported since `since`."""
    reported = select(stories.c.id).where(stories.c.last_report_at > since)
    rows = await connection.execute(
        select(articles.c.publisher, articles.c.title, articles.c.text)
        .where(
            articles.c.story_id.in_(reported),
            articles.c.publisher.in_(publishers),
            articles.c.page_state == "fetched",
        )
        .order_by(unindexed(articles.c.id).desc())
        .limit(most)
    )
    return [(row.publisher, row.title, row.text) for row in rows]


async def problems(connection: AsyncConnection, since: datetime) -> dict[str, list[str]]:
    """Of each publisher whose pages were tried, the problems ("": none), newest first.

    Only stories reported since `since` count.
    """
    reported = select(stories.c.id).where(stories.c.last_report_at > since)
    rows = await connection.execute(
        select(articles.c.publisher, articles.c.page_problem)
        .where(articles.c.story_id.in_(reported), articles.c.page_state.in_(("fetched", "failed")))
        .order_by(unindexed(articles.c.id).desc())
    )
    found: dict[str, list[str]] = {}
    for publisher, problem in rows:
        found.setdefault(publisher, []).append(problem or "")
    return found
