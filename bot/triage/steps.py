"""What triage knows of a story, and what it may decide to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.model import EDITABLE_FOR, AlertKind, AlertRecord, Difference, Effect, SourcedFact
from bot.news.reports import PlacedArticle


@dataclass(frozen=True, slots=True)
class Affair:
    """A story as triage finds it."""

    story_id: int
    headline: str
    earlier: tuple[PlacedArticle, ...] = ()
    """Its reports before these, oldest first."""
    told: tuple[AlertRecord, ...] = ()
    """Its alerts and updates, oldest first."""
    edited_at: datetime | None = None
    """When its alerts were or will be edited last."""
    left: tuple[PlacedArticle, ...] = ()
    """Reports that were in it and are of another event."""
    left_id: int | None = None
    """The story that its reports were taken from, which is another event."""
    apart: str = ""
    """What keeps the two events apart, for `/why`."""

    @property
    def alerted_at(self) -> datetime | None:
        """When its newest alert was made, or the newest update that stands for one; None: never."""
        alerts = (r.created_at for r in self.told if r.kind is AlertKind.ALERT or r.sequel)
        return max(alerts, default=None)

    @property
    def sequel_id(self) -> int | None:
        """Its newest update that stands for an alert, which later ones answer; None: its alert still does."""
        return next((r.id for r in reversed(self.told) if r.sequel), None) or None

    @property
    def next_position(self) -> int:
        """The position of its next update."""
        return max((r.position for r in self.told if r.kind is AlertKind.UPDATE), default=0) + 1

    def needs_sequel(self, now: datetime) -> bool:
        """Whether its alert is too old to be edited, so that news of it is told like an alert."""
        return self.alerted_at is not None and now - self.alerted_at > EDITABLE_FOR


@dataclass(frozen=True, slots=True)
class Announce:
    """Alert every chat that follows one of the story's topics."""


@dataclass(frozen=True, slots=True)
class Update:
    """Reply to what was told with the news of a report, not before `due_at`."""

    position: int
    headline: str
    facts: tuple[SourcedFact, ...]
    due_at: datetime
    report_id: int
    reply_to_id: int | None = None
    """The alert or update that is corrected; None: the story's alert."""
    sequel: bool = False
    """The alert is too old to be edited, so this is told like one."""
    silent: bool = False
    """Sent without a sound."""


@dataclass(frozen=True, slots=True)
class Gather:
    """Add to an update that has not gone out yet."""

    alert_id: int
    headline: str
    facts: tuple[SourcedFact, ...]
    report_id: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Bring the alert up to date, or the update that stands for it by now, not before `due_at`."""

    due_at: datetime
    sequel_id: int | None = None
    """The update; None: the alert."""


Step = Announce | Update | Gather | Edit


@dataclass(frozen=True, slots=True)
class StoryPlan:
    """What triage decided about one story."""

    effects: Mapping[int, Effect]
    """What each new report does to the story, by article id."""
    headline: str
    """How the affair stands now."""
    facts: tuple[SourcedFact, ...] = ()
    """What the story's alert says now; for the followers of each topic their own."""
    sequel_facts: tuple[SourcedFact, ...] = ()
    """What the update that stands for the alert says now; () where none does."""
    sequel_headline: str = ""
    """Its headline: how the affair stands by the reports since."""
    differences: tuple[Difference, ...] = ()
    """The figures in which publishers differ."""
    steps: tuple[Step, ...] = ()
