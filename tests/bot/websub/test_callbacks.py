"""WebSub against a hub of our own, over HTTP."""

import hashlib
import hmac
import zlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import select, update

from bot.http.fetch import Fetcher
from bot.polling.station import poll_due
from bot.websub.callbacks import PUSHED_FEEDS_POLLED_AFTER, callbacks, keep_subscribed
from storage import feeds, tables
from storage.database import Database
from tests.feed_host import Answer, FeedHost, feed_host, item, rss

START = datetime(2026, 5, 5, 12, tzinfo=UTC)


class Hub:
    """A hub: remembers what it is asked, verifies as told, pushes."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.status = 202
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append({name: values[0] for name, values in parse_qs(await request.text()).items()})
        return web.Response(status=self.status)

    async def verify(self, changed: Mapping[str, str] | None = None) -> tuple[int, str]:
        asked = self.asked[-1]
        query = {"hub.mode": asked["hub.mode"], "hub.topic": asked["hub.topic"], "hub.challenge": "why?",
                 "hub.lease_seconds": "1000"}  # fmt: skip
        async with (
            aiohttp.ClientSession() as session,
            session.get(asked["hub.callback"], params=query | dict(changed or {})) as response,
        ):
            return response.status, await response.text()

    async def push(
        self, body: bytes, *, secret: str | None = None, to: str | None = None, how: str = "sha256"
    ) -> int:
        asked = self.asked[0]
        signature = hmac.new((secret or asked["hub.secret"]).encode(), body, how).hexdigest()
        headers = {"X-Hub-Signature": f"{how}={signature}", "Content-Type": "application/rss+xml"}
        async with (
            aiohttp.ClientSession() as session,
            session.post(to or asked["hub.callback"], data=body, headers=headers) as response,
        ):
            return response.status


class Desk:
    def __init__(
        self, database: Database, host: FeedHost, hub: Hub, fetcher: Fetcher, callback_url: str
    ) -> None:
        self.database, self.host, self.hub, self.fetcher = database, host, hub, fetcher
        self.callback_url = callback_url + "/websub/"
        self.now = START

    async def poll(self) -> int:
        return (await poll_due(self.database, self.fetcher, lambda: self.now, every_s=300)).new

    async def keep(self, **after: float) -> int:
        self.now += timedelta(**after)
        return await keep_subscribed(self.database, self.fetcher, lambda: self.now, self.callback_url)

    async def titles(self) -> list[str]:
        async with self.database.reading() as connection:
            return list(
                await connection.scalars(select(tables.articles.c.title).order_by(tables.articles.c.id))
            )

    async def subscription(self) -> str | None:
        async with self.database.reading() as connection:
            return await connection.scalar(select(tables.websub.c.state))

    async def due_at(self) -> datetime | None:
        async with self.database.reading() as connection:
            return await connection.scalar(select(tables.feeds.c.due_at))


@pytest.fixture
async def desk(sqlite_database: Database) -> AsyncIterator[Desk]:
    async with AsyncExitStack() as stack:
        host = await stack.enter_async_context(feed_host())
        fetcher = await stack.enter_async_context(
            Fetcher(user_agent="x", per_host_gap_s=0, allow_private_hosts=True, timeout_s=60)
        )
        hub = Hub()
        app = web.Application()
        app.router.add_post("/hub", hub.answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        hub.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hub"
        clock: list[Desk] = []
        url = await stack.enter_async_context(
            callbacks(sqlite_database, lambda: clock[0].now, "127.0.0.1:0", every_s=300, max_bytes=100_000)
        )
        made = Desk(sqlite_database, host, hub, fetcher, url)
        clock.append(made)
        host.answers["/f"] = Answer(document(item(1)).replace(b"HUB", hub.url.encode()))
        async with sqlite_database.transaction() as connection:
            await feeds.add(connection, host.url + "/f", "Testland", "en", "config", START)
        await made.poll()
        yield made


def document(*items: str) -> bytes:
    link = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{}" href="{}"/>'
    return rss(*items, head=link.format("hub", "HUB") + link.format("self", "https://testland.example/self"))


async def subscribed(desk: Desk) -> None:
    assert await desk.keep() == 1
    assert await desk.hub.verify() == (200, "why?")


async def test_subscription_is_asked_for_and_confirmed(desk: Desk) -> None:
    assert await desk.keep() == 1
    (asked,) = desk.hub.asked
    assert (asked["hub.mode"], asked["hub.topic"]) == ("subscribe", "https://testland.example/self")
    assert asked["hub.callback"].startswith(desk.callback_url)
    assert len(asked["hub.secret"]) >= 32
    assert await desk.subscription() == "requested"
    assert await desk.keep() == 0, "asked already"
    assert await desk.hub.verify() == (200, "why?")
    assert await desk.subscription() == "active"


async def test_what_was_not_asked_for_is_not_confirmed(desk: Desk) -> None:
    await desk.keep()
    for wrong in (
        {"hub.topic": "https://evil.example/"},
        {"hub.mode": "unsubscribe"},
        {"hub.mode": "publish"},
        {"hub.challenge": ""},
    ):
        assert (await desk.hub.verify(wrong))[0] == 404
    desk.hub.asked[0]["hub.callback"] += "x"
    assert (await desk.hub.verify())[0] == 404
    assert await desk.subscription() == "requested"


async def test_push_is_taken_like_a_poll_and_polls_become_rare(desk: Desk) -> None:
    await subscribed(desk)
    assert await desk.hub.push(document(item(2, "Pushed"))) == 202
    assert await desk.titles() == ["Story number 1", "Pushed"]
    assert await desk.due_at() == desk.now + PUSHED_FEEDS_POLLED_AFTER
    async with desk.database.reading() as connection:
        baseline = (
            await connection.scalars(select(tables.articles.c.baseline).order_by(tables.articles.c.id))
        ).all()
    assert baseline == [True, False]
    desk.now += PUSHED_FEEDS_POLLED_AFTER
    assert await desk.poll() == 0


@pytest.mark.parametrize("how", ["sha1", "sha256", "sha384", "sha512"])
async def test_every_signature_of_the_recommendation(desk: Desk, how: str) -> None:
    await subscribed(desk)
    await desk.hub.push(document(item(2)), how=how)
    assert len(await desk.titles()) == 2


async def test_wrong_signature_is_ignored(desk: Desk) -> None:
    await subscribed(desk)
    assert await desk.hub.push(document(item(2)), secret="guess") == 202
    assert await desk.hub.push(document(item(2)), how="md5") == 202
    async with aiohttp.ClientSession() as session:
        await session.post(desk.hub.asked[0]["hub.callback"], data=document(item(2)))
    assert await desk.titles() == ["Story number 1"]


async def test_replays_change_nothing(desk: Desk) -> None:
    await subscribed(desk)
    old, new = document(item(2, "Old")), document(item(2, "New"))
    for body in (old, new, old, old):
        assert await desk.hub.push(body) == 202
    assert await desk.titles() == ["Story number 1", "New"]


async def test_unknown_callback_is_gone_and_a_large_body_refused(desk: Desk) -> None:
    await subscribed(desk)
    assert await desk.hub.push(document(item(2)), to=desk.callback_url + "unknown") == 410
    assert await desk.hub.push(bytes(200_000)) == 413


async def test_an_address_that_no_database_takes_is_unknown_too(
    postgres_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    serving = callbacks(postgres_database, lambda: START, "127.0.0.1:0", every_s=300, max_bytes=1000)
    async with serving as url, aiohttp.ClientSession() as session:
        async with session.get(f"{url}/%00") as answer:
            assert answer.status == 404
        async with session.post(f"{url}/%00") as answer:
            assert answer.status == 410
    assert caplog.messages == []


async def test_push_of_something_else_leads_to_a_poll(desk: Desk) -> None:
    await subscribed(desk)
    desk.now += timedelta(minutes=1)
    assert await desk.hub.push(b"<html>Hi</html>") == 202
    assert await desk.due_at() == desk.now
    async with desk.database.reading() as connection:
        assert await connection.scalar(select(tables.feeds.c.failures)) == 0


async def test_push_while_the_feed_is_polled_is_to_come_again(desk: Desk) -> None:
    await subscribed(desk)
    async with desk.database.transaction() as connection:
        await connection.execute(update(tables.feeds).values(leased_until_at=desk.now + timedelta(minutes=5)))
    assert await desk.hub.push(document(item(2))) == 503
    async with desk.database.transaction() as connection:
        await connection.execute(update(tables.feeds).values(leased_until_at=None))
    assert await desk.hub.push(document(item(2))) == 202
    assert len(await desk.titles()) == 2


async def test_lease_is_renewed_at_80_percent_with_the_same_secret(desk: Desk) -> None:
    await subscribed(desk)
    assert await desk.keep(seconds=790) == 0
    assert await desk.keep(seconds=20) == 1
    first, second = desk.hub.asked
    assert (first["hub.secret"], first["hub.callback"]) == (second["hub.secret"], second["hub.callback"])
    assert await desk.subscription() == "renewing"
    assert await desk.hub.verify() == (200, "why?")
    assert await desk.subscription() == "active"
    assert await desk.keep(seconds=100) == 0


async def test_hub_that_refuses_or_denies(desk: Desk) -> None:
    desk.hub.status = 500
    assert await desk.keep() == 0
    assert await desk.keep(minutes=50) == 0
    desk.hub.status = 202
    assert await desk.keep(minutes=20) == 1
    status, _ = await desk.hub.verify({"hub.mode": "denied", "hub.reason": "no"})
    assert status == 200
    assert await desk.subscription() == "refused"
    assert await desk.keep(days=1) == 0


async def test_removed_feed_is_unsubscribed(desk: Desk) -> None:
    await subscribed(desk)
    async with desk.database.transaction() as connection:
        await feeds.remove(connection, desk.host.url + "/f")
    assert await desk.keep() == 1
    assert desk.hub.asked[-1]["hub.mode"] == "unsubscribe"
    assert await desk.hub.push(document(item(2))) == 410
    assert (await desk.hub.verify({"hub.mode": "subscribe"}))[0] == 404
    assert await desk.hub.verify() == (200, "why?")
    assert await desk.subscription() is None


def test_hmac_is_what_the_recommendation_says() -> None:
    """Section 8: the hexadecimal digest of the body under the secret; checked against hashlib's own."""
    body, secret = b"body", b"secret"
    padded = secret.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in padded) + body).digest()
    outer = hashlib.sha256(bytes(b ^ 0x5C for b in padded) + inner).hexdigest()
    from bot.websub.protocol import is_signed

    assert is_signed(body, f"sha256={outer}", "secret")


