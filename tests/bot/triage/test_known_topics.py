"""The stations of a process know the topics once, and read only what changed."""

import asyncio
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import delete, insert, update

from bot.model import Feed, Topic
from bot.news import query
from bot.news.articles.identity import make_article
from bot.news.matching.match import document
from bot.news.query.nodes import Query
from bot.triage.memory import Memory, Topics, learn_topics, topic_filter
from storage import tables, topics
from storage.database import Database

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


async def add(database: Database, *ids: str, at: datetime = NOON) -> None:
    async with database.transaction() as connection:
        rows = [{"id": one, "name": one, "query": one, "created_at": at} for one in ids]
        await connection.execute(insert(tables.topics), rows)


async def learn(database: Database, known: Topics) -> None:
    async with database.reading() as connection:
        await learn_topics(connection, known)


def met(known: Topics, *words: str) -> list[str]:
    """Which topics an article of these words in its title meets."""
    return [match.topic_id for match in known.index.matches(document(" ".join(words), ""))]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that are parsed from now on."""
    seen: list[str] = []
    parse = query.parse

    def noting(text: str) -> Query:
        seen.append(text)
        return parse(text)

    monkeypatch.setattr(query, "parse", noting)
    return seen


async def test_of_many_topics_only_the_new_one_is_read(database: Database, parsed: list[str]) -> None:
    known = Topics()
    await add(database, "dam", "harbour", "railway")
    await learn(database, known)
    assert sorted(parsed) == ["dam", "harbour", "railway"]
    await add(database, "bridge", at=NOON + 20 * MINUTE)
    await learn(database, known)
    await learn(database, known)
    assert parsed[3:] == ["bridge"]
    await add(database, "tunnel", at=NOON + 15 * MINUTE)  # by another machine's clock
    await learn(database, known)
    assert "tunnel" in parsed
    assert not {"dam", "harbour", "railway"} & set(parsed[3:])
    assert met(known, "dam", "bridge", "tunnel") == ["bridge", "dam", "tunnel"]


async def test_a_topic_whose_clock_is_far_behind_is_found_all_the_same(database: Database) -> None:
    known = Topics()
    await add(database, "dam")
    await learn(database, known)
    await add(database, "bridge", at=NOON - 99 * MINUTE)
    await learn(database, known)
    assert met(known, "dam", "bridge") == ["bridge", "dam"]


async def test_what_is_removed_or_suspended_is_matched_no_more(database: Database, parsed: list[str]) -> None:
    known = Topics()
    await add(database, "dam", "harbour", "railway")
    await learn(database, known)
    async with database.transaction() as connection:
        await connection.execute(delete(tables.topics).where(tables.topics.c.id == "dam"))
        gone = update(tables.topics).where(tables.topics.c.id == "railway")
        await connection.execute(gone.values(state="suspended"))
    await learn(database, known)
    assert met(known, "dam", "harbour", "railway") == ["harbour"]
    assert known.known == {"harbour"}
    assert len(parsed) == 3


async def test_a_changed_query_counts_at_once_and_a_bad_one_matches_nothing(database: Database) -> None:
    known = Topics()
    await add(database, "dam", "harbour")
    await learn(database, known)
    async with database.transaction() as connection:
        await topics.sync_configured(connection, [Topic("dam", "Dam", "weir")], NOON + MINUTE)
    await learn(database, known)
    assert met(known, "weir", "dam") == ["dam"]
    assert met(known, "dam") == []
    async with database.transaction() as connection:
        bad = update(tables.topics).where(tables.topics.c.id == "dam")
        await connection.execute(bad.values(query="AND AND", created_at=NOON + 2 * MINUTE))
    await learn(database, known)
    await learn(database, known)
    assert met(known, "weir", "dam") == []


async def test_a_topic_that_changes_id_is_matched_by_its_new_one(database: Database) -> None:
    known = Topics()
    async with database.transaction() as connection:
        await topics.sync_configured(connection, [Topic("dams", "Dams", "dam")], NOON)
    await learn(database, known)
    async with database.transaction() as connection:
        barrages = Topic("barrages", "Dams", "dam")
        await topics.sync_configured(connection, [barrages], NOON + MINUTE, {"barrages": "dams"})
    await learn(database, known)
    assert met(known, "dam") == ["barrages"]


async def test_two_stations_that_learn_at_once_build_one_index(database: Database, parsed: list[str]) -> None:
    known = Topics()
    await add(database, "dam", "harbour")
    await asyncio.gather(*(learn(database, known) for _ in range(3)))
    assert sorted(parsed) == ["dam", "harbour"]


async def test_while_triage_matches_for_long_the_filter_leaves_articles_to_it(database: Database) -> None:
    await add(database, "dam")
    memory, begun, done = Memory("me"), Event(), Event()

    def match_for_long() -> None:
        with memory.topics.held():
            begun.set()
            done.wait()

    async with database.reading() as connection:
        meets = await topic_filter(connection, memory)
    other = make_article(Feed(1, "https://paper.example/feed", "Paper"), NOON, (), "Snow", "Snow", "", None)
    assert not meets(other)
    thread = Thread(target=match_for_long)
    thread.start()
    begun.wait()
    assert meets(other)
    done.set()
    thread.join()
    assert not meets(other)
