"""Station 2 on real databases: from untriaged articles to the outbox, once, whatever happens between."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from bot.model import Fact
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Placement, Report
from bot.triage.memory import Memory
from bot.triage.place import TriageLimits
from bot.triage.station import triage_due
from bot.triage.writer import Writer
from storage import leases, matches, tables
from storage.database import Database
from tests.killing import killed_at
from tests.outbox import send_alerts

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LIMITS = TriageLimits(fetch_articles=False)

ATTACK = (
    "Islamic State fighters killed 12 soldiers in an attack on a base near Raqqa on Sunday, the army said. "
    "The attackers arrived before dawn in two pickup trucks and fled into the desert after an hour. "
    "Helicopters pursued them towards the Euphrates, a spokesman for the Syrian Democratic Forces said. "
)
ATTACK_AGAIN = (
    "Twelve soldiers died when gunmen of Islamic State stormed a base near Raqqa before dawn on Sunday. "
    "Hospital officials in Raqqa said another 30 people were wounded, seven of them critically. "
    "Residents said that the shooting at the base lasted an hour before helicopters came. "
)
FOOTBALL = (
    "The league postponed its matches on Saturday because of snow, its president said on Friday evening."
)


@pytest.fixture
async def newsroom(database: Database) -> Database:
    """Two feeds, two topics, a chat that follows both and one that follows Raqqa."""
    async with database.transaction() as connection:
        row: dict[str, object]
        for name in ("Euphrates Post", "Levant Wire"):
            row = {"url": f"http://{name[:4]}.example", "publisher": name, "due_at": NOW, "added_at": NOW}
            await connection.execute(insert(tables.feeds), row)
        for topic, query in (("isis", '"islamic state" OR isis'), ("raqqa", "raqqa")):
            row = {"id": topic, "name": topic.upper(), "query": query, "created_at": NOW}
            await connection.execute(insert(tables.topics), row)
        for telegram_id, follows in ((7, ("isis", "raqqa")), (8, ("raqqa",))):
            row = {"telegram_id": telegram_id, "kind": "private", "created_at": NOW}
            chat_id = await connection.scalar(insert(tables.chats).values(row).returning(tables.chats.c.id))
            for topic in follows:
                row = {"chat_id": chat_id, "topic_id": topic, "created_at": NOW}
                await connection.execute(insert(tables.subscriptions), row)
    return database


async def publish(
    database: Database, title: str, text: str, *, feed: int = 1, at: datetime = NOW, baseline: bool = False
) -> int:
    row = {
        "feed_id": feed,
        "publisher": ("Euphrates Post", "Levant Wire")[feed - 1],
        "url": f"http://example.org/{abs(hash((title, feed)))}",
        "title": title,
        "text": text,
        "language": "en",
        "published_at": at,
        "dated": True,
        "first_seen_at": NOW,
        "baseline": baseline,
    }
    async with database.transaction() as connection:
        made: int = await connection.scalar(
            insert(tables.articles).values(row).returning(tables.articles.c.id)
        )
    return made


async def triage(
    database: Database, *, now: datetime = NOW, limits: TriageLimits = LIMITS, memory: Memory | None = None
) -> None:
    await triage_due(database, memory or Memory("me"), limits, lambda: now)


async def rows(database: Database, *columns: object) -> Sequence[tuple[object, ...]]:
    async with database.reading() as connection:
        return [tuple(row) for row in await connection.execute(select(*columns))]  # type: ignore[call-overload]


async def outbox(database: Database) -> list[tuple[object, ...]]:
    box = tables.outbox.c
    return sorted(await rows(database, box.chat_id, box.kind, box.topic_ids))


async def test_one_event_alerts_every_chat_once_and_names_all_its_topics(newsroom: Database) -> None:
    await publish(newsroom, "Twelve killed in Islamic State attack near Raqqa", ATTACK)
    await triage(newsroom)
    assert [(chat, kind, set(str(ids).split(","))) for chat, kind, ids in await outbox(newsroom)] == [
        (1, "alert", {"isis", "raqqa"}),
        (2, "alert", {"raqqa"}),
    ]


async def test_an_article_off_topic_is_triaged_and_says_nothing(newsroom: Database) -> None:
    await publish(newsroom, "Snow stops the league", FOOTBALL)
    await triage(newsroom)
    assert await outbox(newsroom) == []
    assert await rows(newsroom, tables.articles.c.triaged_at, tables.articles.c.story_id) == [(NOW, None)]


async def test_a_second_report_joins_the_story_and_alerts_nobody_again(newsroom: Database) -> None:
    first = await publish(newsroom, "Twelve killed in Islamic State attack near Raqqa", ATTACK)
    await triage(newsroom)
    await send_alerts(newsroom)
    await publish(newsroom, "Islamic State claims attack on base near Raqqa", ATTACK_AGAIN, feed=2)
    await triage(newsroom)
    assert await rows(newsroom, tables.articles.c.story_id) == [(first,), (first,)]
    kinds = [kind for _, kind, _ in await outbox(newsroom)]
    assert kinds.count("alert") == 2
    assert kinds.count("update") == 2


MENTIONED = (
    "The army said on Sunday that twelve of its soldiers were killed and thirty wounded when gunmen stormed "
    "a base before dawn, arriving in two pickup trucks, and that helicopters pursued the attackers after an "
    "hour of shooting that residents heard as far away as the river bridge, the market, the railway station "
    "and the dam; doctors asked people to give blood, and schools stay shut on Monday. Raqqa was calm later."
)
"""Names the town once, at the end."""


async def test_a_report_that_only_mentions_a_topic_counts_where_its_story_is_about_it(
    newsroom: Database,
) -> None:
    await publish(newsroom, "Islamic State kills 12 soldiers at base near Raqqa", ATTACK)
    memory = Memory("worker")
    await triage_due(newsroom, memory, LIMITS, lambda: NOW)
    other = await publish(newsroom, "Gunmen kill 12 soldiers at army base", MENTIONED, feed=2)
    alone = await publish(newsroom, "Mayor opens bridge", MENTIONED.replace("killed", "seen"), feed=2)
    await triage_due(newsroom, memory, LIMITS, lambda: NOW)
    async with newsroom.reading() as connection:
        met = await matches.of_articles(connection, [other, alone])
        rows = {r.id: r.story_id for r in await connection.execute(select(tables.articles))}
    assert [match.topic_id for match in met[other]] == ["raqqa"]
    assert met[other][0].score < 0.5
    assert rows[other] == min(rows)
    assert alone not in met or rows[alone] == min(rows)


async def test_a_report_that_only_mentions_a_topic_founds_no_story(newsroom: Database) -> None:
    other = await publish(newsroom, "Gunmen kill 12 soldiers at army base", MENTIONED)
    await triage_due(newsroom, Memory("worker"), LIMITS, lambda: NOW)
    async with newsroom.reading() as connection:
        assert await matches.of_articles(connection, [other]) == {}


@pytest.mark.parametrize(
    ("age", "baseline", "max_age", "silence"),
    [
        (timedelta(hours=1), False, timedelta(hours=48), None),
        (timedelta(hours=1), True, timedelta(hours=48), "baseline"),
        (timedelta(hours=49), False, timedelta(hours=48), "too old"),
        (timedelta(hours=49), False, None, None),
    ],
)
async def test_a_baseline_and_old_news_alert_nobody_and_say_why(
    newsroom: Database, age: timedelta, baseline: bool, max_age: timedelta | None, silence: str | None
) -> None:
    await publish(newsroom, "Twelve killed near Raqqa", ATTACK, at=NOW - age, baseline=baseline)
    await triage(newsroom, limits=TriageLimits(max_age=max_age, fetch_articles=False))
    assert await rows(newsroom, tables.articles.c.silence) == [(silence,)]
    assert bool(await outbox(newsroom)) is (silence is None)
    assert len(await rows(newsroom, tables.matches.c.topic_id)) == 2


async def test_a_report_after_the_baseline_alerts(newsroom: Database) -> None:
    await publish(newsroom, "Twelve killed in Islamic State attack near Raqqa", ATTACK, baseline=True)
    await publish(newsroom, "Islamic State gunmen kill 12 soldiers at base near Raqqa", ATTACK_AGAIN, feed=2)
    await triage(newsroom)
    assert [kind for _, kind, _ in await outbox(newsroom)] == ["alert", "alert"]


async def test_a_restart_between_two_reports_changes_nothing(newsroom: Database) -> None:
    first = await publish(newsroom, "Twelve killed in Islamic State attack near Raqqa", ATTACK)
    await triage(newsroom, memory=Memory("before"))
    await publish(newsroom, "Islamic State gunmen kill 12 soldiers at base near Raqqa", ATTACK_AGAIN, feed=2)
    await triage(newsroom, memory=Memory("after"), now=NOW + timedelta(minutes=1))
    assert await rows(newsroom, tables.articles.c.story_id) == [(first,), (first,)]


@pytest.mark.parametrize("commit", [1, 2])
async def test_killed_before_any_commit_it_makes_the_same_stories_and_alerts_once(
    newsroom: Database, commit: int
) -> None:
    await publish(newsroom, "Twelve killed in Islamic State attack near Raqqa", ATTACK)
    with killed_at(newsroom, commit):
        await triage(newsroom, memory=Memory("killed"))
    assert await outbox(newsroom) == []
    await triage(newsroom, memory=Memory("next"), now=NOW + timedelta(minutes=1))
    await triage(newsroom, memory=Memory("next"), now=NOW + timedelta(minutes=2))
    assert [kind for _, kind, _ in await outbox(newsroom)] == ["alert", "alert"]


@pytest.mark.parametrize("commit", [1, 2])
async def test_killed_over_a_second_report_it_makes_the_same_update_once(
    newsroom: Database, commit: int
) -> None:
    first = await publish(newsroom, "Twelve killed in Islamic State attack near Raqqa", ATTACK)
    await triage(newsroom, memory=Memory("before"))
    await send_alerts(newsroom)
    await publish(newsroom, "Islamic State claims attack on base near Raqqa", ATTACK_AGAIN, feed=2)
    with killed_at(newsroom, commit):
        await triage(newsroom, memory=Memory("killed"), now=NOW + timedelta(minutes=1))
    for minutes in (2, 3):
        await triage(newsroom, memory=Memory("next"), now=NOW + timedelta(minutes=minutes))
    assert await rows(newsroom, tables.articles.c.story_id) == [(first,), (first,)]
    assert Counter(kind for _, kind, _ in await outbox(newsroom)) == {"alert": 2, "update": 2, "edit": 2}


async def test_one_worker_at_a_time(newsroom: Database) -> None:
    async with newsroom.transaction() as connection:
        assert await leases.take(connection, "triage", "other", NOW, NOW + timedelta(seconds=20))
    await publish(newsroom, "Twelve killed in Islamic State attack near Raqqa", ATTACK)
    await triage(newsroom)
    assert await outbox(newsroom) == []
    await triage(newsroom, now=NOW + timedelta(seconds=21))
    assert len(await outbox(newsroom)) == 2


async def test_a_short_item_waits_for_its_page_but_not_for_ever(newsroom: Database) -> None:
    await publish(newsroom, "Twelve killed in Islamic State attack near Raqqa", "")
    await triage(newsroom, limits=TriageLimits())
    assert await rows(newsroom, tables.articles.c.page_state, tables.articles.c.triaged_at) == [
        ("wanted", None)
    ]
    await triage(newsroom, limits=TriageLimits(), now=NOW + timedelta(seconds=30))
    assert await outbox(newsroom) == []
    await triage(newsroom, limits=TriageLimits(), now=NOW + timedelta(minutes=2))
    assert len(await outbox(newsroom)) == 2


async def test_the_page_that_came_is_what_facts_are_chosen_from(newsroom: Database) -> None:
    await publish(newsroom, "Twelve killed in Islamic State attack near Raqqa", "")
    await triage(newsroom, limits=TriageLimits())
    async with newsroom.transaction() as connection:
        await connection.execute(update(tables.articles).values(text=ATTACK, page_state="fetched"))
    await triage(newsroom, limits=TriageLimits())
    ((facts,),) = await rows(newsroom, tables.alerts.c.facts)
    assert any("12 soldiers" in fact["text"] for fact in facts)  # type: ignore[attr-defined]


async def test_a_topic_added_later_is_matched_from_then_on_and_a_retired_one_no_more(
    newsroom: Database,
) -> None:
    memory = Memory("me")
    await publish(newsroom, "Snow stops the league", FOOTBALL)
    await triage(newsroom, memory=memory)
    row = {"id": "snow", "name": "Snow", "query": "snow", "created_at": NOW + timedelta(seconds=1)}
    async with newsroom.transaction() as connection:
        await connection.execute(insert(tables.topics), row)
    await publish(newsroom, "Snow stops the league again", FOOTBALL)
    await triage(newsroom, memory=memory)
    assert await rows(newsroom, tables.matches.c.topic_id) == [("snow",)]
    async with newsroom.transaction() as connection:
        await connection.execute(
            update(tables.topics).where(tables.topics.c.id == "snow").values(state="retired")
        )
    await publish(newsroom, "Snow stops the league for good", FOOTBALL)
    await triage(newsroom, memory=memory)
    assert await rows(newsroom, tables.matches.c.topic_id) == [("snow",)]


class Meanwhile(Writer):
    """A writer that lets something happen between triage's reading and its writing."""

    def __init__(self, happens: Callable[[], Awaitable[None]]) -> None:
        self._happens = happens

    async def rewrite(
        self, text: str, language: str, facts: Sequence[Fact], now: datetime
    ) -> tuple[Fact, ...]:
        await self._happens()
        return tuple(facts)


