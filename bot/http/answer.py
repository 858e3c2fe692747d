"""A server's answer as a FeedResponse, its body read within a limit."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

import aiohttp

from bot.http.address import public_part
from bot.http.compression import BodyError, decoded, is_packed, too_big
from bot.http.failure import status_error
from bot.http.freshness import max_age_s, retry_after_s
from bot.http.links import links_by_rel
from bot.model import FeedResponse

_BY_A_PROXY = 203
"""Non-Authoritative Information (RFC 9110 section 15.3.4): an answer that a proxy changed."""
_INLINE_BYTES = 262_144
"""Compressed bodies above this are unpacked in a thread."""


async def response_of(
    answer: aiohttp.ClientResponse, url: str, max_bytes: int, *, moved: bool
) -> FeedResponse:
    """The FeedResponse of an answer from `url`; `moved` if only permanent redirects led there.

    An answer whose body cannot be used still has its status, because the network is not at fault.
    """
    headers, shown = answer.headers, public_part(url)
    status = 200 if answer.status == _BY_A_PROXY else answer.status
    body, whole = None, True
    try:
        if status == 200:
            body, whole = await _read(answer, max_bytes)
    except BodyError as fault:
        return FeedResponse(url=shown, status=status, error=str(fault))
    now = datetime.now(UTC)
    links = links_by_rel(headers.getall("Link"), shown) if "Link" in headers else {}
    return FeedResponse(
        url=shown,
        status=status,
        body=body,
        content_type=headers.get("Content-Type", ""),
        # With the validators of a part the rest would never be asked for.
        etag=_validator(headers, "ETag") if whole else None,
        last_modified=_validator(headers, "Last-Modified") if whole else None,
        max_age_s=max_age_s(headers, now),
        retry_after_s=retry_after_s(headers, now) if status in (429, 503) else None,
        moved_url=url if moved and status in (200, 304) else None,
        hub_url=links.get("hub"),
        self_url=links.get("self"),
        error=None if status in (200, 304) else status_error(status),
    )


def _validator(headers: Mapping[str, str], name: str) -> str | None:
    """A validator exactly as it came; None if it is empty or could not be sent back unchanged."""
    value = headers.get(name) or None
    if value is None or value.isascii():
        return value
    return None if any("\ud800" <= letter <= "\udfff" for letter in value) else value


async def _read(answer: aiohttp.ClientResponse, max_bytes: int) -> tuple[bytes, bool]:
    """The body, decoded, and whether it arrived whole.

    Of one that breaks off, what arrived is used, if any element of it is complete. Raises ClientPayloadError
    if none is, and BodyError as soon as a body proves too big.
    """
    if (answer.content_length or 0) > max_bytes:
        raise too_big(max_bytes)
    parts: list[bytes] = []
    size = 0
    broken: aiohttp.ClientPayloadError | None = None
    try:
        async for part in answer.content.iter_any():
            size += len(part)
            if size > max_bytes:
                raise too_big(max_bytes)
            parts.append(part)
    except aiohttp.ClientPayloadError as fault:
        broken = fault
        # What had arrived and was not read yet; in public, a stream with a fault gives nothing.
        parts.append(answer.content._read_nowait(-1))
    body = parts[0] if len(parts) == 1 else b"".join(parts)
    coding = answer.headers.get("Content-Encoding", "")
    if body and (coding or is_packed(body)):
        in_thread = size > _INLINE_BYTES
        body = await asyncio.to_thread(decoded, body, coding, max_bytes) if in_thread else decoded(
            body, coding, max_bytes
        )  # fmt: skip
    if broken is not None and b"</" not in body and not body.rstrip().endswith(b"}"):
        raise broken
    return body, broken is None
