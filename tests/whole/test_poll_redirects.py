"""What a redirect takes along: credentials, the pace of its target, the address that a feed moves to."""

import asyncio
from contextlib import AsyncExitStack
from itertools import pairwise

import pytest

from bot.http.address import redirected
from bot.http.fetch import Fetcher
from bot.log import redact
from bot.model import Feed, FeedResponse
from tests.feed_host import Answer, FeedHost, Request, feed_host, item, rss

BODY = rss(item(1))


def _fetcher(*, gap_s: float = 0.0, concurrency: int = 64) -> Fetcher:
    return Fetcher(
        user_agent="Sitrep-Test/1",
        timeout_s=60.0,
        per_host_gap_s=gap_s,
        concurrency=concurrency,
        allow_private_hosts=True,
    )


async def _fetch(url: str) -> FeedResponse:
    async with _fetcher() as fetcher:
        return await fetcher.fetch(Feed(1, url, "Testland"))


@pytest.mark.parametrize(
    ("url", "target", "leads_to"),
    [
        ("https://me:pw@a.example/f", "/g#top", "https://me:pw@a.example/g"),
        ("https://me:pw@a.example/f", "https://a.example/g", "https://me:pw@a.example/g"),
        ("http://me:pw@a.example/f", "https://A.example/f", "https://me:pw@A.example/f"),
        ("https://me:pw@a.example/f", "http://a.example/f", "http://a.example/f"),
        ("https://me:pw@a.example/f", "//b.example/f", "https://b.example/f"),
        ("https://me:pw@a.example/f", "https://you:x@a.example/f", "https://you:x@a.example/f"),
        ("https://a.example/f?x=1", "?x=2", "https://a.example/f?x=2"),
    ],
)
def test_credentials_stay_with_their_host_and_never_go_in_the_clear(
    url: str, target: str, leads_to: str
) -> None:
    assert redirected(url, target) == leads_to


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://me:p@ss@a.example/f", "http://a.example/f"),
        ("http://me@a.example/@you/f", "http://a.example/@you/f"),
        ("http://a.example/@you", "http://a.example/@you"),
        ("at https://u:p@a/ and http://v:q@b?x=@", "at https://a/ and http://b?x=@"),
    ],
)
def test_nothing_of_a_password_is_left(text: str, shown: str) -> None:
    assert redact(text) == shown


async def test_moved_feed_keeps_its_credentials_and_its_articles_get_none(host: FeedHost) -> None:
    host.answers |= {"/f": Answer(status=301, headers={"Location": host.url + "/new"}), "/new": Answer(BODY)}
    response = await _fetch(host.url.replace("//", "//me:pw@") + "/f")
    assert response.moved_url == host.url.replace("//", "//me:pw@") + "/new"
    assert response.url == host.url + "/new", "the base of relative links, which everybody sees"


async def test_address_is_asked_for_as_it_is_written(host: FeedHost) -> None:
    host.answers["/a%2Cb?x=%2F%41&y=1%2B1"] = Answer(BODY)
    assert (await _fetch(host.url + "/a%2Cb?x=%2F%41&y=1%2B1")).body == BODY
    nested = "/f?of=https://me@b.example/f&x=//a@b"
    host.answers[nested] = Answer(BODY)
    assert (await _fetch(host.url.replace("//", "//me:p@w@") + nested)).url == host.url + nested
    assert host.asked(nested)
    host.answers["/caf%C3%A9%20x"] = Answer(BODY)
    assert (await _fetch(host.url + "/café x")).body == BODY


async def test_address_that_nobody_can_read_is_an_error_in_words() -> None:
    assert "is not valid" in ((await _fetch("http://[::1/f")).error or "")


async def test_validator_that_cannot_be_sent_back_as_it_came_is_not_kept(host: FeedHost) -> None:
    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(Answer(BODY).raw().replace(b"Content-Type", b'ETag: "caf\xe9"\r\nContent-Type'))

    host.answers["/f"] = answer
    response = await _fetch(host.url + "/f")
    assert (response.body, response.etag) == (BODY, None)


async def test_targets_of_redirects_have_their_turn_too() -> None:
    """Four feeds on four hosts redirect to one: it is asked at its own pace."""
    started: list[float] = []

    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        started.append(asyncio.get_running_loop().time())
        writer.write(Answer(BODY).raw())

    async with AsyncExitStack() as stack:
        hosts = [await stack.enter_async_context(feed_host()) for _ in range(5)]
        target = hosts.pop()
        target.answers["/f"] = answer
        for host in hosts:
            host.answers["/f"] = Answer(status=302, headers={"Location": target.url + "/f"})
        fetcher = await stack.enter_async_context(_fetcher(gap_s=0.15))
        responses = await asyncio.gather(*(fetcher.fetch(Feed(1, host.url + "/f", "T")) for host in hosts))
    assert [response.body for response in responses] == [BODY] * 4
    # Without a pause it is a few ms; a busy machine takes some of the 150 away.
    assert min(later - earlier for earlier, later in pairwise(sorted(started))) > 0.1


async def test_two_hosts_that_redirect_to_each_other_do_not_lock_up() -> None:
    async with feed_host() as first, feed_host() as other, _fetcher() as fetcher:
        for number in range(8):
            first.answers[f"/{number}"] = Answer(status=302, headers={"Location": other.url + "/f"})
            other.answers[f"/{number}"] = Answer(status=302, headers={"Location": first.url + "/f"})
        first.answers["/f"] = other.answers["/f"] = Answer(BODY)
        urls = [f"{host.url}/{number}" for number in range(8) for host in (first, other)]
        responses = await asyncio.gather(*(fetcher.fetch(Feed(1, url, "T")) for url in urls))
        assert {response.body for response in responses} == {BODY}
        assert fetcher.wait_s(first.url) == fetcher.wait_s(other.url) == 0


async def test_waiting_for_a_place_does_not_let_requests_close_up(host: FeedHost) -> None:
    """All slots are held while two requests to one host wait: they still start apart."""
    started: list[float] = []
    taken, free = asyncio.Semaphore(0), asyncio.Event()

    async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
        started.append(asyncio.get_running_loop().time())
        taken.release()
        await free.wait()
        writer.write(Answer(BODY).raw())

    host.answers |= {"/f": answer}
    async with feed_host() as other, _fetcher(gap_s=0.3, concurrency=2) as fetcher:
        other.answers["/f"] = answer
        busy = [asyncio.create_task(fetcher.fetch(Feed(1, other.url + "/f", "T"))) for _ in range(2)]
        await taken.acquire()
        await taken.acquire()
        waiting = [asyncio.create_task(fetcher.fetch(Feed(1, host.url + "/f", "T"))) for _ in range(2)]
        await asyncio.sleep(0.4)
        free.set()
        await asyncio.gather(*busy, *waiting)
    assert started[3] - started[2] > 0.1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(status=301, headers={"Location": "http://[x"}), "bad redirect: the address is not valid"),
        (Answer(status=302), "the redirect leads nowhere"),
    ],
)
async def test_odd_answers_are_named(host: FeedHost, answer: Answer, reason: str) -> None:
    host.answers["/f"] = answer
    assert reason in ((await _fetch(host.url + "/f")).error or "")
