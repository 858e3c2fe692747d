"""The settings: every key of the configuration with its default and its limits, frozen."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from bot.config.values import Duration, Gap, Listen, OptionalDuration, OptionalListen, WebAddress
from bot.errors import QueryError
from bot.news.query import parse

_DATABASES = ("sqlite", "sqlite+aiosqlite", "postgresql", "postgres", "postgresql+asyncpg")


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TelegramSettings(_Section):
    """How to reach Telegram."""

    token: SecretStr | None = None
    api_url: WebAddress = "https://api.telegram.org"
    admins: tuple[int, ...] = ()
    """Ids of the Telegram users who may use the admin commands."""
    webhook_url: WebAddress | None = None
    """The public address to which Telegram pushes updates; None: they are asked for (getUpdates)."""
    webhook_listen: Listen = "127.0.0.1:8092"
    allowed: tuple[int, ...] = ()
    """Ids of the users, groups and channels that may use the bot, besides the admins; none: everybody."""
    approval: bool = False
    """Whether others may ask the admins to be let in."""

    @field_validator("webhook_url")
    @classmethod
    def _pushable(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith("https://"):
            raise ValueError("must start with https://: Telegram pushes to no other address")
        return value

    @field_validator("token")
    @classmethod
    def _without_spaces(cls, value: SecretStr | None) -> SecretStr | None:
        """Drop white space that was copied along; an empty token counts as none."""
        token = value.get_secret_value().strip() if value else ""
        if re.search(r"[\s/?#]", token):
            raise ValueError("does not look like a token; copy it again from @BotFather")
        return SecretStr(token) if token else None


class DatabaseSettings(_Section):
    """Where everything is stored."""

    url: str = "sqlite:///sitrep.db"
    keep: OptionalDuration = timedelta(days=90)
    """How long articles about no topic, and notices, are kept."""
    keep_matched: OptionalDuration = timedelta(days=730)
    """How long articles about a topic are kept, with their stories and messages."""

    @field_validator("url")
    @classmethod
    def _supported(cls, value: str) -> str:
        kind, separator, _ = value.partition("://")
        if not separator or kind not in _DATABASES:
            raise ValueError(
                "is not a supported database; "
                "write sqlite:///sitrep.db or postgresql://user:password@host/name"
            )
        return value


class PollSettings(_Section):
    """How feeds are polled."""

    every: Duration = timedelta(minutes=5)
    concurrency: int = Field(default=64, ge=1, le=1000)
    per_host: int = Field(default=2, ge=1, le=64)
    per_host_gap: Gap = timedelta(seconds=1)
    timeout: Duration = timedelta(seconds=20)
    max_bytes: int = Field(default=5_000_000, ge=10_000)
    allow_private_hosts: bool = False
    user_agent: str = "Sitrep/0.1 (+https://github.com/sitrep-bot/sitrep)"

    @field_validator("every")
    @classmethod
    def _not_too_often(cls, value: timedelta) -> timedelta:
        if value < timedelta(seconds=1):
            raise ValueError('is too short; the minimum is "1s"')
        return value


ReportKind = Literal["news", "live", "analysis", "opinion", "feature", "media", "listing", "promo"]


class AlertSettings(_Section):
    """Which articles alert, and how many alerts a chat gets."""

    max_age: OptionalDuration = timedelta(hours=48)
    per_hour: int = Field(default=20, ge=1)
    feed_per_hour: int = Field(default=10, ge=1)
    """Stories of one feed on one topic that may alert; fewer than `per_hour`, or a flood would use it up."""
    kinds: tuple[ReportKind, ...] = ("news",)
    """The kinds of report that alert."""
    updates_per_hour: int = Field(default=4, ge=1)
    updates_per_day: int = Field(default=12, ge=1)
    """Updates of one story; what comes sooner is gathered in the next one, nothing is dropped."""
    update_gap: Duration = timedelta(minutes=10)
    """The least time between two updates of a story; denials and corrections do not wait."""
    own_topics: int = Field(default=20, ge=0)
    """How many topics of its own a chat may create, and a Telegram user in all chats."""
    own_topics_total: int = Field(default=2000, ge=0)
    """How many topics all chats may create."""


class DeliverSettings(_Section):
    """How fast messages are sent."""

    per_second: float = Field(default=30, gt=0, le=1000)
    paid: bool = False
    """Whether to pay Telegram for more than 30 a second (allow_paid_broadcast)."""
    concurrency: int = Field(default=30, ge=1, le=500)
    give_up_after: Duration = timedelta(hours=24)


class FactSettings(_Section):
    """How bullets are made."""

    fetch_articles: bool = True
    writer: Literal["extract", "openai"] = "extract"
    openai_url: WebAddress = "http://127.0.0.1:11434/v1"
    openai_key: SecretStr | None = None
    openai_model: str = ""
    openai_timeout: Duration = timedelta(seconds=20)
    openai_daily: int = Field(default=500, ge=0)
    """The maximum number of calls a day."""

    @model_validator(mode="after")
    def _named_model(self) -> "FactSettings":
        if self.writer == "openai" and not self.openai_model:
            raise ValueError(
                'writer is "openai", but openai_model is empty; name a model that the endpoint offers'
            )
        return self


class WebSubSettings(_Section):
    """Push instead of polling, where a feed names a hub (W3C WebSub)."""

    callback_url: WebAddress | None = None
    """The public address at which hubs reach Sitrep; None: no WebSub."""
    listen: Listen = "127.0.0.1:8093"


class HealthSettings(_Section):
    """How others see whether Sitrep works."""

    listen: OptionalListen = "127.0.0.1:8094"
    """Where `/healthz` and `/metrics` are served; empty: nowhere."""
    max_age: Duration = timedelta(minutes=5)
    """How long a role may do nothing before `/healthz` says so."""
    ping_url: WebAddress | None = None
    """Called every half minute while every role works somewhere (as healthchecks.io wants it)."""


class FeedSettings(_Section):
    """A feed to poll."""

    url: WebAddress
    publisher: str = Field(min_length=1)
    language: str = Field(default="", max_length=16)
    """A BCP 47 tag; empty: what the feed itself says, or else English."""


class TopicSettings(_Section):
    """A topic that every chat may follow."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")
    name: str = Field(min_length=1, max_length=64)
    query: str
    renamed_from: str | None = None
    """The id that the topic had before; whoever followed that follows this one."""

    @field_validator("query")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            parse(value)
        except QueryError as error:
            raise ValueError(
                f"cannot be read at character {error.position + 1}: {error.message}\n{_place(error)}"
            ) from None
        return value


