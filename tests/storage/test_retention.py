"""What is old is deleted in slices; the rest stays, and nothing that was deleted comes again."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, insert, select

from bot.http.fetch import Fetcher
from bot.model import Topic
from bot.polling.station import poll_due
from storage import articles, chats, feeds, retention, search, tables, topics
from storage.database import Database
from storage.retention import Keep, growth, prune
from tests.feed_host import Answer, FeedHost, rss
from tests.stored import NOW, add_article

KEEP = Keep(timedelta(days=90), timedelta(days=730))
DAY = timedelta(days=1)


async def pruned(database: Database, keep: Keep, now: datetime) -> int:
    """Prune until nothing is left; in how many slices."""
    for number in range(1, 100):
        async with database.transaction() as connection:
            if not await prune(connection, keep, now):
                return number
    raise AssertionError("it does not end")


async def ids(database: Database, table: str) -> list[int]:
    async with database.reading() as connection:
        column = tables.metadata.tables[table].c.id
        return list(await connection.scalars(select(column).order_by(column)))


async def add_told_story(database: Database, story_id: int, at: datetime) -> None:
    """A story of two reports that a chat was alerted of."""
    async with database.transaction() as connection:
        await topics.sync_configured(connection, [Topic("dams", "Dams", "dam")], NOW)
        chat = await chats.register(connection, 5, None, "private", "Ann", NOW)
        await add_article(
            connection, story_id, "Dam bursts", published_at=at, story_id=story_id, topics=("dams",)
        )
        await add_article(connection, story_id + 1, "Dam burst", published_at=at, story_id=story_id)
        alert = {"id": story_id, "story_id": story_id, "kind": "alert", "position": 0, "facts": []}
        await connection.execute(insert(tables.alerts), alert | {"created_at": at, "due_at": at})
        row = {
            "chat_id": chat.id,
            "kind": "alert",
            "alert_id": story_id,
            "story_id": story_id,
            "state": "sent",
        }
        await connection.execute(
            insert(tables.outbox), row | {"due_at": at, "created_at": at, "settled_at": at}
        )


async def test_articles_about_no_topic_go_first_and_stories_much_later(database: Database) -> None:
    await add_told_story(database, 1, NOW)
    async with database.transaction() as connection:
        await add_article(connection, 3, "Cake wins prize", published_at=NOW)
        await add_article(connection, 4, "Cake stolen", published_at=NOW + 60 * DAY)
        await add_article(connection, 5, "Cake found", published_at=NOW + 800 * DAY)
        await search.refresh(connection)
    await pruned(database, KEEP, NOW + 89 * DAY)
    assert await ids(database, "articles") == [1, 2, 3, 4, 5]
    await pruned(database, KEEP, NOW + 91 * DAY)
    assert await ids(database, "articles") == [1, 2, 4, 5]
    async with database.reading() as connection:
        assert await search.find_stories(connection, "prize", 5) == []
        assert await search.find_stories(connection, "stolen", 5) == [4]
    await pruned(database, KEEP, NOW + 731 * DAY)
    assert await ids(database, "articles") == [5]
    for table in ("stories", "alerts", "outbox"):
        assert await ids(database, table) == []
    assert await ids(database, "chats") == [1]


@pytest.mark.parametrize("moved_to", [1, None], ids=["in its story", "that left the story that it founded"])
async def test_the_newest_article_stays_however_old(database: Database, moved_to: int | None) -> None:
    await add_told_story(database, 1, NOW)
    async with database.transaction() as connection:
        founder = {"id": 2, "headline": "Dam burst", "founded_at": NOW, "last_report_at": NOW}
        await connection.execute(insert(tables.stories), founder)
        newest = tables.articles.update().where(tables.articles.c.id == 2)
        await connection.execute(newest.values(story_id=moved_to))
    await pruned(database, KEEP, NOW + 731 * DAY)
    assert await ids(database, "articles") == ([1, 2] if moved_to else [2])


async def test_messages_of_a_story_that_was_told_to_many_go_in_slices(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "MESSAGES", 3)
    await add_told_story(database, 1, NOW)
    async with database.transaction() as connection:
        await add_article(connection, 3, "Cake wins prize", published_at=NOW + 731 * DAY)
        for number in range(2, 9):
            chat = await chats.register(connection, 100 + number, None, "private", "Ben", NOW)
            row = {"chat_id": chat.id, "kind": "alert", "alert_id": 1, "story_id": 1, "state": "sent"}
            times = {"due_at": NOW, "created_at": NOW, "settled_at": NOW}
            await connection.execute(insert(tables.outbox), row | times)
        assert (await growth(connection, KEEP, NOW + 731 * DAY)).prunable_stories == 1
    left = []
    for _ in range(3):
        async with database.transaction() as connection:
            await prune(connection, KEEP, NOW + 731 * DAY)
        left.append((len(await ids(database, "outbox")), len(await ids(database, "stories"))))
    assert left == [(5, 1), (2, 1), (0, 0)]


async def test_off_keeps_everything(database: Database) -> None:
    await add_told_story(database, 1, NOW)
    async with database.transaction() as connection:
        await add_article(connection, 3, "Cake wins prize", published_at=NOW)
    assert await pruned(database, Keep(None, None), NOW + 5000 * DAY) == 1
    assert await ids(database, "articles") == [1, 2, 3]


async def test_it_goes_on_where_the_last_slice_ended(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "SLICE", 10)
    await add_told_story(database, 1, NOW)
    async with database.transaction() as connection:
        for number in range(3, 36):
            await add_article(connection, number, "Cake", published_at=NOW)
        await add_article(connection, 40, "Untriaged cake", published_at=NOW)
        await connection.execute(
            tables.articles.update().where(tables.articles.c.id == 40).values(triaged_at=None)
        )
        grows = await growth(connection, KEEP, NOW + 91 * DAY)
        assert grows.prunable == 34
    assert await pruned(database, KEEP, NOW + 91 * DAY) == 4
    assert await ids(database, "articles") == [1, 2, 40]
    async with database.transaction() as connection:
        await add_article(connection, 41, "Cake", published_at=NOW + 50 * DAY)
        assert (await growth(connection, KEEP, NOW + 51 * DAY)).articles_a_day == pytest.approx(1 / 7)
        await add_article(connection, 42, "Cake", published_at=NOW + 52 * DAY)
    assert await pruned(database, KEEP, NOW + 141 * DAY) == 1
    assert 41 not in await ids(database, "articles")


async def test_notices_go_and_what_waits_stays(database: Database) -> None:
    async with database.transaction() as connection:
        chat = await chats.register(connection, 5, None, "private", "Ann", NOW)
        notice = {"chat_id": chat.id, "kind": "notice", "text_html": "x", "due_at": NOW, "created_at": NOW}
        await connection.execute(insert(tables.outbox), notice | {"state": "sent", "settled_at": NOW})
        await connection.execute(insert(tables.outbox), notice)
        await connection.execute(insert(tables.outbox), notice)
    await pruned(database, KEEP, NOW + 91 * DAY)
    async with database.reading() as connection:
        assert list(await connection.scalars(select(tables.outbox.c.state))) == ["due", "due"]


async def test_what_was_deleted_does_not_come_again(
    database: Database, host: FeedHost, fetcher: Fetcher
) -> None:
    """A feed may list old items for years, and nothing new for as long."""
    item = "<guid>cake-{}</guid><link>https://cakes.example/{}</link><title>Cake {}</title>"
    first, second = item.format(1, 1, "wins prize"), item.format(2, 2, "is stolen")
    host.answers["/cakes"] = Answer(rss(first + "<description>It did.</description>"))
    async with database.transaction() as connection:
        await feeds.add(connection, f"{host.url}/cakes", "Cakes", "en", "admin", NOW)

    async def poll(at: datetime) -> int:
        async with database.transaction() as connection:
            await connection.execute(tables.feeds.update().values(due_at=at, etag=None, body_hash=None))
        await poll_due(database, fetcher, lambda: at, every_s=300)
        async with database.reading() as connection:
            return await connection.scalar(select(func.count()).select_from(tables.articles)) or 0

    assert await poll(NOW) == 1
    async with database.transaction() as connection:
        await connection.execute(tables.articles.update().values(triaged_at=NOW))
    await pruned(database, KEEP, NOW + 100 * DAY)
    assert await poll(NOW + 100 * DAY) == 1
    host.answers["/cakes"] = Answer(rss(second, first + "<description>It did.</description>"))
    assert await poll(NOW + 101 * DAY) == 2
    await pruned(database, KEEP, NOW + 101 * DAY)
    edited = item.format(1, 1, "wins the prize") + "<description>Yes.</description>"
    host.answers["/cakes"] = Answer(rss(second, edited))
    assert await poll(NOW + 102 * DAY) == 1
    async with database.reading() as connection:
        keys = list(await connection.scalars(select(tables.article_keys.c.key)))
        known = await articles.known_by_keys(connection, keys)
    assert {(one.id, one.is_forgotten) for one in known.values()} == {(1, True), (2, False)}
