"""Decoding the content codings of HTTP bodies without ever holding more than the limit.

A bomb of 5 MB that would expand to 5 GB is refused after `max_bytes`, not after memory has run out.
"""

import re
import sys
import zlib
from collections.abc import Mapping

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPT_ENCODING = "gzip, deflate, br, zstd"
_NO_CODING = re.compile(
    r"(?:identity|none|binary|[78]bit|chunked|utf-?8|iso-8859-\d+|windows-\d+|us-ascii)\Z"
)
_SLICE = 65_536
_MOST_CODINGS = 2
"""A server applies one, and a proxy in front of it may apply another."""
_MOST_FRAMES = 4000
"""Of a zstd body: each costs 8 µs, and may have 9 bytes. A server that begins one at each flush has fewer."""
_ZSTD: Mapping[int, int] = {zstd.DecompressionParameter.window_log_max: 23}
"""RFC 9659: a window of at most 8 MB; a frame could ask for 2 GB of memory."""


class BodyError(Exception):
    """A body that cannot be used; `str()` says why and what to do."""


def too_big(max_bytes: int) -> BodyError:
    return BodyError(f"the body is larger than {max_bytes} bytes; to accept it, raise [poll] max_bytes")


def decoded(body: bytes, coding: str, max_bytes: int) -> bytes:
    """`body` decoded from its Content-Encoding `coding` (RFC 9110 section 8.4).

    Raises BodyError if there are more than two codings, the result exceeds `max_bytes`, a coding was not
    requested, or the data is damaged. Data that merely ends early is used as far as it goes. Labels that name
    no coding are ignored, and so is a coding that was not applied; a gzip file without a label is unpacked,
    also where one coding is named and two were applied.
    """
    names = [
        name for part in coding.split(",") if (name := part.strip().lower()) and not _NO_CODING.match(name)
    ]
    if not names and is_packed(body):
        names = ["gzip"]
    if len(names) > _MOST_CODINGS:
        raise BodyError(f"the body is encoded {len(names)} times over; the publisher's server is at fault")
    for name in reversed(names):
        try:
            body = _decode(body, name, max_bytes)
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError):
            if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"{"):
                return body
            raise BodyError(f"the {name} body is damaged; the publisher's server is at fault") from None
    return decoded(body, "", max_bytes) if len(names) == 1 and is_packed(body) and coding else body


def is_packed(body: bytes) -> bool:
    """Whether a body is a gzip file (RFC 1952 section 2.3.1)."""
    return body.startswith(b"\x1f\x8b\x08")


def _decode(body: bytes, name: str, max_bytes: int) -> bytes:
    if name in ("gzip", "x-gzip"):
        return _inflate(body, max_bytes, 16 + zlib.MAX_WBITS)
    if name == "deflate":
        try:
            return _inflate(body, max_bytes, zlib.MAX_WBITS)
        except zlib.error:
            return _inflate(body, max_bytes, -zlib.MAX_WBITS)
    if name == "br":
        return _unbrotli(body, max_bytes)
    if name == "zstd":
        return _unzstd(body, max_bytes)
    raise BodyError(
        f"the body is encoded as {name}, which was not requested; the publisher's server is at fault"
    )


def _inflate(body: bytes, max_bytes: int, window: int) -> bytes:
    """The members of a gzip body one after another (RFC 1952 section 2.2), without any garbage after them.

    The input is sliced, because each member copies all the input that follows it, and a body may hold 200,000
    members.
    """
    unpacked = bytearray()
    inflater, members = zlib.decompressobj(window), 0
    for start in range(0, len(body), _SLICE):
        part = body[start : start + _SLICE]
        while part:
            try:
                unpacked += inflater.decompress(part, max_bytes + 1 - len(unpacked))
            except zlib.error:
                if members:
                    return bytes(unpacked)
                raise
            _capped(unpacked, max_bytes)
            part = b""
            if inflater.eof:
                if window < 16:
                    return bytes(unpacked)
                members += 1
                part = inflater.unused_data
                inflater = zlib.decompressobj(window)
    return bytes(unpacked)


def _unzstd(body: bytes, max_bytes: int) -> bytes:
    """The frames of a zstd body one after another (RFC 8878 section 3), `_MOST_FRAMES` at most."""
    unpacked = bytearray()
    unpacker, frames = zstd.ZstdDecompressor(options=_ZSTD), 0
    for start in range(0, len(body), _SLICE):
        part = body[start : start + _SLICE]
        while part:
            unpacked += unpacker.decompress(part, max_bytes + 1 - len(unpacked))
            _capped(unpacked, max_bytes)
            part = unpacker.unused_data
            if unpacker.eof:
                frames += 1
                if frames > _MOST_FRAMES:
                    raise BodyError(f"the body has more than {_MOST_FRAMES:,} zstd frames: made to be slow")
                unpacker = zstd.ZstdDecompressor(options=_ZSTD)
    return bytes(unpacked)


def _unbrotli(body: bytes, max_bytes: int) -> bytes:
    unpacker = brotli.Decompressor()
    parts = [unpacker.process(body, output_buffer_limit=max_bytes + 1)]
    size = len(parts[0])
    while size <= max_bytes and not unpacker.can_accept_more_data():
        parts.append(unpacker.process(b"", output_buffer_limit=max_bytes + 1 - size))
        size += len(parts[-1])
    unpacked = b"".join(parts)
    _capped(unpacked, max_bytes)
    return unpacked


def _capped(unpacked: bytes | bytearray, max_bytes: int) -> None:
    if len(unpacked) > max_bytes:
        raise too_big(max_bytes)