class Settings(_Section):
    """The whole configuration."""

    telegram: TelegramSettings = TelegramSettings()
    database: DatabaseSettings = DatabaseSettings()
    poll: PollSettings = PollSettings()
    alerts: AlertSettings = AlertSettings()
    deliver: DeliverSettings = DeliverSettings()
    facts: FactSettings = FactSettings()
    websub: WebSubSettings = WebSubSettings()
    health: HealthSettings = HealthSettings()
    feeds: tuple[FeedSettings, ...] = ()
    topics: tuple[TopicSettings, ...] = ()

    @field_validator("topics")
    @classmethod
    def _distinct_topics(cls, value: tuple[TopicSettings, ...]) -> tuple[TopicSettings, ...]:
        if repeated := _repeated(topic.id for topic in value):
            raise ValueError(f"two topics have the id {', '.join(repeated)}; ids must be unique")
        ids = {topic.id for topic in value}
        former = [topic.renamed_from for topic in value if topic.renamed_from is not None]
        if kept := sorted(ids.intersection(former)):
            raise ValueError(f"{', '.join(kept)} is renamed, but there is a topic with that id")
        if repeated := _repeated(former):
            raise ValueError(f"two topics are renamed from {', '.join(repeated)}")
        return value

    @field_validator("feeds")
    @classmethod
    def _distinct_feeds(cls, value: tuple[FeedSettings, ...]) -> tuple[FeedSettings, ...]:
        if repeated := _repeated(feed.url for feed in value):
            raise ValueError(f"{', '.join(repeated)} is listed twice; remove one of them")
        return value


def _repeated(values: Iterable[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


def _place(error: QueryError) -> str:
    """The part of a query around a mistake, indented, with a caret under its place."""
    before = error.query[max(0, error.position - 60) : error.position]
    after = error.query[error.position : error.position + 20]
    return f"    {before}{after}\n    {' ' * len(before)}^"
