"""Persons whose surname will do: those whom the headline names so, where the article has nobody else of the
name."""

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
    rf"(?P<honour>(?:(?:[Ff]ormer|U\.S\.|US|Republican|Democratic|House|Senate|Vice|State) )*{_TITLES} )?"
    r"(?P<given>(?!" + _TITLES + r")[A-Z\u00c0-\u00de][\w'\u2019-]+ (?:[A-Z]\. )?)?$"
)
_REACH = 60
"""Characters before a surname in which title and given name are looked for."""


def known_surnames(headline: str, text: str) -> frozenset[str]:
    """Surnames in the headline that stand in the text with a title and given name, alone, and with no other
    given name."""
    return frozenset(
        name for name in set(_NAME.findall(headline)) if len(name) > 3 and _is_one_person(name, text)
    )


def _is_one_person(name: str, text: str) -> bool:
    given: set[str | None] = set()
    honoured, place = False, text.find(name)
    while place >= 0 and len(given) <= 2:
        found = _BEFORE.search(text, max(0, place - _REACH), place) if _may_be_styled(text, place) else None
        given.add(found["given"] if found else None)
        honoured = honoured or bool(found and found["honour"] and found["given"])
        place = text.find(name, place + len(name))
    return honoured and None in given and len(given) == 2


def _may_be_styled(text: str, surname_at: int) -> bool:
    """Whether a word with a capital stands right before the surname."""
    before = text[max(0, surname_at - _REACH) : surname_at]
    return before.endswith(" ") and not before[:-1].rpartition(" ")[2].islower()


def style_before(text: str, surname_at: int) -> int:
    """Where title and given name before the surname at `surname_at` begin; `surname_at` where it has none."""
    start = max(0, surname_at - _REACH)
    found = _BEFORE.search(text, start, surname_at)
    if not found or not found["honour"] or (found.start() and text[: found.start()].rstrip()[-1:].isupper()):
        return surname_at
    before = text[: found.start()].rsplit(None, 1)
    if before and before[-1][:1].isupper() and len(before) > 1 and not before[-1].endswith((".", ",", ":")):
        return surname_at
    return found.start()
