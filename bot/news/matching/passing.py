"""Which mentions are in passing, by the words beside them: of a list, of a clause, or where somebody is from.

"Coaches run to Homs, Aleppo, Raqqa and Hama", "before ISIS came" and "the drummer is from Raqqa." tell of
something else. A title names what it is about, in lists too, and so do the names with which a sentence
begins, and two that "and" joins: what happens "in Homs and Raqqa" happens in Raqqa. Other languages join and
derive names in other ways: see `bot.news.across.passing`.
"""

import re
from collections.abc import Callable, Sequence

from bot.news.across import passing
from bot.news.matching.document import LENGTH_BITS, Document

_WINDOW = 70
"""Characters that are looked at on either side."""
MOST_MENTIONS = 12
"""An article with more mentions, or with one in the title, is not asked."""
_WORD = r"[\w'’-]{1,24}+"
_NAME = rf"(?:al-)?[A-Z]{_WORD}(?: (?:(?:[ae]l|e[zrs]|a[zrs])-)?[A-Z]{_WORD}){{0,2}}"
_KIND = r"[a-z][\w'’-]{1,24}+"
_JOIN = r"(?:and|or|&)"
_LATER = re.compile(r"[\w,] $")
"""Behind other words of the sentence."""
_NAMES = rf"{_NAME}(?:(?:,| and) {_NAME}){{1,3}},? {_JOIN}(?: later| then)?"
_KINDS = rf"{_KIND}(?:, {_KIND}){{1,3}},? {_JOIN}|{_KIND} or"
_AMONG_KINDS = re.compile(rf"{_KIND}, {_KIND},? {_JOIN} $")
"""Of a title: "taxes, guns and"."""
_LAST = re.compile(rf"(?<=[\w,] )(?:{_NAMES}|{_KINDS}) $")
_NAMED = re.compile(rf"{_NAME}, $")
_ONE_MORE = re.compile(rf",? {_JOIN} {_NAME}")
_SEVERAL_MORE = re.compile(rf"(?:, {_NAME}){{1,4}},? {_JOIN} {_NAME}")
_BETWEEN = re.compile(r"\bbetween\b")
_CLAUSE = re.compile(r"\b(?:which|before|until) (?:the )?$")
"""What follows is the subject of a clause that tells of the past."""
_FROM = re.compile(
    r"\b(?:am|is|are|was|were|be|comes?|came|hails?|km|kilomet(?:er|re)s|miles|men|man|women|woman|friend)"
    r" (?:is |originally )?from $"
)
"""Who is from there, or how far away something is."""
_LIFE = re.compile(
    r"\b(?:born|raised|grew up|schooled|learn(?:ed|t)|studied|(?:he|she|they|who|once|has|had) lived)"
    r"(?: \w{1,20}){0,2} in (?:the )?$",
    re.IGNORECASE,
)
"""Where somebody's life began or went on."""
_LONG_AGO = re.compile(
    r" (?:in|since|until) (?:19\d|20[01])\d\b| as an? (?:\w{1,12} )?(?:child|boy|girl|teenager)\b"
    r"| when s?he was\b| before (?:s?he|his|her|they|their)\b"
    r"| (?:\w{1,12} )?(?:years|decades) (?:ago|earlier|before)\b"
)
"""What follows a place in which something was long ago."""
_WHERE = re.compile(r"\b(?:in|at|near|to|from|around|by) (?:the )?$")
_RANGE = re.compile(rf"\bfrom {_NAME} to $")
"""From one end of a country, or of the world, to the other."""
_ALSO = re.compile(rf"\b(?:to|in|from|on) {_NAME} or $")
_NO_LINK = re.compile(
    r"\b(?:no|none|nobody|nor|not|never|without|den(?:y|ies|ied|ying))\b[^.;]{0,30}"
    r"\b(?:links?|ties?|connections?|linked|tied|connected)(?: \w{1,12}){0,2} (?:to|with) (?:the )?$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:compar|liken)(?:ed|es|s|ing)\b[^.;]{1,40}\b(?:to|with) (?:the )?$")