async def test_replay_after_a_restart_brings_back_nothing(desk: Desk) -> None:
    await subscribed(desk)
    wrong, right = document(item(2, "Bridge falls")), document(item(2, "Bridge holds"))
    assert await desk.hub.push(wrong) == await desk.hub.push(right) == 202
    due_at = await desk.due_at()
    desk.now += timedelta(minutes=1)
    async with callbacks(
        desk.database, lambda: desk.now, "127.0.0.1:0", every_s=300, max_bytes=100_000
    ) as url:
        callback_id = desk.hub.asked[0]["hub.callback"].rpartition("/")[2]
        assert await desk.hub.push(wrong, to=f"{url}/{callback_id}") == 202
        assert (await desk.titles())[-1] == "Bridge holds"
        assert await desk.due_at() == due_at
        assert await desk.hub.push(document(item(3)), to=f"{url}/{callback_id}") == 202
    assert (await desk.titles())[-1] == "Story number 3"


@pytest.mark.parametrize("status", [307, 308])
async def test_hub_that_sends_us_to_another_is_followed(desk: Desk, status: int) -> None:
    elsewhere = Answer(status=status, headers={"Location": desk.hub.url})
    desk.host.answers["/hub"] = elsewhere
    async with desk.database.transaction() as connection:
        await connection.execute(update(tables.feeds).values(hub_url=desk.host.url + "/hub"))
    assert await desk.keep() == 1
    assert [asked["hub.mode"] for asked in desk.hub.asked] == ["subscribe"]