async def test_a_page_that_comes_while_triage_decides_is_not_taken_for_an_article_off_topic(
    newsroom: Database,
) -> None:
    limits = TriageLimits()
    await publish(newsroom, "Snow stops the league", FOOTBALL * 6)
    waiting = await publish(newsroom, "Bridge of Raqqa reopens", "")
    await triage(newsroom, limits=limits)
    await publish(newsroom, "Twelve killed in Islamic State attack near Raqqa", ATTACK * 3)

    async def page_comes() -> None:
        async with newsroom.transaction() as connection:
            page = {"text": "The bridge of Raqqa reopened to traffic. " * 9, "page_state": "fetched"}
            this = tables.articles.c.id == waiting
            await connection.execute(update(tables.articles).where(this).values(page))

    # Off topic, so that the article that waits lies between the first and the last of the batch.
    async with newsroom.transaction() as connection:
        await connection.execute(
            update(tables.articles).where(tables.articles.c.id == 1).values(triaged_at=None)
        )
    await triage_due(newsroom, Memory("me"), limits, lambda: NOW, Meanwhile(page_comes))
    await triage(newsroom, limits=limits)
    placed = [
        story for _, story in sorted(await rows(newsroom, tables.articles.c.id, tables.articles.c.story_id))
    ]
    assert [story is not None for story in placed] == [False, True, True]


