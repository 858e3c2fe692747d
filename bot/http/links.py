"""Link headers (RFC 8288), in which a publisher may name its WebSub hub."""

import re
from collections.abc import Iterable

from bot.http.address import absolute

_LINK = re.compile(r'<([^<>]*+)>((?:\s*+;\s*+[\w*-]++\s*+(?:=\s*+(?:"[^"]*+"|[^\s",;]*+))?+)*+)')
_REL = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))', re.IGNORECASE)
_LONGEST = 8192


def links_by_rel(headers: Iterable[str], base_url: str) -> dict[str, str]:
    """The first http(s) address for each relation in the `Link` headers, by relation in lower case."""
    urls: dict[str, str] = {}
    for target, parameters in _LINK.findall(",".join(headers)[:_LONGEST]):
        match = _REL.search(parameters)
        url = absolute(base_url, target) if match else ""
        for rel in (match[1] or match[2] or "").lower().split() if match and url else ():
            urls.setdefault(rel, url)
    return urls
