"""Telegram's HTML, read by the rules of Telegram's own parser.

The rules are those of TDLib's `parse_html` (td/telegram/MessageEntity.cpp), which the Bot API server uses.
Two things that Telegram accepts and silently repairs are refused here, because a bot that relies on them
loses a link, a time or a quotation: an `<a>` or `<tg-time>` within another of them, and a `<blockquote>`
within a `<blockquote>`.
"""

import re
from dataclasses import dataclass, replace

from bot.demo.standin.refusal import Refusal

_TYPES = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-time": "date_time",
}
_ALONE = {"a": {"a", "tg-time"}, "tg-time": {"a", "tg-time", "code", "pre"}, "blockquote": {"blockquote"}}
"""Within which tags a tag must not stand."""
_DATE_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([A-Za-z]+));?")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(
    r"([^\s=>/\"']+)(\s*=\s*)?(?(2)(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.\-]+)(?=[\s>])))\s*",
)
_LINK = re.compile(r"(?:https?|tg|ftp|tonsite|mailto|tel):.*|[\w-]+(?:\.[\w-]+)+(?:[/?#:].*)?", re.S | re.I)


@dataclass(frozen=True, slots=True)
class Entity:
    """A MessageEntity; `offset` and `length` count UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None

    def as_json(self) -> dict[str, object]:
        """The entity as the Bot API writes it."""
        pairs = (
            ("type", self.type),
            ("offset", self.offset),
            ("length", self.length),
            ("url", self.url),
            ("language", self.language),
            ("unix_time", self.unix_time),
            ("date_time_format", self.date_time_format),
        )
        return {name: value for name, value in pairs if value is not None}


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    text_at: int
    form: str | None = None


def utf16_length(text: str) -> int:
    """The length of the text in UTF-16 units, in which Telegram counts limits and offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(html: str) -> tuple[str, tuple[Entity, ...]]:
    """Read a message's HTML: (plain text, entities), both without surrounding white space.

    Raises Refusal, in Telegram's words, where Telegram would refuse the message.
    """
    reader = _Reader(html)
    reader.read()
    entities = sorted(reader.entities, key=lambda entity: (entity.offset, -entity.length))
    return _strip("".join(reader.pieces), entities)


