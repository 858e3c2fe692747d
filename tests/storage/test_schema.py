"""Migrations build what the program expects, from any older revision, whole or not at all."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from hashlib import blake2b

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, insert, inspect, select, text

from bot.errors import StorageError
from bot.news.articles.identity import identities
from storage import chats, schema, tables
from storage.articles import known_by_keys
from storage.database import Database

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
REVISIONS = [script.revision for script in ScriptDirectory.from_config(schema._config()).walk_revisions()][
    ::-1
]


def test_the_program_knows_its_newest_revision() -> None:
    assert REVISIONS[-1] == schema.HEAD


@pytest.mark.parametrize("target", ["head", schema.HEAD], ids=["at once", "by migrations"])
async def test_migrations_build_the_schema_of_the_program(bare_database: Database, target: str) -> None:
    await schema.upgrade(bare_database, target)
    assert await schema.revision(bare_database) == schema.HEAD

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), tables.metadata))

    async with bare_database.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_new_database_is_what_migrations_build(bare_database: Database) -> None:
    """Down to what the comparison above does not see: defaults, partial indexes, names of constraints."""
    if bare_database.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite keeps the statements")

    async def statements(target: str) -> dict[str, list[str]]:
        await schema.upgrade(bare_database, target)
        async with bare_database.transaction() as connection:
            rows = await connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
            found = {name: sorted(re.findall(r"[\w']+", sql)) for name, sql in rows}
            await connection.run_sync(tables.metadata.drop_all)
            await connection.execute(text("DROP TABLE alembic_version"))
        return found

    assert await statements("head") == await statements(schema.HEAD)


async def test_an_older_database_is_upgraded_with_its_data(bare_database: Database) -> None:
    """What was written at any revision is there at the newest; chats take the operator's kinds."""
    for number, revision in enumerate(REVISIONS, 1):
        await schema.upgrade(bare_database, revision)
        async with bare_database.transaction() as connection:
            url = f"http://a.example/{number}"
            row = {"url": url, "publisher": "A", "due_at": NOW, "added_at": NOW}
            await connection.execute(insert(tables.feeds), row)
            columns = "telegram_id, kind, title, timezone, quiet_from, quiet_to, created_at"
            values = f"{number}, 'private', 'Ann', 'Asia/Damascus', '22:00', '07:00', 5"
            await connection.execute(text(f"INSERT INTO chats ({columns}) VALUES ({values})"))
    await schema.upgrade(bare_database)
    async with bare_database.transaction() as connection:
        found = await connection.scalars(select(tables.feeds.c.url).order_by(tables.feeds.c.id))
        assert found.all() == [f"http://a.example/{number}" for number in range(1, len(REVISIONS) + 1)]
        assert await chats.kinds_chosen(connection) == frozenset()
        for number in range(1, len(REVISIONS) + 1):
            chat = await chats.find(connection, number)
            assert chat is not None
            assert (chat.kinds, chat.timezone, chat.quiet_from) == (None, "Asia/Damascus", time(22))
            chosen = replace(chat, kinds=frozenset({"news", "analysis"}))
            await chats.save_settings(connection, chosen)
            assert await chats.find(connection, number) == chosen


