"""The values of settings as people write them: durations, web addresses, addresses to listen on."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from bot.hours.durations import parse_seconds

_LONGEST_S = 100 * 365 * 86400.0
_LAST_PORT = 65535
_EXAMPLES = 'write, for example, "90s", "5m" or "48h"'


def _duration(value: object) -> timedelta:
    """A duration as people write it ("90s", "5m", "1h30m", "48h"); a timedelta is returned as it is.

    Raises ValueError, which says what to write, for anything else.
    """
    if isinstance(value, timedelta):
        return value
    text = value if isinstance(value, str) else ""
    if text.strip().lower() == "off":
        raise ValueError(f"cannot be off; {_EXAMPLES}")
    seconds = parse_seconds(text)
    if seconds is None:
        raise ValueError(f"is not a duration; {_EXAMPLES}")
    if seconds > _LONGEST_S:
        raise ValueError("is too long; the maximum is a hundred years")
    return timedelta(seconds=seconds)


def _above_zero(value: timedelta) -> timedelta:
    if value <= timedelta(0):
        raise ValueError(f"must be longer than zero; {_EXAMPLES}")
    return value


def _duration_or_off(value: object) -> timedelta | None:
    """A duration longer than zero; None for "off"."""
    if value is None or (isinstance(value, str) and value.strip().lower() == "off"):
        return None
    try:
        return _above_zero(_duration(value))
    except ValueError as error:
        raise ValueError(f'{error}, or "off" for no limit') from None


Gap = Annotated[timedelta, BeforeValidator(_duration)]
Duration = Annotated[timedelta, BeforeValidator(_duration), AfterValidator(_above_zero)]
OptionalDuration = Annotated[timedelta | None, BeforeValidator(_duration_or_off)]


def _web_address(value: str) -> str:
    if not re.match(r"https?://[^/\s]+\S*$", value):
        raise ValueError("is not a web address; it must start with http:// or https:// and contain no spaces")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]


def _address_and_port(value: str) -> str:
    _, colon, port = value.rpartition(":")
    is_number = port.isascii() and port.isdigit() and len(port) <= 5
    if not (colon and is_number and int(port) <= _LAST_PORT):
        raise ValueError('is not an address and a port; write, for example, "127.0.0.1:8094"')
    return value


def _address_and_port_or_none(value: str) -> str:
    try:
        return _address_and_port(value) if value else value
    except ValueError as error:
        raise ValueError(f'{error}, or "" for none') from None


Listen = Annotated[str, AfterValidator(_address_and_port)]
OptionalListen = Annotated[str, AfterValidator(_address_and_port_or_none)]
