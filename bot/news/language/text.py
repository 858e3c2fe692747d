"""Plain text from feed HTML, and the sentences of a plain text. Offsets count code points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from bot.news.language.abbreviations import OFTEN_LAST, STARTERS, never_last
from bot.news.language.lazy_regex import Rule
from bot.news.language.tags import primary
from bot.news.language.wrapping import unwrapped

MAX_QUOTE = 500
"""The most characters of a quotation that is kept within one sentence; a longer one is split."""

_DROPPED = Rule(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|iframe|svg|template|object|video|audio|form|select|button)\b"
    r".*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_EXPONENT = Rule(
    r"(?:(?<=\bm)|(?<=[kcm]m)|(?<=\bft)|(?<=\bmi))<sup\b[^<>]*>\s*([23])\s*</sup\s*>"
    r"|(?<=\b10)<sup\b[^<>]*>\s*(\d{1,2})\s*</sup\s*>",
    re.IGNORECASE,
)
"""Of a unit, or of ten."""
_NOTE = Rule(r"<sup\b[^<>]*>(?:\s|<a\b[^<>]*>)*\[?\d{1,3}\]?(?:\s|</a\s*>)*</sup\s*>", re.IGNORECASE)
HIDDEN_STYLE = (
    r"(?:display:\s*none|visibility:\s*hidden|font-size:\s*0(?![.\d])"
    r"|text-decoration[a-z-]{0,5}:[^;\"'<>]{0,40}line-through)"
)
EMBEDDED = r"\b(?:twitter-tweet|instagram-media|tiktok-embed)\b"
_HIDES = "p div span li ul ol section article a b i em strong font blockquote"
_UNSEEN = r"\b(?:screen-reader-text|sr-only|visually-hidden|visuallyhidden)\b"
"""Classes of what only screen readers read out."""
_UNSAID = Rule(
    r"<(?:(del|s|strike|aside|figcaption|details)\b[^<>]{0,2000}+"
    rf"|(blockquote)\b[^<>]{{0,500}}{EMBEDDED}[^<>]{{0,500}}+"
    rf"|({_HIDES.replace(' ', '|')})\b[^<>]{{0,500}}?(?:\shidden(?=[\s>=/])|{HIDDEN_STYLE}|{_UNSEEN})"
    r"[^<>]{0,500}+)>",
    re.IGNORECASE,
)
"""The beginning of what a page shows struck out, as somebody's post, beside its text, or not at all."""
_TAGS = {
    name: Rule(rf"<(/?){name}\b[^<>]*>", re.IGNORECASE)
    for name in ("del", "s", "strike", "aside", "figcaption", "details", *_HIDES.split())
}
_BLOCK = Rule(
    r"</?(?:p|div|br|hr|li|ul|ol|dl|dd|dt|h[1-6]|tr|td|th|table|blockquote|section|article|header|footer|"
    r"figure|figcaption|pre|aside|nav|main|address)\b[^<>]*>",
    re.IGNORECASE,
)
_ACROSS = Rule(r"<hr\b[^<>]*>", re.IGNORECASE)
_TAG = Rule(r"<[/!?]?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>|<[/!?]?[a-zA-Z][^<>]*>")
_ESCAPED_TAG = Rule(r"</?(?:p|br|div|a|b|i|em|strong|span|img|ul|ol|li|h[1-6]|blockquote)\b[^<>]*>", re.I)
_SIMPLE_TAG = Rule(r"(/?[a-z][a-z0-9]*)(?:[\s/][^<>\"']*(?:\"[^<>\"]*\"[^<>\"']*)*)?")
"""The inside of a tag."""
RULE = "* * *"
"""The line that stands for a rule across the page: after it another matter may begin."""
_BREAKING = "p div br li ul ol h1 h2 h3 h4 h5 h6 tr td th table blockquote section figure figcaption"
_INLINE = "a b i u em strong span img small sub sup time"
_TEXT_OF_TAG = {
    slash + name: mark
    for names, mark in ((_BREAKING, "\n"), (_INLINE, ""))
    for name in names.split()
    for slash in ("", "/")
} | {"hr": f"\n{RULE}\n", "/hr": "\n"}
_INVISIBLE = Rule("[\u00ad\u200b\u2060\ufeff]")