@pytest.mark.parametrize("revision", [revision for revision in REVISIONS if revision < "0004"])
async def test_columns_that_are_dropped_take_no_rows_with_them(
    bare_database: Database, revision: str
) -> None:
    await schema.upgrade(bare_database, revision)
    async with bare_database.transaction() as connection:
        await connection.execute(
            text(
                "INSERT INTO feeds (id, url, publisher, due_at, added_at) "
                "VALUES (1, 'http://a.example/feed', 'A', 0, 0)"
            )
        )
        await connection.execute(
            text(
                "INSERT INTO websub (feed_id, hub_url, topic_url, callback_id, secret, state, last_push_at) "
                "VALUES (1, 'https://hub.example/', 'http://a.example/feed', 'c', 's', 'active', 5)"
            )
        )
        await connection.execute(
            text(
                "INSERT INTO articles (id, feed_id, publisher, guid, url, title, text, language, "
                "published_at, dated, first_seen_at, baseline) "
                "VALUES (1, 1, 'A', 'urn:1', 'https://a.example/1', 'T', 'Text.', 'en', 1, true, 2, false)"
            )
        )
        await connection.execute(text("INSERT INTO article_keys (key, article_id) VALUES ('k', 1)"))
        story = "INSERT INTO stories (id, headline, founded_at, last_report_at) VALUES (1, 'T', 1, 1)"
        await connection.execute(text(story))
    await schema.upgrade(bare_database)
    async with bare_database.reading() as connection:
        article = (await connection.execute(select(tables.articles))).one()
        subscription = (await connection.execute(select(tables.websub))).one()
        keyed = await connection.scalar(select(tables.article_keys.c.article_id))
        founded = await connection.scalar(select(tables.stories.c.id))
    assert (article.url, article.title, article.text, article.dated) == (
        "https://a.example/1", "T", "Text.", True,
    )  # fmt: skip
    assert (subscription.callback_id, subscription.state) == ("c", "active")
    assert (keyed, founded) == (1, 1)
    assert "guid" not in article._fields
    assert "last_push_at" not in subscription._fields


async def test_keys_of_an_older_database_are_found_again(bare_database: Database) -> None:
    """Revision 0003 puts the publisher in front of a key; until then it was this."""
    await schema.upgrade(bare_database, "0002")
    url = "https://a.example/news/1"
    salt = blake2b(b"a times", digest_size=16).digest()
    old = blake2b(url.encode(), digest_size=16, key=salt).hexdigest()
    feed = {"id": 1, "url": "http://a.example/feed", "publisher": "A Times", "due_at": NOW, "added_at": NOW}
    article = {
        "id": 1, "feed_id": 1, "publisher": "A Times", "url": url, "title": "T", "text": "", "language": "en",
        "published_at": NOW, "dated": True, "first_seen_at": NOW, "baseline": False,
    }  # fmt: skip
    async with bare_database.transaction() as connection:
        await connection.execute(insert(tables.feeds), feed)
        await connection.execute(insert(tables.articles), article)
        await connection.execute(insert(tables.article_keys), {"key": old, "article_id": 1})
    await schema.upgrade(bare_database)
    async with bare_database.reading() as connection:
        known = await known_by_keys(connection, identities("A Times", None, url))
    assert [one.id for one in known.values()] == [1]


async def test_ids_that_spell_the_query_are_replaced_everywhere(bare_database: Database) -> None:
    """Up to revision 0006 the id of a chat's own topic began with its query."""
    await schema.upgrade(bare_database, "0006")
    old, other = "dam-collapse-0123456789ab", "weir-ba9876543210"
    facts = [{"topic_id": topic, "article_id": 1, "text": old, "note": ""} for topic in (old, "dams", None)]
    chat = {"id": 1, "telegram_id": 7, "kind": "private", "created_at": NOW}
    topics = [
        {"id": topic, "name": "N", "query": "dam", "created_at": NOW, "owner_chat_id": owner}
        for topic, owner in ((old, 1), (other, 1), ("dams", None))
    ]
    feed = {"id": 1, "url": "http://a.example/feed", "publisher": "A", "due_at": NOW, "added_at": NOW}
    article = {
        "id": 1, "feed_id": 1, "publisher": "A", "url": "u", "title": "T", "text": "", "language": "en",
        "published_at": NOW, "dated": True, "first_seen_at": NOW, "baseline": False, "story_id": 1,
    }  # fmt: skip
    story = {"id": 1, "headline": "T", "founded_at": NOW, "last_report_at": NOW}
    alert = {"id": 1, "story_id": 1, "kind": "alert", "position": 0, "created_at": NOW, "due_at": NOW}
    told = {"chat_id": 1, "story_id": 1, "created_at": NOW, "topic_ids": f"dams,{old},{other}"}
    sent = told | {"kind": "alert", "alert_id": 1, "due_at": NOW}
    match = {"article_id": 1, "score": 0.5, "terms": []}
    async with bare_database.transaction() as connection:
        for table, rows in (
            ("feeds", [feed]), ("articles", [article]), ("chats", [chat]), ("topics", topics),
            ("stories", [story]), ("alerts", [alert | {"facts": facts}]), ("outbox", [sent]),
            ("feedback", [told | {"verdict": "not relevant"}]),
            ("matches", [match | {"topic_id": topic["id"]} for topic in topics]),
            ("subscriptions", [{"chat_id": 1, "topic_id": t["id"], "created_at": NOW} for t in topics]),
        ):  # fmt: skip
            await connection.execute(insert(tables.metadata.tables[table]), rows)
    await schema.upgrade(bare_database)
    async with bare_database.reading() as connection:
        ids = (await connection.scalars(select(tables.topics.c.id))).all()
        own = {topic_id for topic_id in ids if topic_id != "dams"}
        kept = (await connection.execute(select(tables.alerts.c.facts))).scalar_one()
        first = kept[0]["topic_id"]
        assert len(own) == 2
        assert all(re.fullmatch(r"own-[0-9a-f]{16}", topic_id) for topic_id in own)
        assert first in own
        for one in (tables.matches, tables.subscriptions):
            assert set((await connection.scalars(select(one.c.topic_id))).all()) == {*own, "dams"}
        for listed in (tables.outbox, tables.feedback):
            joined = (await connection.execute(select(listed.c.topic_ids))).scalar_one()
            assert joined.split(",")[:2] == ["dams", first]
            assert set(joined.split(",")) == {*own, "dams"}
        assert [fact["topic_id"] for fact in kept] == [first, "dams", None]
        assert kept[0]["text"] == old


