"""The shape of a cue, and how a table of them is tried on a text."""

import re
from functools import cached_property
from typing import NamedTuple

from bot.news.kinds.kind import Kind
from bot.news.language.lazy_regex import has_any


class Cue(NamedTuple):
    """A name in plain words, the kind it speaks for (None: only for or against an alert), its pattern."""

    name: str
    kind: Kind | None
    pattern: str
    """Matched at the start of what it reads; every repeat in it is bounded, or runs once over the text."""
    needs: str = ""
    """Small letters, parted by "|", of which some must be in the text, or the pattern is not tried."""


class Cues:
    """The cues of one place, compiled when they are first tried."""

    def __init__(self, place: str, *cues: Cue) -> None:
        self._place, self._cues = place, cues

    @cached_property
    def _rules(self) -> list[tuple[re.Pattern[str], str, Kind | None, tuple[str, ...]]]:
        return [
            (
                re.compile(cue.pattern),
                f"{self._place}: {cue.name}",
                cue.kind,
                tuple(filter(None, cue.needs.split("|"))),
            )
            for cue in self._cues
        ]

    def met(self, text: str) -> dict[str, Kind | None]:
        """The cues whose patterns meet the text, by name, the place in front."""
        small = text.lower()
        return {
            name: kind
            for pattern, name, kind, needs in self._rules
            if (not needs or has_any(small, needs)) and pattern.match(text)
        }
