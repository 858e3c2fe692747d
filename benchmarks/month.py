"""Thirty simulated days of 300 feeds: does the database stay as large, and the process as heavy, as it was?

    python -m benchmarks.month [--days 30] [--postgres]

Before them lie 90 days, as long as articles about no topic are kept, so that as much is deleted as comes.
Each feed brings four articles a day; one in sixty is about a topic that ten chats follow. The real stations
triage, deliver (to nobody), index and delete under a clock that the simulation sets. Stories are kept for 90
days too, where two years are the default. Printed are the size of the database without its free pages, what
the keys of articles take of it, which stay for ever, and the index of /search, and the process's memory.
"""

import argparse
import asyncio
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

import psutil
from sqlalchemy import insert, text

from benchmarks.databases import new_database
from bot.clock import SteadyClock
from bot.config.settings import Settings
from bot.delivery.pace import Pace
from bot.delivery.prepare import Sender
from bot.delivery.station import DeliverLimits, deliver_due
from bot.desk.stations import Stations, make_renderers, make_stations
from bot.model import Alert, Article, Chat, Outcome, Sent
from storage import articles, feeds, maintenance, retention, schema, search, tables, topics
from storage.articles import NewArticle
from storage.database import Database
from storage.retention import Keep

START = datetime(2026, 3, 1, tzinfo=UTC)
FEEDS, CHATS, PAST = 300, 10, 90
AN_HOUR = FEEDS // 6
ABOUT = 60
"""One article in so many is about the topic."""
KEEP = Keep(timedelta(days=PAST), timedelta(days=PAST))
_WORDS = "council market bridge harvest election school hospital railway court museum budget".split()
_PLACES = "Lima Oslo Quito Turin Leeds Porto Malmo Ghent Basel Lyon Graz Brno Split Varna".split()


@dataclass
class Month:
    """The simulation: its clock, and what it makes up."""

    database: Database
    now: datetime = START - timedelta(days=PAST)
    seconds: float = 0.0
    made: int = 0
    dice: random.Random = field(default_factory=lambda: random.Random(18))

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)
        self.seconds += seconds

    async def sleep(self, seconds: float) -> None:
        """Sleep without waiting."""
        self.forward(seconds)
        await asyncio.sleep(0)

    def article(self, *, is_about: bool) -> Article:
        """An article of some 900 characters."""
        self.made += 1
        place, words = self.dice.choice(_PLACES), self.dice.choices(_WORDS, k=120)
        if is_about:  # a place of its own, so that each story comes to an end
            place = "".join(self.dice.choices("abdegiklmnoprstu", k=8)).title()
        what = f"Dam {self.made} near {place} bursts" if is_about else f"{place} plans {words[0]} {self.made}"
        key = blake2b(str(self.made).encode(), digest_size=16).hexdigest()
        url = f"http://{self.made % FEEDS}.example/{self.made}"
        body = f"{what}, the mayor of {place} said. It is about the {' and the '.join(words)}."
        keys = (key, blake2b(url.encode(), digest_size=16).hexdigest())
        return Article(keys, f"Paper {self.made % FEEDS}", url, what, body, "en", self.now, True)

    async def publish(self, count: int) -> None:
        """Store articles as a poll does: what is about no topic is triaged already."""
        new = []
        for _ in range(count):
            is_about = self.dice.randrange(ABOUT) == 0
            made = self.article(is_about=is_about)
            new.append(NewArticle(made, self.made % FEEDS + 1, baseline=False, off_topic=not is_about))
        async with self.database.transaction() as connection:
            await articles.insert_new(connection, new, self.now)

    async def send(self, chat: Chat, alert: Alert, *, reply_to: int | None, plain: bool) -> Outcome:
        """Take a message."""
        return Sent(1)

    async def edit(self, chat: Chat, message_id: int, alert: Alert) -> Outcome:
        """Take an edit."""
        return Sent(message_id)