async def test_a_worker_that_lost_its_turn_writes_nothing_even_when_the_turn_is_free_again(
    newsroom: Database,
) -> None:
    await publish(newsroom, "Twelve killed in Islamic State attack near Raqqa", ATTACK)
    later = NOW + timedelta(seconds=21)

    async def another_takes_over() -> None:
        await triage(newsroom, memory=Memory("other"), now=later)
        async with newsroom.transaction() as connection:
            await leases.release(connection, "triage", "other")

    report = await triage_due(newsroom, Memory("me"), LIMITS, lambda: NOW, Meanwhile(another_takes_over))
    assert report.articles == 0
    assert await rows(newsroom, tables.articles.c.triaged_at) == [(later,)]
    assert len(await outbox(newsroom)) == 2


async def test_two_workers_at_once_found_no_story_twice(newsroom: Database) -> None:
    for number in range(6):
        title = f"Islamic State attack number {number} near Raqqa"
        await publish(newsroom, title, ATTACK, feed=1 + number % 2)
    workers = [Memory("one"), Memory("two"), Memory("three")]
    for second in range(0, 90, 30):
        at = NOW + timedelta(seconds=second)
        await asyncio.gather(*(triage(newsroom, memory=memory, now=at) for memory in workers))
    stories = {story for (story,) in await rows(newsroom, tables.articles.c.story_id)}
    assert None not in stories
    assert {story for (story,) in await rows(newsroom, tables.stories.c.id)} == stories
    alerts = [(chat, kind) for chat, kind, _ in await outbox(newsroom) if kind == "alert"]
    assert len(alerts) == 2 * len(stories)


