"""Find the parts of an article's text that are not the report: captions, player text, bylines, datelines."""

from collections.abc import Sequence
from dataclasses import replace

from bot.news.facts.site_lines import is_site_line
from bot.news.language.lazy_regex import Rule, has_any
from bot.news.language.text import OTHER_STOPS, Sentence, writes_no_stop
from bot.news.language.words import word_count
from bot.news.trimming.datelines import STARTS
from bot.news.trimming.truncated import TRUNCATED, complete_length

_ANYWHERE = (
    "JUST WATCHED",
    "Replay More Videos",
    "MUST WATCH",
    "Hide Caption",
    "Hide caption",
    "hide caption",
    "toggle caption",
    "Story highlights",
    "Read more",
    "Read More",
    "READ MORE",
    "(Photo: ",
    "(Image: ",
    "(Credit: ",
    "Photograph: ",
    "Getty Images",
    "Join us on Facebook",
    "Follow us on",
    "follow us on",
    "Sign up for",
    "Sign up to",
    "newsletter",
    "All rights reserved",
    "\u00a9",
    "opinions expressed in",
    "opinions expressed here",
    "views expressed in",
    "views expressed here",
    "earlier version of this",
    "contributed to this report",
    "contributed to this story",
    "contributed to this article",
    "pic.twitter.com",
    "https://t.co",
    "Click here",
    "Click through",
    "Photos:",
    "See the best photos",
    "See photos",
    "AP Photo",
    "your inbox",
    "unsubscribe",
    "reCAPTCHA",
    "homepage for more",
    "licensing opportunities",
    "News Foundation is available",
    "accepting comments",
    "delivered weekday",
    "breaking news alerts",
    "Send a tip",
    "it in the comments",
    "thoughts in the comments",
    "add to this story",
    "Full Coverage on",
    "to continue reading",
    "ad blocker",
    *("try again later", "n error occurred while", "request could not be processed", "enable JavaScript"),
    *(
        "Millions turn to us",
        "readers may find",
        "viewers may find",
        "Join the debate",
        "not support the audio",
    ),
    *("Folgen Sie uns", "Abonnieren Sie", "unseren Newsletter", "Suivez-nous sur", "Abonnez-vous"),
    *("Síguenos en", "Suscríbete a", "Suscríbase a", "devamı için tıklayın", "takip edin.", "me bişopînin"),
    *("Подписывайтесь на", "Следите за нашими", "Підписуйтесь на", "Підписуйтеся на", "Стежте за нашими"),
    *("اشترك في نشرتنا", "اشتركوا في", "تابعونا على", "کانال تلگرام ما", "ما را دنبال کنید"),
    *("לערוץ הטלגרם שלנו", "הצטרפו לערוץ", "关注我们的", "關注我們的", "点击此处", "點擊此處"),
)
_OPENING = Rule(
    r"(?:\([^()]*\)\s*)?\(?(?:Photos?\b:?|Images?:|Image (?=[A-Z])|Video:|STORY:|MORE:|RELATED|Related\b"
    r"|WATCH\b|Watch:"
    r"|READ\b|By [A-Z][\w.'-]+ [A-Z]"
    r"|(?:(?i:Editor(?:'|\u2019)?s(?:'|\u2019)? note)|Corrections?(?: (?:&|and) \w+:)?|CORRECTION"
    r"|Clarification|CLARIFICATION"
    r"|Note to readers)\b"
    r"|Like us on|Follow "
    r"(?:@|him|her|me|(?:the|our) (?:live\b|[\w ]{1,40} as (?:it|they|we|he|she)\b))"
    r"|Subscribe\b|Click (?:here|on|the|for)\b|Share this|Tweet this|ADVERTISEMENT"
    r"|Advertisement|Loading"
    r"|Enlarge\b|Copyright\b|The opinions expressed|\(?(?:Additional r|R)eporting by|\(?(?:Writing"
    r"|Editing) by"
    r"|This (?:story|article|post|page) (?:has been|was|is)|Updated?:|Last updated|Published:|Posted:|@\w+"
    r"|\u2014 .{3,60}\(@\w+\)|Download\b|Comments?$|CNN's [A-Z][\w'., -]+(?:contributed|reported)"
    r"|Contributing:"
    r"|Caption\b|Facebook Twitter\b|Continue reading|Skip to\b|Sign in\b|Log in\b|Most (?:read|popular"
    r"|viewed)|Recommended"
    r"|Get the latest|FILE(?: PHOTO| -|:)|File photo"
    r"|You can (?:read|see|watch|find|follow|listen|hear)\b|(?:Get|Sign up|Register) (?:breaking|now|today"
    r"|the)\b"
    r"|(?:Here(?:'s|\u2019s| is| are)|Below (?:is|are))\b|Not (?:the|an? (?!single\b)|even)\b"
    r"|[A-Z][\w.]*(?: [A-Z][\w.]*)* v\.? [A-Z][\w.]*(?: [A-Z][\w.]*)*$"
    r"|\d{1,3} of \d{1,3} [A-Z]|(?:An? )?(?:[Gg]eneral |[Aa]erial )?[Vv]iew (?:of|from|shows) "
    r"|Visit [A-Z]|(?:In )?[Tt]his (?:undated |file |(?:[A-Z][a-z]+\.? )?(?:\d{1,2}, )?\d{4},? )*"
    r"(?:image|photo|picture|photograph|(?:frame|screen) ?grab)\b"
    r"|(?:A )?[Ss]creen ?(?:shot|grab) (?:of|from)\b)"
)
_PICTURED = Rule(
    r"\b(?:is|are) (?:shown|pictured) (?:with|at|during|near|outside|after|before|as) |\b(?:is|are"
    r"|was) (?:seen|pictured|shown) (?:in|on|at) (?:an?|this|the)(?: \w+)? (?:image|photo|picture"
    r"|file photo|photograph|video still)\b|\b(?:file|undated) (?:photo|image|picture)\b"
)
_PICTURES = ("photo", "image", "picture", "video still", " shown ")
_SHOWS = (
    r"(?:speaks?|listens?|walks?|arrives?|attends?|waves?|looks?|holds?|poses?|takes?|leaves?|gestures?"
    r"|stands?|reacts?"
    r"|shakes?|greets?|delivers?|signs?|watch(?:es)?|sits?|rall(?:y|ies)|chastises?|talks?|departs?"
    r"|boards?|addresse?s?"
    r"|testif(?:y|ies)|appears?|answers?|smiles?|rides?|march(?:es)?|protests?|hugs?|kiss(?:es)?|carr(?:y"
    r"|ies)|points?"
    r"|discuss(?:es)?|joins?|pauses?|prepares?|participates?|kneels?|embraces?|gathers?|celebrates?|exits?"
    r"|enters?|inspects?|hosts?|views?|surveys?|searche?s?|mourns?|prays?|lights?|lays?|casts?|clears?|flees?)"
)
_DATED_CAPTION = Rule(
    r"(?:(?!\b(?:said|says|told|was|were|had|has|have|is|are|will|would|could|should|may|might|can|did"
    r"|does|to|that|when|if)\b)"
    r".){3,140}?"
    rf"\b{_SHOWS}\b(?!.*\b(?:said|told|was|were|had|have|been)\b).*\b(?:Jan|Feb|March|April|May|June|July"
    rf"|Aug|Sept?"
    rf"|Oct|Nov|Dec)"
    r"[a-z]*\.? \d{1,2}(?:,? (?:20|19)\d\d(?:,? (?:in|at|near) [^,]*(?:, [^,]*)?)?)?[.)]*$"
)
_FULL_DATE = Rule(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"[a-z]*\.? \d{1,2}, ?20\d\d\b"
)
"""No report gives the weekday and the year of one day."""
_VERBLESS_CAPTION = Rule(
    r"(?!.*\b(?:is|are|was|were|has|had|will|said|says|won|died|fell|left|made|took|met|[a-z]{2,20}ed)\b)"
    r"[A-Z][^,;:\"\u201c]{8,80} on (?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
    r" \d{1,2}, (?:20|19)\d\d\.$"
)
"""Who or what was where, and on which day."""
_PLACED_CAPTION = Rule(
    r", (?:second (?:from )?|far )?(?:left|right|center|centre),? "
    rf"(?:and [A-Z]|of [A-Z]|{_SHOWS}\b|is\b|are\b)"
    rf"|\((?:L|R|C|left|right|center)\),? (?:and\b|{_SHOWS}\b|is\b)"
)
"""A caption: it describes a picture in the present tense, with the date or with who stands where."""
_PLACES = (", left", ", right", ", cent", ", far", "(L", "(R", "(C)", "(left", "(right", "(cent")
_AUTHOR = Rule(
    r"[^\"\u201c,]{0,60}?\bis (?:an? |the |our |currently )*(?:[\w\u2019'-]+ ){0,4}?(?:author of the"
    r"|columnist (?:for|at)"
    r"|contributor (?:to|at|for) [A-Z]|(?:legal|political|security|senior|terrorism|military|CNN"
    r"|Fox News) analyst"
    r"|editor[- ]at[- ]large|contributing editor|staff writer|(?:reporter|correspondent|editor) (?:at"
    r"|for|in|based in) [A-Z]"
    r"|host of [\"\u201c]?[A-Z])"
)
"""A line about the author."""
_RUN_TOGETHER = Rule(r"[a-z][A-Z]\w")
_MORE = Rule(r" MORE\b")
_LINKED_MORE = Rule(r"[a-z?!.'\u2019)] MORE(?:, [a-z]| \(| (?!than\b)[a-z])")
_UNREADABLE = Rule(rf"Tags (?!(?:[\w'\u2019-]+ ){{1,15}}?{STARTS})[A-Z]")
"""A list of tags that runs into the sentence after it."""
_TWEET = Rule(r"(?<![\w.])@\u2060?[A-Za-z_]\w{1,30}")
"""Whoever addresses an account writes a post, which a page shows without quotation marks."""
_QUOTED = Rule('"[^"]{0,500}"|\u201c[^\u201d]{0,500}\u201d')
_LABEL = Rule(
    r"(?:(?:[A-Z][\w.'\u2019&-]*+|of|the|and|in|at|for|with|on|to|from|by|an?|de|von|van|al)[, ]{1,2}){1,40}+"
    r"[A-Z][\w'\u2019&-]*+\.$"
)
"""Nothing but names and little words between them: who or what a picture shows."""
_SIGN_OFF = Rule(
    r"; (?:(?:reaction|analysis|insight|details)\b[^;\"\u201c]{0,80}"
    r"|graphic (?:images?|videos?|footage|content|details)[^;\"\u201c]{0,40}"
    r"|[^;\"\u201c]{4,80} (?:reports|explains|reacts|discusses|weighs in"
    r"|has (?:more|(?:the )?(?:details|latest|story)))"
    r"(?: from [^;]{3,40})?)\.?$"
    r"|(?<=\.) (?:[A-Z][A-Za-z]{1,8} ){0,2}[A-Z]{2,5}(?:['\u2019]s)? [A-Z][\w'\u2019-]{1,20} "
    r"[A-Z][\w'\u2019-]{1,20} (?:is there|is tracking the storm|reports|explains|has more)\.$"
)
"""Who speaks of it in a programme, after the news itself."""
_ENDS_OF_PROGRAMMES = (" is there.", " the storm.", " reports.", " explains.", " has more.")
_SITE = Rule(r"(?:^| )[\w-]{2,40}\.(?:com|org|net|co\.uk)$")
"""Another site's headline ends in its address."""
_LONGEST_LABEL = 120
_ENDED = Rule(rf"[.!?\u2026{OTHER_STOPS}][\"'\u201d\u2019\u00bb)\]]*$")
MIN_WORDS = 5


