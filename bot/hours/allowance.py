"""How often somebody may do something: a token bucket for each, refilled as time passes. Pure."""

from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    refusals: int = 0


class Allowance:
    """`burst` at once, `per_second` in the long run, for each of at most `most_keys` that are remembered."""

    def __init__(self, burst: int, per_second: float, most_keys: int = 10_000) -> None:
        self._burst, self._per_second, self._most_keys = float(burst), per_second, most_keys
        self._buckets: dict[Hashable, _Bucket] = {}

    def refusals(self, key: Hashable, now: float) -> int:
        """Spend one for `key`: 0 if it may, else how many times in a row it was refused, this one included.

        `now` is seconds of any clock; where that goes back, nothing is refilled.
        """
        bucket = self._buckets.get(key)
        if bucket is None:
            self._make_room(now)
            bucket = self._buckets[key] = _Bucket(self._burst, now)
        elapsed = max(0.0, now - bucket.at)
        bucket.left = min(self._burst, bucket.left + elapsed * self._per_second)
        bucket.at = now
        if bucket.left < 1:
            bucket.refusals += 1
            return bucket.refusals
        bucket.left -= 1
        bucket.refusals = 0
        return 0

    def _make_room(self, now: float) -> None:
        """Forget those who have their whole burst again; if all are busy, those that were quiet longest."""
        if len(self._buckets) < self._most_keys:
            return
        full_s = self._burst / self._per_second
        busy = {key: one for key, one in self._buckets.items() if one.at <= now < one.at + full_s}
        while len(busy) >= self._most_keys:
            del busy[min(busy, key=lambda key: busy[key].at)]
        self._buckets = busy
