"""The subscriber's side of WebSub (https://www.w3.org/TR/websub/): requests, verification, signatures."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.http.fetch import Fetcher

LEASE_S = 10 * 86_400
"""The lease that we request; the hub decides."""
LONGEST_LEASE_S = 30 * 86_400
"""A hub that is never asked again could go on pushing, or have stopped, for years."""
_ALGORITHMS = ("sha256", "sha384", "sha512", "sha1")
_LONGEST_CHALLENGE = 2000


@dataclass(frozen=True, slots=True)
class Verification:
    """A hub's question whether we made a request (section 5.3), or its denial (section 5.2)."""

    mode: str
    topic_url: str
    challenge: str
    lease_s: float
    reason: str = ""


async def request(
    fetcher: Fetcher,
    hub_url: str,
    *,
    mode: str,
    topic_url: str,
    callback_url: str,
    secret: str,
) -> str | None:
    """Ask a hub to "subscribe" or "unsubscribe" us (section 5.1); None if it accepts, else the error."""
    fields = {"hub.mode": mode, "hub.topic": topic_url, "hub.callback": callback_url}
    if mode == "subscribe":
        fields |= {"hub.secret": secret, "hub.lease_seconds": str(LEASE_S)}
    response = await fetcher.post(hub_url, urlencode(fields).encode(), "application/x-www-form-urlencoded")
    if 200 <= response.status < 300:
        return None
    return response.error or f"the hub answered HTTP {response.status}"


def verification(query: Mapping[str, str]) -> Verification | None:
    """The verification or denial in the query of a hub's GET to the callback; None if there is none."""
    mode, topic = query.get("hub.mode", ""), query.get("hub.topic", "")
    challenge = query.get("hub.challenge", "")
    if (
        not topic
        or mode not in ("subscribe", "unsubscribe", "denied")
        or (mode != "denied" and not 0 < len(challenge) <= _LONGEST_CHALLENGE)
    ):
        return None
    lease = query.get("hub.lease_seconds", "")
    lease_s = float(lease) if lease.isdecimal() and len(lease) < 10 else float(LEASE_S)
    lease_s = min(lease_s, float(LONGEST_LEASE_S))
    return Verification(mode, topic, challenge, lease_s, query.get("hub.reason", ""))


def is_signed(body: bytes, header: str, secret: str) -> bool:
    """Whether `header` (X-Hub-Signature) is the HMAC of the body with the secret (section 8)."""
    algorithm, _, signature = header.strip().partition("=")
    if algorithm.lower() not in _ALGORITHMS or not signature.isascii():
        return False
    expected = hmac.new(secret.encode(), body, algorithm.lower()).hexdigest()
    return hmac.compare_digest(expected, signature.lower())
