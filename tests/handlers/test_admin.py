"""What only the admins of the bot may do."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.errors import FeedError
from handlers.context import Desk, FoundFeed
from storage import feeds, tables
from tests.handlers.conftest import ANN, BOSS, Room, Serve
from tests.stored import NOW, add_article

PORT = FoundFeed("https://port.example.com/feed", "Port News", "Port", "en", ("Ship <b> sinks", "Tide high"))


async def find_feed(address: str) -> FoundFeed:
    if "port" not in address:
        raise FeedError(f"{address} is not a feed; give the address of one")
    if "locked" in address:
        if "@" not in address:
            raise FeedError("HTTP 401: the server wants a password")
        return replace(PORT, url=address, title="")
    if "evil" in address:
        return NAMESAKE
    if "liar" in address:
        url = "https://port.liar.example/feed"
        return replace(PORT, url=url, title="Address: https://evil.example/feed", publisher="Liar")
    return PORT


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, find_feed=find_feed)


@pytest.mark.parametrize("command", ["/feeds", "/stats", "/addfeed x", "/removefeed 1"])
async def test_others_are_refused(ann: Room, command: str) -> None:
    assert "Only the admins of this bot" in (await ann.says(command)).text


async def test_a_feed_is_found_shown_added_and_removed(boss: Room, desk: Desk) -> None:
    question = await boss.says("/addfeed port.example.com")
    assert question.text == (
        "Port News\nPublisher: Port\nAddress: https://port.example.com/feed\n• Ship <b> sinks\n• Tide high"
    )
    await boss.presses(question, "Add it")
    assert question.text == "Added Port, Port News. Entries already in it do not trigger alerts."
    assert "not polled yet" in (await boss.says("/feeds")).text
    assert "Stopped polling" in (await boss.says("/removefeed #1")).text
    assert (await boss.says("/feeds")).text == "0 feeds, 0 failing"
    assert "There is no such feed" in (await boss.says("/removefeed https://port.example.com/feed")).text


async def test_a_feed_is_declined_or_is_not_a_feed(boss: Room, desk: Desk) -> None:
    question = await boss.says("/addfeed port.example.com")
    await boss.presses(question, "Cancel")
    assert question.text == "Not added."
    assert "zoo.example.com is not a feed" in (await boss.says("/addfeed zoo.example.com")).text
    assert "Send the address" in (await boss.says("/addfeed")).text
    async with desk.database.reading() as connection:
        assert await feeds.list_all(connection, NOW) == []


async def test_a_password_is_used_but_never_shown(boss: Room, desk: Desk) -> None:
    address = "https://me:s3c@ret@locked.port.example.com/feed"
    question = await boss.says(f"/addfeed {address}")
    assert "Address: https://locked.port.example.com/feed" in question.text
    await boss.presses(question, "Add it")
    assert "Added Port" in question.text
    async with desk.database.reading() as connection:
        assert [health.feed.url for health in await feeds.list_all(connection, NOW)] == [address]
    listed = await boss.says("/feeds")
    assert "https://locked.port.example.com/feed" in listed.text
    for message in (question, listed):
        assert "ret" not in repr(message)


async def test_another_member_of_a_group_cannot_confirm(boss: Room, group: Room) -> None:
    question = await Room(group.api, group.chat_id, user=BOSS).says("/addfeed port.example.com")
    assert "Only the admins of this bot" in await group.presses(question, "Add it", user=1)


async def test_feeds_show_their_health_in_pages(boss: Room, desk: Desk) -> None:
    async with desk.database.transaction() as connection:
        for number in range(12):
            await feeds.add(
                connection, f"https://{number}.example.com/f", f"P{number:02}", "en", "config", NOW
            )
        row = tables.feeds.c
        await connection.execute(update(tables.feeds).values(last_success_at=NOW))
        await connection.execute(
            update(tables.feeds).where(row.id == 12).values(failures=3, last_error="DNS: no such host <x>")
        )
        await connection.execute(update(tables.feeds).where(row.id == 11).values(state="gone"))
    page = await boss.says("/feeds")
    lines = page.text.split("\n")
    assert lines[0] == "12 feeds, 1 failing · page 1 of 2"
    assert "⚠️ #12 P11, https://11.example.com/f: failed 3 times in a row: DNS: no such host <x>" in page.text
    assert "⚠️ #11 P10, https://10.example.com/f: gone for good, says its server" in page.text
    assert lines[3] == "✅ #1 P00, https://0.example.com/f: last read 15:00 UTC, 0 entries a day"
    await boss.presses(page, "More ›")
    assert len(page.text.split("\n")) == 3
    assert "Only the admins" in await boss.presses(page, "‹ Back", user=ANN)
    await boss.presses(page, "‹ Back")
    assert page.text.split("\n")[0] == lines[0]
    assert "listed in the configuration" in (await boss.says("/removefeed https://0.example.com/f")).text


async def test_stats_count_the_desk(boss: Room, ann: Room, desk: Desk) -> None:
    await ann.says("/subscribe harun")
    async with desk.database.transaction() as connection:
        await add_article(connection, 1, "Bridge falls", story_id=1, topics=("harun",))
    answer = (await boss.says("/stats")).text
    assert "Chats 1, 0 of them paused" in answer
    assert "Last 24 hours 1 articles, 1 on a topic, 1 stories, 0 messages sent" in answer
    assert "• Harun valley: 1\n• Dams: 0" in answer


async def test_without_a_finder_the_answer_names_the_configuration(
    sqlite_database: object, desk: Desk, api: object, serve: Serve
) -> None:
    await serve(replace(desk, find_feed=None))
    assert "from its configuration only" in (await Room(api, BOSS).says("/addfeed port")).text  # type: ignore[arg-type]


NAMESAKE = replace(PORT, url="https://port.evil.net/feed")


async def test_a_feed_that_takes_a_name_is_shown_as_such_and_gets_its_own(boss: Room, desk: Desk) -> None:
    await boss.presses(await boss.says("/addfeed port.example.com"), "Add it")
    question = await boss.says("/addfeed port.evil.net")
    assert "Publisher: Port (evil.net)" in question.text
    assert "There is a publisher called Port at example.com already" in question.text
    await boss.presses(question, "Add it")
    assert question.text.startswith("Added Port (evil.net), Port News.")


async def test_an_admin_may_say_that_it_is_the_same(boss: Room, desk: Desk) -> None:
    await boss.presses(await boss.says("/addfeed port.example.com"), "Add it")
    question = await boss.says("/addfeed port.evil.net")
    await boss.presses(question, "It is the same Port")
    assert question.text.startswith("Added Port, Port News.")
    async with desk.database.reading() as connection:
        first, second = await feeds.every(connection)
    assert first.publisher == second.publisher
    assert first.house != second.house


async def test_a_title_that_looks_like_an_address_adds_nothing_else(boss: Room, desk: Desk) -> None:
    question = await boss.says("/addfeed port.liar.example")
    assert question.text.startswith("Address: https://evil.example/feed")
    await boss.presses(question, "Add it")
    async with desk.database.reading() as connection:
        assert [feed.url for feed in await feeds.every(connection)] == ["https://port.liar.example/feed"]
