"""Content codings of HTTP bodies, undone without ever holding more than the limit.

A bomb of 5 MB that would become 5 GB is refused after `max_bytes`, not after the memory is gone.
"""

import sys
import zlib
from collections.abc import Mapping

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPT_ENCODING = "gzip, deflate, br, zstd"
_SLICE = 65_536
_ZSTD: Mapping[int, int] = {zstd.DecompressionParameter.window_log_max: 23}
"""RFC 9659: at most 8 MB to look back on; a frame may ask for 2 GB of memory."""


class BodyError(Exception):
    """The body cannot be used; `str()` says why and what to do."""


def too_big(max_bytes: int) -> BodyError:
    return BodyError(f"the body is larger than {max_bytes} bytes; raise [poll] max_bytes if it is worth it")


def decoded(body: bytes, coding: str, max_bytes: int) -> bytes:
    """`body` with its Content-Encoding `coding` (RFC 9110 section 8.4) undone.

    Raises BodyError for more than `max_bytes`, a coding that was not asked for, or damaged data. Data that
    merely ends early is used as far as it goes.
    """
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        if name in ("", "identity"):
            continue
        try:
            body = _decode(body, name, max_bytes)
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError):
            raise BodyError(f"the {name} body is damaged; the publisher's server is at fault") from None
    return body


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
        f"the body is encoded as {name}, which was not asked for; the publisher's server is at fault"
    )


def _inflate(body: bytes, max_bytes: int, window: int) -> bytes:
    """The members of a gzip body one after another (RFC 1952 section 2.2); rubbish after them is left out.

    In slices, because each member gives a copy of all that follows it: a body may hold 200,000 of them.
    """
    found = bytearray()
    inflater, members = zlib.decompressobj(window), 0
    for start in range(0, len(body), _SLICE):
        part = body[start : start + _SLICE]
        while part:
            try:
                found += inflater.decompress(part, max_bytes + 1 - len(found))
            except zlib.error:
                if members:
                    return bytes(found)
                raise
            _capped(found, max_bytes)
            part = b""
            if inflater.eof:
                if window < 16:
                    return bytes(found)
                members += 1
                part = inflater.unused_data
                inflater = zlib.decompressobj(window)
    return bytes(found)


def _unzstd(body: bytes, max_bytes: int) -> bytes:
    """The frames of a zstd body one after another (RFC 8878 section 3)."""
    found = bytearray()
    unpacker = zstd.ZstdDecompressor(options=_ZSTD)
    for start in range(0, len(body), _SLICE):
        part = body[start : start + _SLICE]
        while part:
            found += unpacker.decompress(part, max_bytes + 1 - len(found))
            _capped(found, max_bytes)
            part = unpacker.unused_data
            if unpacker.eof:
                unpacker = zstd.ZstdDecompressor(options=_ZSTD)
    return bytes(found)


def _unbrotli(body: bytes, max_bytes: int) -> bytes:
    unpacker = brotli.Decompressor()
    parts = [unpacker.process(body, output_buffer_limit=max_bytes + 1)]
    size = len(parts[0])
    while size <= max_bytes and not unpacker.can_accept_more_data():
        parts.append(unpacker.process(b"", output_buffer_limit=max_bytes + 1 - size))
        size += len(parts[-1])
    found = b"".join(parts)
    _capped(found, max_bytes)
    return found


def _capped(found: bytes | bytearray, max_bytes: int) -> None:
    if len(found) > max_bytes:
        raise too_big(max_bytes)