def plain_text(html: str) -> str:
    """The text of feed HTML, or of a text that never was HTML, with one newline between paragraphs.

    Scripts, styles, forms and what is hidden or struck out are removed with their contents, and so are soft
    hyphens and zero-width spaces.
    Entities are decoded, twice if a publisher escaped its markup twice. Runs of white space become one space.
    A line break in the source of HTML is white space; in a text without markup it ends a paragraph.
    """
    if "<" not in html and "&" not in html:
        return tidy(html)
    html = _without_unsaid(html)
    text = simple_text(html)
    if text is not None:
        return text
    return _decoded(_without_markup(html) if _TAG.search(html) else html, wrapped="<li" not in html)


def _without_unsaid(html: str) -> str:
    """HTML without notes' numbers and what is hidden or struck out, to the end of its element."""
    if "<sup" in html:
        html = _EXPONENT.sub(lambda exponent: exponent[1] or f"^{exponent[2]}", html)
        html = _NOTE.sub(" ", html)
    kept, at = list[str](), 0
    while (opening := _UNSAID.search(html, at)) is not None:
        kept.append(html[at : opening.start()])
        at = _end_of_element(html, next(filter(None, opening.groups())), opening.end())
    return " ".join([*kept, html[at:]]) if kept else html


def _end_of_element(html: str, name: str, at: int) -> int:
    """Where the element ends of which the opening tag ends at `at`; the text's end if it is not closed."""
    depth = 1
    for tag in _TAGS[name.lower()].finditer(html, at):
        depth += -1 if tag[1] else 1
        if not depth:
            return int(tag.end())
    return len(html)


def simple_text(html: str) -> str | None:
    """The `plain_text` of HTML with only the commonest harmless elements; None if there are others.

    Most of what feeds carry is such HTML, and it needs no sanitising: attributes never become text. Of the
    70 µs that a new article costs, this saves 6.
    """
    if "\n" in html:
        html = html.replace("\n", " ")
    if "\r" in html:
        html = html.replace("\r", " ")
    first, *parts = html.split("<")
    if not parts:
        return None
    pieces = [first]
    for part in parts:
        tag, closed, text = part.partition(">")
        mark = _TEXT_OF_TAG.get(tag)
        if (mark is None and (mark := _mark(tag)) is None) or not closed:
            return None
        pieces.append(mark + text if mark else text)
    return _decoded("".join(pieces), wrapped="<li" not in html)


def _mark(tag: str) -> str | None:
    """The text that replaces a tag with attributes; None if it is not a simple tag."""
    mark = _TEXT_OF_TAG.get(tag.partition(" ")[0])
    if mark is not None and "'" not in tag and tag.count('"') % 2 == 0:
        return mark
    simple = _SIMPLE_TAG.fullmatch(tag)
    return _TEXT_OF_TAG.get(simple[1]) if simple else None


def _decoded(text: str, *, wrapped: bool = True) -> str:
    """`text` with its entities decoded, twice if the markup was escaped twice."""
    if "&" in text:
        text = unescape(text)
    if "<" in text and _ESCAPED_TAG.search(text):
        text = unescape(_without_markup(text))
    return tidy(text, wrapped=wrapped)


def _without_markup(html: str) -> str:
    html = _DROPPED.sub(" ", html).replace("\r", " ").replace("\n", " ")
    return _TAG.sub("", _BLOCK.sub("\n", _ACROSS.sub(f"\n{RULE}\n", html)))


def tidy(text: str, *, wrapped: bool = True) -> str:
    """A plain text with single spaces, one newline between paragraphs and no invisible characters.

    `wrapped`: it may have been wrapped by hand.
    """
    # Mostly no line needs work; knowing that halves the time. Only the space is both white and printable.
    if "  " not in text and text.replace("\n", " ").isprintable():
        lines = [line for line in map(str.strip, text.split("\n")) if line]
    else:
        text = _INVISIBLE.sub("", text)
        lines = [joined for line in text.splitlines() if (joined := " ".join(line.split()))]
    return "\n".join(unwrapped(lines) if wrapped else lines)


@dataclass(slots=True)
class Sentence:
    """A sentence and its place: `text` is the article's text from `start` to `end`.

    Nobody changes one. It is not frozen, because to make a frozen one takes five times as long.
    """

    text: str
    start: int
    end: int
    paragraph: int
    """Number of its paragraph, from 0; a paragraph is a non-empty line."""
    index: int
    """Number of the sentence in its paragraph, from 0."""


