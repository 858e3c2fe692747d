"""What grouping takes and gives: a report in, a placement with its reasons out."""

import json
from dataclasses import dataclass
from datetime import datetime
from sys import intern

from bot.news.across.evidence import Glance

_FORMAT = 1
"""Count this up when other words or names are taken from the same report: what is stored is then not used."""


Key = int | str
"""By what its caller knows a report, and a story: by the report that founded it."""


@dataclass(frozen=True, slots=True)
class Report:
    """An article as grouping takes it; `published_at` None gives no evidence from time."""

    id: int | str
    title: str
    text: str
    publisher: str = ""
    published_at: datetime | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Clues:
    """By what a report is found among others before it is compared with any.

    They are stored, so that a start need not read the words of every open report again.
    """

    language: str
    terms: tuple[str, ...]
    """Stems, heaviest first."""
    across: Glance

    def to_json(self) -> str:
        """The clues as text."""
        language, *across = self.across
        return json.dumps(
            [_FORMAT, self.language, " ".join(self.terms), language, *across],
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @staticmethod
    def from_json(stored: str) -> "Clues | None":
        """The clues again; None where another version of Sitrep stored them."""
        number, language, *rest = json.loads(stored)
        if number != _FORMAT:
            return None
        terms, tongue, names, figures, sites = rest
        # Reports share most of their words: each is held once.
        across = Glance(tongue, tuple(map(intern, names)), tuple(figures), tuple(sites))
        return Clues(language, tuple(map(intern, terms.split())), across)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a report went, and why."""

    story_id: int | str
    """The id of the report that founded the story."""
    founded: bool
    copy_of: int | str | None = None
    """The report of which this one is a near-copy."""
    merged: tuple[int | str, ...] = ()
    """Stories found to be of the same event, now part of `story_id`, the oldest of them."""
    score: float = 0.0
    """The chance, 0 to 1, that the report is of the event of the most alike story."""
    reason: str = ""
    """Why it joined, or why it stands apart from the most alike story: a line for `/why`."""
    beside: int | str | None = None
    """The story that the reason speaks of: the one joined, or the most alike of those it stands apart
    from."""


@dataclass(frozen=True, slots=True)
class Parting:
    """Reports found to be of another happening than the rest of their story, which make their own."""

    story_id: int | str
    """The story that they leave; the report that founded it stays."""
    new_id: int | str
    """The story that they found: the id of the first of them."""
    leaving: tuple[int | str, ...]
    """Their ids, in order of placement."""
    reason: str
    """Which rule keeps the two apart, for `/why`."""
