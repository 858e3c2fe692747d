"""Shorten a sentence to a bullet by deleting only.

A cut takes away a lead-in, a bracket, an aside or a clause on which the rest does not depend. No cut takes a
protected word (see `bot.news.grounding`), none touches the inside of a quotation.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.news.grounding import has_protected


class Cut(NamedTuple):
    """A part of a sentence, as offsets in it, that a bullet may leave out."""

    start: int
    end: int
    always: bool
    """The words carry nothing: cut in every bullet. Else the chooser weighs what they carry."""


_LEAD_IN = re.compile(
    r"(?:(?:And|But|So|Yet|Still|Meanwhile|However|Moreover|Furthermore|Additionally|In addition|Also|Besides"
    r"|Accordingly|Therefore|Thus|Consequently|As a result|Indeed|In fact|Of course|For example|For instance"
    r"|Overall|Instead|Nevertheless|Nonetheless|Then|Now|Finally|Similarly|Likewise|Separately|Notably"
    r"|Interestingly|Importantly|Significantly|Unsurprisingly|To be sure|Ultimately|Again|First|Second|Third"
    r"|Specifically|On the other hand|At the same time|After all|In turn|Even so|That said|In the meantime),\s+"
    r"|(?:And|But|Yet)\s+(?=[A-Z\u00c0-\u00de]|the\b|an?\b|he\b|she\b|they\b|it\b|in\b))+"
)
_ASIDE = re.compile(
    r", (?:(?:an?|the|who|whom|whose|which|where|including|as well as|along with|speaking|citing|calling|himself|"
    r"herself|themselves|too|also|meanwhile|however|for example|for instance|of course|in turn|after|before|during|"
    r"[RD]-[A-Z]|former|then|now|his|her|its|their|one of)\b[^,;:()]*|\d\d|[RD]-[A-Z][\w.]*),(?= [\w\"\u201c])"
)
_DASHED = re.compile(
    r"\s*(?: --|\u2014| \u2013) [^\u2014\u2013()]*?(?: --|\u2014| \u2013)(?= \w)|\u2014[^\u2014()]*\u2014(?=\w)"
)
_BRACKET = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")
_TAIL = re.compile(
    r"(?:, (?:who|whom|whose|which|where|when|while|as|after|before|with|including|following|amid|during|"
    r"an?|the|and (?:he|she|it|they|we|that|this|the)|[a-z]{3,}ing|along|citing|despite|such as|both|one of|"
    r"a move|also|too|even|just)\b|;(?= )| --(?= )| \u2013(?= )|\u2014"
    r"| (?:after|amid|following|because|while|during|before)(?= [a-z]))"
)
_FRONT = re.compile(
    r"(?:(?:After|As|While|Although|Though|Despite|Amid|Following|During|With|Since|Before|When|Speaking|Citing)\b"
    r"|In (?:an?|the|his|her|their|its) (?:\w+ ){0,2}(?:statement|interview|speech|letter|conference|briefing|report"
    r"|memo|e-?mail|tweet|post|blog|address|case|days|weeks|hours|wake|sign|move)\b"
    r"|On (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|At (?:an?|the) (?:\w+ ){0,2}(?:conference|rally|briefing|event"
    r"|hearing|speech|meeting))\b[^,;:()]*, "
)
_SAID_TAIL = re.compile(
    r"\b(?:said|says|added|told (?:CNN|reporters|[A-Z]\w+))(?P<tail>(?: (?:in|during|at) (?:an?|the|his|her) "
    r"[\w' -]{3,50}?)?(?: (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|night|evening|afternoon))?)?)"
    r"(?=\.?$)"
)
_QUOTED = re.compile(
    "\"[^\"]*\"|\u201c[^\u201d]*\u201d|\u00ab[^\u00bb]*\u00bb|\u2018[^\u2018\u2019]*\u2019(?!\\w)|(?<!\\w)'[^']*'(?!\\w)"
)
_UNPAIRED = re.compile('["\u201c\u201d\u00ab\u00bb()\\[\\]]')
_DATE = re.compile(
    r"\b(?:\d{4}|Jan\w*|Feb\w*|March|April|May|June|July|Aug\w*|Sept\w*|Oct\w*|Nov\w*|Dec\w*|ago|last|earlier|years?)\b"
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|neither|without|none|nobody|nothing|cannot|only|hardly)\b|n['\u2019]t\b", re.I
)
_UNIQUE = re.compile(r"\b(?:first|last|only|most|least|worst|best|\w{3,}est)\b")
_LISTED = re.compile(r"\b(?:and|or)\b")
_SUBJECT = re.compile(
    r"(?:the|a|an|he|she|it|they|his|her|their|its|this|that|these|those|more|some|many|two|three|several|at|"
    r"[A-Z\u00c0-\u00de$\d][\w.'\u2019-]*)\b"
)


def find_cuts(text: str) -> list[Cut]:
    """The cuts that may be made in a sentence (English; others only lose brackets), in no order; they may overlap."""
    quotes = [found.span() for found in _QUOTED.finditer(text)]
    return [
        cut
        for cut in (*_lead_ins(text), *_brackets(text), *_asides(text), *_fronts(text), *_tails(text))
        if cut.start < cut.end
        and not has_protected(text[cut.start : cut.end])
        and all(cut.end <= a or cut.start >= b or (cut.start <= a and b <= cut.end) for a, b in quotes)
    ]


def _lead_ins(text: str) -> Iterator[Cut]:
    if found := _LEAD_IN.match(text):
        yield Cut(0, found.end(), True)


def _brackets(text: str) -> Iterator[Cut]:
    for found in _BRACKET.finditer(text):
        yield Cut(found.start(), found.end(), True)


def _asides(text: str) -> Iterator[Cut]:
    for found in _ASIDE.finditer(text):
        if found.end() < len(text) and not _in_list(text, found.start(), found.end()):
            yield Cut(found.start(), found.end(), False)
    for found in _DASHED.finditer(text):
        yield Cut(found.start(), found.end(), False)


def _in_list(text: str, start: int, end: int) -> bool:
    """Whether the aside is rather a member of a list: "a bus, a car, and a van"."""
    after = text[end:]
    return re.match(r" (?:and|or)\b", after) is not None or _LISTED.match(text, start + 2) is not None


def _fronts(text: str) -> Iterator[Cut]:
    found = _FRONT.match(text)
    if not found or _DATE.search(found.group()) or not _SUBJECT.match(text, found.end()):
        return
    comma = text.find(",", found.end())
    if comma < 0 or len(text[found.end() : comma].split()) >= 5:
        yield Cut(0, found.end(), False)


def _tails(text: str) -> Iterator[Cut]:
    end = len(text.rstrip(".!?\u2026"))
    for found in _TAIL.finditer(text):
        kept, gone = text[: found.start()], text[found.start() : end]
        marker = found.group()
        if len(kept.split()) < 6:
            continue
        if marker[0] == " " and marker[1].isalpha() and (_NEGATION.search(kept) or _UNIQUE.search(kept)):
            continue
        if marker in (", a", ", an", ", the") and _LISTED.search(gone):
            continue
        yield Cut(found.start(), end, False)
    if (found := _SAID_TAIL.search(text)) and found["tail"]:
        yield Cut(found.start("tail"), found.end("tail"), True)


def apply_cuts(text: str, cuts: Sequence[Cut], start: int = 0) -> str:
    """The bullet: the sentence from `start` on without the cuts, first letter capital, a stop at its end."""
    kept, at = [], start
    for cut in sorted(cuts):
        if cut.end <= at:
            continue
        kept.append(text[at : max(at, cut.start)])
        at = cut.end
    kept.append(text[at:])
    return finish("".join(kept))


def finish(text: str) -> str:
    """A bullet as it is sent: no loose mark at either end, first letter capital, end stopped."""
    text = re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split())).lstrip(",;:. -\u2013\u2014")
    text = re.sub(r"[,;:\s\u2013\u2014-]+([.!?\u2026]*)$", r"\1", text)
    first = text[:1]
    if first.islower() and first.upper().casefold() == first.casefold():
        text = first.upper() + text[1:]
    if text and text[-1] not in ".!?\u2026\u061f\u06d4\u0964\u3002\"'\u201d\u2019\u00bb)":
        text += "."
    return text


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket of the text has its partner in it."""
    return _UNPAIRED.search(_BRACKET.sub("", _QUOTED.sub("", text))) is None
