"""The life of an alert in chats: one message an event, edited as others confirm, answered only with news."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.demo.standin.chatroom import Message
from bot.demo.standin.server import BotApi
from bot.model import Topic
from storage import chats, privacy, tables, topics, verdicts
from tests.stored import new_file
from tests.whole.newsroom import Clock, FeedServer, Sitrep, follow, make_settings, rss, running

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PUBLISHERS = ("Euphrates Post", "Levant Wire", "Gulf Gazette")
QUERIES = {"isis": '"Islamic State"', "raqqa": "Raqqa", "tabqa": '"Tabqa base"'}
OLD = ("old", "Chess open ends", "The chess open ended on Friday with a draw between the two leaders.")

ATTACK = (
    "Islamic State fighters attack Tabqa base near Raqqa, killing 12 soldiers",
    "Islamic State fighters attacked the Tabqa base near Raqqa before dawn on Sunday and killed 12 "
    "soldiers, the army said. The fighters came in two pickup trucks and fled into the desert after an "
    "hour. Army helicopters pursued them towards the Euphrates river, a spokesman for the Syrian "
    "Democratic Forces said. The army closed the road between Raqqa and Tabqa on Sunday morning.",
)
AGAIN = (
    "Twelve soldiers killed as Islamic State fighters attack Tabqa base near Raqqa",
    "The army said that 12 soldiers were killed when Islamic State fighters attacked the Tabqa base near "
    "Raqqa before dawn on Sunday. The fighters, who came in two pickup trucks, fled into the desert after"
    " an hour. A spokesman for the Syrian Democratic Forces said that army helicopters pursued them "
    "towards the Euphrates river. The road between Raqqa and Tabqa was closed by the army on Sunday "
    "morning.",
)
TOLL = (
    "Toll of Islamic State attack on Tabqa base near Raqqa rises to 25 soldiers",
    "The army said that 25 soldiers were killed when Islamic State fighters attacked the Tabqa base near "
    "Raqqa before dawn on Sunday. Surgeons at the Raqqa hospital operated on 30 wounded soldiers. The "
    "fighters came in two pickup trucks and fled into the desert after an hour.",
)
GOVERNOR = (
    "Governor Khalil Haddad orders curfew around Tabqa base near Raqqa after Islamic State attack",
    "Governor Khalil Haddad imposed a curfew around the Tabqa base near Raqqa, where Islamic State fighters "
    "attacked before dawn on Sunday and killed soldiers. Haddad promised 400 more guards for the base and a "
    "new wall around it. The fighters came in two pickup trucks and fled into the desert after an hour, the "
    "army said.",
)
HELICOPTERS = (
    "Army deploys six Black Hawk helicopters and mortar company at Tabqa base near Raqqa",
    "The army moved six Black Hawk helicopters from Hasakah to the Tabqa base near Raqqa, where Islamic "
    "State fighters attacked before dawn on Sunday and killed soldiers. The fighters came in two pickup "
    "trucks and fled into the desert after an hour, the army said.",
)


@dataclass
class Newsroom:
    """Three publishers' feeds, a clock, and the chats that listen."""

    clock: Clock
    server: FeedServer
    api: BotApi
    sitrep: Sitrep
    items: dict[int, list[tuple[str, str, str]]] = field(default_factory=dict)

    async def publish(self, *reports: tuple[int, tuple[str, str]]) -> None:
        """Publish (feed, (title, text)) and let every station work."""
        for feed, (title, text) in reports:
            told = self.items.setdefault(feed, [])
            told.insert(0, (f"{feed}-{len(told)}", title, text))
        for feed in range(len(PUBLISHERS)):
            self.server.documents[f"feed{feed}"] = rss(
                *self.items.get(feed, []), OLD, published=self.clock.now
            )
        await self.sitrep.make_due(self.clock.now)
        await self.sitrep.tick()

    async def after(self, **span: float) -> None:
        """Let time pass and the stations work."""
        self.clock.move(**span)
        await self.sitrep.tick()

    async def mutes(self, telegram_id: int) -> None:
        """The chat mutes every story that there is."""
        async with self.sitrep.database.transaction() as connection:
            chat = await chats.find(connection, telegram_id)
            assert chat is not None
            for story_id in list(await connection.scalars(select(tables.stories.c.id))):
                await verdicts.mute_story(connection, chat.id, story_id, self.clock.now)

    async def silences(self, telegram_id: int, until: datetime) -> None:
        """The chat wants no noise until then."""
        async with self.sitrep.database.transaction() as connection:
            chat = await chats.find(connection, telegram_id)
            assert chat is not None
            await chats.save_settings(connection, replace(chat, muted_until_at=until))

    def heard(self, chat: int) -> list[Message]:
        return self.api.messages(chat)


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """Past its baseline; chat 1 follows two topics, chat 2 one of them."""
    clock, server = Clock(START), FeedServer()
    async with BotApi() as api, server.serving():
        feeds = [
            {"url": f"{server.url}/feed{number}", "publisher": name} for number, name in enumerate(PUBLISHERS)
        ]
        settings = make_settings(api, await new_file(tmp_path / "a.db"), feeds, QUERIES)
        async with running(settings, clock) as sitrep:
            made = Newsroom(clock, server, api, sitrep)
            await follow(sitrep.database, 1, "raqqa", "isis", now=START)
            await follow(sitrep.database, 2, "raqqa", now=START)
            await made.publish()
            clock.move(hours=1)
            yield made


