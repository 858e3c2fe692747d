"""What stored articles say, for polling to tell whether an entry is one of them."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.articles import KnownArticle
from storage.feed_rows import HOUSE
from storage.tables import articles, feeds

_MOST_FOUND = 5000


class ArticleContent(NamedTuple):
    """A stored article as its publisher gave it, and what polling knows of it."""

    known: KnownArticle
    url: str
    text: str
    published_at: datetime | None
    """The publisher's date; None where it gave none."""
    house: str


_COLUMNS = (
    articles.c.id,
    articles.c.feed_id,
    articles.c.title,
    articles.c.markup_digest,
    articles.c.words_digest,
    articles.c.url,
    articles.c.text,
    articles.c.published_at,
    articles.c.dated,
    HOUSE.label("house"),
)
_JOINED = select(*_COLUMNS).join(feeds, feeds.c.id == articles.c.feed_id)


async def contents_of(connection: AsyncConnection, ids: Collection[int]) -> dict[int, ArticleContent]:
    """What the stored articles with these ids say, by id."""
    found: dict[int, ArticleContent] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), 500):
        query = _JOINED.where(articles.c.id.in_(wanted[start : start + 500]))
        found.update((row[0], _content(row)) for row in await connection.execute(query))
    return found


async def worded_alike(
    connection: AsyncConnection,
    houses: Sequence[str],
    spans: Iterable[tuple[datetime, datetime]],
    titles: Sequence[str],
    texts: Sequence[str],
) -> list[ArticleContent]:
    """The articles of these houses, published in one of `spans`, that have one of these titles or texts."""
    ids = (await connection.scalars(select(feeds.c.id).where(HOUSE.in_(houses)))).all()
    found: list[ArticleContent] = []
    for earliest, latest in spans if ids else ():
        query = (
            _JOINED.where(
                articles.c.feed_id.in_(ids),
                articles.c.published_at.between(earliest, latest),
                or_(
                    _one_of(connection, articles.c.title, "titles"),
                    _one_of(connection, articles.c.text, "texts"),
                ),
            )
            .order_by(articles.c.id.desc())
            .limit(_MOST_FOUND)
        )  # fmt: skip
        is_sqlite = connection.dialect.name == "sqlite"
        given = {"titles": titles, "texts": texts}
        values = {name: json.dumps(many) if is_sqlite else many for name, many in given.items()}
        found += [_content(row) for row in await connection.execute(query, values)]
    return found


def _one_of(connection: AsyncConnection, column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether a column has one of any number of values, given as one parameter."""
    if connection.dialect.name == "sqlite":
        values: Any = func.json_each(bindparam(name, type_=String)).table_valued("value").c.value
    else:
        values = func.unnest(bindparam(name, type_=ARRAY(String))).column_valued("value")
    return column.in_(select(values))


def _content(row: Any) -> ArticleContent:
    known = KnownArticle(*row[:5])
    return ArticleContent(
        known,
        row.url,
        row.text,
        row.published_at if row.dated else None,
        row.house,
    )
