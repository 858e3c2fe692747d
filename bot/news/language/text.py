"""Plain text out of feed HTML, and the sentences of a plain text.

Everything here is a pure function of its arguments; offsets are in code points of the text as given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from bot.news.language.abbreviations import NEVER_LAST, OFTEN_LAST, STARTERS
from bot.news.language.lazy_regex import Rule

MAX_QUOTE = 500
"""Characters that a quotation may span as part of one sentence; a longer one is split inside."""

_DROPPED = Rule(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|iframe|svg|template|object|video|audio|form|select|button)\b"
    r".*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK = Rule(
    r"</?(?:p|div|br|hr|li|ul|ol|dl|dd|dt|h[1-6]|tr|td|th|table|blockquote|section|article|header|footer|"
    r"figure|figcaption|pre|aside|nav|main|address)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = Rule(r"<[/!?]?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>|<[/!?]?[a-zA-Z][^<>]*>")
_ESCAPED_TAG = Rule(r"</?(?:p|br|div|a|b|i|em|strong|span|img|ul|ol|li|h[1-6]|blockquote)\b[^<>]*>", re.I)
_SIMPLE_TAG = Rule(r"(/?[a-z][a-z0-9]*)(?:[\s/][^<>\"']*(?:\"[^<>\"]*\"[^<>\"']*)*)?")
"""The inside of a tag."""
_BREAKING = "p div br hr li ul ol h1 h2 h3 h4 h5 h6 tr td th table blockquote section figure figcaption"
_INLINE = "a b i u em strong span img small sub sup time"
_STANDS_FOR = {
    slash + name: mark
    for names, mark in ((_BREAKING, "\n"), (_INLINE, ""))
    for name in names.split()
    for slash in ("", "/")
}
_INVISIBLE = Rule("[\u00ad\u200b\u2060\ufeff]")


def plain_text(html: str) -> str:
    """The text of feed HTML, or of a text that never was HTML: paragraphs separated by one newline.

    Scripts, styles and forms go with their contents, entities are decoded (once more where a publisher
    escaped its markup twice), runs of white space become one space, soft hyphens and zero-width spaces go.
    In HTML a line break in the source is white space; in a text without markup it ends a paragraph.
    """
    if "<" not in html and "&" not in html:
        return tidy(html)
    found = simple_text(html)
    if found is not None:
        return found
    return _decoded(_without_markup(html) if _TAG.search(html) else html)


def simple_text(html: str) -> str | None:
    """The `plain_text` of HTML with none but the commonest harmless elements; None where there are others.

    Most of what feeds carry is such HTML. Its attributes do not matter, as they are no text: it needs no
    sanitising either.
    """
    if "\n" in html:
        html = html.replace("\n", " ")
    if "\r" in html:
        html = html.replace("\r", " ")
    first, *parts = html.split("<")
    if not parts:
        return None
    found = [first]
    for part in parts:
        tag, closed, text = part.partition(">")
        mark = _STANDS_FOR.get(tag)
        if (mark is None and (mark := _mark(tag)) is None) or not closed:
            return None
        found.append(mark + text if mark else text)
    return _decoded("".join(found))


def _mark(tag: str) -> str | None:
    """What the inside of a tag with attributes stands for; None where it is no simple tag."""
    mark = _STANDS_FOR.get(tag.partition(" ")[0])
    if mark is not None and "'" not in tag and tag.count('"') % 2 == 0:
        return mark
    found = _SIMPLE_TAG.fullmatch(tag)
    return _STANDS_FOR.get(found[1]) if found else None


def _decoded(text: str) -> str:
    """`text` with its entities decoded, once more where the markup was escaped twice."""
    if "&" in text:
        text = unescape(text)
    if "<" in text and _ESCAPED_TAG.search(text):
        text = unescape(_without_markup(text))
    return tidy(text)


def _without_markup(html: str) -> str:
    html = _DROPPED.sub(" ", html).replace("\r", " ").replace("\n", " ")
    return _TAG.sub("", _BLOCK.sub("\n", html))


def tidy(text: str) -> str:
    """A plain text with single spaces, one newline between paragraphs and no invisible characters."""
    # Mostly no line needs work; knowing that halves the time. Only the space is both white and printable.
    if "  " not in text and text.replace("\n", " ").isprintable():
        return "\n".join(filter(None, map(str.strip, text.split("\n"))))
    text = _INVISIBLE.sub("", text)
    return "\n".join(filter(None, [" ".join(line.split()) for line in text.splitlines()]))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence where it stands: `text` is the article's text from `start` to `end`."""

    text: str
    start: int
    end: int
    paragraph: int
    """Number of its paragraph, from 0; a paragraph is a non-empty line."""
    index: int
    """Number of the sentence in its paragraph, from 0."""