def unescape(text: str) -> str:
    """Resolve the references that Telegram knows (four names, and numbers); leave others as they are."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return _NAMED.get(name, match[0])
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    known = 0 < number < 0x10FFFF and len(match[0].rstrip(";")) < 10
    return chr(number) if known and not 0xD800 <= number < 0xE000 else match[0]


def _strip(text: str, entities: list[Entity]) -> tuple[str, tuple[Entity, ...]]:
    kept = text.rstrip()
    lead = utf16_length(kept) - utf16_length(kept.lstrip())
    kept = kept.lstrip()
    size = utf16_length(kept)
    moved = []
    for entity in entities:
        start = max(0, entity.offset - lead)
        end = min(size, entity.offset + entity.length - lead)
        if end > start:
            moved.append(replace(entity, offset=start, length=end - start))
    return kept, tuple(moved)


class _Reader:
    """One pass over the HTML, tag by tag."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.pieces: list[str] = []
        self.entities: list[Entity] = []
        self._stack: list[_Open] = []
        self._offset = 0

    def read(self) -> None:
        at = 0
        while (begin := self.html.find("<", at)) >= 0:
            self._text(self.html[at:begin])
            at = self._end(begin) if self.html.startswith("/", begin + 1) else self._start(begin)
        self._text(self.html[at:])
        if self._stack:
            raise _refusal(f'Can\'t find end tag corresponding to start tag "{self._stack[-1].tag}"')

    def _text(self, raw: str) -> None:
        text = unescape(raw)
        self.pieces.append(text)
        self._offset += utf16_length(text)

    def _where(self, begin: int) -> str:
        return f"at byte offset {len(self.html[:begin].encode('utf-8', 'surrogatepass'))}"

    def _start(self, begin: int) -> int:
        named = _NAME.match(self.html, begin + 1)
        at = named.end() if named else begin + 1
        if at >= len(self.html):
            raise _refusal(f"Unclosed start tag {self._where(begin)}")
        tag = self.html[begin + 1 : at].lower()
        if tag not in _TYPES:
            raise _refusal(f'Unsupported start tag "{tag}" {self._where(begin)}')
        if any(opened.tag in _ALONE.get(tag, ()) for opened in self._stack):
            raise _refusal(f'Tag "{tag}" must not be nested {self._where(begin)}')
        at, attributes = self._attributes(tag, begin, at)
        argument = _argument(tag, attributes)
        if tag == "span" and argument != "tg-spoiler":
            raise _refusal(f'Tag "span" must have class "tg-spoiler" {self._where(begin)}')
        if tag == "tg-time" and not (argument.isascii() and argument.isdigit()):
            raise _refusal(f'Tag "tg-time" must have a valid Unix time {self._where(begin)}')
        if tag == "tg-time" and not _DATE_TIME_FORMAT.fullmatch(attributes.get("format", "")):
            raise _refusal(f'Tag "tg-time" must have a valid format {self._where(begin)}')
        form = attributes.get("format") or None
        self._stack.append(_Open(tag, argument, self._offset, len(self.pieces), form))
        return at + 1

    def _attributes(self, tag: str, begin: int, at: int) -> tuple[int, dict[str, str]]:
        attributes: dict[str, str] = {}
        html = self.html
        while at < len(html) and html[at].isspace():
            at += 1
        while at < len(html) and html[at] != ">":
            match = _ATTRIBUTE.match(html, at)
            if match is None:
                raise _refusal(f'Empty attribute name in the tag "{tag}" {self._where(begin)}')
            at = match.end()
            if html.startswith("=", at):
                raise self._bad_value(begin, at + 1)
            name, _, double, single, token = match.groups()
            attributes[name] = unescape(double or single or "") or (token or "").lower()
        if at >= len(html):
            raise _refusal(f"Unclosed start tag {self._where(begin)}")
        return at, attributes

    def _bad_value(self, begin: int, at: int) -> Refusal:
        value = self.html[at:].lstrip()
        if not value or value[0] in "\"'":
            return _refusal(f"Unclosed start tag {self._where(begin)}")
        return _refusal(f"Unexpected end of name token {self._where(len(self.html) - len(value))}")

    def _end(self, begin: int) -> int:
        if not self._stack:
            raise _refusal(f"Unexpected end tag {self._where(begin)}")
        close = self.html.find(">", begin)
        if close < 0 or len(self.html[begin + 2 : close].split()) > 1:
            raise _refusal(f"Unclosed end tag {self._where(begin)}")
        name = self.html[begin + 2 : close].rstrip()
        opened = self._stack.pop()
        if name and name != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{name}>"'
            raise _refusal(f"Unmatched end tag {self._where(begin)}, {expected}")
        self._close(opened)
        return close + 1

    def _close(self, opened: _Open) -> None:
        length = self._offset - opened.offset
        if not length:
            return
        url, language, unix_time, kind = None, None, None, _TYPES[opened.tag]
        if opened.tag == "a":
            url = opened.argument or "".join(self.pieces[opened.text_at :])
            if not _LINK.fullmatch(url):
                return
        elif opened.tag == "code" and opened.argument.startswith("language-"):
            language = opened.argument.removeprefix("language-")
        elif opened.tag == "blockquote" and opened.argument:
            kind = "expandable_blockquote"
        elif opened.tag == "tg-time":
            unix_time = int(opened.argument)
        self.entities.append(
            Entity(kind, opened.offset, length, url, language, unix_time, opened.form if unix_time else None)
        )


_ARGUMENTS = {"a": "href", "code": "class", "span": "class", "tg-emoji": "emoji-id", "tg-time": "unix"}


def _argument(tag: str, attributes: dict[str, str]) -> str:
    if tag == "blockquote":
        return "expandable" if "expandable" in attributes else ""
    wanted = _ARGUMENTS.get(tag)
    return attributes.get(wanted, "") if wanted else ""


def _refusal(reason: str) -> Refusal:
    return Refusal(400, f"Bad Request: can't parse entities: {reason}")