async def test_hub_may_be_named_by_link_headers_which_come_first(desk: Desk) -> None:
    header = f'<{desk.hub.url}>; title="a, b"; rel="hub", </topic>; rel=self'
    named = document(item(1)).replace(b"HUB", b"https://elsewhere.example/hub")
    desk.host.answers["/g"] = Answer(named, headers={"Link": header})
    async with desk.database.transaction() as connection:
        await feeds.remove(connection, desk.host.url + "/f")
        await feeds.add(connection, desk.host.url + "/g", "Otherland", "en", "config", desk.now)
    await desk.poll()
    assert await desk.keep() == 1
    assert desk.hub.asked[0]["hub.topic"] == desk.host.url + "/topic"


async def test_feed_behind_a_password_is_no_business_of_hubs(desk: Desk) -> None:
    url = desk.host.url.replace("//", "//me:s3cret@") + "/f"
    async with desk.database.transaction() as connection:
        await connection.execute(update(tables.feeds).values(url=url, self_url=None))
    assert await desk.keep() == 0
    assert desk.hub.asked == []


async def test_hub_that_is_gone_is_not_asked_for_ever(desk: Desk) -> None:
    assert await desk.keep() == 1
    async with desk.database.transaction() as connection:
        await feeds.remove(connection, desk.host.url + "/f")
    desk.hub.status = 500
    for _ in range(5):
        await desk.keep(minutes=61)
    assert await desk.subscription() is None
    assert [asked["hub.mode"] for asked in desk.hub.asked] == ["subscribe", "unsubscribe"]