async def test_chats_of_an_older_database_follow_the_language_of_their_people(
    bare_database: Database,
) -> None:
    await schema.upgrade(bare_database, "0010")
    row = (
        "INSERT INTO chats (telegram_id, kind, timezone, created_at) VALUES (7, 'private', 'Asia/Beirut', 0)"
    )
    async with bare_database.transaction() as connection:
        await connection.execute(text(row))
    await schema.upgrade(bare_database)
    async with bare_database.transaction() as connection:
        chat = await chats.find(connection, 7)
        assert chat is not None
        assert (chat.language, chat.language_chosen, chat.timezone) == ("en", False, "Asia/Beirut")
        heard = await chats.register(connection, 7, None, "private", "Ann", NOW, "ku")
        assert heard.language == "ku"


@pytest.mark.parametrize("revision", ["0019", "0020"])
async def test_edits_that_wait_in_an_older_database_yield(bare_database: Database, revision: str) -> None:
    await schema.upgrade(bare_database, revision)
    columns = "chat_id, kind, state, due_at, created_at"
    kinds = {"alert": "due", "edit": "due", "update": "sent"}
    async with bare_database.transaction() as connection:
        await connection.execute(
            text("INSERT INTO chats (id, telegram_id, kind, created_at) VALUES (1, 7, 'private', 5)")
        )
        for kind, state in kinds.items():
            values = f"1, '{kind}', '{state}', 5, 5"
            await connection.execute(text(f"INSERT INTO outbox ({columns}) VALUES ({values})"))
    await schema.upgrade(bare_database)
    async with bare_database.reading() as connection:
        found = await connection.execute(select(tables.outbox.c.kind, tables.outbox.c.yields))
        assert {row.kind: row.yields for row in found} == {"alert": False, "edit": True, "update": False}


async def test_an_upgrade_that_fails_leaves_nothing_behind(bare_database: Database) -> None:
    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "outbox" in statement:
            raise RuntimeError("the disk is full")

    event.listen(bare_database.engine.sync_engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError):
        await schema.upgrade(bare_database)
    event.remove(bare_database.engine.sync_engine, "before_cursor_execute", fail)
    async with bare_database.reading() as connection:
        assert await connection.run_sync(lambda sync: inspect(sync).get_table_names()) == []


async def test_a_newer_database_is_refused_and_not_touched(bare_database: Database) -> None:
    await schema.upgrade(bare_database)
    async with bare_database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StorageError, match="a newer version created it"):
        await schema.upgrade(bare_database)
    assert await schema.revision(bare_database) == "9999"


async def test_the_database_of_another_program_is_refused(database: Database) -> None:
    with pytest.raises(StorageError, match="another program"):
        await schema.upgrade(database)
