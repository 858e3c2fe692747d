"""Articles as polling stores them: looked up by their keys, inserted many at a time, edited in place."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select, String, Update, bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Article
from storage.columns import microseconds
from storage.database import execute_many, insert_or_ignore
from storage.tables import article_keys, articles
from storage.wakes import wake

_AT_ONCE = 1000
"""Articles, edits or keys in a statement; other tasks get the event loop in between."""


_T = TypeVar("_T")


class KnownArticle(NamedTuple):
    """What polling needs to know to see whether a stored article was edited."""

    id: int
    feed_id: int
    """The feed that stored it; others do not edit it."""
    title: str
    markup_digest: int | None
    """Of its entry as last read (`bot.news.articles.substance`); None: stored by an older version."""
    words_digest: int | None
    """Of its words; None for an article about no topic."""

    @property
    def is_forgotten(self) -> bool:
        """Whether it was deleted for its age; only its keys are left, and no feed's entry edits it."""
        return self.feed_id == 0


@dataclass(slots=True)
class NewArticle:
    """An article to insert."""

    article: Article
    feed_id: int
    baseline: bool
    off_topic: bool = False
    """Whether it is about no topic, so that it is stored as triaged."""
    markup_digest: int | None = None
    words_digest: int | None = None
    categories: tuple[str, ...] = ()
    """How its feed filed it; stored only where it is about a topic."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What an entry says now of a stored article."""

    article_id: int
    title: str
    text: str | None
    """The new text; None where the stored one stays."""
    markup_digest: int | None
    words_digest: int | None
    substance: bool
    """Whether it says something else, so that triage must decide about it again."""
    retitled: bool = False
    """Whether the title says something else: then it counts as published after the feed's baseline."""


async def known_by_keys(connection: AsyncConnection, keys: Sequence[str]) -> dict[str, KnownArticle]:
    """The articles that have one of `keys`, by key, also those that were deleted for their age."""
    known: dict[str, KnownArticle] = {}
    for some in _batches(keys):
        # One parameter for any number of keys: binding thousands costs more than looking them up.
        if connection.dialect.name == "sqlite":
            rows = await connection.execute(_KNOWN_SQLITE, {"keys": json.dumps(some)})
        else:
            rows = await connection.execute(_KNOWN_POSTGRESQL, {"keys": some})
        known.update((key, KnownArticle(*article)) for key, *article in rows)
    return known


def _known(given: Any) -> Select[Any]:
    """Articles that have one of the `given` keys, a table of one column."""
    return (
        select(
            article_keys.c.key,
            article_keys.c.article_id,
            func.coalesce(articles.c.feed_id, 0),
            func.coalesce(articles.c.title, ""),
            articles.c.markup_digest,
            articles.c.words_digest,
        )
        .outerjoin(articles, articles.c.id == article_keys.c.article_id)
        .where(article_keys.c.key.in_(select(given)))
    )


_KNOWN_SQLITE = _known(func.json_each(bindparam("keys", type_=String)).table_valued("value").c.value)
_KNOWN_POSTGRESQL = _known(func.unnest(bindparam("keys", type_=ARRAY(String))).column_valued("value"))


async def insert_new(connection: AsyncConnection, new: Sequence[NewArticle], now: datetime) -> None:
    """Insert articles with their keys. Raises IntegrityError if a key has been taken meanwhile."""
    if not new:
        return
    is_sqlite, stamp = connection.dialect.name == "sqlite", microseconds(now)
    flag = int if is_sqlite else bool
    before: int = (await connection.execute(select(func.coalesce(func.max(articles.c.id), 0)))).scalar_one()
    for some in _batches(new):
        await execute_many(
            connection, _NEW_ARTICLES, _COLUMNS, [_row(article, stamp, flag) for article in some]
        )
    ids: Sequence[int]
    if is_sqlite:  # one writer at a time, and ids go on from the highest
        ids = range(before + 1, before + 1 + len(new))
    else:
        ids = await _inserted(connection, {article.feed_id for article in new}, before)
    keys = [(key, id_) for row, id_ in zip(new, ids, strict=True) for key in row.article.identities]
    keys.sort()  # in the order of the index
    for pairs in _batches(keys):
        await execute_many(connection, _NEW_KEYS, ("key", "article_id"), pairs)
    wake(connection, "triage")


