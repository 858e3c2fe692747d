"""What stands before a sentence and is none of it: bullet marks, time stamps, places and agencies."""

import re

from bot.news.language.lazy_regex import Rule, has_any
from bot.news.language.words import tokens
from bot.news.places.placenames import mentions

STARTS = (
    r"(?:At least|More than|Up to|Around|An?|The|In|On|At|As|After|Dozens|Hundreds|Thousands|Two|Three"
    r"|Four|Five|Six|Seven"
    r"|Eight|Nine|Ten|Several|Some|Many|Activists|Officials|Police) (?:[a-z\d]|[A-Z]{2})"
)
_TAGS = rf"Tags (?:[\w'\u2019-]+ ){{1,15}}?(?={STARTS})"
_AGENCY = (
    r"(?:CNN|AP|Reuters|AFP|UPI|BBC|DPA|dpa|Xinhua|TASS|Bloomberg|USA TODAY|Thomson Reuters Foundation|AA|EFE"
    r"|SANA|IANS|ANI|PTI|APP|Anadolu(?: Agency)?|IRNA|ISNA|NNA|KUNA|WAM|MENA|Petra|Yonhap|Kyodo|Interfax"
    r"|Tasnim|Fars|ANHA|SPA|ANSA|Antara|Bernama|Wafa|WAFA|QNA|INA|DHA|İHA|ANKA|KNA|epd|EUROPA PRESS"
    r"|Europa Press|Prensa Latina|Lusa|ANF|NNA|Sputnik)"
)
_UPPER = r"A-Z\u00c0-\u00deĞİŞ"
_NAME = rf"[{_UPPER}][\w.'\u2019-]*"
_CAPITALS = rf"(?:[{_UPPER}]{{4,}}|[A-Z]{{2,}}(?= [A-Z]{{3,}})|ŞAM\b)(?:[ /'.-]+[{_UPPER}]{{2,}})*"
_MONTH = (
    r"(?:ene|janv?|f[eé]vr?|feb|mar[sz]?|a[bv]r|ma[iy]|jui?[nl]|ago|ao[uû]t|sept?|oct|okt|nov|d[ieé][cz])"
    r"[a-zé]{0,7}\.?"
)
"""In Spanish and French, which write it small."""
_DATELINE = Rule(
    rf"(?:{_NAME}(?:[ ,/]{{1,2}}(?:{_NAME}|\d{{1,2}}|20\d\d|de|of|al|la|el|le|{_MONTH})){{0,6}}"
    r",?\s*+(?:\([A-Z][\w ]{2,20}\) )?)?"
    rf"\((?:{_AGENCY})[^()]{{0,25}}\)\s*+(?:--"
    rf"|\.?[-\u2013\u2014\u2015:])?\s*+"
    rf"|(?:{_NAME}(?: {_NAME}){{0,3}}(?:,| -| /| \u2013) (?=[A-Z]))?"
    rf"{_AGENCY} ?(?:--|[-\u2013\u2014]) (?=[A-Z])"
    rf"|{_NAME}(?: {_NAME}){{0,3}}, {_AGENCY}: (?=[A-Z])"
    rf"|{_CAPITALS}(?:,\s[^\u2013-\u2015()\n]{{2,30}}?)?\s{{0,8}}"
    rf"(?:\((?:{_AGENCY})\b[^()]{{0,25}}\)\s*+(?:--|[-\u2013-\u2015])?"
    r"|\([^()]{2,30}\)\s*+(?:--|[-\u2013-\u2015])|--|\s[-\u2013]\s|[\u2014\u2015])\s*+"
)
_CYRILLIC = r"А-ЯЁІЇЄҐа-яёіїєґ'’"
_ARABIC = r"\u0621-\u064a\u067e-\u06cc"
_DATELINE_ELSEWHERE = Rule(
    rf"(?:[{_CYRILLIC}]{{2,20}}(?:[ -][{_CYRILLIC}]{{2,20}}){{0,2}}"
    rf"(?:[,.] ?(?:\d{{1,2}} [{_CYRILLIC}]{{3,9}}[.,]? ?)?|(?= ?[/(\u2014\u2013-])))?"
    r" ?[/(\u2014\u2013-]? ?(?:РИА ?Новости|ТАСС|Интерфакс|ИНТЕРФАКС|INTERFAX\.RU|Укр[иі]нформ|УНІАН"
    r"|УНИАН|УНН|БЕЛТА)(?:[)/][.:]?| ?[\u2014\u2013-]|\.(?=$))(?: ?[\u2014\u2013-])?\s*+"
    rf"|(?:[{_ARABIC}]{{2,20}}(?: [{_ARABIC}]{{2,20}}){{0,2}}(?: \d{{1,2}} [{_ARABIC}]{{3,9}})?"
    r" ?(?P<dash>[/(\u2014\u2013\u0640،-]) ?)?"
    r"(?:سانا|واس|وام|قنا|كونا|بترا|وفا|واع|رويترز|رویترز|فرانس برس|أ ?ف ?ب|أ\.ف\.ب|د ب أ|الأناضول|سبوتنيك"
    r"|ایرنا|ایسنا|مهر|فارس|تسنیم|میزان|خبرگزاری فرانسه)"
    r"(?: ?[)/](?: ?[\u2014\u2013\u0640:-])?| ?[\u2014\u2013\u0640:-]|(?(dash)(?=\s)|(?!)))\s*+"
    r"|[（(【]?(?:据)?(?:[\u4e00-\u9fff]{0,4}?新社|新华社|新華社|中新社|中新网|中新網|中央社|人民网|人民網|新华网|央视网|法新社|路透社|美联社)"
    r"[^。，,：\s]{0,20}?\d{1,2}日[^。，：\s]{0,4}?[电電讯訊]"
    r"(?:[）)】]\s*+|(?:[（(][^（）()]{1,30}[)）])\s*+|\s++|(?=$))"
    r"|[（(][^（）()]{1,20}[＝=][^（）()]{1,20}[）)]\s*+"
    r"|[（(【]?本[报報][讯訊](?:[）)】]|[（(][^（）()]{1,30}[)）]|[：:\s])\s*+"
)
"""Place, day and agency in Cyrillic and Arabic letters: "ДАМАСК, 27 ноя \u2014 РИА Новости."; in Chinese."""
_SEPARATOR = Rule(r"[-(:\u2013-\u2015](?:(?<!-)|(?=[\s-]))")
"""What every dateline holds: a bracket, a colon, a dash, or a hyphen that stands before white space."""
_PLACE = Rule(
    rf"(?P<place>{_CAPITALS}|{_NAME}(?: {_NAME}){{0,2}}, ?{_NAME}(?: {_NAME}){{0,2}})"
    rf"(?:, ?{_NAME}(?: {_NAME}){{0,2}}| ?/ ?{_NAME})?(?:(?<=[A-Z][A-Z]):| ?\u2014| --) (?=[A-Z\d])"
)
"""Names in capitals before a colon, and two names before a dash: a dateline if the first names a place."""
_MARKS = (": ", "\u2014", " --")
_FRONT = 60
"""Characters of a dateline without an agency."""
_STAMP = Rule(
    r"(?:\[[^\[\]]{3,60}\]\s*"
    r"|(?:The Latest|JUST IN|EXCLUSIVE|Exclusive):\s+"
    r"|Update[^:\n]{0,20}:\s+"
    r"|(?:Updated|UPDATED?|Posted|Published|BREAKING(?: NEWS)?|CORRECTED)\b[^a-z]{0,30}(?:--|[:\u2014|-])\s+"
    r"|\d{1,2}[:.]\d{2}\s*+(?:[ap]\.?m\.?)?\s*+(?:E[SD]?T|GMT|BST|UTC|CET)?\s*+(?:[:\u2013\u2014|-]\s+"
    r"|(?=[A-Z]))"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \d{1,2},? 20\d\d (?=[A-Z\d])"
    r"|(?:(?:Published|Posted|Updated)(?: on)? )?(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov"
    r"|Dec)[a-z]{0,6}\.? \d{1,2},? 20\d\d (?=[A-Z\d])"
    r"|(?:Date of publication )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)day,? )?\d{1,2} [A-Z][a-z]+ 20\d\d (?=[A-Z])"
    r"|(?:[A-Z][\w.-]{2,20}(?: [A-Z][\w.-]{2,20}){0,2}, )?"
    r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2} ?"
    r"(?:--|[:\u2013\u2014-]) (?=[A-Z])"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d (?=[A-Z])"
    rf"|{_TAGS}"
    r"|[\u200e\u200f\u202a-\u202e]+"
    r"|[\u2022\u25cf\u25aa\u25a0\u25ba\u25b6\u00b7*\u2013\u2014-]\s+|CLOSE\s+)+"
)
_SHORT_URL = Rule(r".{0,140}?Get short URL(?: Topic .{1,60}?\(\d+\))?(?: \d+)*\s+(?=\S)")


def lead_length(text: str) -> int:
    """How many characters at a sentence's start are not text: bullet mark, time stamp, dateline."""
    at = lead_end(text)
    return at if at < len(text) else 0


def lead_end(text: str) -> int:
    """The same; all of a sentence that is nothing else: "ДАМАСК, 27 ноя \u2014 РИА Новости."."""
    short = _SHORT_URL.match(text) if "Get short URL" in text else None
    at = short.end() if short else 0
    undated = at = _after(_STAMP.match(text, at), at)
    if _SEPARATOR.search(text, at):
        at = _after(_DATELINE.match(text, at), at)
    if not text[:_FRONT].isascii():
        at = _after(_DATELINE_ELSEWHERE.match(text, at), at)
    if at > undated:
        at = _after(_STAMP.match(text, at), at)
    place = _PLACE.match(text, at, at + _FRONT) if has_any(text[at : at + _FRONT], _MARKS) else None
    if place and any(mention.start == 0 for mention in mentions(tokens(place["place"].title()))):
        at = place.end()
    return at


def _after(found: re.Match[str] | None, at: int) -> int:
    """Where what was found at a place ends; the place itself where nothing was found."""
    return found.end() if found else at