_RULED = re.compile(r"\b(?:when|that|which) (?:the )?$")
_RULES = re.compile(
    r" (?:\w{1,12} )?(?:came|took|held|ruled|seized|captured|overran|smashed|destroyed|blew up)\b"
)
"""What a group did to a place before what the report tells."""
_TO_PLACE = rf"(?:in|to|at|on|near|around|over) (?:the )?(?:{_NAME}(?:, {_NAME}){{0,2}},? {_JOIN} )?$"
_WHO = r"(?<!those )(?<!people )(?<!men )(?<!women )(?<!s )who"
"""Of one person."""
_ONCE = re.compile(
    rf"\b(?:he|she|had|(?-i:I)|\w{{2,20}}, \d\d,|year-old|{_WHO})\b"
    r"[^.;:!?]{0,25}?"
    r"\b(?:(?:fought|served|lived|worked|studied|taught|travell?ed|went|gone|moved|fled|r[au]n|stayed|spent|flown"
    rf"|flew|lost|left|guarded|filmed|held|kept|questioned|joined|headed)"
    rf"\b[^.;:!?]{{0,25}}? (?-i:{_TO_PLACE})"
    rf"|(?:covered|fled) (?-i:(?:{_NAMES} )?)$)",
    re.IGNORECASE,
)
"""Where one person was or went before what the report tells: "he fought in", "the rower who fled"."""
_TELLS = re.compile(r" (?:tells?|told|describes?|recalls?|speaks?|says?|said)\b")
"""What follows in a testimony of the place."""
_FOUGHT = re.compile(
    rf"\b(?:once|had|former\w{{0,3}}|veterans?|ended|that|which|{_WHO})\b[^.;:!?]{{0,25}}"
    r"\b(?:fought|battled|survived|escaped|beat|defeated) $",
    re.IGNORECASE,
)
"""Whom a person fought, or got away from, before what the report tells."""
_ONE_WITH = re.compile(r"(?<!\bwho )(?<!\bwhat )\b(?:is|are|than|the new|as bad as) $", re.IGNORECASE)
"""Of a title: "the rival is ISIS"."""
_HAD_BEEN = re.compile(r"\b(?:had been|once) (?:\w{1,15} )?\w{1,15} by (?:the )?$")
_UNDER = re.compile(r"\bunder (?:the )?$")
_RULE = re.compile(r" (?:rule|control|occupation)\b")
"""A place "under IS rule" was somebody else's once."""
_LEFT_FOR = re.compile(rf"\bleft {_NAME} for $")
_EARLIER = re.compile(r"\bhad (?:at first|first|earlier|initially|previously|once)\b[^.;:!?]{0,30} $")
"""What was so before what the report tells: "officials had first blamed"."""
_KIN = re.compile(
    r"\b(?:with|his|her|their|has|have) (?:family|relatives|parents|cousins|friends?|brothers?|sisters?)"
    rf" in (?:{_NAMES} |{_NAME}, )?$"
)
_TALK = re.compile(r"\b(?:jok(?:e|es|ed|ing)|asked) about (?:the )?$", re.IGNORECASE)
_LIKE = re.compile(r"\b(?:like|unlike|such as) (?:the )?$")
_WHEN_HIS = re.compile(r"\bwhen (?:his|her) [^.;:!?]{1,40} (?:in|near|over|at|outside) $")
_SOMEBODY_FROM = re.compile(
    r"(?:^|: |\b(?:an?|the|by|with) )(?:[\w’'-]{1,20} )?"
    r"(?!water|river|power|transfer|border|order|letter|prisoner|fighter)"
    r"(?:[\w-]{1,15}(?:er|or|ist|ian|man|woman|ee|ent)|man|boy|girl|chef|poet|pilot|athlete|film"
    r"|(?:bowl|dish|lamp|plate|tile|vase)s?) from $",
    re.IGNORECASE,
)
"""Of a title: a person, or a thing for a museum, whose place tells nothing of what happens there."""
_BEARERS = frozenset(
    "Post Times Observer Journal Herald Gazette Tribune Chronicle Grill Restaurant Kitchen Cafe Café Diner "
    "Bakery Bistro Lounge Kebab Kebabs Sweets Foods Motors Trading Ltd Inc LLC Records Studios Stars FC "
    "United Rovers Lions Eagles Falcons Wanderers Band Quartet Orchestra Ensemble Books Pharma "
    "Pharmaceuticals Software Labs".split()
)
_NAMESAKE = re.compile(rf" (?:{'|'.join(sorted(_BEARERS))})\b")
"""A firm, a club, a band or a paper that is called after it."""
_ENDS = re.compile(r"[.,;:!?)]|$")

