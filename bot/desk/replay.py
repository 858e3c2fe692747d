"""What a follower would have been sent: an archive in, messages out.

The real stations 2 and 3 run over a database of their own, under a clock that follows the articles' dates.
Nothing is fetched and nothing is sent to Telegram.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2b
from pathlib import Path

from bot.clock import SteadyClock
from bot.config.settings import Settings
from bot.delivery.pace import Pace
from bot.delivery.prepare import Renderers, Sender
from bot.delivery.station import DeliverLimits, deliver_due
from bot.desk.stations import Stations, make_renderers, make_stations
from bot.messages.markup import visible
from bot.model import Alert, AlertKind, Article, Chat, Delivery, Outcome, Sent, Topic
from bot.news.articles.substance import words_digest
from storage import alerts, articles, chats, feeds, schema, stories, topics
from storage.articles import NewArticle
from storage.database import Database

_FOLLOWER = 1
"""Telegram's id of the only chat."""
_LAST_DIGEST = timedelta(hours=2)
"""How long after the last article the clock runs on, so that held messages go out."""


@dataclass(frozen=True, slots=True)
class ReplayArticle:
    """An article of an archive; one whose id came before is that article, edited by its publisher."""

    id: str | int
    title: str
    text: str
    publisher: str
    url: str
    language: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class ReplayMessage:
    """A message that the follower got, or the new text of one."""

    at: datetime
    kind: str
    """alert, update, edit or digest."""
    message: int
    reply_to: int | None
    text: str
    articles: tuple[str | int, ...]
    """The ids of the articles that it tells of."""
    silent: bool = False
    """Whether it came without a sound; an edit always does."""


