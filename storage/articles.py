"""Articles as polling stores them: known or new by their keys, inserted many at a time, edited in place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Table, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Article
from storage.database import insert_or_ignore
from storage.tables import article_keys, articles

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_KEYS_PER_QUERY = 8000
"""PostgreSQL takes 32,767 parameters a statement, SQLite 32,766."""


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What polling needs to see whether a stored article was edited."""

    id: int
    title: str
    text_length: int


@dataclass(slots=True)
class NewArticle:
    """An article to insert."""

    article: Article
    feed_id: int
    baseline: bool
    off_topic: bool = False
    """About no topic, hence triaged as it is stored."""


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
    await _insert_many(connection, articles, _COLUMNS, [_row(new, now) for new in rows])
    ours = (articles.c.id > before) & articles.c.feed_id.in_({new.feed_id for new in rows})
    inserted = await connection.scalars(select(articles.c.id).where(ours).order_by(articles.c.id))
    keys = [(key, id_) for new, id_ in zip(rows, inserted, strict=True) for key in new.article.identities]
    keys.sort()  # in the order of the index, of which every key is a random place
    await _insert_many(connection, article_keys, ("key", "article_id"), keys)


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


async def _insert_many(
    connection: AsyncConnection, table: Table, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]
) -> None:
    """INSERT by the driver's own executemany: SQLAlchemy's handling of each parameter costs more than SQLite.

    Values are the driver's: an instant is `_stamp(...)`.
    """
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=columns)
    assert tuple(compiled.positiontup or ()) == columns, "the driver's parameters are not in our order"
    await connection.exec_driver_sql(str(compiled), list(rows))


_COLUMNS = (
    "feed_id", "publisher", "guid", "url", "title", "text", "language", "published_at", "dated",
    "first_seen_at", "baseline", "triaged_at",
)  # fmt: skip


def _row(new: NewArticle, now: datetime) -> tuple[object, ...]:
    article = new.article
    return (
        new.feed_id,
        article.publisher,
        article.guid,
        article.url,
        article.title,
        article.text,
        article.language,
        _stamp(article.published_at),
        article.dated,
        _stamp(now),
        new.baseline,
        _stamp(now) if new.off_topic else None,
    )


def _stamp(instant: datetime) -> int:
    """An instant as `storage.tables.Instant` keeps it."""
    return (instant - _EPOCH) // _MICROSECOND
