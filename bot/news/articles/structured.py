"""The schema.org data of a page (JSON-LD), as sites write it: wrapped, commented, with commas too many.

https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents says what it should be.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

_JSON_CAP = 600_000
"""Characters of all scripts of a page that are read."""
_SCRIPTS, _VALUES, _NODES = 20, 20, 200
"""So many scripts of a page, values of a script and nodes of a page are looked at."""
_PARTS = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where the node of an article may stand within another; whatever else a node holds is about other things."""
_ARTICLE_TYPES = ("article", "liveblogposting", "blogposting", "review", "report")
_BEGIN = re.compile(r"(?<!<!)(?<!CDATA)[\[{]")
_STRING = r'"(?:[^"\\]++|\\.)*+"?'
"""Closed or not, as comments are: what is tried again from every quotation mark takes quadratic time."""
_COMMENTED = re.compile(rf"(?P<string>{_STRING})|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?", re.DOTALL)
_COMMA = re.compile(rf"(?P<string>{_STRING})|,(?=\s*+[\]}}])", re.DOTALL)
_ESCAPE = re.compile(r'(\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))|\\')
_DECODER = json.JSONDecoder(strict=False)


def read_nodes(scripts: Iterable[str]) -> list[dict[str, Any]]:
    """The nodes of a page in its order: those at the top, in lists, in @graph, and what a page is about.

    `scripts` are the contents of its `application/ld+json` elements. What cannot be read is left out.
    """
    nodes: list[dict[str, Any]] = []
    left = _JSON_CAP
    for script in islice(scripts, _SCRIPTS):
        for value in _values(script[:left]):
            _collect(value, nodes)
        left = max(0, left - len(script))
    return nodes


def is_article(node: dict[str, Any]) -> bool:
    """Whether a node is an article of any kind."""
    return any(kind.casefold().endswith(_ARTICLE_TYPES) for kind in strings(node.get("@type")))


def body_of(node: dict[str, Any]) -> str:
    """The text of an article's node; of a live page's, what it says and its reports in the order given."""
    updates = node.get("liveBlogUpdate")
    told = [updates] if isinstance(updates, dict) else updates if isinstance(updates, list) else []
    parts = strings(node.get("articleBody"))
    for update in told[:_NODES]:
        if isinstance(update, dict):
            parts += [*strings(update.get("headline")), *strings(update.get("articleBody"))]
    return "\n".join(parts)


def strings(value: object) -> list[str]:
    """The texts of a value, of a list of values, or of values with a language (`@value`)."""
    values = value if isinstance(value, list) else [value]
    plain = [one.get("@value") if isinstance(one, dict) else one for one in values]
    return [text for text in plain if isinstance(text, str)]


def _values(script: str) -> Iterator[Any]:
    """The JSON values of a script, which should be one."""
    at, mended = 0, False
    for _ in range(_VALUES):
        begin = _BEGIN.search(script, at)
        if begin is None:
            return
        try:
            value, at = _DECODER.raw_decode(script, begin.start())
        except (ValueError, RecursionError):
            if mended:
                return
            script, at, mended = _strict(script[begin.start() :]), 0, True
            continue
        yield value


def _strict(script: str) -> str:
    """The script without comments, commas before a closing bracket, unknown escapes and escaped quotes."""
    if "&quot;" in script and '"' not in script:
        script = html.unescape(script)
    script = _COMMENTED.sub(
        lambda found: _ESCAPE.sub(r"\1", found["string"]) if found["string"] else " ", script
    )
    return _COMMA.sub(lambda found: found["string"] or "", script)


def _collect(value: Any, nodes: list[dict[str, Any]]) -> None:
    """Add the nodes of a value, the outer before the inner."""
    waiting = [value]
    while waiting and len(nodes) < _NODES:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one[:_NODES])
        elif isinstance(one, dict):
            nodes.append(one)
            waiting += [one[part] for part in reversed(_PARTS) if isinstance(one.get(part), dict | list)]
