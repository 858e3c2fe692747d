"""robots.txt (RFC 9309), read before an article's own page."""

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from bot.http.fetch import Fetcher

_KEPT_S = 86_400.0
_KEPT_AFTER_FAILURE_S = 600.0
_PATIENCE_S = 8.0
"""How long an alert waits for it; a host that takes longer is left alone for `_KEPT_AFTER_FAILURE_S`."""
_MOST_HOSTS = 2_000
_MOST_KEPT_BYTES = 1_000_000
"""Of all texts together whose rules are kept; parsed, they take twenty times that. Most have a kilobyte."""
_MOST_BYTES = 512_000
"""RFC 9309 section 2.5: at least 500 kibibytes are read."""
_VERSION = re.compile(r"^([ \t]*+user-agent[ \t]*+:[ \t]*+[a-z_-]++)/[^\s#]*+", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class _Kept:
    rules: "asyncio.Task[Protego | None]"
    until: float
    size: int = 0
    """Bytes of its text."""


class Robots:
    """The rules of hosts, kept for a day. `agent` is the product name in our User-Agent."""

    def __init__(self, fetcher: Fetcher, agent: str) -> None:
        self._fetcher = fetcher
        self._agent = agent
        self._kept: dict[str, _Kept] = {}

    async def allow(self, url: str) -> bool:
        """Whether the host of `url` lets us read it.

        A host without robots.txt (any 4xx) allows everything; one that cannot answer allows nothing for now.
        """
        parts = urlsplit(url)
        rules = await self._rules(f"{parts.scheme}://{parts.netloc}")
        # In a thread: thousands of rules with wildcards take longer than the event loop may be held.
        return rules is not None and await asyncio.to_thread(rules.can_fetch, url, self._agent)

    async def _rules(self, site: str) -> Protego | None:
        now = asyncio.get_running_loop().time()
        kept = self._kept.get(site)
        if kept is None or kept.until <= now:
            if len(self._kept) >= _MOST_HOSTS:
                self._kept.clear()
            kept = self._kept[site] = _Kept(asyncio.create_task(self._fetch(site)), now + _KEPT_S)
        rules = await asyncio.shield(kept.rules)
        if rules is None:
            kept.until = min(kept.until, now + _KEPT_AFTER_FAILURE_S)
        return rules

    def _make_room(self) -> None:
        """While the texts are too large together, forget the rules that were read first."""
        excess = sum(kept.size for kept in self._kept.values()) - _MOST_KEPT_BYTES
        for site, kept in list(self._kept.items()):
            if excess <= 0:
                return
            excess -= kept.size
            if kept.size:
                del self._kept[site]

    async def _fetch(self, site: str) -> Protego | None:
        response = await self._fetcher.get_page(f"{site}/robots.txt", within_s=_PATIENCE_S)
        if response.body is not None:
            if kept := self._kept.get(site):
                kept.size = min(len(response.body), _MOST_BYTES)
                self._make_room()
            text = response.body[:_MOST_BYTES].decode("utf-8-sig", "replace")
            return await asyncio.to_thread(parse_rules, text)
        if 400 <= response.status < 500 and response.status != 429:
            return parse_rules("")
        return None


def parse_rules(text: str) -> Protego:
    """The rules of a robots.txt.

    Protego takes the name of an agent literally; a group for "sitrep/2.0" is meant for any version of it.
    """
    return Protego.parse(_VERSION.sub(r"\1", text))
