"""The demo's news, read from articles.toml."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DemoPublisher:
    """An invented publisher with one feed, RSS 2.0 or Atom."""

    name: str
    site: str
    format: str

    @property
    def slug(self) -> str:
        """The name as used in addresses."""
        return "".join(letter if letter.isalnum() else "-" for letter in self.name.lower()).replace(
            "---", "-"
        )


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """An invented article. `alerts` are the topics whose followers should get an alert about its event."""

    number: int
    publisher: str
    event: str
    alerts: tuple[str, ...]
    title: str
    paragraphs: tuple[str, ...]
    update: bool
    """Whether followers of its event should get it as a reply, marked UPDATE."""
    age: timedelta | None
    """How long before the demo's start it was published; None: it appears while the demo runs."""


def load_articles() -> tuple[tuple[DemoPublisher, ...], tuple[DemoArticle, ...]]:
    """The publishers, and their articles in the order in which they appear."""
    document = tomllib.loads(files("bot.demo").joinpath("articles.toml").read_text(encoding="utf-8"))
    publishers = tuple(DemoPublisher(**publisher) for publisher in document["publishers"])
    articles = tuple(
        DemoArticle(
            number=number,
            publisher=raw["publisher"],
            event=raw["event"],
            alerts=tuple(raw["alerts"]),
            title=raw["title"],
            paragraphs=tuple(raw["text"].strip().splitlines()),
            update=raw.get("update", False),
            age=timedelta(hours=raw["hours_ago"]) if "hours_ago" in raw else None,
        )
        for number, raw in enumerate(document["articles"], 1)
    )
    return publishers, articles