@dataclass(slots=True)
class _SimulatedClock:
    """A clock that moves only when it is set, and by what somebody sleeps."""

    now: datetime
    elapsed_s: float = 0.0

    def __call__(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return self.elapsed_s

    async def sleep(self, seconds: float) -> None:
        self.forward_to(self.now + timedelta(seconds=seconds))
        await asyncio.sleep(0)

    def forward_to(self, at: datetime) -> None:
        if at > self.now:
            self.elapsed_s += (at - self.now).total_seconds()
            self.now = at


@dataclass(slots=True)
class _Follower:
    """Takes messages as Telegram would, and remembers what they tell of."""

    database: Database
    clock: _SimulatedClock
    ids: dict[int, str | int]
    """Ids of the archive by article id."""
    messages: list[ReplayMessage] = field(default_factory=list)
    _known: dict[int, tuple[str, tuple[str | int, ...]]] = field(default_factory=dict)
    """Kind and articles of a rendered alert, by its identity."""
    _rendered: list[Alert] = field(default_factory=list)
    """Keeps the alerts of `_known` alive, so that no identity is used twice."""

    async def render(self, renderers: Renderers, batch: Sequence[Delivery]) -> Mapping[int, Alert]:
        rendered = await renderers.alerts(batch)
        copies = {key: replace(alert) for key, alert in rendered.items()}
        for delivery in batch:
            if delivery.id in copies:
                alert = copies[delivery.id]
                self._known[id(alert)] = (delivery.kind.value, await self._articles(delivery))
                self._rendered.append(alert)
        return copies

    async def send(self, chat: Chat, alert: Alert, *, reply_to: int | None, plain: bool) -> Outcome:
        kind, told = self._known.get(id(alert), (AlertKind.DIGEST.value, ()))
        number = sum(message.kind != AlertKind.EDIT.value for message in self.messages) + 1
        text, now = visible(alert.html), self.clock.now
        self.messages.append(ReplayMessage(now, kind, number, reply_to, text, told, alert.silent))
        return Sent(number)

    async def edit(self, chat: Chat, message_id: int, alert: Alert) -> Outcome:
        _, told = self._known.get(id(alert), ("", ()))
        text = visible(alert.html)
        before = [message for message in self.messages if message.message == message_id]
        if not before or before[-1].text != text:
            self.messages.append(
                ReplayMessage(self.clock.now, AlertKind.EDIT.value, message_id, None, text, told, silent=True)
            )
        return Sent(message_id)

    async def _articles(self, delivery: Delivery) -> tuple[str | int, ...]:
        async with self.database.reading() as connection:
            record = (await alerts.by_id(connection, [delivery.alert_id or 0])).get(delivery.alert_id or 0)
            if record is not None and delivery.kind is AlertKind.UPDATE:
                told = {record.report_id, *(sourced.article_id for sourced in record.facts)}
                return tuple(self.ids[article_id] for article_id in sorted(filter(None, told)))
            story_id = delivery.story_id or 0
            current = (await stories.current(connection, [story_id]))[story_id]
            found = (await stories.records(connection, [current])).get(current)
            return tuple(self.ids[source.article_id] for source in found.sources) if found else ()


async def replay(
    archive: Sequence[ReplayArticle], settings: Settings, follow: Sequence[str]
) -> AsyncIterator[ReplayMessage]:
    """Play an archive and give the messages that a follower of the topics `follow` gets, as they come.

    Articles are played in the order of their dates. An article without a kind of its own is news.
    """
    if not archive:
        return
    played = sorted(archive, key=lambda article: article.published_at)
    clock = _SimulatedClock(played[0].published_at - timedelta(minutes=1))
    async with _open(settings, played, follow, clock) as database:
        desk = _Desk(settings, database, clock, _Follower(database, clock, {}))
        for article in played:
            for message in await desk.deliver_until(article.published_at):
                yield message
            await desk.publish(article)
            for message in await desk.deliver_until(clock.now):
                yield message
        for message in await desk.finish():
            yield message


class _Desk:
    """Stations 2 and 3 under the simulated clock."""

    def __init__(
        self, settings: Settings, database: Database, clock: _SimulatedClock, follower: _Follower
    ) -> None:
        self._clock = clock
        self._database = database
        self._follower = follower
        pages_off = settings.facts.model_copy(update={"fetch_articles": False})
        offline = settings.model_copy(update={"facts": pages_off})
        self._stations: Stations = make_stations(offline, database, clock)
        self._steady = SteadyClock(clock, clock.monotonic, clock.sleep)
        self._pace = Pace(settings.deliver.per_second, 0.0)
        self._limits = DeliverLimits(per_hour=settings.alerts.per_hour)
        real = make_renderers(database, clock)
        self._renderers = Renderers(partial(follower.render, real), real.digests)
        self._numbers: dict[str | int, int] = {}
        self._given = 0
        self._said: dict[str | int, ReplayArticle] = {}
        """What each article said last, by its id in the archive."""

    async def publish(self, article: ReplayArticle) -> None:
        """Let an article come in, and triage it."""
        self._clock.forward_to(article.published_at)
        async with self._database.transaction() as connection:
            known = self._numbers.get(article.id)
            if known is not None:
                change = _edit(known, self._said[article.id], article)
                await articles.edit(connection, [change], self._clock.now)
            else:
                feed = await feeds.add(
                    connection,
                    _feed_url(article.publisher),
                    article.publisher,
                    "en",
                    "config",
                    self._clock.now,
                )
                await articles.insert_new(
                    connection, [NewArticle(_made(article), feed.id, False)], self._clock.now
                )
                number = len(self._numbers) + 1
                self._numbers[article.id] = number
                self._follower.ids[number] = article.id
        self._said[article.id] = article
        await self._stations.triage()

    async def deliver_until(self, at: datetime) -> list[ReplayMessage]:
        """Send what is due by `at`, each message at its time; the new messages."""
        while True:
            sender = Sender(self._follower.send, self._follower.edit)
            report = await deliver_due(
                self._database, sender, self._renderers, self._steady, self._pace, self._limits
            )
            if report.next_at is None or report.next_at > at:
                break
            self._clock.forward_to(report.next_at)
        new = self._follower.messages[self._given :]
        self._given = len(self._follower.messages)
        return new

    async def finish(self) -> list[ReplayMessage]:
        """Let everything that waits go out."""
        end = self._clock.now + timedelta(days=2)
        messages = await self.deliver_until(end)
        self._clock.forward_to(self._clock.now + _LAST_DIGEST)
        return messages + await self.deliver_until(end)


@asynccontextmanager
async def _open(
    settings: Settings, archive: Iterable[ReplayArticle], follow: Sequence[str], clock: _SimulatedClock
) -> AsyncIterator[Database]:
    """A database of its own, gone afterwards, with one chat that follows the topics."""
    configured = [Topic(topic.id, topic.name, topic.query) for topic in settings.topics]
    with tempfile.TemporaryDirectory(prefix="sitrep-replay-") as folder:
        async with schema.connect(f"sqlite:///{Path(folder) / 'replay.db'}") as database:
            async with database.transaction() as connection:
                await topics.sync_configured(connection, configured, clock())
                chat = await chats.register(connection, _FOLLOWER, None, "private", "Follower", clock())
                for topic_id in follow:
                    await topics.subscribe(connection, chat.id, topic_id, clock())
            yield database


def _made(article: ReplayArticle) -> Article:
    key = blake2b(repr(article.id).encode(), digest_size=16).hexdigest()
    return Article(
        identities=(key,),
        publisher=article.publisher,
        url=article.url,
        title=article.title,
        text=article.text,
        language=article.language,
        published_at=article.published_at,
        dated=True,
    )


def _edit(article_id: int, before: ReplayArticle, after: ReplayArticle) -> articles.Edit:
    words = words_digest(after.title, after.text)
    return articles.Edit(
        article_id,
        after.title,
        after.text,
        markup_digest=None,
        words_digest=words,
        substance=words != words_digest(before.title, before.text),
    )


def _feed_url(publisher: str) -> str:
    digest = blake2b(publisher.encode(), digest_size=8).hexdigest()
    return f"https://archive.invalid/{digest}"