async def test_a_chat_that_follows_two_topics_gets_one_alert_that_names_both(newsroom: Newsroom) -> None:
    await newsroom.publish((0, ATTACK), (1, AGAIN))
    (both,), (one,) = newsroom.heard(1), newsroom.heard(2)
    assert both.text.startswith("Isis · Raqqa\nIslamic State fighters attack Tabqa base")
    assert one.text.startswith("Raqqa\nIslamic State fighters attack Tabqa base")
    assert "2 publishers: Euphrates Post [1] · Levant Wire [2]" in one.text


async def test_a_second_publisher_edits_silently_and_copies_carry(newsroom: Newsroom) -> None:
    await newsroom.publish((0, ATTACK))
    (alert,) = newsroom.heard(1)
    assert "1 publisher, unconfirmed: Euphrates Post" in alert.text
    newsroom.clock.move(minutes=1)
    await newsroom.publish((1, AGAIN))
    assert "2 publishers: Euphrates Post [1] · Levant Wire [2]" in alert.text
    assert alert.edits == 1
    newsroom.clock.move(minutes=1)
    await newsroom.publish((2, ATTACK))
    await newsroom.after(minutes=3)
    assert alert.edits == 1, "less than five minutes after the last edit"
    await newsroom.after(minutes=2)
    assert "2 publishers: Euphrates Post [1], carried by 1 · Levant Wire [2]" in alert.text
    assert alert.edits == 2
    assert newsroom.heard(1) == [alert]


async def test_ten_copies_are_one_unconfirmed_voice(newsroom: Newsroom) -> None:
    await newsroom.publish((0, ATTACK), (1, ATTACK), (2, ATTACK))
    assert "1 publisher, unconfirmed: Euphrates Post, carried by 2" in newsroom.heard(1)[0].text


async def test_no_edit_after_48_hours_but_an_update_still(newsroom: Newsroom) -> None:
    await newsroom.publish((0, ATTACK))
    (alert,) = newsroom.heard(1)
    newsroom.clock.move(hours=49)
    await newsroom.publish((1, AGAIN))
    await newsroom.after(minutes=6)
    assert (alert.edits, len(newsroom.heard(1))) == (0, 1)
    newsroom.clock.move(hours=1)
    await newsroom.publish((1, TOLL))
    assert [one.reply_to for one in newsroom.heard(1)] == [None, alert.id]


