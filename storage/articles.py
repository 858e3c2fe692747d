"""Articles as polling stores them: known or new by their keys, inserted many at a time, edited in place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Article
from storage.database import insert_or_ignore
from storage.tables import article_keys, articles

_KEYS_PER_QUERY = 8000
"""PostgreSQL takes 32,767 parameters a statement, SQLite 32,766."""


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What polling needs to see whether a stored article was edited."""

    id: int
    title: str
    text_length: int


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article to insert."""

    article: Article
    feed_id: int
    baseline: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """A stored article's new title, and its new text where that is longer."""

    article_id: int
    title: str
    text: str | None = None


async def known_by_keys(connection: AsyncConnection, keys: Sequence[str]) -> dict[str, KnownArticle]:
    """The stored articles that have one of `keys`, by key."""
    found: dict[str, KnownArticle] = {}
    for start in range(0, len(keys), _KEYS_PER_QUERY):
        query = (
            select(article_keys.c.key, articles.c.id, articles.c.title, func.length(articles.c.text))
            .join(articles, articles.c.id == article_keys.c.article_id)
            .where(article_keys.c.key.in_(keys[start : start + _KEYS_PER_QUERY]))
        )
        for key, id_, title, length in await connection.execute(query):
            found[key] = KnownArticle(id_, title, length)
    return found


async def insert_new(connection: AsyncConnection, rows: Sequence[NewArticle], now: datetime) -> None:
    """Insert articles with their keys. Raises IntegrityError where a key is taken meanwhile.

    The caller holds the leases of the feeds, so rows of these feeds with ids above the highest
    before are ours, in the order of insertion.
    """
    if not rows:
        return
    before = await connection.scalar(select(func.coalesce(func.max(articles.c.id), 0)))
    await connection.execute(insert(articles), [_row(new, now) for new in rows])
    feed_ids = sorted({new.feed_id for new in rows})
    inserted = await connection.scalars(
        select(articles.c.id)
        .where(articles.c.id > before, articles.c.feed_id.in_(feed_ids))
        .order_by(articles.c.id)
    )
    keys = [
        {"key": key, "article_id": id_}
        for new, id_ in zip(rows, inserted.all(), strict=True)
        for key in new.article.identities
    ]
    await connection.execute(insert(article_keys), keys)


async def add_keys(connection: AsyncConnection, keys: Iterable[tuple[str, int]]) -> None:
    """Further keys of stored articles: (key, article id); a key that is taken stays where it is."""
    rows = [{"key": key, "article_id": id_} for key, id_ in keys]
    if rows:
        await connection.execute(insert_or_ignore(connection, article_keys), rows)


async def edit(connection: AsyncConnection, edits: Sequence[Edit], now: datetime) -> None:
    """Update titles and texts of stored articles; they are not alerted again."""
    titles = [{"_id": change.article_id, "title": change.title, "now": now} for change in edits]
    texts = [{"_id": change.article_id, "text": change.text} for change in edits if change.text is not None]
    this = articles.c.id == bindparam("_id")
    if titles:
        renamed = update(articles).where(this).values(title=bindparam("title"), edited_at=bindparam("now"))
        await connection.execute(renamed, titles)
    if texts:
        await connection.execute(update(articles).where(this).values(text=bindparam("text")), texts)


def _row(new: NewArticle, now: datetime) -> dict[str, object]:
    article = new.article
    return {
        "feed_id": new.feed_id,
        "publisher": article.publisher,
        "guid": article.guid,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "published_at": article.published_at,
        "dated": article.dated,
        "first_seen_at": now,
        "baseline": new.baseline,
    }