def marks_in(text: str) -> tuple[str, ...]:
    """The boilerplate phrases that an article holds; `is_junk` needs to look for no others."""
    return tuple([mark for mark in _ANYWHERE if mark in text])


def is_junk(text: str, marks: Sequence[str] = _ANYWHERE) -> bool:
    """Whether a sentence or line belongs to the page, not to the report."""
    if has_any(text, marks):
        return True
    if (
        _OPENING.match(text)
        or _UNREADABLE.match(text)
        or (len(text) < _LONGEST_LABEL and _LABEL.match(text))
        or (has_any(text, _PICTURES) and _PICTURED.search(text))
        or (" MORE" in text and _lists_links(text))
    ):
        return True
    if is_site_line(text) or is_caption(text) or (" is " in text[:70] and _AUTHOR.match(text)):
        return True
    if "." in text[-7:-1] and _SITE.search(text, max(0, len(text) - 50)):
        return True
    return "@" in text and _TWEET.search(_QUOTED.sub(" ", text)) is not None


def _lists_links(text: str) -> bool:
    """Whether links are run together within a sentence, or end within it in "MORE"."""
    if _LINKED_MORE.search(text):
        return True
    joint = _RUN_TOGETHER.search(text)
    return joint is not None and _MORE.search(text, joint.end()) is not None