async def test_a_correction_is_an_update_that_says_so_and_further_ones_wait(newsroom: Newsroom) -> None:
    await newsroom.publish((0, ATTACK))
    newsroom.clock.move(minutes=1)
    await newsroom.publish((1, TOLL))
    alert, update = newsroom.heard(1)
    assert update.reply_to == alert.id
    assert update.text.startswith("UPDATE · Isis · Raqqa\n")
    assert "— now 25 (earlier 12)" in update.text
    assert "operated on 30 wounded soldiers" in update.text
    assert "pickup trucks" not in update.text, "that was told already"
    assert "killed 12" not in alert.text, "that was overtaken"
    assert alert.text.split("\n")[1] == TOLL[0]
    newsroom.clock.move(minutes=2)
    await newsroom.publish((0, GOVERNOR))
    await newsroom.after(minutes=2)
    await newsroom.publish((1, HELICOPTERS))
    await newsroom.after(minutes=5)
    assert len(newsroom.heard(1)) == 2, "less than ten minutes after the last update"
    await newsroom.after(minutes=2)
    *_, gathered = newsroom.heard(1)
    assert len(newsroom.heard(1)) == 3
    assert gathered.reply_to == alert.id
    assert "Haddad promised 400 more guards" in gathered.text
    assert "six Black Hawk helicopters" in gathered.text
    assert "pickup trucks" not in gathered.text
    await newsroom.after(minutes=5)
    assert "2 publishers: Euphrates Post [1] · Levant Wire [2]" in alert.text


async def test_every_chat_hears_an_alert_in_its_language_and_zone(newsroom: Newsroom) -> None:
    await follow(newsroom.sitrep.database, 3, "raqqa", now=newsroom.clock.now)
    async with newsroom.sitrep.database.transaction() as connection:
        chat = await chats.find(connection, 3)
        assert chat is not None
        await chats.save_settings(connection, replace(chat, language="ar", timezone="Asia/Damascus"))
    await newsroom.publish((0, ATTACK))
    (arabic,), (english,) = newsroom.heard(3), newsroom.heard(2)
    told = english.text.split("\n")
    assert arabic.text.split("\n")[1:4] == told[1:4], "what publishers say stays as it is"
    assert "\nSources\n" in english.text
    assert "\nالمصادر\n" in arabic.text
    assert "1 publisher, unconfirmed: Euphrates Post" in english.text
    assert "وسيلة إعلام واحدة، غير مؤكد: \u2068Euphrates Post\u2069" in arabic.text
    times = [[one for one in heard.entities if one.type == "date_time"] for heard in (arabic, english)]
    assert times[0][0].unix_time == times[1][0].unix_time
    assert re.search(r"\d\d:\d\d UTC\+3\u2069$", arabic.text)
    assert re.search(r"\d\d:\d\d UTC$", english.text)
    assert next(button.text for row in arabic.buttons for button in row) == "اقرأ"


async def test_an_edited_report_shows_the_hour_of_its_edit(newsroom: Newsroom) -> None:
    await newsroom.publish((0, ATTACK))
    (alert,) = newsroom.heard(1)
    published = newsroom.clock.now
    assert alert.text.endswith(f"{published:%H:%M} UTC")
    newsroom.clock.move(hours=2)
    guid, *_ = newsroom.items[0][0]
    newsroom.items[0][0] = (guid, TOLL[0], TOLL[1])
    newsroom.server.documents["feed0"] = rss(*newsroom.items[0], OLD, published=published)
    await newsroom.sitrep.make_due(newsroom.clock.now)
    await newsroom.sitrep.tick()
    _, update = newsroom.heard(1)
    assert update.text.startswith("UPDATE")
    assert update.text.endswith(f"{newsroom.clock.now:%H:%M} UTC"), "its date is still that of publication"
    await newsroom.after(minutes=11)
    assert alert.text.endswith(f"{published + timedelta(hours=2):%H:%M} UTC")