_PERSONAL = (_FOUGHT, _ONCE, _LEFT_FOR, _WHEN_HIS, _EARLIER, _KIN, _TALK, _LIKE)


def asks_of(document: Document) -> bool:
    """Whether it is known how the document's language mentions in passing."""
    return document.language == "en" or passing.is_known(document.language)


def firm(places: Sequence[int], document: Document) -> Sequence[int]:
    """Those of the sorted `places` whose words are not in passing; all of them where that is not asked."""
    if not asks_of(document) or len(places) > MOST_MENTIONS:
        return places
    start = document.text_start
    titled = [place for place in places if place >> LENGTH_BITS < start]
    if any(not _is_known(place, document, _in_title_in_passing) for place in titled):
        return places
    return [
        place
        for place in places
        if place >> LENGTH_BITS >= start and not _is_known(place, document, _in_passing)
    ]


def has_namesakes(document: Document) -> bool:
    """Whether a text in English may name a firm, a club or a paper at all."""
    if document.language != "en":
        return False
    if document.has_bearers is None:
        document.has_bearers = not (
            _BEARERS.isdisjoint(document.title_tokens) and _BEARERS.isdisjoint(document.text_tokens)
        )
    return document.has_bearers


def namesakes(places: Sequence[int], document: Document) -> Sequence[int]:
    """Those of the sorted `places` that are part of the name of a firm, a club or a paper in English.

    In a title that writes most words with capitals, nobody can tell.
    """
    if len(places) > MOST_MENTIONS or not has_namesakes(document):
        return ()
    start = document.text_start
    return [
        place
        for place in places
        if _NAMESAKE.match(document.around(place, _WINDOW)[1])
        and (place >> LENGTH_BITS >= start or not _is_in_capitals(document.title_tokens))
    ]


def _is_in_capitals(words: Sequence[str]) -> bool:
    return sum(word[0].islower() for word in words) * 4 < len(words)


def _is_known(place: int, document: Document, rule: Callable[[int, Document], bool]) -> bool:
    known = document.in_passing
    if place not in known:
        known[place] = rule(place, document)
    return known[place]


def _in_title_in_passing(place: int, document: Document) -> bool:
    """Whether a title names it only for a person's life, a thing's origin or a comparison."""
    before, after = document.around(place, _WINDOW)
    if document.language != "en":
        return passing.in_title_in_passing(before, after, document.language)
    if _TELLS.match(after):
        return False
    titular = (_ONE_WITH, _LIFE, _COMPARED, _NO_LINK, _SOMEBODY_FROM, _AMONG_KINDS, *_PERSONAL)
    return any(told.search(before) for told in titular)


def _in_passing(place: int, document: Document) -> bool:
    before, after = document.around(place, _WINDOW)
    if document.language != "en":
        return passing.in_text_in_passing(before, after, document.language)
    if _CLAUSE.search(before) or (_FROM.search(before) and _ENDS.match(after)):
        return True
    if (_WHERE.search(before) and _LONG_AGO.match(after)) or (_RULED.search(before) and _RULES.match(after)):
        return True
    if _UNDER.search(before) and _RULE.match(after):
        return True
    if any(
        told.search(before) for told in (_LIFE, _RANGE, _ALSO, _NO_LINK, _COMPARED, _HAD_BEEN, *_PERSONAL)
    ):
        return True
    if _BETWEEN.search(before):
        return False
    if _LAST.search(before):
        return True
    if _LATER.search(before) is None:
        return False
    in_middle = _NAMED.search(before) is not None and _ONE_MORE.match(after) is not None
    return in_middle or _SEVERAL_MORE.match(after) is not None
