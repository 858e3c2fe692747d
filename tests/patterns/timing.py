"""Whether a pattern takes time linear in its text."""

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from tests.patterns.found import Found
from tests.patterns.near_misses import hostile, text_of

MOST_S = 0.5
"""The slowest pattern takes 50 ms where no test runs beside it; a quadratic one takes longer than this."""
GROWTH = 2.6
"""Linear patterns double when their text doubles; the rest is for what a machine adds."""
NOTICED_S = 0.004
"""What takes less CPU than this at `LENGTH` cannot be told from noise, and cannot be quadratic either."""
GLIMPSE, LINEAR_S = 1_250, 0.000075
"""A pattern that reads so many characters in so little CPU reads sixteen times as many within `MOST_S`, even
if its time grows with their square."""
LINEAR, LOOKS = 2.06, 3
"""A pattern that reads twice a glimpse in at most so many times the CPU, at one of so many looks, need not
read `LENGTH`: if its time is an + bn², it passes there too. The square that makes 2.6 times between 10,000
and 20,000 characters makes 2.10 times between 1,250 and 2,500."""
TRIES = 5
GIVEN_UP_S = 60.0
"""For all texts of a pattern; the slowest takes two."""


class _TooSlowError(Exception):
    pass


@contextmanager
def _cpu_limit(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _all(pattern: re.Pattern[Any], text: Any, ways: frozenset[str]) -> None:
    if "match" in ways:
        pattern.match(text)
    if "fullmatch" in ways:
        pattern.fullmatch(text)
    if "search" in ways:
        for _ in pattern.finditer(text):
            pass


def _cpu_s(pattern: re.Pattern[Any], text: Any, ways: frozenset[str]) -> float:
    began = time.thread_time()
    _all(pattern, text, ways)
    return time.thread_time() - began


def _seems_linear(pattern: re.Pattern[Any], head: str, part: str, ways: frozenset[str]) -> bool:
    once, twice = (text_of(pattern, head, part, length) for length in (GLIMPSE, 2 * GLIMPSE))
    return any(_cpu_s(pattern, twice, ways) <= LINEAR * _cpu_s(pattern, once, ways) for _ in range(LOOKS))


def fault_at(pattern: re.Pattern[Any], head: str, part: str, ways: frozenset[str], most: int) -> str | None:
    """What is wrong with the time that a pattern takes for one text; None if nothing is."""
    for length in (GLIMPSE, most):
        text = text_of(pattern, head, part, length)
        took = _cpu_s(pattern, text, ways)
        if took > MOST_S:
            took = min(_cpu_s(pattern, text, ways) for _ in range(2))
        if took > MOST_S:
            return f"{1000 * took:.0f} ms at {length} characters"
        if length == GLIMPSE and (took < LINEAR_S or _seems_linear(pattern, head, part, ways)):
            return None
    if took < NOTICED_S:
        return None
    half = text_of(pattern, head, part, most // 2)
    growth = 0.0
    for _ in range(TRIES):
        whole_s = _cpu_s(pattern, text, ways)
        growth = whole_s / max(_cpu_s(pattern, half, ways), 1e-9)
        if growth <= GROWTH or whole_s < NOTICED_S:
            return None
    return f"{growth:.1f} times the time for twice the text, {1000 * took:.0f} ms at {most} characters"


def fault(found: Found) -> str | None:
    """What is wrong with the time that a pattern takes for any text; None if nothing is."""
    text = ""
    try:
        with _cpu_limit(GIVEN_UP_S):
            for head, part in hostile(found.pattern):
                text = (head[:20] + "…" if head else "") + part[:40]
                if wrong := fault_at(found.pattern, head, part, found.ways, found.reads):
                    return f"{text!r}: {wrong}"
    except _TooSlowError:
        return f"{text!r}: given up after {GIVEN_UP_S} s"
    return None