async def test_a_muted_story_stays_silent_for_that_chat_alone(newsroom: Newsroom) -> None:
    await newsroom.publish((0, ATTACK))
    await newsroom.mutes(1)
    newsroom.clock.move(minutes=1)
    await newsroom.publish((1, TOLL))
    await newsroom.publish((2, AGAIN))
    await newsroom.after(minutes=11)
    assert [one.edits for one in newsroom.heard(1)] == [0]
    assert len(newsroom.heard(2)) == 2


async def test_a_chat_that_subscribes_later_hears_of_the_next_report_with_its_facts(
    newsroom: Newsroom,
) -> None:
    await newsroom.publish((0, ATTACK))
    await follow(newsroom.sitrep.database, 3, "raqqa", now=newsroom.clock.now)
    await newsroom.after(minutes=20)
    assert newsroom.heard(3) == [], "no flood of what was before"
    await newsroom.publish((1, TOLL))
    (late,) = newsroom.heard(3)
    assert not late.text.startswith("UPDATE")
    assert "25 soldiers were killed" in late.text
    assert late.text.split("\n")[1] == TOLL[0]
    assert len(newsroom.heard(2)) == 2
    newsroom.clock.move(minutes=15)
    await newsroom.publish((0, GOVERNOR))
    for chat, messages in ((2, 3), (3, 2)):
        heard = newsroom.heard(chat)
        assert len(heard) == messages
        assert heard[-1].reply_to == heard[0].id
        assert "Haddad promised 400 more guards" in heard[-1].text


async def test_who_follows_no_more_hears_no_updates(newsroom: Newsroom) -> None:
    await newsroom.publish((0, ATTACK))
    async with newsroom.sitrep.database.transaction() as connection:
        chat = await chats.find(connection, 2)
        assert chat is not None
        await topics.unsubscribe(connection, chat.id, "raqqa")
    newsroom.clock.move(minutes=1)
    await newsroom.publish((1, TOLL))
    assert [len(newsroom.heard(chat)) for chat in (1, 2)] == [2, 1]


async def test_a_topic_that_a_later_report_meets_is_named_by_the_edit(newsroom: Newsroom) -> None:
    title, text = (part.replace("Islamic State fighters", "Masked gunmen") for part in ATTACK)
    await newsroom.publish((0, (title, text)))
    (alert,) = newsroom.heard(1)
    assert alert.text.startswith("Raqqa\nMasked gunmen")
    newsroom.clock.move(minutes=1)
    await newsroom.publish((1, AGAIN))
    await newsroom.after(minutes=6)
    assert newsroom.heard(1)[0].text.startswith("Isis · Raqqa\nMasked gunmen")
    assert newsroom.heard(2)[0].text.startswith("Raqqa\nMasked gunmen")


async def test_a_story_of_the_baseline_is_told_as_its_first_new_report(tmp_path: Path) -> None:
    clock, server = Clock(START), FeedServer()
    async with BotApi() as api, server.serving():
        names = PUBLISHERS[:2]
        feeds = [{"url": f"{server.url}/feed{n}", "publisher": name} for n, name in enumerate(names)]
        settings = make_settings(api, await new_file(tmp_path / "a.db"), feeds, QUERIES)
        async with running(settings, clock) as sitrep:
            await follow(sitrep.database, 1, "isis", now=START)
            server.documents["feed0"] = rss(("a", *ATTACK), published=START)
            server.documents["feed1"] = rss(OLD, published=START)
            await sitrep.tick()
            clock.move(hours=1)
            server.documents["feed1"] = rss(("b", *TOLL), OLD, published=clock.now)
            await sitrep.make_due(clock.now)
            await sitrep.tick()
        (alert,) = api.messages(1)
    assert alert.text.split("\n")[1] == TOLL[0]
    assert "2 publishers: Euphrates Post [1] · Levant Wire [2]" in alert.text
    assert alert.buttons[0][0].url == "https://news.example/b"


