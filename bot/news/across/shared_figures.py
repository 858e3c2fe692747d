"""What figures prove that two reports share: 5.3 and 2,814 much, 31 some, 2 and 3 little."""

ROUND, LARGE, ROUNDING = 20, 100, 0.1
"""From which value on figures are rounded and prove more so, and how near the rounded one is."""
TELLING = 6
"""From which value on a figure proves something."""


def proven(ones: frozenset[float], others: frozenset[float]) -> float:
    """What the figures of two reports prove, of which some may be a round number for others."""
    common = ones & others
    return sum(map(weight, common)) + sum(_rounded(value, others) for value in ones - common)


def weight(value: float) -> float:
    """What a shared figure proves."""
    if value != int(value):
        return 2.0
    if value >= 100:
        return 2.5 if value >= 1000 and value % 100 else 2.0
    if value >= 13:
        return 1.4 if value % 10 else 1.0
    return 0.7 if value >= TELLING else 0.3


def _rounded(value: float, others: frozenset[float]) -> float:
    """What it proves that one of the others is a round number for it: 2,814 and "nearly 3,000"."""
    if value < ROUND:
        return 0.0
    near = any(
        other >= ROUND
        and abs(value - other) <= ROUNDING * max(value, other)
        and not (value % 10 and other % 10)
        for other in others
    )
    return (0.8 if value >= LARGE else 0.5) if near else 0.0
