"""What a text tells of earlier reports, claims and rumours, and what it only calls to mind, by `no_fact.txt`.

"Earlier reports said two had died." stands where that is no longer so; as a bullet it would be told
as a fact.
"""

from bot.news.facts.no_fact_elsewhere import rules_of
from bot.news.language.tags import primary

_CAP = 300
"""Characters of a sentence that are read."""
_STOPS = '.!\u3002\uff01\u06d4"\u201d '


def tells_earlier_report(text: str, language: str = "en") -> bool:
    """Whether a bullet is what was reported or rumoured before, and does not say itself that it was not so.

    `language` is a BCP 47 tag.
    """
    rules = rules_of(primary(language))
    if "earlier" not in rules:
        return False
    folded = _folded(text)
    return rules["earlier"].search(folded) is not None and rules["answered"].search(folded) is None


def recalls(text: str, language: str = "en") -> bool:
    """Whether a bullet says by its lead-in or its tense that it is background: "Pour rappel, ..."."""
    rules = rules_of(primary(language))
    return "recalls" in rules and rules["recalls"].search(_folded(text)) is not None


def _folded(text: str) -> str:
    """What is read of a sentence, in small letters, the Turkish ones without their second dot."""
    return text[:_CAP].casefold().replace("i\u0307", "i").rstrip(_STOPS)
