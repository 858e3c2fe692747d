"""Persons known by surname: the headline has it alone, and nobody else in the article shares it."""

from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.language.lazy_regex import Rule

_NAME = Rule(r"[A-Z\u00c0-\u00de][\w'\u2019-]*\w")
_TITLES = (
    r"(?:President(?:-elect)?|Prime Minister|Sens?\.|Reps?\.|Gov\.|Gen\.|Secretary of State"
    r"|Secretary of Defense"
    r"|Defense Secretary|Attorney General|Foreign Minister|Foreign Secretary|Defense Minister"
    r"|Chancellor|Speaker"
    r"|(?:Majority|Minority) (?:Leader|Whip)|Secretary|Senator|Governor|Mayor|Chairman|Minister|King"
    r"|Pope|Dr\.|Mr\.)"
)
_BEFORE = Rule(
    r"(?P<honour>(?:(?:[Ff]ormer|U\.S\.|US|Republican|Democratic|House|Senate|Vice|State) ){0,4}"
    rf"{_TITLES} )?"
    r"(?P<given>(?!" + _TITLES + r")[A-Z\u00c0-\u00de][\w'\u2019-]{1,40}+ (?:[A-Z]\. )?)?$"
)
_STAND_BY_TITLES = frozenset(
    "incoming outgoing presumptive acting interim then longtime current new embattled ousted".split()
)
"""Words that say something of a title, and nothing of a surname alone: "incoming House Speaker"."""
_MENTIONS = 40
"""How many mentions of a surname are looked at."""
_REACH = 60
"""How many characters before a surname are searched for title and given name."""


def known_surnames(headline: str, text: str) -> frozenset[str]:
    """Surnames in the headline of persons whom the text calls by title and given name, and by surname alone.

    A surname that the text also gives to another person is left out.
    """
    names = set(_NAME.findall(headline))
    return frozenset(name for name in names if len(name) > 3 and _is_one_person(name, text))


def _is_one_person(name: str, text: str) -> bool:
    given: set[str | None] = set()
    honoured, place = False, text.find(name)
    for _ in range(_MENTIONS):
        if place < 0 or len(given) > 2:
            break
        style = _BEFORE.search(text, max(0, place - _REACH), place) if _may_be_styled(text, place) else None
        given.add(style["given"] if style else None)
        honoured = honoured or bool(style and style["honour"] and style["given"])
        place = text.find(name, place + len(name))
    return honoured and None in given and len(given) == 2


def _may_be_styled(text: str, surname_at: int) -> bool:
    """Whether the word right before the surname may be a title or a given name."""
    before = text[max(0, surname_at - _REACH) : surname_at]
    return before.endswith(" ") and not before[:-1].rpartition(" ")[2].islower()


def style_before(text: str, surname_at: int) -> int:
    """Where title and given name before the surname begin; `surname_at` where there are none."""
    start = max(0, surname_at - _REACH)
    style = _BEFORE.search(text, start, surname_at)
    if not style or not style["honour"] or (style.start() and text[: style.start()].rstrip()[-1:].isupper()):
        return surname_at
    before = text[: style.start()].rsplit(None, 1)
    if before and before[-1] in _STAND_BY_TITLES:
        return surname_at
    if before and before[-1][:1].isupper() and not before[-1].endswith((".", ",", ":")):
        opens = len(before) == 1 and before[0].lower() in FUNCTION_WORDS
        return style.start() if opens else surname_at
    return style.start()
