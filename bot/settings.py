"""The settings: every key of the configuration with its default and its limits, frozen."""

import re
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)

from bot.errors import QueryError
from bot.news.query import parse

_UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)")


def parse_duration(value: object) -> object:
    """A duration as people write it ("90s", "5m", "1h30m", "48h") as a timedelta; "off" as None.

    Raises ValueError, with examples, for a text that is no duration. Other types are returned as they are.
    """
    if not isinstance(value, str):
        return value
    text = value.strip().lower()
    if text == "off":
        return None
    parts = _DURATION.findall(text)
    if not parts or _DURATION.sub("", text).strip():
        raise ValueError('is not a duration; write for example "90s", "5m" or "48h"')
    return timedelta(seconds=sum(float(number) * _UNITS[unit] for number, unit in parts))


Duration = Annotated[timedelta, BeforeValidator(parse_duration), Field(gt=timedelta(0))]
OptionalDuration = Annotated[timedelta | None, BeforeValidator(parse_duration)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TelegramSettings(_Section):
    """How to reach Telegram."""

    token: SecretStr | None = None
    api_url: str = "https://api.telegram.org"
    admins: tuple[int, ...] = ()
    """Telegram user ids that may use the admin commands."""


class DatabaseSettings(_Section):
    """Where everything is kept."""

    url: str = "sqlite:///sitrep.db"


class PollSettings(_Section):
    """How feeds are polled."""

    every: Duration = timedelta(minutes=5)
    concurrency: int = Field(default=64, ge=1, le=1000)
    per_host: int = Field(default=2, ge=1, le=64)
    per_host_gap: Annotated[timedelta, BeforeValidator(parse_duration)] = timedelta(seconds=1)
    timeout: Duration = timedelta(seconds=20)
    max_bytes: int = Field(default=5_000_000, ge=10_000)
    allow_private_hosts: bool = False
    user_agent: str = "Sitrep/0.1 (+https://github.com/sitrep-bot/sitrep)"

    @field_validator("every")
    @classmethod
    def _not_too_often(cls, value: timedelta) -> timedelta:
        if value < timedelta(seconds=1):
            raise ValueError('is under a second; write "1s" or more')
        return value


class AlertSettings(_Section):
    """What alerts, and how much of it."""

    max_age: OptionalDuration = timedelta(hours=48)
    per_hour: int = Field(default=20, ge=1)
    updates_per_story: int = Field(default=5, ge=0)
    own_topics: int = Field(default=20, ge=0)
    """How many topics of its own a chat may have."""


class DeliverSettings(_Section):
    """The pace of sending."""

    per_second: float = Field(default=30, gt=0, le=1000)
    concurrency: int = Field(default=30, ge=1, le=500)
    give_up_after: Duration = timedelta(hours=24)


class FactSettings(_Section):
    """How bullets are made."""

    fetch_articles: bool = True
    writer: Literal["extract", "openai"] = "extract"
    openai_url: str = "http://127.0.0.1:11434/v1"
    openai_key: SecretStr | None = None
    openai_model: str = ""
    openai_timeout: Duration = timedelta(seconds=20)
    openai_daily: int = Field(default=500, ge=0)
    """At most so many calls a day."""

    @model_validator(mode="after")
    def _named_model(self) -> "FactSettings":
        if self.writer == "openai" and not self.openai_model:
            raise ValueError('writer is "openai" but openai_model is empty; name a model of the endpoint')
        return self


class WebSubSettings(_Section):
    """Push instead of poll, where a feed names a hub (W3C WebSub)."""

    callback_url: str | None = None
    """The public address at which hubs reach us; None: no WebSub."""
    listen: str = "127.0.0.1:8093"


class FeedSettings(_Section):
    """A feed to poll."""

    url: str
    publisher: str = Field(min_length=1)
    language: str = "en"

    @field_validator("url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if not re.match(r"https?://[^/\s]+", value):
            raise ValueError("is not a web address; it must start with http:// or https://")
        return value


class TopicSettings(_Section):
    """A topic that everybody may follow."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")
    name: str = Field(min_length=1, max_length=64)
    query: str

    @field_validator("query")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            parse(value)
        except QueryError as error:
            raise ValueError(f"cannot be read at character {error.position + 1}: {error.message}") from None
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
    feeds: tuple[FeedSettings, ...] = ()
    topics: tuple[TopicSettings, ...] = ()

    @field_validator("topics")
    @classmethod
    def _distinct_topics(cls, value: tuple[TopicSettings, ...]) -> tuple[TopicSettings, ...]:
        ids = [topic.id for topic in value]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"two topics have the id {', '.join(twice)}; every id may stand once")
        return value
