"""The configuration and the database: who may make the one follow the other, and what that changes."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.config.settings import FeedSettings, Settings
from bot.errors import ConfigError
from bot.feeds.house import name_feed
from bot.log import redact
from bot.messages.markup import escape, shorten
from bot.messages.speech.languages import LANGUAGES
from bot.messages.speech.say import msg, say_in
from bot.model import Feed, Topic
from bot.news.articles.owner import same_name
from storage import feeds, notices, people, topics
from storage.database import Database
from storage.synced import Synced

log = logging.getLogger(__name__)

SHUT_OUT = msg("the operator of this bot does not let this chat in")
_REMOVED = msg(
    "The operator of this bot removed the topic <b>{topic}</b>, so there are no more alerts on it. /topics "
    "lists the others, and /track creates your own."
)
_NAMED = 5
"""How many feeds or topics a line names."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What following a configuration changes in the database."""

    feeds: Synced
    topics: Synced

    def __bool__(self) -> bool:
        """Whether it changes anything."""
        return bool(self.feeds or self.topics)

    def __str__(self) -> str:
        """For example "feeds: 1 added (https://...); topics: raqqa renamed to north"."""
        parts = [_told(noun, synced) for noun, synced in (("feeds", self.feeds), ("topics", self.topics))]
        return "; ".join(part for part in parts if part) or "nothing to change"


class _UndoneError(Exception):
    """Raised to roll back what was only tried."""


async def apply(database: Database, settings: Settings, clock: Clock, *, freely: bool = False) -> Changes:
    """Make the feeds and topics of the database those of the configuration, and log what that changes.

    Raises ConfigError, and changes nothing, where more than half of the feeds or topics would leave, unless
    `freely`: that is more often the wrong file, or the wrong database, than a decision.
    """
    async with database.transaction() as connection:
        fresh = not await _configured_before(connection)
        changes = await _follow(connection, settings, clock)
        if not freely:
            _refuse_to_destroy(changes, database.address)
        await _shut_out(connection, settings, clock())
    if fresh:
        log.info("configuration: %d feeds, %d topics", len(changes.feeds.added), len(changes.topics.added))
    elif changes:
        log.info("configuration: %s", changes)
    return changes


async def compare(database: Database, settings: Settings, clock: Clock) -> Changes:
    """What `apply` would change, without changing it."""
    changes = None
    try:
        async with database.transaction() as connection:
            changes = await _follow(connection, settings, clock)
            raise _UndoneError
    except _UndoneError:
        assert changes is not None, "it is set before the block is left"
        return changes


async def apply_if_new(database: Database, settings: Settings, clock: Clock) -> None:
    """`apply` to a database that was never configured; where another differs, a line in the log says how."""
    async with database.reading() as connection:
        known = await _configured_before(connection)
    if not known:
        await apply(database, settings, clock)
        return
    if changes := await compare(database, settings, clock):
        log.warning(
            "this configuration differs from the database, which stays as it is (%s); sitrep run with the "
            "role commands, or with --apply, makes it follow the configuration",
            changes,
        )


async def refuse_to_destroy(database: Database, settings: Settings, clock: Clock) -> None:
    """Raise ConfigError where `apply` would."""
    _refuse_to_destroy(await compare(database, settings, clock), database.address)


async def _configured_before(connection: AsyncConnection) -> bool:
    if await topics.any_configured(connection):
        return True
    return any(feed.origin == "config" for feed in await feeds.every(connection))


async def _follow(connection: AsyncConnection, settings: Settings, clock: Clock) -> Changes:
    configured = [Topic(topic.id, topic.name, topic.query) for topic in settings.topics]
    former = {topic.id: topic.renamed_from for topic in settings.topics if topic.renamed_from is not None}
    synced = await topics.sync_configured(connection, configured, clock(), former)
    await _tell_followers(connection, synced.removed, clock())
    known: defaultdict[str, list[Feed]] = defaultdict(list)
    for feed in await feeds.every(connection):
        known[same_name(feed.publisher)].append(feed)
    wanted = [_wanted(one, known[same_name(one.publisher)]) for one in settings.feeds]
    return Changes(await feeds.sync_configured(connection, wanted, clock()), synced)


async def _shut_out(connection: AsyncConnection, settings: Settings, now: datetime) -> None:
    """Pause the chats that may not use the bot, and resume those that may again."""
    telegram = settings.telegram
    allowed = {*telegram.allowed, *(telegram.admins if telegram.allowed or telegram.approval else ())}
    paused, resumed = await people.shut_out(connection, sorted(allowed), telegram.approval, SHUT_OUT, now)
    if paused or resumed:
        log.info("access: %d chats are shut out, %d may use the bot again", paused, resumed)


async def _tell_followers(connection: AsyncConnection, removed: Sequence[str], now: datetime) -> None:
    """Tell the followers of topics that were removed, each in the language of its chat."""
    names = await topics.names(connection, removed)
    for topic_id in removed:
        for language in LANGUAGES:
            html = say_in(language)(_REMOVED, topic=escape(shorten(names[topic_id], 60)))
            await notices.notify_followers(connection, topic_id, language, html, now)


def _wanted(feed: FeedSettings, namesakes: Sequence[Feed]) -> Feed:
    """A configured feed, beside those of its name: whoever writes the configuration vouches for the name."""
    house = name_feed(feed.publisher, feed.url, namesakes, keep_name=True).house
    return Feed(0, feed.url, feed.publisher, feed.language, house=house)


def _refuse_to_destroy(changes: Changes, address: str) -> None:
    lost = [
        f"{len(synced.removed)} of {synced.before} {noun} ({_names(synced.removed)})"
        for noun, synced in (("feeds", changes.feeds), ("topics", changes.topics))
        if synced.removed and synced.removes_most
    ]
    if lost:
        raise ConfigError(
            [
                f"this configuration would remove {' and '.join(lost)} from {address}; if that is meant, "
                "start once with --apply; if not, name the right file with --config"
            ]
        )


def _told(noun: str, synced: Synced) -> str:
    parts = [
        f"{len(some)} {verb} ({_names(some)})"
        for verb, some in (("added", synced.added), ("changed", synced.changed), ("removed", synced.removed))
        if some
    ]
    parts += [f"{old} renamed to {new}" for old, new in synced.renamed]
    return f"{noun}: {', '.join(parts)}" if parts else ""


def _names(some: Sequence[str]) -> str:
    more = f", and {len(some) - _NAMED} more" if len(some) > _NAMED else ""
    return ", ".join(redact(name) for name in some[:_NAMED]) + more