_PARAGRAPH = Rule(r"[^\n\r\u2028\u2029]*\S[^\n\r\u2028\u2029]*")
_STOP = Rule(
    r"(?P<stop>[.!?\u2026]+|[\u061f\u06d4\u3002\uff01\uff1f\u0964]+)(?P<close>[\"'\u201d\u2019\u00bb)\]]*)"
    r"(?P<gap>\s+|(?<=[\u3002\uff01\uff1f])|(?<=[a-z][.!?])(?=[A-Z][a-z]))"
)
_LAST_WORD = Rule(r"[^\s(\[\"\u201c\u2018\u00ab\u2014]+\Z")
_INITIALS = Rule(r"(?:\w\.)+\w?\Z")
_NUMBERED = Rule(r"(?:No|Nos|pp?|Art|Abs|Nr|vol|ch|sec|fig)\Z", re.I)
_NEXT_WORD = Rule(r"[\"'\u201c\u2018\u00ab(\[]*([\w'\u2019-]*)")
_OPENING = "\u201c\u00ab"
_QUOTATION_MARK = Rule('["\u201c\u00ab\u201d\u00bb]')


def sentences(text: str, language: str = "en") -> list[Sentence]:
    """The sentences of a plain text, in order; white space between them belongs to none.

    A quotation that closes in its paragraph within `MAX_QUOTE` characters is not split inside, so that
    no sentence has half a quotation. `language` is a BCP 47 tag; German and Turkish ordinals ("3. Mai")
    do not end a sentence.
    """
    ordinals = language[:2].lower() in ("de", "tr", "da", "nb", "no", "fi", "cs", "pl", "hu")
    found: list[Sentence] = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        left, right = paragraph.span()
        while text[left].isspace():
            left += 1
        while text[right - 1].isspace():
            right -= 1
        for index, (start, end) in enumerate(_spans(text, left, right, ordinals)):
            found.append(Sentence(text[start:end], start, end, number, index))
    return found


def _spans(text: str, left: int, right: int, ordinals: bool) -> Iterator[tuple[int, int]]:
    quotes = _quotations(text, left, right)
    start = left
    for stop in _STOP.finditer(text, left, right):
        begin, end = stop.end("close"), stop.end("gap")
        if begin >= right or any(opened < stop.start() and begin <= closed for opened, closed in quotes):
            continue
        if stop.start() > start and _ends(text, start, stop, end, ordinals):
            yield start, begin
            start = end
    if start < right:
        yield start, right


def _quotations(text: str, left: int, right: int) -> list[tuple[int, int]]:
    """(place of the opening mark, place of the closing mark) of each quotation that is not too long."""
    found, opened = [], -1
    for mark in _QUOTATION_MARK.finditer(text, left, right):
        place = mark.start()
        if mark.group() in _OPENING or (mark.group() == '"' and opened < 0):
            opened = place
        elif opened >= 0:
            if place - opened <= MAX_QUOTE:
                found.append((opened, place))
            opened = -1
    return found


def _ends(text: str, start: int, stop: re.Match[str], end: int, ordinals: bool) -> bool:
    """Whether the stop ends a sentence, judged by the words on either side of it."""
    following = _NEXT_WORD.match(text, end)
    word = following.group(1) if following else ""
    if word[:1].islower():
        return False
    if stop["stop"] != ".":
        return True
    words = text[start : stop.start()]
    before = None if words[-1].isspace() else _LAST_WORD.search(words.rsplit(None, 1)[-1])
    last = before.group() if before else ""
    if last.lower() in NEVER_LAST:
        return bool(stop["close"]) and stop["close"] != ")"
    if last.isdigit():
        return not (ordinals and len(last) <= 2)
    if _NUMBERED.match(last) and word[:1].isdigit():
        return False
    if last.lower() in OFTEN_LAST or _INITIALS.match(last + "."):
        return word in STARTERS or not word
    return True