async def _inserted(connection: AsyncConnection, feed_ids: Iterable[int], before: int) -> Sequence[int]:
    """The ids of the rows just inserted, in order of insertion: those above `before`, the highest until then.

    Other processes insert meanwhile, but not for these feeds, because the caller holds their leases.
    """
    ours = (articles.c.id > before) & articles.c.feed_id.in_(feed_ids)
    return (await connection.scalars(select(articles.c.id).where(ours).order_by(articles.c.id))).all()


async def add_keys(connection: AsyncConnection, keys: Iterable[tuple[str, int]]) -> None:
    """Add keys, as pairs (key, article id), to stored articles; a key that is taken stays where it is."""
    rows = [{"key": key, "article_id": id_} for key, id_ in keys]
    if rows:
        await connection.execute(insert_or_ignore(connection, article_keys), rows)


async def free_keys(connection: AsyncConnection, keys: Iterable[tuple[str, int]]) -> None:
    """Take keys, as pairs (key, article id), from the articles that have them; one that moved on stays."""
    for key, article_id in keys:
        await connection.execute(
            delete(article_keys).where(article_keys.c.key == key, article_keys.c.article_id == article_id)
        )


async def edit(connection: AsyncConnection, edits: Sequence[Edit], now: datetime) -> None:
    """Update stored articles; what changed in substance is triaged again, and keeps what it said before."""
    again = [change for change in edits if change.substance]
    if again:
        wake(connection, "triage")
    retitled = [{"_id": change.article_id} for change in again if change.retitled]
    rows = [
        {
            "_id": change.article_id,
            "title": change.title,
            "markup": change.markup_digest,
            "words": change.words_digest,
        }
        for change in edits
    ]
    texts = [{"_id": change.article_id, "text": change.text} for change in edits if change.text is not None]
    this = articles.c.id == bindparam("_id")
    table: tuple[tuple[Update, list[dict[str, Any]]], ...] = (
        (_TRIAGE_AGAIN.where(this), [{"_id": change.article_id, "now": now} for change in again]),
        (update(articles).where(this).values(baseline=False), retitled),
        (_REWRITTEN.where(this), rows),
        (update(articles).where(this).values(text=bindparam("text")), texts),
    )
    for statement, parameters in table:
        for some in _batches(parameters):
            await connection.execute(statement, some)


_TOLD = articles.c.triaged_at.is_not(None) & articles.c.story_id.is_not(None)
_TRIAGE_AGAIN = update(articles).values(
    earlier_title=case((_TOLD, articles.c.title), else_=articles.c.earlier_title),
    earlier_text=case((_TOLD, articles.c.text), else_=articles.c.earlier_text),
    text=func.coalesce(articles.c.feed_text, articles.c.text),
    feed_text=None,
    triaged_at=None,
    page_state="unasked",
    kind=None,
    edited_at=bindparam("now"),
)
_REWRITTEN = update(articles).values(
    title=bindparam("title"),
    markup_digest=bindparam("markup"),
    words_digest=bindparam("words"),
)


def _batches(many: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (many[start : start + _AT_ONCE] for start in range(0, len(many), _AT_ONCE))


_COLUMNS = (
    "feed_id", "publisher", "url", "title", "text", "language", "published_at", "dated",
    "first_seen_at", "markup_digest", "words_digest", "baseline", "triaged_at",
    "categories",
)  # fmt: skip
_NEW_ARTICLES = insert(articles).inline().values({name: bindparam(name) for name in _COLUMNS})
_NEW_KEYS = insert(article_keys).inline()


def _row(new: NewArticle, stamp: int, flag: Callable[[bool], int]) -> tuple[object, ...]:
    """A row for the driver. `flag` converts its booleans: SQLite takes half a microsecond more for a bool."""
    article = new.article
    return (
        new.feed_id,
        article.publisher,
        article.url,
        article.title,
        article.text,
        article.language,
        microseconds(article.published_at),
        flag(article.dated),
        stamp,
        new.markup_digest,
        new.words_digest,
        flag(new.baseline),
        stamp if new.off_topic else None,
        json.dumps(new.categories) if new.categories and not new.off_topic else None,
    )
