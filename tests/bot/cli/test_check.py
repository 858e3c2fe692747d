"""`sitrep check` reads feeds as polling does: in a worker, within its budget."""

from bot.cli.check import check_feed
from bot.config.settings import FeedSettings
from bot.feeds.parse import READER
from bot.http.fetch import Fetcher
from bot.workers.pool import Workers
from tests.feed_host import Answer, FeedHost

SLOW = b"<rss version='2.0'><channel>" + b"<item><a>" * 20_000
"""What keeps feedparser busy for longer than the budget of the test; ten times as many tags, for a minute."""


async def test_a_document_that_is_slow_to_read_holds_nothing_up(fetcher: Fetcher, host: FeedHost) -> None:
    host.answers["/feed"] = Answer(SLOW)
    feed = FeedSettings(url=f"{host.url}/feed", publisher="Post")
    async with Workers(budget_s=0.1, modules=READER) as workers:
        check = await check_feed(fetcher, workers, feed)
    assert not check.passed
    assert check.status == "the document takes more than 0.1 s to read: it is too big, or made to be slow"
