"""Clauses at the end of a sentence that it can do without (see `bot.news.trim`)."""

import re
from collections.abc import Iterator

from bot.news import cut_rules as rules
from bot.news.cut_rules import MIN_KEPT, Span

_TAIL = re.compile(
    r", (?:(?:who|whom|whose|which|where|when|while|as|after|before|with(?! \d)|including|following"
    r"|amid|during|in|on"
    r"|at|for|from|by|to|under|over|between|among|about|near|inside|outside|within|throughout|across|ahead"
    r"|an?|the|and (?:he|she|it|they|we|this|that)|along|despite|such as|both|one of|part of|too|even)\b"
    r"|and (?=" + rules.VERB + r")|and (?=(?:[\w'\u2019-]+ ){1,4}" + rules.VERB + r")"
    r"|[a-z]{3,}ing(?= (?:an?|the|to|that|his|her|their|its|it|him|them|in|on|for|at|with|from|by|up"
    r"|out|over|about|more"
    r"|[A-Z\d$])))"
    r"|;(?= (?!and|or|but)\b)| --(?= (?!but|yet)\b)| \u2013(?= (?!but|yet)\b)|\u2014(?!but|yet)"
    r"| (?:after|amid|because|while|during|before|despite|in response to|as part of|due to|thanks to"
    r"|along with|in addition to|such as|in order to|in an effort to|in an attempt to|in a bid to"
    r"|in hopes of|on top of|as well as|instead of|rather than|even though|although|so that)(?= \w)"
    r"| following(?= (?:an?|the|his|her|their|its)\b)| and(?= " + rules.VERB + r")"
    r"| when(?= \w)| as(?= (?:he|she|they|it|(?:the |an? )?(?:[\w'\u2019-]+ ){1,3}"
    + rules.VERB
    + r"|(?:the|some|many|several|[A-Z][\w.'\u2019-]*) (?:(?!(?:as|because|but|for|who|that|to|which)\b)"
    r"[\w.'\u2019-]+ ){1,6}?" + rules.VERB + r"))"
    r"| in (?:recent|the past|the last|the coming|the next) (?:few )?(?:days|weeks|months|years)(?=\.?$)"
    r"| (?:this week|this month|over the weekend|in the process|on the ground|at the time)(?=\.?$)"
    r"| in the wake of(?= \w)| on the heels of(?= \w)| (?:at|in|during) (?:an?|the|his|her|their) "
    r"(?:[\w'-]+ ){0,3}(?:interview|statement|news conference|press conference|speech|letter|briefing|rally"
    r"|debate|address|memo|hearing)\b"
)
"""Where a clause may begin that runs to the end of the sentence."""

_MAIN_VERB_AFTER = re.compile(r"(?:,| --|\u2014| \u2013) ?" + rules.VERB)
_RESUMED = re.compile(
    r", (?!(?:and|or|but|who|which|where|including|an?|the|with|while|as|though|its|his|her|their"
    r"|[a-z]+ing)\b)[a-z]"
)
"""After an inserted clause the main one may go on."""
_PLACED = re.compile(
    r", (?:when|while|as|after|before|during|with|in|on|at|for|from|by|to|under|over|between|among"
    r"|about|near|inside"
    r"|outside|within|throughout|across|ahead|despite|following|amid)$"
)
"""A comma and a preposition: what follows a second comma may be the main clause."""

_VERB_OF_ITS_OWN = re.compile(r"^(?:(?!\b(?:who|that|which|where)\b).)*\b" + rules.VERB)
_SPEAKER_ENDS = re.compile(
    r"\b(?:recalled|remembers?|believes?|believed|hopes?|hoped|thinks?|knows?|knew|sa(?:id|ys)|finds?|found"
    r"|shows?|showed|sees?|saw|predicts?|predicted|(?:told|tells) \w+|notes?|noted|adds?|added|asks?|asked"
    r"|wrote|writes|argues?|argued|explains?|explained)$"
)
"""What follows such a verb is what the sentence is about."""
_AS_MUCH = re.compile(r"\b(?:same|such|so|as) (?:an? )?\w+", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:will|would|should|can|could|may|might|must|shall|plans?|planned|wants?|expects?|to)\b|'ll\b"
)

