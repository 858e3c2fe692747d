"""A report in another language counts for a topic whose query it misses, where it tells a story of it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select

from bot.model import Feed
from bot.news.articles.identity import make_article
from bot.triage.memory import Memory, topic_filter
from bot.triage.place import TriageLimits
from bot.triage.station import triage_due
from storage import matches, tables
from storage.database import Database
from tests.stored import add_article

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LIMITS = TriageLimits(fetch_articles=False)
SHIPWRECK = (
    "Migrant boat sinks off Sfax, 19 drown",
    "The Tunisian coast guard recovered 19 bodies off Sfax after a boat with 62 people sank on Sunday.",
)
NAUFRAGE = (
    "Naufrage au large de Sfax : 19 corps repêchés",
    "La garde nationale tunisienne a repêché 19 corps ; 62 personnes étaient à bord de l'embarcation.",
)
GREVE = ("Grève des boulangers à Sfax", "Les boulangers de Sfax ont fermé dimanche pour protester.")
FOOTBALL = ("Le stade de Lyon rénové", "Les travaux du stade de Lyon coûtent 62 millions d'euros.")


@pytest.fixture
async def newsroom(database: Database) -> Database:
    """A chat that follows a topic with a query in English."""
    async with database.transaction() as connection:
        topic = {"id": "boats", "name": "Boats", "query": "migrant boat", "created_at": NOON}
        await connection.execute(insert(tables.topics), topic)
        chat = {"telegram_id": 7, "kind": "private", "created_at": NOON}
        chat_id = await connection.scalar(insert(tables.chats).values(chat).returning(tables.chats.c.id))
        follows = {"chat_id": chat_id, "topic_id": "boats", "created_at": NOON}
        await connection.execute(insert(tables.subscriptions), follows)
    return database


async def publish(database: Database, number: int, told: tuple[str, str], language: str) -> None:
    paper = f"Paper {number}"
    async with database.transaction() as connection:
        await add_article(
            connection, number, *told, publisher=paper, published_at=NOON, language=language, triaged=False
        )


async def test_a_report_that_tells_the_same_in_another_language_is_of_the_story(newsroom: Database) -> None:
    memory = Memory("me")
    await publish(newsroom, 1, SHIPWRECK, "en")
    await triage_due(newsroom, memory, LIMITS, lambda: NOON)
    for number, told in enumerate((NAUFRAGE, GREVE, FOOTBALL), 2):
        await publish(newsroom, number, told, "fr")
    await triage_due(newsroom, memory, LIMITS, lambda: NOON)
    async with newsroom.reading() as connection:
        stored = await connection.execute(select(tables.articles.c.id, tables.articles.c.story_id))
        assert {one.id: one.story_id for one in stored} == {1: 1, 2: 1, 3: None, 4: None}
        met = await matches.of_articles(connection, [2, 3, 4])
        assert [(one.topic_id, one.terms) for one in met.pop(2)] == [("boats", ())]
        assert not any(met.values())
        kinds = (await connection.scalars(select(tables.outbox.c.kind))).all()
    assert [kind for kind in kinds if kind != "edit"] == ["alert"]


async def test_the_filter_lets_such_reports_pass_and_no_english_ones(newsroom: Database) -> None:
    memory = Memory("me")

    async def passes(told: tuple[str, str], language: str) -> bool:
        feed = Feed(1, "http://a.example", "A", language=language)
        article = make_article(feed, NOON, (), told[0], told[1], "", None)
        async with newsroom.reading() as connection:
            return (await topic_filter(connection, memory))(article)

    assert not await passes(NAUFRAGE, "fr")
    await publish(newsroom, 1, SHIPWRECK, "en")
    await triage_due(newsroom, memory, LIMITS, lambda: NOON)
    assert await passes(NAUFRAGE, "fr")
    assert not await passes(FOOTBALL, "fr")
    assert not await passes(("Sfax buries 19 who drowned", "They were of 62 on board."), "en")
