"""Feeds take turns: a flood from one delays neither the articles nor the pages of another."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from bot.triage.memory import BATCH_S, WRITING_S, next_batch
from storage import matches, pages, tables
from storage.database import Database
from tests.stored import NOW, add_article

FLOOD = 30
"""Articles of each of two feeds, before the one of a third."""


@pytest.fixture
async def flooded(database: Database) -> Database:
    async with database.transaction() as connection:
        for number in range(2 * FLOOD + 1):
            await add_article(connection, number + 1, f"Report {number}")
            if number % FLOOD == 0:
                feed = {"url": f"https://{number}.example/", "publisher": "P", "due_at": NOW, "added_at": NOW}
                await connection.execute(insert(tables.feeds).values(id=2 + number // FLOOD, **feed))
            this = tables.articles.c.id == number + 1
            await connection.execute(
                update(tables.articles)
                .where(this)
                .values(feed_id=2 + number // FLOOD, triaged_at=None, url=f"https://{number}.example/")
            )
    return database


async def test_the_feed_with_the_fewest_articles_comes_first(flooded: Database) -> None:
    async with flooded.reading() as connection:
        batch = await matches.untriaged(connection, 5, NOW)
    assert [one.article.id for one in batch] == [2 * FLOOD + 1, 1, FLOOD + 1, 2, FLOOD + 2]


async def test_pages_of_each_feed_are_looked_at(flooded: Database) -> None:
    async with flooded.transaction() as connection:
        await connection.execute(update(tables.articles).values(page_state="wanted"))
        wanted = await pages.wanted(connection, 3)
    assert [page.article_id for page in wanted] == [1, FLOOD + 1, 2 * FLOOD + 1]


def test_batches_are_as_large_as_was_quick_enough() -> None:
    assert next_batch(10, BATCH_S / 100, WRITING_S / 100) == 20
    assert next_batch(400, 4 * BATCH_S, WRITING_S) == 100
    assert next_batch(400, BATCH_S, 4 * WRITING_S) == 100
    assert next_batch(40, timedelta(minutes=1).total_seconds(), 0.0) == 10
