"""What grouping takes and gives: a report in, a placement with its reasons out."""

import json
from dataclasses import dataclass
from datetime import datetime
from sys import intern

from bot.news.across.evidence import Glance
from bot.news.stories.candidates import Stems

_FORMAT = 5
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
    found_by: Stems
    """The heaviest stems, by which the report is found."""
    besides: Stems
    """Its other stems, which only tell how common they are."""
    across: Glance

    def to_json(self) -> str:
        """The clues as text."""
        stored = [_FORMAT, self.language, *self.found_by, *self.besides, *self.across]
        return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(stored: str) -> "Clues | None":
        """The clues again; None where another version of Sitrep stored them."""
        number, language, *rest = json.loads(stored)
        if number != _FORMAT:
            return None
        usual, others, usual_too, others_too, tongue, names, figures, sites = rest
        # Reports share most of their names: each is held once.
        across = Glance(tongue, tuple(map(intern, names)), tuple(figures), tuple(sites))
        return Clues(language, Stems(usual, others), Stems(usual_too, others_too), across)


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
    tied: bool = False
    """Whether it tells another happening than the story, of the same affair."""


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
