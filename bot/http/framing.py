"""Answers whose framing is not quite HTTP, put right before aiohttp's strict parser refuses them.

Publishers' servers count characters instead of bytes, send a body after 304, two lengths, a length beside
chunks, or PHP's warnings among the headers. Browsers show such a page, so its publisher never hears of it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from aiohttp import ClientPayloadError
from aiohttp.client_proto import ResponseHandler

_MOST_HEAD = 65_536
"""Bytes of a head that are looked at; the parser refuses a longer one."""
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_USUAL = re.compile(
    rb"HTTP/1\.[01] [0-9]{3}(?: [^\x00-\x1f]*+)?\r\n"
    rb"(?:[!#$%&'*+.^_`|~0-9A-Za-z-]++:[^\x00-\x08\x0a-\x1f]*+\r\n)*+\r\n"
)
_FRAMING = re.compile(rb"\n(content-length|transfer-encoding):[ \t]*+([^\r\n]*+)", re.IGNORECASE)
_STATUS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:HTTP/([0-9.]{1,4})|ICY)[ \t]+([1-9][0-9]{2})(?![0-9])([^\r\n]*)", re.IGNORECASE
)
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]++")
_CONTROLS = bytes(code for code in range(32) if code != 9)
_BODILESS = frozenset([b"204", b"304"])
_HEXADECIMAL = b"0123456789abcdefABCDEF"
_LONGEST_LENGTH = 18
"""Digits of a length; a longer one is none."""


class Head(NamedTuple):
    """The head of an answer as the parser accepts it."""

    octets: bytes
    length: int | None
    """Bytes of the body; None: as many as come, or as the chunks say."""
    is_interim: bool = False
    """Whether another head follows (RFC 9110 section 15.2)."""


def framed(head: bytes, begun: bytes) -> Head:
    """Put right a head, which ends with an empty line; what is no head at all stays as it is.

    Lines that are no headers are left out. Chunks count before a length (RFC 9112 section 6.3), unless the
    body, as far as it has `begun`, has none. The largest of several lengths is taken; without a valid one the
    body ends with the connection.
    """
    found = _FRAMING.findall(head)
    status = head[9:12]
    if len(found) <= 1 and _USUAL.fullmatch(head):
        name, value = (found[0][0].lower(), found[0][1].rstrip()) if found else (b"", b"")
        if not name or (name == b"transfer-encoding" and value == b"chunked" and _may_be_chunked(begun)):
            return Head(head, 0 if status in _BODILESS else None, status[:1] == b"1")
        if name == b"content-length" and _is_length(value):
            return Head(head, 0 if status in _BODILESS else int(value), status[:1] == b"1")
    first, *lines = re.split(rb"\r?\n", head.strip(b"\r\n"))
    answer = _STATUS.match(first)
    if answer is None:
        return Head(head, None)
    return _put_right(answer, list(_headers(lines)), chunked=_may_be_chunked(begun))


def _is_length(value: bytes) -> bool:
    return value.isdigit() and len(value) <= _LONGEST_LENGTH


def _may_be_chunked(begun: bytes) -> bool:
    """Whether a body may begin with the size of a chunk."""
    return not begun or begun[:1] in _HEXADECIMAL


def _put_right(answer: re.Match[bytes], headers: Iterable[tuple[bytes, bytes]], *, chunked: bool) -> Head:
    version = b"1.0" if answer[1] in (None, b"1.0") else b"1.1"
    kept, lengths, codings = [], list[bytes](), list[bytes]()
    for name, value in headers:
        key = name.lower()
        if key == b"content-length":
            lengths += value.split(b",")
        elif key == b"transfer-encoding":
            codings += value.lower().split(b",")
        else:
            kept.append((name, value))
    length: int | None = None
    valid = [int(text) for text in map(bytes.strip, lengths) if _is_length(text)]
    if chunked and any(coding.strip() == b"chunked" for coding in codings):
        kept.append((b"Transfer-Encoding", b"chunked"))
    elif valid:
        length = max(valid)
        kept.append((b"Content-Length", b"%d" % length))
    lines = [b"HTTP/%b %b%b" % (version, answer[2], answer[3].translate(None, _CONTROLS))]
    lines += [b"%b: %b" % header for header in kept]
    octets = b"\r\n".join([*lines, b"", b""])
    return Head(octets, 0 if answer[2] in _BODILESS else length, answer[2][:1] == b"1")


def _headers(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """The lines that are headers, those that are folded joined (RFC 9112 section 5.2)."""
    name, values = b"", list[bytes]()
    for line in lines:
        if name and line[:1] in (b" ", b"\t"):
            values.append(line.strip())
            continue
        if name:
            yield name, b" ".join(values)
        before, colon, after = line.partition(b":")
        name = before.rstrip() if colon and _NAME.fullmatch(before.rstrip()) else b""
        values = [after.translate(None, _CONTROLS).strip()]
    if name:
        yield name, b" ".join(values)


class LenientResponses(ResponseHandler):
    """aiohttp's protocol of a connection, with every head `framed`, and nothing behind the end of a body.

    `aiohttp` has no option for it, so a connector is told by its attribute `_factory`.
    """

    def __init__(self, loop: Any) -> None:
        super().__init__(loop)
        self._head: bytearray | None = None
        """What arrived of a head that is awaited."""
        self._left: int | None = None
        """Bytes of the body that are still to come, where a length tells."""
        self.kept: object = None
        """What must live as long as the connection."""

    def set_response_params(self, **parameters: Any) -> None:
        """Await the head of the next answer."""
        self._head, self._left = bytearray(), None
        super().set_response_params(**parameters)

    def data_received(self, data: bytes) -> None:
        """Hand on what belongs to the answer."""
        rest = data
        while rest and self._head is not None and self._parser is not None and self.exception() is None:
            rest = self._take_head(rest)
        if rest or not data:
            self._hand_on(rest)

    def _take_head(self, data: bytes) -> bytes:
        """Hand on a head, if it is complete now; gives what follows it."""
        assert self._head is not None
        start = max(0, len(self._head) - 3)
        self._head += data if self._head else data.lstrip(b"\r\n")
        end = _HEAD_END.search(self._head, start)
        if end is None and len(self._head) <= _MOST_HEAD:
            return b""
        octets, self._head = bytes(self._head), None
        if end is None:
            return octets
        rest = octets[end.end() :]
        head = framed(octets[: end.end()], rest)
        if head.is_interim:
            self._head = bytearray()
        self._left = head.length
        super().data_received(head.octets)
        return rest

    def _hand_on(self, data: bytes) -> None:
        surplus = False
        if self._left is not None and data:
            kept = data[: self._left]
            surplus = len(kept) < len(data)
            self._left -= len(kept)
            data = kept
        if data or not surplus:
            super().data_received(data)
        if surplus and self.transport is not None:
            # Nobody knows where the next answer would begin.
            self.force_close()
            self.transport.close()
        payload, fault = self._payload, self.exception()
        if fault is not None and payload is not None and not payload.is_eof():
            # The parser tells nobody who reads the body that it has given up.
            payload.set_exception(ClientPayloadError("the chunks are damaged"), fault)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Hand on a head that was cut off."""
        if self._head and self._parser is not None:
            octets, self._head = bytes(self._head), None
            super().data_received(octets)
        super().connection_lost(exc)