OTHER_STOPS = "\u061f\u06d4\u3002\uff01\uff1f\u0964\u17d4\u104b\u1362"
"""Arabic, Urdu, Chinese, Hindi, Khmer, Burmese and Amharic marks that end a sentence."""
_PARAGRAPH = Rule(r"\S[^\n\r\u2028\u2029]*+")
_STOP = Rule(
    rf"(?P<stop>[.!?\u2026{OTHER_STOPS}]"
    r"(?:(?<=[.!?\u2026])(?<![.!?\u2026]{2})[.!?\u2026]*+"
    rf"|(?<=[{OTHER_STOPS}])(?<![{OTHER_STOPS}]{{2}})"
    rf"[{OTHER_STOPS}]*))"
    r"(?P<close>[\"'\u201d\u2019\u00bb)\]]*)"
    r"(?P<gap>\s+|(?<=[\u3002\uff01\uff1f\u17d4\u104b])|(?<=[a-z][.!?])(?=[A-Z][a-z]))"
)
"""It begins with the set of all stops, so that the search skips everything else."""
_LAST_WORD = Rule(r"[^\s(\[\"\u201c\u2018\u00ab\u2014]{1,80}\Z")
_INITIALS = Rule(r"(?:\w\.)+\w?\Z")
_NUMBERED = Rule(r"(?:No|Nos|Cat|pp?|Art|Abs|Nr|vol|ch|sec|fig)\Z", re.I)
_NEXT_WORD = Rule(r"[\"'\u201c\u2018\u00ab(\[]*+([\w'\u2019-]*+)")
_LONGEST_WORD = 80
"""Characters of a word, at most, that are read to tell whether the stop after it ends a sentence."""
_OPENING = "\u201c\u00ab"
_QUOTATION_MARKS = '"\u201c\u00ab\u201d\u00bb'
_QUOTATION_MARK = Rule(f"[{_QUOTATION_MARKS}]")


def writes_no_stop(text: str) -> bool:
    """Whether a text ends in Thai or Lao, which mark no end of a sentence."""
    return "\u0e00" < text[-1:] <= "\u0eff"


def sentences(text: str, language: str = "en") -> list[Sentence]:
    """The sentences of a plain text, in order; white space between them belongs to none.

    A quotation that closes in its paragraph within `MAX_QUOTE` characters is not split, so that no sentence
    holds half a quotation. `language` is a BCP 47 tag: in German ("3. Mai") and some others, ordinals do not
    end a sentence.
    """
    never = never_last(primary(language))
    result: list[Sentence] = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        left, right = paragraph.span()
        while text[right - 1].isspace():
            right -= 1
        for index, (start, end) in enumerate(_spans(text, left, right, never)):
            result.append(Sentence(text[start:end], start, end, number, index))
    return result


def _spans(text: str, left: int, right: int, never: frozenset[str]) -> Iterator[tuple[int, int]]:
    quotes = iter(_quotations(text, left, right))
    opened, closed = next(quotes, (right, right))
    start = left
    for stop in _STOP.finditer(text, left, right):
        begin, end = stop.end("close"), stop.end("gap")
        while closed < begin and closed < right:
            opened, closed = next(quotes, (right, right))
        if begin >= right or opened < stop.start():
            continue
        if stop.start() > start and _ends(text, start, stop, end, never):
            yield start, begin
            start = end
    if start < right:
        yield start, right


def _quotations(text: str, left: int, right: int) -> list[tuple[int, int]]:
    """The places of the opening and the closing mark of each quotation that is not too long."""
    if not any(text.find(mark, left, right) >= 0 for mark in _QUOTATION_MARKS):
        return []
    quotations, opened = [], -1
    for mark in _QUOTATION_MARK.finditer(text, left, right):
        place = mark.start()
        if mark.group() in _OPENING or (mark.group() == '"' and opened < 0):
            opened = place
        elif opened >= 0:
            if place - opened <= MAX_QUOTE:
                quotations.append((opened, place))
            opened = -1
    return quotations


def _ends(text: str, start: int, stop: re.Match[str], end: int, never: frozenset[str]) -> bool:
    """Whether the stop ends a sentence, judging by the words on either side."""
    following = _NEXT_WORD.match(text, end)
    word = following.group(1) if following else ""
    if word[:1].islower():
        return False
    if stop["stop"] != ".":
        return True
    words = text[max(start, stop.start() - _LONGEST_WORD) : stop.start()]
    before = None if words[-1].isspace() else _LAST_WORD.search(words.rsplit(None, 1)[-1])
    last = before.group() if before else ""
    if last.lower() in never:
        return bool(stop["close"]) and stop["close"] != ")"
    if last.isdigit():
        return True
    if _NUMBERED.match(last) and word[:1].isdigit():
        return False
    if last.lower() in OFTEN_LAST or _INITIALS.match(last + "."):
        initial = following is not None and len(word) == 1 and text.startswith(".", following.end())
        return not word or (word in STARTERS and not initial)  # "J. A. Roe"
    return True