async def test_restarts_between_the_stations_change_nothing(tmp_path: Path) -> None:
    clock, server = Clock(START), FeedServer()
    async with BotApi() as api, server.serving():
        feeds = [{"url": f"{server.url}/feed{n}", "publisher": name} for n, name in enumerate(PUBLISHERS[:2])]
        settings = make_settings(api, await new_file(tmp_path / "a.db"), feeds, QUERIES)
        steps = ((), (("a", *ATTACK),), (("b", *AGAIN),), (("c", *TOLL), ("b", *AGAIN)), ())
        for number, items in enumerate(steps):
            async with running(settings, clock) as sitrep:
                await follow(sitrep.database, 1, "isis", now=START)
                server.documents[f"feed{int(number > 1)}"] = rss(*items, OLD, published=clock.now)
                if number < 2:
                    server.documents["feed1"] = rss(OLD, published=clock.now)
                await sitrep.make_due(clock.now)
                await sitrep.tick()
            clock.move(minutes=12)
        alert, update = api.messages(1)
    assert alert.edits == 2
    assert "— now 25 (earlier 12)" in update.text


async def test_an_update_of_what_was_told_in_a_digest_answers_the_digest(newsroom: Newsroom) -> None:
    await newsroom.silences(2, newsroom.clock.now + timedelta(hours=2))
    await newsroom.publish((0, ATTACK))
    await newsroom.publish((1, AGAIN))
    assert newsroom.heard(2) == []
    await newsroom.after(hours=2, minutes=1)
    (digest,) = newsroom.heard(2)
    assert "2 publishers: Euphrates Post [1] · Levant Wire [2]" in digest.text
    await newsroom.publish((2, TOLL))
    update = newsroom.heard(2)[-1]
    assert (update.reply_to, update.text.split(" ")[0]) == (digest.id, "UPDATE")
    assert digest.edits == 0


async def test_a_digest_tells_how_a_story_stands_and_the_next_update_answers_it(newsroom: Newsroom) -> None:
    await newsroom.silences(2, newsroom.clock.now + timedelta(minutes=6))
    await newsroom.publish((0, ATTACK))
    newsroom.clock.move(minutes=1)
    await newsroom.publish((1, TOLL))
    newsroom.clock.move(minutes=2)
    await newsroom.publish((0, GOVERNOR))
    await newsroom.after(minutes=4)
    (digest,) = newsroom.heard(2)
    assert GOVERNOR[0] in digest.text
    await newsroom.after(minutes=5)
    assert "400 more guards" in newsroom.heard(2)[-1].text
    assert newsroom.heard(2)[-1].reply_to == digest.id


async def test_a_chat_that_is_forgotten_while_alerts_wait_hears_nothing_and_harms_nobody(
    newsroom: Newsroom,
) -> None:
    await newsroom.silences(2, newsroom.clock.now + timedelta(hours=2))
    await newsroom.publish((0, ATTACK))
    async with newsroom.sitrep.database.transaction() as connection:
        assert await privacy.forget(connection, 2, None)
    await newsroom.publish((1, TOLL))
    await newsroom.after(hours=3)
    assert newsroom.heard(2) == []
    assert len(newsroom.heard(1)) == 2


async def test_an_own_topic_that_is_removed_while_its_alert_waits_is_not_named(newsroom: Newsroom) -> None:
    database, now = newsroom.sitrep.database, newsroom.clock.now
    async with database.transaction() as connection:
        chat = await chats.register(connection, 4, None, "private", "", now)
        topic = Topic("tabqa-1f2e3d", "My base", '"Tabqa base"')
        await topics.propose(connection, chat.id, topic, now)
        await topics.confirm(connection, chat.id, topic.id, topics.OwnTopics(5, 5), now)
    await newsroom.silences(4, now + timedelta(hours=2))
    await newsroom.publish((0, ATTACK))
    async with database.transaction() as connection:
        await topics.remove_own(connection, chat.id, topic.id)
    await newsroom.after(hours=2, minutes=1)
    (digest,) = newsroom.heard(4)
    assert "tabqa-1f2e3d" not in digest.text
    assert "killed 12 soldiers" in digest.text


