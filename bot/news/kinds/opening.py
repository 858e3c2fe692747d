"""What stands in a full text before its first sentence: the title again, captions, bylines, dates, offers.

A feed that delivers whole articles, or a page that was read, begins with it. None of it is the report's first
sentence, and all of it would be read as if it were.
"""

import re

from bot.news.language.lazy_regex import has_any

_ALIKE = 24
"""So many equal first characters make the text begin with its title."""
_MOST = 8
"""So many things may stand before a text."""
_FILED_CAP = 80
"""Characters within which a bracket opens where a text tells where it was filed."""
_CAPTION_CAP = 420
"""Characters of the longest caption with its credit."""
_STOPS = " .-–—|…:"

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?"
_HOUR = r"(?:\d{1,2}[:.]\d\d ?(?:[apAP]\.?[mM]\.?)?|\d{1,2} [apAP]\.?[mM]\.?)(?: [A-Z]{2,4}\b)?"
_DATE = (
    r"(?:(?:AFP|AP|Reuters|DPA|Xinhua|Date of publication|Published|Posted|(?:Last )?[Uu]pdated):? (?:on )?)?"
    rf"(?:{_DAY} )?(?:{_MONTH} \d{{1,2}},?|\d{{1,2}} {_MONTH}),? 20\d\d(?:,? {_HOUR})?"
)
_WIRE = (
    r"(?:CNN|AP|Reuters|AFP|UPI|DPA|BBC|Xinhua|CNSNews\.com|CBS News|ABC News|NBC News|Bloomberg|KTLA"
    r"|[A-Z]\w{1,12}(?: World)? and Agencies)"
)
_NAME = r"[A-Z][\w.’'-]{1,20}"
_BEFORE = re.compile(
    r"(?:Story [Hh]ighlights|KEY POINTS|Key Points|ADVERTISEMENT|Advertisement|Share All sharing options for:"
    r"|Breaking News Emails|SUBSCRIBE|JUST WATCHED|MUST WATCH|Replay More Videos(?: ?\.\.\.)?|CLOSE"
    r"|Get breaking [^.]{5,90}\.(?: The news[^.]{5,90}\.)?"
    r"|\[Click here [^\]]{5,140}\]"
    r"|(?:Editor['’]s [Nn]ote|Corrections?(?: (?:&|and) [Cc]larifications?)?|Clarification): [^.]{5,240}\."
    rf"|Updated?:?(?: {_MONTH} \d{{1,2}})?(?: at)? {_HOUR}(?: (?:on )?{_MONTH} \d{{1,2}})?"
    rf"|{_DATE}(?= [A-Z\"“‘'])"
    rf"|By (?:{_NAME} ){{1,2}}{_NAME}(?=,? (?:{_NAME} (?:Reporter|Correspondent|Writer)|[A-Z(]))"
    r") ?"
)
"""Each begins what it is found in; a text may begin with several."""
_SELDOM = (
    ("USA", re.compile(rf"(?:(?:{_NAME},? |and ){{2,8}})?USA ?T(?:ODAY|oday) (?=[A-Z\"“‘'])")),
    (
        "newsletter",
        re.compile(
            r"[^.!?]{0,120}\b(?:[Ss]ubscribe to|[Ss]ign up (?:for|to)) [^.!?]{2,60}\bnewsletters?\b[.!]? ?"
        ),
    ),
)
"""The same, each with what must stand near the start, or its pattern is not tried."""
_CREDIT = re.compile(
    r"\((?:Photo|Image|Credit|File)[^()]{2,70}\)|\([^()]{0,50}(?:Getty Images|AP Photo|Associated Press"
    r"|Reuters"
    r"|/AP|/AFP|Pool)[^()]{0,30}\)"
    r"|(?:Photo(?: [Ii]llustration)?s?(?: by)?|Image|Credit|Photograph):? "
    rf"(?:{_NAME} ?[/|,]? ?){{1,5}}?(?:Getty Images|AP\b|AFP\b|Reuters\b|Shutterstock)"
    r"|(?:\b[A-Z][\w.’'-]{1,20} ){1,3}\| (?:Getty Images|Reuters|AP|AFP|Bloomberg|CNBC)"
    r"|[A-Z][\w.’'-]{1,20}/(?:Getty Images|AP(?: Images?)?|AFP|Reuters|EPA)(?: via Getty Images|/Getty"
    r" Images)?\b"
    r"|REUTERS/[A-Z]\w{1,20}(?: [A-Z]\w{1,20})?"
    r"|\(\w{3,4}\.? \d{1,2}\) (?:AP|USA TODAY)|(?<=[.”\"]) (?:VPC|AP|USA TODAY|Wochit)(?= [A-Z])"
)
"""Who took the picture, at the end of its caption."""
_SIGNS = (
    "Photo",
    "Getty",
    "/A",
    "/E",
    "/R",
    "REUTERS",
    "Image",
    "Credit",
    " | ",
    "(Pool",
    ") AP",
    " VPC ",
    " AP ",
    " USA TODAY ",
)
"""One of them is in every credit."""
_TOGGLE = re.compile(r"(?P<credit>.{3,80}?) (?P=credit) ")
_FILED = re.compile(
    rf"(?:{_NAME}(?:[ ,/]{{1,2}}{_NAME}){{0,4}},? )?(?:{_MONTH} \d{{1,2}} )?\({_WIRE}\)(?: ?(?:--|[-–—]))?"
    rf" (?=\S)"
)
"""Where a wire's report was filed, the dash left out: "Washington (CNN) ", "Oct 24 (Reuters) - "."""
_TEASERS = re.compile(r" (?:[A-Z][\w.’'-]{1,20} ){1,3}[A-Z][a-z]{1,20}(?=[A-Z]).{10,400}? MORE\b")
"""Other headlines that a site puts after a name: "Trump Donald John TrumpJudge halts law ... MORE said"."""


def first_words(text: str, title: str) -> tuple[str, bool]:
    """The text from its first sentence on, and whether where it was filed stood before it.

    `text` is plain, on one line, and already cut to what is read.
    """
    if " MORE" in text:
        text = _TEASERS.sub("", text)
    stem = title.rstrip(_STOPS).casefold()
    for _ in range(_MOST):
        found = _FILED.match(text) if "(" in text[:_FILED_CAP] else None
        if found:
            return text[found.end() :], True
        place = _start_of(text, stem)
        if not place:
            break
        text = text[place:].lstrip(_STOPS)
    return text, False


def _start_of(text: str, stem: str) -> int:
    """How many characters stand before the next part of the text; 0 where it begins."""
    found = _BEFORE.match(text)
    for sign, pattern in _SELDOM:
        if not found and text.find(sign, 0, _CAPTION_CAP) >= 0:
            found = pattern.match(text)
    if found:
        return found.end()
    if len(stem) >= _ALIKE and text[: len(stem)].casefold() == stem and text[len(stem) :].strip(_STOPS):
        return len(stem)
    return _caption(text)


def _caption(text: str) -> int:
    """The length of the caption that the text begins with."""
    toggle = text.find("toggle caption ", 0, _CAPTION_CAP)
    if toggle >= 0:
        end = toggle + len("toggle caption ")
        credit = _TOGGLE.match(text, end)
        return credit.end() if credit else end
    start = text[:_CAPTION_CAP]
    if not has_any(start, _SIGNS):
        return 0
    found = _CREDIT.search(start)
    return found.end() if found else 0
