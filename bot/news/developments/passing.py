"""Sentences that were true when they were written, and that nobody tells later: "voting has begun"."""

import re
from datetime import timedelta

from bot.news.language.stemming import stem
from bot.news.language.words import tokens

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


_NOT_TO_BE = re.compile(
    r"\b(?:no (?:immediate |current )?(?:plans?|intention|reason) (?:to|of)|not (?:planning|going|ready"
    r"|willing|about) to|(?:will|would|did|does|do) not|(?:wo|would|did|does|do)n['\u2019]t"
    r"|refus(?:e|es|ed) to|declin(?:e|es|ed) to|rul(?:e|es|ed) out) ([a-z]{3,20})\b",
    re.IGNORECASE,
)
_NOT = frozenset("no not never won wouldn didn doesn don refuse refuses refused decline declines".split())


def has_come_to_pass(text: str, headline: str) -> bool:
    """Whether the headline tells what `text` says would not happen: "no plans to ground the jets".

    In English; others never do.
    """
    ruled_out = _NOT_TO_BE.search(text[:_READ])
    if ruled_out is None:
        return False
    words = [token.lower() for token in tokens(headline)]
    if not _NOT.isdisjoint(words):
        return False
    return stem(ruled_out[1].lower(), "en") in [stem(word, "en") for word in words]
