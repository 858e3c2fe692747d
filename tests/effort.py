"""What work costs, measured so that neither a slow machine nor a busy one changes what a test finds."""

import time
from collections.abc import Callable

RUNS = 5


def least_cpu_s(work: Callable[[], object], runs: int = RUNS) -> float:
    """The processor time of this thread that `work` takes, in seconds; the least of several runs."""
    return min(_cpu_s(work) for _ in range(runs))


def least_growth(work: Callable[[int], object], size: int, runs: int = RUNS) -> float:
    """How many times the processor time `work(2 * size)` takes of `work(size)`; the least of several runs.

    2 if the time is linear in the size, 4 if it grows with the square.
    """
    return min(_cpu_s(lambda: work(2 * size)) / max(_cpu_s(lambda: work(size)), 1e-6) for _ in range(runs))


def _cpu_s(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began
