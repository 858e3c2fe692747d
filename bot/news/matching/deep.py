"""Names deep in a long report on which its matter hangs: who claims the attack, whom the accused joined.

"Gunmen stormed a bank ... Islamic State claimed the attack" is about that group, however late it names it;
"the group claimed a similar attack last year" only looks back. No reading knows a topic.
"""

import re
from collections.abc import Sequence

from bot.news.matching.document import LENGTH_BITS, Document
from bot.news.matching.prominence import is_summary

MOST_WORDS = 600
"""Of a text; in a longer one much is told besides."""
_MOST_MENTIONS = 12
_BEFORE, _AFTER = 160, 120
_GROUP = (
    r"(?:['’]s)?(?: \([^)]{1,12}\))?(?: (?:group|militants?|affiliate|branch|terrorists?|news|agency|wing|"
    r"organi[sz]ation|network|West|Africa|Province|Khorasan|in|the|Somalia|Libya|Sahel|Mozambique)){0,4}+"
)
_THE_ACT = (
    r"(?:responsibility|credit|the (?:\w{2,12} ){0,2}(?:attack|assault|bombing|blasts?|explosions?|shootings?"
    r"|killings?|stabbing|ambush|raid|murders?)\b|it\b|both\b|them\b)"
)
_CLAIMS = re.compile(
    rf"{_GROUP},? (?:(?:has|have|had|later|also|quickly|soon|then|on \w{{6,9}}) ){{0,2}}"
    rf"(?:(?:claimed|claims|claiming|admitted) {_THE_ACT}|took (?:responsibility|credit)"
    r"|said (?:that )?(?:it (?:was behind|had carried out|carried out)"
    r"|its (?:fighters?|soldiers?|men|militants?)))"
)
"""After the name of a group."""
_CLAIMED_BY = re.compile(
    rf"\b(?:claim of responsibility (?:by|from)|{_THE_ACT} (?:was|were|has been|had been)"
    r" (?:later |soon )?claimed by|(?<!had )(?<!who )(?<!reportedly )(?:pledg|swor|swear)\w{0,3}"
    r" (?:allegiance|loyalty|an oath)(?: of allegiance)? to)"
    r" (?:the )?(?:so-called |self-styled |militant |group |jihadist ){0,2}$"
)
"""Before it."""
_ACCUSED = re.compile(
    r"\b(?:accused|charged|convicted|suspected|guilty|jailed|tried|on trial|sentenced|indicted|suspicion"
    r"|charges?|inmates|prisoners|detainees|suspects)\b[^.;:!?]{0,90}"
    r"\b(?:join(?:ing|ed)?|member(?:s|ship)?|belong(?:ing|ed)?|ties|links?|linked|support(?:ing|ed)?"
    r"|fight(?:ing)?|fought|recruit(?:ing|ed)?|financ(?:ing|ed)|money|loyal|allegiance)"
    r" (?:(?:of|to|in|with|for|alongside) )?(?:the )?"
    r"(?:so-called |terrorist |militant |banned |group ){0,3}$",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\b(?:previous(?:ly)?|similar|earlier|past|last (?:year|month|week)|(?:in|since) (?:19|20)\d\d"
    r"|(?:years?|months?) (?:ago|before|earlier)|once|used to|other attacks|several|many|most|often"
    r"|nobody|no one|none|not|denied|never|unlike|compared?|like)\b",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"claim|took (?:responsibility|credit)|admitted|carried out|was behind|said (?:that )?its|allegiance"
    r"|loyalty|an oath|accused|charge|convicted|suspect|guilty|jailed|tried|trial|sentenced|indicted"
    r"|suspicion|inmates|prisoners|detainees"
)
"""Some word of the patterns above."""
_STOP = re.compile(r"[.!?\n]\s|\n")


def may_hang(document: Document) -> bool:
    """Whether it is a long report in English that speaks of claims or of accused at all."""
    if document.language != "en" or is_summary(document) or len(document.text_tokens) > MOST_WORDS:
        return False
    return document.holds(_HINT)


def hangs_on(places: Sequence[int], document: Document) -> bool:
    """Whether a sentence of a text in English says so of the name at one of the sorted `places`."""
    if len(places) > _MOST_MENTIONS:
        return False
    start = document.text_start
    return any(_says_so(place, document) for place in places if place >> LENGTH_BITS >= start)


def _says_so(place: int, document: Document) -> bool:
    before, after = document.around(place, max(_BEFORE, _AFTER))
    before, after = _STOP.split(before[-_BEFORE:])[-1], _STOP.split(after[:_AFTER], maxsplit=1)[0]
    if _LOOKS_BACK.search(before) or _LOOKS_BACK.search(after):
        return False
    claimed = _CLAIMS.match(after) or _CLAIMED_BY.search(before)
    return claimed is not None or _ACCUSED.search(before) is not None
