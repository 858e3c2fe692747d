"""Lines of a text that was wrapped by hand."""

_FEWEST_WRAPPED, _SHORTEST_WRAPPED, _LONGEST_WRAPPED = 2, 40, 100
"""Lines of a text that was wrapped by hand, and characters of the longest of them."""
_FILLED = 0.7
"""The part of the longest line that a line fills whose sentence goes on in the next."""
_ENDS_OF_LINES = '.!?:;\u2026\u061f\u06d4\u3002"\u201d\u00bb'


def unwrapped(lines: list[str]) -> list[str]:
    """The lines as paragraphs; those of a text that was wrapped by hand are joined again.

    It has no long line, and where one of about that length ends without a stop, the next goes on in small
    letters, in a quarter of all such places at least: the others begin with names.
    """
    longest = max(map(len, lines), default=0)
    if len(lines) < _FEWEST_WRAPPED or not _SHORTEST_WRAPPED <= longest <= _LONGEST_WRAPPED:
        return lines
    full = _FILLED * longest
    broken = [len(line) >= full and line[-1] not in _ENDS_OF_LINES for line in lines[:-1]]
    joints = [following for following, goes_on in zip(lines[1:], broken, strict=True) if goes_on]
    if not joints or 4 * sum(following[0].islower() for following in joints) < len(joints):
        return lines
    marks = [" " if goes_on else "\n" for goes_on in broken]
    return "".join([part for pair in zip(lines, [*marks, ""], strict=True) for part in pair]).split("\n")