class Told(StoryIndex):
    """An index that answers as laid out, so that a test decides what is one event."""

    def __init__(self, *placements: Placement) -> None:
        super().__init__()
        self._answers = list(placements)

    def place(self, report: Report) -> Placement:
        return self._answers.pop(0)


async def _two_alerted_stories(newsroom: Database) -> Memory:
    """Two stories that are alerted, which the next report shows to be one; chat 3 follows one topic alone."""
    async with newsroom.transaction() as connection:
        chat = {"telegram_id": 9, "kind": "private", "created_at": NOW}
        await connection.execute(insert(tables.chats).values(chat))
        row = {"chat_id": 3, "topic_id": "isis", "created_at": NOW}
        await connection.execute(insert(tables.subscriptions).values(row))
    memory = Memory("me")
    await triage(newsroom, memory=memory)
    memory.stories = Told(
        Placement(1, founded=True),
        Placement(2, founded=True),
        Placement(1, founded=False, merged=(2,)),
        Placement(1, founded=False),
    )
    async with newsroom.transaction() as connection:
        assert await leases.take(connection, "triage", "me", NOW, NOW)
    await publish(newsroom, "Islamic State attack on a base", ATTACK.replace("Raqqa", "Tabqa"))
    await publish(newsroom, "Shooting near Raqqa", ATTACK.replace("Islamic State fighters", "Gunmen"), feed=2)
    await triage(newsroom, memory=memory)
    return memory


