"""The rules of a robots.txt (RFC 9309): which of them are ours, and what they say of a path.

Python's own reader knows neither `*` nor `$` and takes the first rule that fits, not the longest.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_MOST_RULES = 5000
_TOKEN = re.compile(r"[A-Za-z_-]+")
_KEPT = "/?#[]@!$&'()*+,;=:%~"
"""What RFC 3986 lets stand in a path as it is, and escapes that are there already."""


@dataclass(frozen=True, slots=True)
class _Rule:
    path: str
    allows: bool

    def fits(self, path: str) -> bool:
        """Whether `path` begins with this rule's path, in which `*` is anything and a last `$` the end."""
        ends = self.path.endswith("$")
        first, *rest = self.path.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        for part in rest[:-1]:
            at = path.find(part, at) + len(part)
            if at < len(part):
                return False
        if not rest:
            return not ends or at == len(path)
        if ends:
            return path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at
        return path.find(rest[-1], at) >= 0


class RobotRules:
    """What one robots.txt says to us."""

    def __init__(self, text: str, agent: str) -> None:
        """`agent` is our product's name, of which case does not matter (section 2.2.1)."""
        ours, everybodys = _Groups(agent.lower()).read(text.splitlines())
        self._rules = (everybodys if ours is None else ours)[:_MOST_RULES]

    def allow(self, url: str) -> bool:
        """Whether we may read `url`: the longest rule that fits decides, of two equal ones the kinder."""
        parts = urlsplit(url)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        fitting = [rule for rule in self._rules if rule.fits(path)]
        return not fitting or max((len(rule.path), rule.allows) for rule in fitting)[1]


class _Groups:
    """Reads the lines; groups for the same agent are one."""

    def __init__(self, agent: str) -> None:
        self._agent = agent
        self._ours: list[_Rule] | None = None
        self._everybodys: list[_Rule] = []

    def read(self, lines: Iterable[str]) -> tuple[Sequence[_Rule] | None, Sequence[_Rule]]:
        """(our rules, None where no group names us; the rules for everybody)."""
        groups: list[list[_Rule]] = []
        in_rules = True
        for line in lines:
            name, separator, value = line.partition("#")[0].partition(":")
            name, value = name.strip().lower(), value.strip()
            if separator and name == "user-agent":
                groups = [] if in_rules else groups
                in_rules = False
                groups += self._group(value)
            elif separator and name in ("allow", "disallow"):
                in_rules = True
                if value:
                    rule = _Rule(_normal(value), name == "allow")
                    for group in groups:
                        group.append(rule)
        return self._ours, self._everybodys

    def _group(self, agent: str) -> list[list[_Rule]]:
        if agent.startswith("*"):
            return [self._everybodys]
        token = _TOKEN.match(agent)
        if token is None or token[0].lower() != self._agent:
            return []
        if self._ours is None:
            self._ours = []
        return [self._ours]


def _normal(path: str) -> str:
    """Escapes in capitals, what is not ASCII escaped (section 2.2.2)."""
    path = quote(path, safe=_KEPT)
    return re.sub(r"%[0-9a-f]{2}", lambda escape: escape[0].upper(), path, flags=re.IGNORECASE)