_TAIL_NEEDS = re.compile(
    r"\b(?:not|no|never|nor|neither|without|none|nobody|nothing|cannot|only|hardly|first|last|most"
    r"|least|worst|best"
    r"|\w{3,}est|if|unless|until|whether|the|shortly|soon|long|just|immediately|right|days?|weeks?"
    r"|months?|years?"
    r"|hours?|minutes?|ever|and|or|is|are|was|were|be|been|being|has|have|had|which|who|that|than|versus|of|to|in|for|with|from|by|at|on"
    r"|\w{3,}ly|even)$"
    r"|\b(?:not|no|never|nor|neither|without|none|nobody|nothing|cannot|only|hardly|first|last|most"
    r"|least|worst|best"
    r"|(?!(?:arr|prot|requ|inter|mid|for|t|cont|sugg|harv|unr|conqu|inv|gu|man|mod)est\b)(?!\w*west\b)\w{3,}est"
    r"|if|unless|until|whether)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
"""What leans on a clause without a comma: "not ... because", "the first ... during", "shortly after"."""

_AS_CLAUSE = re.compile(r", as (?:[^,]*\b" + rules.VERB + r"|well as\b)")
"""Not "described ..., as a foe": that is what he was described as."""


_OWN_CLAUSE = re.compile(
    r",? (?:who|where|when|while|as|after|before|because|including|following|amid|during|and|despite"
    r"|along|such|by|ahead"
    r"|in (?:order|an|a|hopes|response|addition)|[a-z]+ing)\b|;"
)
"""Tails whose modals and quantities are about themselves (", which" and ", a claim that" may judge the
rest)."""

_NEW_SUBJECT = (", a", ", an", ", the", ", one of", ", both", ", part of", ", too", ", even")


def tails(text: str) -> Iterator[Span]:
    end = len(text.rstrip(".!?\u2026"))
    for found in _TAIL.finditer(text):
        kept, gone = text[: found.start()], text[found.start() : end]
        if len(kept.split()) >= MIN_KEPT and _can_do_without(kept, found.group().strip(), gone):
            yield found.start(), end, _OWN_CLAUSE.match(found.group()) is not None


def _can_do_without(kept: str, marker: str, gone: str) -> bool:
    """Whether a sentence still stands when it ends with `kept`."""
    if (
        not rules.HAS_VERB.search(kept)
        or (_SPEAKER_ENDS.search(kept) and (marker[0].isalpha() or marker in _NEW_SUBJECT))
        or _MAIN_VERB_AFTER.search(gone, 1)
        or _RESUMED.search(gone, 1)
    ):
        return False
    if marker in ("as", ", as") and _AS_MUCH.search(kept):
        return False
    if marker == ", as" and not _AS_CLAUSE.match(gone):
        return False
    if marker[0].isalpha():
        timed = marker in ("when", "after", "before", "during")
        return not _TAIL_NEEDS.search(kept) and not (timed and _MODAL.search(kept))
    if marker in ("--", "\u2013", "\u2014"):
        return (kept + gone).count(marker) == 1
    if marker in (", a", ", an", ", the"):
        if re.search(r"\b(?:and|or)\b|,", gone[1:]) or _VERB_OF_ITS_OWN.search(gone):
            return False
        return not rules.SUBORDINATE.search(kept)
    if marker == ", and" or _PLACED.match(marker):
        return not rules.LISTED.search(kept) and (marker == ", and" or "," not in gone[1:])
    if marker.endswith("ing") and kept.endswith("ing"):
        return False
    return marker != ";" or ";" not in gone[1:]