async def test_stories_found_to_be_one_alert_nobody_again_and_go_on_as_one(newsroom: Database) -> None:
    memory = await _two_alerted_stories(newsroom)
    assert await outbox(newsroom) == [
        (1, "alert", "isis"),
        (1, "alert", "raqqa"),
        (2, "alert", "raqqa"),
        (3, "alert", "isis"),
    ]
    box = tables.outbox.c
    async with newsroom.transaction() as connection:
        sent = {"state": "sent", "settled_at": NOW, "message_id": 50}
        await connection.execute(update(tables.outbox).where(box.chat_id != 1).values(sent))
    for minutes in (1, 12):
        at = NOW + timedelta(minutes=minutes)
        text = ATTACK_AGAIN if minutes == 1 else "Police held three men over the attack near Raqqa. "
        title = (
            "Islamic State claims attack near Raqqa"
            if minutes == 1
            else "Three arrested over attack near Raqqa"
        )
        await publish(newsroom, title, text, feed=2)
        await triage(newsroom, memory=memory, now=at)
    assert set(await rows(newsroom, tables.stories.c.id, tables.stories.c.merged_into)) == {(1, None), (2, 1)}
    assert {story for (story,) in await rows(newsroom, tables.articles.c.story_id)} == {1}
    alerts = [
        row
        for row in await rows(newsroom, box.chat_id, box.story_id, box.state, box.kind)
        if row[3] == "alert"
    ]
    # Chat 1 had two waiting: one is left. The others keep the one that they got.
    assert set(alerts) == {
        (1, 1, "due", "alert"),
        (1, 2, "cancelled", "alert"),
        (2, 1, "sent", "alert"),
        (3, 1, "sent", "alert"),
    }
    updates = await rows(newsroom, box.chat_id, box.story_id, box.alert_id, box.kind)
    heard = Counter(chat for chat, story, _, kind in updates if (story, kind) == (1, "update"))
    assert heard == {2: 2, 3: 2}, "the alert that chat 1 still waits for tells all of it"
