"""Clocks: the system clock, and one that never jumps back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Gives the present instant, aware, in UTC."""


def utc_now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


@dataclass(slots=True)
class SteadyClock:
    """The time for a station: `wall` gives aware UTC, `monotonic` seconds, `sleep` waits for seconds.

    `steady()` follows the wall clock forward, and the monotonic clock where the wall clock jumps back.
    `known_at` is an instant that is known to have passed, such as the latest one in the database.
    """

    wall: Clock
    monotonic: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    known_at: datetime | None = None
    _at: datetime = field(init=False)
    _read: float = field(init=False)

    def __post_init__(self) -> None:
        self._at = self.wall() if self.known_at is None else max(self.wall(), self.known_at)
        self._read = self.monotonic()

    def steady(self) -> datetime:
        """Now; never earlier than what it returned before."""
        read = self.monotonic()
        going = self._at + timedelta(seconds=read - self._read)
        self._at, self._read = max(going, self.wall()), read
        return self._at
