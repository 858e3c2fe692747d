"""Sentences that a feed cut off: what of them is complete."""

from bot.news.language.lazy_regex import Rule
from bot.news.trimming.grounding import loses
from bot.news.trimming.tails import tails
from bot.news.trimming.trim import is_balanced

TRUNCATED = Rule(r"(?:\w\u2026|\w ?\.\.\.|[\[(](?:\u2026|\.\.\.)[\])])$")
_STOPS = " .\u2026[]()"


def complete_length(text: str) -> int:
    """How many characters of an English sentence that is cut off stand before its last clause; 0 for none.

    "The council will shut 12 mills on Monday, part of an effort to..." is complete up to the comma. Nothing
    is, where what is left of the clause might judge what stands before it ("..., officials deni...").
    """
    whole = text.rstrip(_STOPS)
    starts = [start for start, end, _ in tails(whole) if end == len(whole) and text[start] == ","]
    for start in sorted(starts, reverse=True):
        if is_balanced(text[:start]) and not loses(text[start:]):
            return start
    return 0
