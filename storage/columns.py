"""What columns hold that a database has no type for: instants, and sets of hours."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(instant: datetime) -> int:
    """An aware instant as `Instant` stores it."""
    return (instant - EPOCH) // _MICROSECOND


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, stored as microseconds since 1970.

    SQLite has no type for instants; integers compare and index the same way on both databases.
    Raises ValueError for a datetime without a timezone.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no timezone; instants are aware UTC datetimes")
        return microseconds(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


def hour_bits(hours: frozenset[int]) -> int:
    """Hours of the day as `Hours` stores them."""
    return sum(1 << hour for hour in hours)


def bound(value: object) -> object:
    """A value of a row as the database drivers expect it."""
    if isinstance(value, datetime):
        return microseconds(value)
    return hour_bits(value) if isinstance(value, frozenset) else value


class Hours(TypeDecorator[frozenset[int]]):
    """Hours of the day, 0 to 23, or days of the week, stored as the bits of an integer."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: frozenset[int] | None, dialect: Dialect) -> int | None:
        return None if value is None else hour_bits(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> frozenset[int]:
        return frozenset(hour for hour in range(24) if value >> hour & 1) if value else frozenset()
