"""Content codings of HTTP bodies, undone without ever holding more than the limit.

A bomb of 5 MB that would become 5 GB is refused after `max_bytes`, not after the memory is gone.
"""

import sys
import zlib

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPT_ENCODING = "gzip, deflate, br, zstd"


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
        return _capped(zstd.ZstdDecompressor().decompress(body, max_bytes + 1), max_bytes)
    raise BodyError(
        f"the body is encoded as {name}, which was not asked for; the publisher's server is at fault"
    )


def _inflate(body: bytes, max_bytes: int, window: int) -> bytes:
    found = b""
    while body:
        inflater = zlib.decompressobj(window)
        found += inflater.decompress(body, max_bytes + 1 - len(found))
        _capped(found, max_bytes)
        if not inflater.eof or window < 16:
            break
        body = inflater.unused_data.lstrip(b"\0")
    return found


def _unbrotli(body: bytes, max_bytes: int) -> bytes:
    unpacker = brotli.Decompressor()
    parts = [unpacker.process(body, output_buffer_limit=max_bytes + 1)]
    size = len(parts[0])
    while size <= max_bytes and not unpacker.can_accept_more_data():
        parts.append(unpacker.process(b"", output_buffer_limit=max_bytes + 1 - size))
        size += len(parts[-1])
    return _capped(b"".join(parts), max_bytes)


def _capped(found: bytes, max_bytes: int) -> bytes:
    if len(found) > max_bytes:
        raise too_big(max_bytes)
    return found
