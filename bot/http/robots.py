"""robots.txt (RFC 9309), asked before an article's own page is read."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.http.fetch import Fetcher
from bot.http.robots_rules import RobotRules

_KEPT_S = 86_400.0
_KEPT_AFTER_FAILURE_S = 600.0
_MOST_HOSTS = 2_000
_MOST_BYTES = 512_000
"""RFC 9309 section 2.5: at least 500 kibibytes are read."""


@dataclass(slots=True)
class _Rules:
    rules: "asyncio.Task[RobotRules | None]"
    until: float


class Robots:
    """The rules of hosts, kept for a day. `agent` is the product name in our User-Agent."""

    def __init__(self, fetcher: Fetcher, agent: str) -> None:
        self._fetcher = fetcher
        self._agent = agent
        self._kept: dict[str, _Rules] = {}

    async def allow(self, url: str) -> bool:
        """Whether the host of `url` lets us read it.

        A host without robots.txt (any 4xx) allows everything; one that cannot say allows nothing for now.
        """
        parts = urlsplit(url)
        rules = await self._rules(f"{parts.scheme}://{parts.netloc}")
        return rules is not None and rules.allow(url)

    async def _rules(self, site: str) -> RobotRules | None:
        now = asyncio.get_running_loop().time()
        kept = self._kept.get(site)
        if kept is None or kept.until <= now:
            if len(self._kept) >= _MOST_HOSTS:
                self._kept.clear()
            kept = self._kept[site] = _Rules(asyncio.create_task(self._ask(site)), now + _KEPT_S)
        found = await asyncio.shield(kept.rules)
        if found is None:
            kept.until = min(kept.until, now + _KEPT_AFTER_FAILURE_S)
        return found

    async def _ask(self, site: str) -> RobotRules | None:
        response = await self._fetcher.get_page(f"{site}/robots.txt")
        if response.body is not None:
            text = response.body[:_MOST_BYTES].decode("utf-8-sig", "replace")
            return await asyncio.to_thread(RobotRules, text, self._agent)
        if 400 <= response.status < 500 and response.status != 429:
            return RobotRules("", self._agent)
        return None
