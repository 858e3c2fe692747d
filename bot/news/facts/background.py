"""Sentences that tell what has long been so, or how such things go, and not what happened.

The rules are for English and read the main clause only: what a subordinate clause recalls of the past does
not make a sentence background.
"""

from bot.news.language.lazy_regex import Rule, has_any

_HINTS = (
    " long ", " often ", " always ", " once ", " born ", " grew up ", "raduated ", " joined ", " founded ",
    "considered ", "regarded ", " known ", " part of ", " one of ", "sually ", "ypically ", "enerally ",
    " tend", "ometimes ", "ince then", "istorically", "raditionally", " stranger", " stakes ", "unclear",
    "uncertain", "o be seen", " poll ", " survey ", "The margin ", "As such", " decades", " years",
    " never before ",
)  # fmt: skip
"""One of them is in every sentence that the rule below knows."""
_STANDING = Rule(
    r"(?:[\w.'\u2019-]{1,20} ){1,6}?"  # the subject of a short main clause
    r"(?:(?:has|have|had) (?:long|often|always|historically|traditionally|never before) "
    r"|(?:was|were) once |once (?!again)[a-z]{3,20}ed |(?:was born|grew up|graduated) "
    r"|(?:joined|founded) [^,]{3,60} (?:in|as) (?:19|20)\d\d\b"
    r"|(?:is|are|was|were|has been|have been) (?:(?:widely|often|generally|also|just|only) )?"
    r"(?:(?:considered|regarded|known) (?:as|one|an?|the|for|to be)|(?:one|part) of (?:the|an?))\b"
    r"|(?:usually|typically|generally|tends?|tended|sometimes) |(?:is|are) no strangers? to )"
    r"|(?:Since then|As such|Historically|Traditionally|Typically|Usually|Generally|For (?:years|decades)"
    r"|In recent (?:years|decades))[, ]|The stakes\b|The margin of "
    r"|[^,]{3,90} remains? (?:to be seen|unclear|uncertain)\b"
    r"|The (?:[\w/.-]{1,20} ){0,6}?(?:poll|survey) (?:was|were|has|had|surveyed|questioned|included)\b"
)


def is_background(text: str) -> bool:
    """Whether the main clause tells what is usual, what was long ago, or how a poll was made."""
    return has_any(text, _HINTS) and _STANDING.match(text) is not None
