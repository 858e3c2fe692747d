"""Hostile texts for a pattern, made from the pattern itself.

Everything that a pattern accepts up to some point, over and over or with one repeat drawn out, is a near miss
that a pattern of quadratic cost tries again from every character.
"""

import re
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

COMMON = (
    ".", "1", " ", "a", "A", '"', "'", ",", "-", "<", "&", "\n", "\t", "(", "/", ":", "@", "é", "中",
    "\u200b", "a ", "A ", "a b ", "Ab ", "the the ", "The The ", "1,", "1.", "1 1 ", ". ", "A.", "a.b",
    "\n\n",
    " \n", "-a", "&#", "&amp", "<a", "<a ", "“a", "'a'", "a, ", "Ab, ", "and the ", "éa 中1 ",
    "killed 1 ", "a" * 40 + " ",
    "http://a.", "a@", "/*", "]]", "--", "’s ", "Mr. ", "A. B. ",
)  # fmt: skip


def _member(items: Any, negated_ok: bool = True) -> str:
    """A character of a class."""
    classes = {
        sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a",
        sre.CATEGORY_NOT_DIGIT: "a", sre.CATEGORY_NOT_SPACE: "a", sre.CATEGORY_NOT_WORD: "-",
    }  # fmt: skip
    negated = items[0][0] is sre.NEGATE
    if negated:
        shut = "".join(chr(value) for kind, value in items if kind is sre.LITERAL)
        return next(letter for letter in 'a1 -<."' if letter not in shut)
    kind, value = items[0]
    if kind is sre.LITERAL:
        return chr(value)
    return chr(value[0]) if kind is sre.RANGE else classes[value]


def _sample(tree: Any, groups: dict[int, str]) -> str:
    """A text that a parsed pattern accepts, look-arounds and anchors aside."""
    made = ""
    for kind, value in tree:
        if kind is sre.LITERAL:
            made += chr(value)
        elif kind is sre.NOT_LITERAL:
            made += "a" if value != ord("a") else "b"
        elif kind is sre.ANY:
            made += "a"
        elif kind is sre.IN:
            made += _member(value)
        elif kind is sre.BRANCH:
            made += _sample(value[1][0], groups)
        elif kind is sre.SUBPATTERN:
            groups[value[0] or -1] = part = _sample(value[3], groups)
            made += part
        elif kind is sre.ATOMIC_GROUP:
            made += _sample(value, groups)
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            made += _sample(value[2], groups) * max(value[0], 1)
        elif kind is sre.GROUPREF:
            made += groups.get(value, "")
    return made


def _inner(kind: Any, value: Any) -> list[Any]:
    """The patterns within an element."""
    if kind is sre.BRANCH:
        return list(value[1])
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.ATOMIC_GROUP:
        return [value]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [value[2]]
    return []


def _near_misses(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """(what comes once, what is repeated after it) for texts that a pattern accepts up to some point."""
    elements = list(tree)
    for place, (kind, value) in enumerate(elements):
        if kind is sre.LITERAL and place + 1 < len(elements) and elements[place + 1][0] is sre.LITERAL:
            continue
        head = before + _sample(elements[:place], {})
        whole = head + _sample(elements[place : place + 1], {})
        if whole:
            yield "", whole
            yield "", whole + " "
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and value[1] > 40:
            yield head, _sample(value[2], {}) or " "
        for inner in _inner(kind, value)[:4]:
            yield from _near_misses(inner, head)


def hostile(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """(what comes once, what is repeated after it) for every text that a pattern is tried on."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    unicode = re.UNICODE if isinstance(pattern.pattern, str) else 0
    misses = _near_misses(parser.parse(source, pattern.flags & ~re.UNICODE | unicode))
    found = [("", part) for part in COMMON] + [(head[-200:], part[-200:]) for head, part in misses]
    return list(dict.fromkeys(found))


ENDINGS = "\x00", "\n", '"', "a", " ", ">"


def _ending(pattern: re.Pattern[Any], text: str) -> str:
    """A character after which the pattern does not accept the text: a near miss costs most."""
    for ending in ENDINGS:
        whole = text + ending
        if not pattern.fullmatch(whole if isinstance(pattern.pattern, str) else whole.encode()):
            return ending
    return ENDINGS[0]


def text_of(pattern: re.Pattern[Any], head: str, part: str, length: int) -> Any:
    """A text of so many characters, of the type that the pattern reads."""
    text = (head + part * (length // len(part) + 1))[: length - 1] + _ending(pattern, head + part * 9)
    return text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")