def is_caption(text: str) -> bool:
    """Whether a sentence is a picture's caption."""
    if "day," in text and _FULL_DATE.search(_QUOTED.sub(" ", text)) is not None:
        return True
    dated = "20" in text[-60:] or any(map(str.isdigit, text[-4:]))
    if dated and (_DATED_CAPTION.match(text) or _VERBLESS_CAPTION.match(text)):
        return True
    return has_any(text, _PLACES) and _PLACED_CAPTION.search(text) is not None


def is_heading(text: str, least: int = MIN_WORDS) -> bool:
    """Whether a line is a heading, a label or a name (short, or without a full stop), or is cut off.

    A sentence has `least` words.
    """
    end = text[-6:]
    if _is_cut_off(end):
        return True
    if _ENDED.search(text, max(0, len(text) - 4)) is None:
        return not (writes_no_stop(text) and word_count(text) >= 2 * MIN_WORDS)
    return len(text.split(None, least)) < least and word_count(text) < least


def _is_cut_off(end: str) -> bool:
    return ("\u2026" in end or ".." in end) and TRUNCATED.search(end) is not None


def report_length(text: str) -> int:
    """How many characters of a sentence are left without what announces a programme or is cut off at its end.

    All of them, where nothing complete would be left.
    """
    if _is_cut_off(text[-6:]):
        return complete_length(text) or len(text)
    announced = ";" in text[-140:] or text.endswith(_ENDS_OF_PROGRAMMES)
    sign_off = _SIGN_OFF.search(text) if announced else None
    return sign_off.start() if sign_off else len(text)


def report_in(sentence: Sentence) -> Sentence:
    """The sentence without what announces a programme or is cut off at its end; itself where nothing is."""
    length = report_length(sentence.text)
    if length == len(sentence.text):
        return sentence
    return replace(sentence, text=sentence.text[:length], end=sentence.start + length)
