"""What HTTP headers say about time: how long an answer stays fresh, and when to ask again."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def max_age_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """The freshness lifetime in seconds: Cache-Control max-age, else Expires (RFC 9111 section 4.2.1).

    None if there is neither, or the answer must not be cached, or is stale already.
    """
    control = headers.get("Cache-Control", "")
    if "no-cache" in control or "no-store" in control:
        return None
    match = _MAX_AGE.search(control)
    if match:
        return float(match[1]) or None
    expires = headers.get("Expires")
    if expires is None or (moment := _http_date(expires)) is None:
        return None
    seconds = (moment - (_http_date(headers.get("Date", "")) or now)).total_seconds()
    return seconds if seconds > 0 else None


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds until the server allows another request, by Retry-After (RFC 9110 section 10.2.3)."""
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal() and len(value) < 10:
        return float(value)
    moment = _http_date(value)
    return None if moment is None else max(0.0, (moment - now).total_seconds())


def _http_date(value: str) -> datetime | None:
    if not value:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
