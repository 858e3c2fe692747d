"""What stands in an article's text and is no part of the report: captions, player text, bylines, datelines."""

import re

_JUNK = re.compile(
    r"JUST WATCHED|Replay More Videos|MUST WATCH|Hide Caption|Story highlights|\bREAD MORE\b|Read more|Read More\b"
    r"|Photos: |^Photos?\b:?|^Image(?:s)?:|^Video:|^STORY:|^MORE:|^RELATED|^Related|^WATCH\b|^Watch:|^READ:|^READ\b"
    r"|\((?:Photo|AP Photo|Image|Credit|Photograph)[: ]|\bPhotograph(?:s|er)?:|Getty Images|/\s?(?:AFP|AP|Reuters)\b"
    r"|^(?:Editor(?:'|’)?s(?:'|’)? note|Correction|Clarification|Note to readers)\b|Follow (?:us|him|her|me|@?\w+)? ?on "
    r"(?:Twitter|Facebook|Instagram)|Join us on Facebook|Like us on|^Follow @|^Subscribe|Sign up (?:for|to)|newsletter"
    r"|^Click here|^Share this|^Tweet this|^Advertisement|^ADVERTISEMENT|^Loading|^Enlarge|All rights reserved"
    r"|^Copyright|©|^The opinions expressed|opinions expressed (?:in|here)|contributed to this (?:report|story|article)"
    r"|^Reporting by|^Additional reporting|^Writing by|^Editing by|^\(?(?:Reporting|Writing|Editing) by|^By [A-Z][\w.'-]+ [A-Z]"
    r"|^This (?:story|article|post|page) (?:has been|was|is)|^Updated? |^Last updated|^Published|^Posted"
    r"|pic\.twitter\.com|https?://t\.co|^— .{3,60}\(@\w+\)|\(@\w{2,20}\)|^@\w+|^Download |^Comments?$|cookies?\b.{0,40}browser"
    r"|^CNN's [A-Z][\w'., -]+(?:contributed|reported)|^Contributing:|^Caption|hide caption|toggle caption|^Continue reading"
    r"|^Skip to|^Sign in|^Log in|^Most (?:read|popular|viewed)|^Recommended|^Breaking news emails|^Get the latest|^Lire aussi"
    r"|^Lesen Sie (?:auch|hier)|^Mehr zum Thema|^Lea también|^Читайте также|^اقرأ أيضا|^Ayrıca okuyun"
)
_AGENCY = r"(?:CNN|AP|Reuters|AFP|UPI|BBC|DPA|dpa|Xinhua|TASS|Bloomberg|USA TODAY|Thomson Reuters Foundation|AA|EFE|KUNA)"
_NAME = r"[A-Z\u00c0-\u00de][\w.'\u2019-]*"
_DATELINE = re.compile(
    rf"(?:{_NAME}(?:[ ,/]+(?:{_NAME}|de|of|al)){{0,6}},?\s*)?\((?:{_AGENCY})[^()]{{0,25}}\)\s*(?:--|[-\u2013\u2014:])?\s*"
    rf"|[A-Z\u00c0-\u00de]{{4,}}(?:[ /'.-]+[A-Z\u00c0-\u00de]{{2,}})*(?:,\s[^\u2014\u2013()\n]{{2,30}}?)?\s*"
    rf"(?:\([^()]{{2,30}}\)\s*(?:--|[-\u2013\u2014])?|--|\s[-\u2013]\s|\u2014)\s*"
)
_STAMP = re.compile(
    r"(?:\[[^\[\]]{3,60}\]\s*"
    r"|(?:Updated|UPDATED?|Posted|Published|BREAKING(?: NEWS)?|CORRECTED)\b[^a-z]{0,30}(?:--|[:\u2014|-])\s+"
    r"|\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:E[SD]?T|GMT|BST|UTC|CET)?\s*(?:[:\u2013\u2014|-]\s+|(?=[A-Z]))"
    r"|[\u2022\u25cf\u25aa\u00b7*\u2013\u2014-]\s+|CLOSE\s+)+"
)
_ENDED = re.compile(r"[.!?\u2026\u061f\u06d4\u0964\u3002][\"'\u201d\u2019\u00bb)\]]*$")
MIN_WORDS = 5


def is_junk(text: str) -> bool:
    """Whether a sentence or a line is furniture of the page, not of the report."""
    return _JUNK.search(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line is a heading, a label or a name: too short, or without a stop at its end."""
    return _ENDED.search(text) is None or len(text.split()) < MIN_WORDS


def lead_length(text: str) -> int:
    """How many characters of furniture a sentence begins with: bullet mark, time stamp, dateline."""
    at = 0
    for pattern in (_STAMP, _DATELINE, _STAMP):
        found = pattern.match(text, at)
        at = found.end() if found else at
    return at if at < len(text) else 0