async def test_subscription_that_was_refused_ends_with_its_feed(desk: Desk) -> None:
    assert await desk.keep() == 1
    await desk.hub.verify({"hub.mode": "denied"})
    async with desk.database.transaction() as connection:
        await feeds.remove(connection, desk.host.url + "/f")
    for _ in range(3):
        await desk.keep(minutes=1)
    assert len(desk.hub.asked) == 1
    assert await desk.subscription() is None


async def test_challenge_is_echoed_as_nothing_that_runs(desk: Desk) -> None:
    assert await desk.keep() == 1
    query = {"hub.mode": "subscribe", "hub.topic": desk.hub.asked[0]["hub.topic"], "hub.lease_seconds": "9"}
    async with aiohttp.ClientSession() as session:
        for challenge, status in (("<script>", 200), ("x" * 3000, 404)):
            url = desk.hub.asked[0]["hub.callback"]
            async with session.get(url, params=query | {"hub.challenge": challenge}) as response:
                assert response.status == status
                assert response.content_type == "text/plain"
                assert response.headers.get("X-Content-Type-Options") == "nosniff" or status == 404


async def lease(desk: Desk) -> timedelta | None:
    async with desk.database.reading() as connection:
        until: datetime | None = await connection.scalar(select(tables.websub.c.lease_until_at))
    return None if until is None else until - desk.now


async def test_a_lease_is_thirty_days_at_most(desk: Desk) -> None:
    await desk.keep()
    assert await desk.hub.verify({"hub.lease_seconds": "999999999"}) == (200, "why?")
    assert await lease(desk) == timedelta(days=30)


async def test_a_verification_that_nobody_asked_for_changes_nothing(desk: Desk) -> None:
    await subscribed(desk)
    before = await lease(desk)
    assert (await desk.hub.verify({"hub.lease_seconds": "5"}))[0] == 404
    assert (await lease(desk), await desk.subscription()) == (before, "active")
    await desk.keep(seconds=810)
    assert await desk.hub.verify({"hub.lease_seconds": "2000"}) == (200, "why?")
    assert (await desk.hub.verify({"hub.lease_seconds": "5"}))[0] == 404, "confirmed once"
    assert await lease(desk) == timedelta(seconds=2000)


async def test_a_hub_that_denied_cannot_confirm(desk: Desk) -> None:
    await desk.keep()
    await desk.hub.verify({"hub.mode": "denied"})
    assert (await desk.hub.verify())[0] == 404
    assert await desk.subscription() == "refused"


async def test_unknown_addresses_are_looked_up_without_a_transaction_and_not_for_ever(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribed(desk)

    def refuse(_: Database) -> None:
        raise AssertionError("a transaction for an address that nobody knows")

    monkeypatch.setattr(Database, "transaction", refuse)
    query = {"hub.mode": "subscribe", "hub.topic": "x", "hub.challenge": "x"}
    async with aiohttp.ClientSession() as session:
        answers = []
        for number in range(300):
            async with session.get(f"{desk.callback_url}{number}", params=query) as response:
                answers.append(response.status)
    assert answers == [404] * 199 + [503] * 101, "the hub's own first request was the two hundredth"
    monkeypatch.undo()
    assert await desk.hub.push(document(item(2))) == 202, "the hub that we know is still heard"


async def test_pushes_of_one_hub_are_bounded(desk: Desk) -> None:
    await subscribed(desk)
    answers = [await desk.hub.push(b"no feed", secret="guess") for _ in range(40)]
    assert answers == [202] * 30 + [503] * 10
    desk.now += timedelta(seconds=10)
    assert await desk.hub.push(document(item(2))) == 202


async def test_a_push_that_is_compressed_is_not_unpacked(desk: Desk) -> None:
    await subscribed(desk)
    bomb = zlib.compress(bytes(50_000_000))
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            desk.hub.asked[0]["hub.callback"], data=bomb, headers={"Content-Encoding": "deflate"}
        ) as response,
    ):
        assert response.status == 415
