"""Time zones as feeds write them: by name where it has one meaning, or as an offset."""

import re
from datetime import timedelta

ZONE_HOURS = {
    # RFC 822 section 5.1
    "UT": 0.0, "GMT": 0.0, "UTC": 0.0, "Z": 0.0,
    "EST": -5.0, "EDT": -4.0, "CST": -6.0, "CDT": -5.0, "MST": -7.0, "MDT": -6.0, "PST": -8.0, "PDT": -7.0,
    # Not in the RFC, but publishers write them, and each has only one meaning
    "BST": 1.0, "WET": 0.0, "WEST": 1.0, "CET": 1.0, "CEST": 2.0, "MET": 1.0, "MEST": 2.0, "MEZ": 1.0,
    "MESZ": 2.0, "EET": 2.0, "EEST": 3.0, "IDT": 3.0, "MSK": 3.0, "TRT": 3.0, "PKT": 5.0, "HKT": 8.0,
    "SGT": 8.0, "JST": 9.0, "KST": 9.0, "AEST": 10.0, "AEDT": 11.0, "AST": -4.0, "ADT": -3.0,
}  # fmt: skip
_FIGURES = re.compile(r"([+-])([0-9]{1,2})(?::?([0-5][0-9]))?")
_FARTHEST = timedelta(hours=14)


def offset_of(figures: str) -> timedelta:
    """How far east of Greenwich "+0530", "+05:30", "+530" or "+5" is.

    Raises ValueError for anything else, and for what is farther than any clock on earth.
    """
    if found := _FIGURES.fullmatch(figures):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        if offset <= _FARTHEST:
            return -offset if found[1] == "-" else offset
    raise ValueError(figures)