@dataclass(frozen=True)
class Work:
    """The stations of the simulation."""

    month: Month
    stations: Stations

    @classmethod
    def of(cls, month: Month) -> "Work":
        """The real ones, which fetch nothing."""
        about = {"topics": [{"id": "dams", "name": "Dams", "query": "dam"}]}
        settings = Settings.model_validate(about | {"facts": {"fetch_articles": False}})
        return cls(month, make_stations(settings, month.database, lambda: month.now))

    async def do(self) -> None:
        """Triage and deliver."""
        month = self.month
        await self.stations.triage()
        clock = SteadyClock(lambda: month.now, lambda: month.seconds, month.sleep)
        renderers = make_renderers(month.database, lambda: month.now)
        sender, limits = Sender(month.send, month.edit), DeliverLimits(per_hour=0)
        await deliver_due(month.database, sender, renderers, clock, Pace(1e6, 0.0), limits)

    async def clean(self) -> None:
        """Index what is new, delete what is old."""
        await self.stations.index_articles()
        more = True
        while more:
            async with self.month.database.transaction() as connection:
                more = await retention.prune(connection, KEEP, self.month.now)
                more |= await search.tidy(connection, self.month.now)


async def begin(month: Month) -> None:
    """Feeds, a topic and its followers."""
    async with month.database.transaction() as connection:
        for number in range(FEEDS):
            url, publisher = f"http://{number}.example/", f"Paper {number}"
            await feeds.add(connection, url, publisher, "en", "admin", month.now)
        topic = {"id": "dams", "name": "Dams", "query": "dam", "created_at": month.now}
        await connection.execute(insert(tables.topics), topic)
        chat = {"kind": "private", "created_at": month.now}
        people = [chat | {"id": number, "telegram_id": number} for number in range(1, CHATS + 1)]
        await connection.execute(insert(tables.chats), people)
        for number in range(1, CHATS + 1):
            await topics.subscribe(connection, number, "dams", month.now)


async def measure(url: str, days: int) -> None:
    """Print a line a day."""
    async with schema.connect(url) as database:
        month = Month(database)
        await begin(month)
        work = Work.of(month)
        for _ in range(PAST):
            await month.publish(24 * AN_HOUR)
            await work.do()
            month.forward(86_400)
        print("| day | database MB | keys | search | articles | process MB |\n|---|---|---|---|---|---|")
        for day in range(days + 1):
            for _ in range(24 if day else 0):
                await month.publish(AN_HOUR)
                await work.do()
                month.forward(3600)
            await work.clean()
            print(await _line(day, month), flush=True)
        await work.stations.close()


async def _line(day: int, month: Month) -> str:
    database = month.database
    counts: Mapping[str, int] = await maintenance.row_counts(database)
    async with database.reading() as connection:
        if connection.dialect.name == "sqlite":
            free = "SELECT freelist_count * page_size FROM pragma_freelist_count(), pragma_page_size()"
            keys = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = 'article_keys'"
            search = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE 'article_search%'"
        else:
            free, keys = "SELECT 0", "SELECT pg_total_relation_size('article_keys')"
            search = "SELECT pg_total_relation_size('article_search')"
        unused = int(await connection.scalar(text(free)) or 0)
        of_keys = int(await connection.scalar(text(keys)) or 0)
        of_search = int(await connection.scalar(text(search)) or 0)
    size = await maintenance.size_bytes(database) - unused
    sizes: Sequence[float] = (size / 1e6, of_keys / 1e6, of_search / 1e6)
    memory = psutil.Process().memory_info().rss / 1e6
    shown = " | ".join(f"{one:.1f}" for one in sizes)
    return f"| {day} | {shown} | {counts['articles']:,} | {memory:.1f} |"


def main() -> None:
    """Read the command line, run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with new_database(postgres=options.postgres) as url:
        asyncio.run(measure(url, options.days))


if __name__ == "__main__":
    main()