async def test_a_removed_feeds_stories_are_told_on(newsroom: Newsroom) -> None:
    await newsroom.publish((0, ATTACK))
    async with newsroom.sitrep.database.transaction() as connection:
        gone = tables.feeds.c.publisher == PUBLISHERS[0]
        await connection.execute(update(tables.feeds).where(gone).values(state="removed"))
    newsroom.clock.move(minutes=1)
    await newsroom.publish((1, TOLL))
    assert "2 publishers: Euphrates Post [1] · Levant Wire [2]" in newsroom.heard(1)[0].text


UNLIKE = (
    (
        "Spice traders return to covered market in Raqqa",
        "Forty stalls opened on Thursday under the repaired roof of the covered market in Raqqa, and "
        "traders from Aleppo unpacked cumin, sumac and dried limes. Samir Aloush, who leads the "
        "merchants' guild, said that rents would stay frozen until autumn. Masons spent eighteen months "
        "on the vaults with money from a Dutch charity.",
    ),
    (
        "Raqqa football club signs goalkeeper from Homs",
        "The football club of Raqqa signed the goalkeeper Rami Shaheen from Homs for two seasons, its "
        "chairman said after a medical examination. Shaheen, 24, saved three penalties in the cup final "
        "in May. The league starts on 12 September, and the club plays its first match at home against "
        "Latakia under new floodlights.",
    ),
    (
        "Cholera vaccination campaign begins in Raqqa province",
        "Nurses began to vaccinate children against cholera in Raqqa province, where laboratories "
        "confirmed 61 infections in July. UNICEF delivered 200,000 doses by lorry through Faysh Khabur. "
        "Doctor Dalia Hamoud asked families to boil water from the river and to bring infants with "
        "diarrhoea to one of nine clinics.",
    ),
    (
        "Court in Raqqa jails three customs clerks for bribery",
        "A court in Raqqa sentenced three customs clerks to four years in prison for taking bribes from "
        "importers of cigarettes. Judge Yusuf Qasim read out bank transfers worth 90 million pounds. A "
        "lawyer for the accused announced an appeal and called the evidence of the chief witness, a "
        "dismissed driver, worthless.",
    ),
)


async def test_what_exceeds_the_cap_comes_in_one_digest_when_the_hour_has_passed(tmp_path: Path) -> None:
    clock, server = Clock(START), FeedServer()
    async with BotApi() as api, server.serving():
        feeds = [{"url": f"{server.url}/feed{n}", "publisher": name} for n, name in enumerate(PUBLISHERS[:2])]
        settings = make_settings(api, await new_file(tmp_path / "a.db"), feeds, QUERIES)
        capped = settings.alerts.model_copy(update={"per_hour": 2})
        settings = settings.model_copy(update={"alerts": capped})
        async with running(settings, clock) as sitrep:
            await follow(sitrep.database, 1, "raqqa", now=START)
            for feed in ("feed0", "feed1"):
                server.documents[feed] = rss(OLD, published=START)
            await sitrep.tick()
            clock.move(hours=1)
            items = [(str(number), *one) for number, one in enumerate(UNLIKE)]
            server.documents["feed0"] = rss(*items, OLD, published=clock.now)
            await sitrep.make_due(clock.now)
            await sitrep.tick()
            *alerts, told = api.messages(1)
            assert len(alerts) == 2
            assert told.text.startswith("You got 2 alerts within an hour, which is the limit.")
            held = next(
                item for item in items[::-1] if all(item[1] not in one.text for one in api.messages(1))
            )
            clock.move(minutes=30)
            server.documents["feed1"] = rss(("again", *held[1:]), OLD, published=clock.now)
            await sitrep.make_due(clock.now)
            await sitrep.tick()
            assert len(api.messages(1)) == 3
            clock.move(minutes=31)
            await sitrep.tick()
            *_, digest = api.messages(1)
            assert len(api.messages(1)) == 4
            assert digest.text.startswith("Digest · 2 stories")
            assert sum(title in digest.text for _, title, _ in items) == 2
            clock.move(hours=2)
            await sitrep.tick()
            assert len(api.messages(1)) == 4
