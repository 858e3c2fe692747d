"""Sentences that were true when they were written, and that nobody tells a day later: "voting has begun"."""

import re
from datetime import timedelta

FADES_AFTER = timedelta(hours=12)
"""So long before the newest report, what was going on or about to happen is over."""
_READ = 400
_PASSING = re.compile(
    r"\b(?:is|are)(?: still| now| currently| already| also)? "
    r"(?:[a-z]{2,20}ing\b|under ?way|on (?:the|its|their|her|his) way|due\b|set to|expected\b"
    r"|scheduled\b|poised\b|about to|likely\b)"
    r"|\b(?:will|(?:is|are) to|(?:gear|brace|prepare|line|get)s? (?:up|for|to|ready)|looms?"
    r"|remains? (?:on|in|under)|now|currently|tonight|tomorrow|today|this (?:morning|afternoon|evening)"
    r"|later (?:today|this week)|upcoming|in the coming)\b",
    re.IGNORECASE,
)


def is_passing(text: str) -> bool:
    """Whether a sentence says what is going on or about to happen. In English; others never do."""
    return _PASSING.search(text[:_READ]) is not None
