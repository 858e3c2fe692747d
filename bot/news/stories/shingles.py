"""The runs of words of a text, by which near-copies are found. Pure."""

SHINGLE_WORDS = 4
KEPT_SHINGLES = 64


def runs_of(codes: list[int]) -> tuple[frozenset[int], int]:
    """Hashes of the runs of words whose codes are given, and how far they are thinned.

    Those divisible by two to the power of the latter are kept, about 64.
    """
    runs = {
        hash(tuple(codes[at : at + SHINGLE_WORDS])) & 0xFFFFFFFFFFFF
        for at in range(max(1, len(codes) - SHINGLE_WORDS + 1))
    }
    thinning = 0
    while len(runs) > KEPT_SHINGLES << thinning:
        thinning += 1
    mask = (1 << thinning) - 1
    return frozenset(run for run in runs if not run & mask), thinning
