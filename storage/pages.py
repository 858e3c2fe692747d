"""Articles whose own pages must be read because their feed gave too little text."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import articles


@dataclass(frozen=True, slots=True)
class WantedPage:
    """An article that waits for its page."""

    article_id: int
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The result; `text` is None if the page had nothing better than the feed."""

    article_id: int
    text: str | None


async def wanted(connection: AsyncConnection, limit: int) -> list[WantedPage]:
    """Up to `limit` articles that wait for their pages, the oldest first."""
    rows = await connection.execute(
        select(articles.c.id, articles.c.url, articles.c.text)
        .where(articles.c.page_state == "wanted", articles.c.triaged_at.is_(None))
        .order_by(articles.c.id)
        .limit(limit)
    )
    return [WantedPage(*row) for row in rows]


async def settle(connection: AsyncConnection, pages: Sequence[ReadPage]) -> None:
    """Store the texts of pages; the articles are ready for triage."""
    this = (articles.c.id == bindparam("_id")) & (articles.c.page_state == "wanted")
    read = [{"_id": page.article_id, "_text": page.text} for page in pages if page.text is not None]
    failed = [{"_id": page.article_id} for page in pages if page.text is None]
    if read:
        fetched = update(articles).where(this).values(text=bindparam("_text"), page_state="fetched")
        await connection.execute(fetched, read)
    if failed:
        await connection.execute(update(articles).where(this).values(page_state="failed"), failed)
