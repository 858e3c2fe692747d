"""Full-text search in stored articles: SQLite's FTS5 and PostgreSQL's tsvector behind the same functions.

`refresh` derives the index from `articles` in the background, so that storing an article does not pay for it.
It may be dropped at any time. Both databases stem English and ignore case.
"""

import json
import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.notes import read_note, write_note

_BATCH = 1_000
_OVERLAP = 10_000
"""Ids that are checked again: PostgreSQL may commit a lower id after a higher one."""
_TEXT_LENGTH = 100_000
"""Characters of a text that are indexed; a tsvector can hold 1 MB."""
_FORGOTTEN = "search:forgotten"
"""The note that holds how many articles left the index since its parts were merged, or `_MERGING`."""
_MERGING = "merging"
LEAST_FORGOTTEN = 1_000
_FORGOTTEN_OF = 30
"""The parts are merged once one article in this many has left: the index then stays within 5 %."""
_PAGES = 300
"""Pages that are merged at a time, in some 30 ms."""
_MOST_TERMS = 16
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_WORD = re.compile(r"\w+")

_SQLITE_MAKE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS article_search USING fts5("
    "title, text, content='articles', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')",
)
_POSTGRES_MAKE = (
    # Without a lock, two processes that create the table at once would both fail.
    "SELECT pg_advisory_xact_lock(hashtext('article_search'))",
    "CREATE TABLE IF NOT EXISTS article_search ("
    "article_id bigint PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, words tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS ix_article_search_words ON article_search USING gin (words)",
)
_SQLITE_FILL = f"""
    INSERT INTO article_search (rowid, title, text)
    SELECT id, title, substr(text, 1, {_TEXT_LENGTH}) FROM articles
    WHERE id > (SELECT coalesce(max(id), 0) FROM article_search_docsize) ORDER BY id LIMIT {_BATCH}
"""
_SQLITE_FORGET = f"""
    INSERT INTO article_search (article_search, rowid, title, text)
    SELECT 'delete', id, title, substr(text, 1, {_TEXT_LENGTH}) FROM articles
    WHERE id IN (SELECT value FROM json_each(:ids)) AND id IN (SELECT id FROM article_search_docsize)
"""
_POSTGRES_FILL = f"""
    INSERT INTO article_search (article_id, words)
    SELECT id, to_tsvector('english', title || ' ' || left(text, {_TEXT_LENGTH})) FROM articles
    WHERE id > (SELECT coalesce(max(article_id), 0) - {_OVERLAP} FROM article_search)
        AND NOT EXISTS (SELECT FROM article_search WHERE article_id = id)
    ORDER BY id LIMIT {_BATCH}
    ON CONFLICT DO NOTHING
"""
_SQLITE_FIND = """
    SELECT coalesce(story_id, articles.id)
    FROM article_search JOIN articles ON articles.id = article_search.rowid
    WHERE article_search MATCH :words ORDER BY article_search.rowid DESC LIMIT :most
"""
_POSTGRES_FIND = """
    SELECT coalesce(story_id, articles.id)
    FROM article_search JOIN articles ON articles.id = article_id
    WHERE words @@ websearch_to_tsquery('english', :words) ORDER BY article_id DESC LIMIT :most
"""


async def refresh(connection: AsyncConnection) -> bool:
    """Index the next batch of articles; True if more may be left. Needs a transaction."""
    sqlite = connection.dialect.name == "sqlite"
    for statement in _SQLITE_MAKE if sqlite else _POSTGRES_MAKE:
        await connection.execute(text(statement))
    filled = await connection.execute(text(_SQLITE_FILL if sqlite else _POSTGRES_FILL))
    return filled.rowcount >= _BATCH


async def forget(connection: AsyncConnection, ids: Sequence[int], now: datetime) -> None:
    """Take articles that are about to be deleted out of the index. PostgreSQL does that by itself."""
    if connection.dialect.name != "sqlite" or not ids:
        return
    made = await connection.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'article_search_docsize'"))
    if made:
        await connection.execute(text(_SQLITE_FORGET), {"ids": json.dumps(list(ids))})
        noted = await read_note(connection, _FORGOTTEN) or "0"
        if noted != _MERGING:
            await write_note(connection, _FORGOTTEN, str(int(noted) + len(ids)), now)


async def tidy(connection: AsyncConnection, now: datetime) -> bool:
    """Free a slice of what forgotten articles take of the index; whether there is more. Needs a transaction.

    FTS5 only notes that a word left, in a new part of the index, until it merges that part with the one that
    holds the word; left alone it lets the notes grow to three times the index first. All parts are merged
    when enough articles were forgotten: https://www.sqlite.org/fts5.html#the_merge_command
    """
    if connection.dialect.name != "sqlite":
        return False
    noted = await read_note(connection, _FORGOTTEN) or "0"
    if noted != _MERGING:
        if int(noted) < LEAST_FORGOTTEN:
            return False
        held = await connection.scalar(text("SELECT count(*) FROM article_search_docsize"))
        if int(noted) * _FORGOTTEN_OF < (held or 0):
            return False
        await write_note(connection, _FORGOTTEN, _MERGING, now)
    changes = text("SELECT total_changes()")
    before = await connection.scalar(changes)
    # Negative: all parts, not only those of about one size; only once, or it would begin anew at every slice.
    pages = _PAGES if noted == _MERGING else -_PAGES
    merge = "INSERT INTO article_search (article_search, rank) VALUES ('merge', :pages)"
    await connection.execute(text(merge), {"pages": pages})
    after = await connection.scalar(changes)
    if after - before >= 2:
        return True
    await write_note(connection, _FORGOTTEN, "0", now)
    return False


async def find_stories(connection: AsyncConnection, words: str, most: int) -> list[int]:
    """The stories of the last `most` articles that contain all the words, the last to arrive first.

    An article without a story counts as one under its own id. "Quoted words" must be adjacent, -word must not
    occur. Empty if `words` names nothing to find. `refresh` must have run at least once.
    """
    terms = _terms(words)
    if not any(wanted for wanted, _ in terms):
        return []
    sqlite = connection.dialect.name == "sqlite"
    query = _fts5(terms) if sqlite else _websearch(terms)
    ids = await connection.execute(
        text(_SQLITE_FIND if sqlite else _POSTGRES_FIND), {"words": query, "most": most}
    )
    return list(dict.fromkeys(ids.scalars()))


def _terms(words: str) -> list[tuple[bool, str]]:
    """(whether it must occur, its words) for each term, without punctuation."""
    terms = []
    for minus, quoted, bare in _TERM.findall(words):
        phrase = " ".join(_WORD.findall(quoted or bare))
        if phrase:
            terms.append((not minus, phrase))
    return terms[:_MOST_TERMS]


def _fts5(terms: list[tuple[bool, str]]) -> str:
    wanted = " AND ".join(f'"{phrase}"' for wanted, phrase in terms if wanted)
    unwanted = "".join(f' NOT "{phrase}"' for wanted, phrase in terms if not wanted)
    return f"({wanted}){unwanted}"


def _websearch(terms: list[tuple[bool, str]]) -> str:
    return " ".join(f'{"" if wanted else "-"}"{phrase}"' for wanted, phrase in terms)
