"""Turns of an affair that are news at once: what went on has ended, or who was struck is somebody else. Pure.

English by patterns; in other languages their acts speak.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.model import Effect, EffectKind
from bot.news.acts.act import IMPORTANCE, Act
from bot.news.developments.clauses import main_clause
from bot.news.developments.report_view import ReportView
from bot.news.developments.unknowns import CAUSES
from bot.news.language.tags import primary
from bot.news.stories.particulars import classes, classes_of

WORTH = -1.0
"""How much a report must read like news (`ReportView.worth`): short headlines of turns seem half to."""
_READ = 2
"""Sentences of a report that say what goes on."""
_ATTACKER = (
    r"(?:gunm[ae]n|shooters?|attackers?|assailants?|hostage[- ]takers?|hijackers?|knifem[ae]n|suspects?)"
)
_YET = r"(?<!to )(?<!will )(?<!may )(?<!could )(?<!not )"


class _Turn(NamedTuple):
    """What ends something, and what says that it went on."""

    going_on: re.Pattern[str]
    ended: re.Pattern[str]
    acts: frozenset[Act]
    """Of which the main clause tells one; any where there is none."""
    reason: str


_CLOSED = re.compile(
    r"(?i)\b(?:clos(?:e|es|ed|ure)|shut(?:s|down)?|suspend(?:s|ed)?|halt(?:s|ed)?|ground(?:s|ed)|divert\w{1,3}"
    r"|lock-?downs?|warnings?|alert|evacuat\w{1,4}|cancel\w{1,4}|block(?:s|ed)|blackout|outage|curfew)\b"
)
_NO_MORE = "what was closed or feared is so no more"
_TURNS = (
    _Turn(
        re.compile(
            r"(?i)\b(?:hostages?|siege|stand-?off|barricad\w{1,4}|hijack\w{0,4}|manhunt|fugitives?|at large"
            rf"|on the run|escape[sd]?|{_ATTACKER})\b"
        ),
        re.compile(
            rf"(?i)\b{_YET}surrender(?:s|ed)?\b|\bg(?:i|a)ve[sn]? (?:him|her|them)sel(?:f|ves) up\b"
            r"|\b(?:hostages|captives)(?: (?:are|were|all))? (?:freed|free|released|safe)\b"
            r"|\b(?:siege|stand-?off|hijack(?:ing)?|manhunt|hostage[- ]taking|hostage crisis)"
            r"(?: (?:is|has|was))?(?: now)? (?:over|end(?:s|ed))\b"
            rf"|\b{_ATTACKER} (?:(?:is|was|were|has|been|found|shot) ){{0,3}}(?:dead|killed)\b"
            rf"|\b(?:kill|shoot)(?:s|ed)? (?:dead )?(?:[a-z-]{{1,20}} ){{0,4}}{_ATTACKER}\b"
            r"|\b(?:recaptured|caught|shot dead by (?:police|troops|soldiers|officers))\b"
            r"|\b(?:killed|shot|kills|shoots) (?:him|her|them)sel(?:f|ves)\b"
        ),
        frozenset(),
        "what went on has ended",
    ),
    _Turn(
        _CLOSED,
        re.compile(
            rf"(?i)\b{_YET}resume[sd]?\b|\blift(?:s|ed)\b|\brestored\b|\ball[- ]clear\b"
            r"|\bback (?:online|in service|to normal|open)\b"
        ),
        frozenset(),
        _NO_MORE,
    ),
    _Turn(_CLOSED, re.compile(r"(?i)\breopen(?:s|ed)\b"), frozenset({Act.REVERSAL}), _NO_MORE),
    _Turn(
        re.compile(r"(?i)\b(?:missing|vanish(?:es|ed)|disappear(?:s|ed)|lost contact|overdue)\b"),
        re.compile(r"(?i)\b(?:found|located|rescued|lands?|landed|safe and well|turns? up|turned up)\b"),
        frozenset(),
        "what was missing is found",
    ),
)


def turn(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """The effect of a report whose headline tells such a turn first; None of others."""
    if primary(report.language) != "en" or report.worth < WORTH:
        return None
    reason = _end(report, earlier) or _who(report, earlier) or _what(report, earlier)
    if not reason:
        return None
    act = max(report.main_acts, key=lambda act: IMPORTANCE[act.act], default=None)
    name, agent = (str(act.act), act.agent) if act else ("", "")
    return Effect(EffectKind.DEVELOPS, (reason,), name, agent, IMPORTANCE[act.act] if act else 0)


def _end(report: ReportView, earlier: Sequence[ReportView]) -> str:
    headline, acts = report.headline, {act.act for act in report.main_acts}
    for one in _TURNS:
        ended = one.ended.search(headline)
        # "The siege is over" has its end in the main clause, whatever follows that word.
        if ended is None or ended.group().split()[0] not in main_clause(headline):
            continue
        if one.acts and not one.acts & acts:
            continue
        if any(one.going_on.search(line) for other in earlier for line in _lines(other)) and not any(
            one.ended.search(line) for other in earlier for line in (other.headline, *other.sentences)
        ):
            return one.reason
    return ""


def _lines(report: ReportView) -> tuple[str, ...]:
    return (report.headline, *report.sentences[:_READ])


_IS = re.compile(r"\b(?:was|were|is|are)\b", re.IGNORECASE)
_STRUCK = re.compile(
    r"\b(?:killed|dead|slain|shot|victims?|bod(?:y|ies)|wounded|injured|remains)\b", re.IGNORECASE
)
_CALLED_READ = 60
_CALLED_ENDS = re.compile(r",|\b(?:says?|said|who|when|from|in|at)\b")
_NOT = re.compile(
    r"^(?P<who>[^,]{3,60}), not [^,]{3,40}, (?:was |were )?(?:killed|shot|dead)\b", re.IGNORECASE
)
_HARMLESS = frozenset("unarmed innocent minor minors deaf blind disabled wedding".split())
_FAMILY = "family"
_WORD = re.compile(r"[^\W\d_]+")


def _who(report: ReportView, earlier: Sequence[ReportView]) -> str:
    """Why a headline is news that says who was struck: "Man killed at checkpoint was a shepherd"."""
    called = set(_called(report.headline))
    if not called:
        return ""
    known = {kind for other in earlier for kind in _kinds(" ".join((other.headline, *other.sentences)))}
    return "who was struck was not told" if called - known else ""


def _called(headline: str) -> Iterator[str]:
    """What a headline calls those who were struck."""
    instead = _NOT.match(headline)
    if instead:
        yield from _kinds(instead["who"])
    verb = _IS.search(headline)
    if verb and _STRUCK.search(headline, 0, verb.start()):
        rest = headline[verb.end() : verb.end() + _CALLED_READ]
        yield from _kinds(_CALLED_ENDS.split(rest, maxsplit=1)[0])


def _kinds(text: str) -> Iterator[str]:
    victims, _ = classes()
    for word in _WORD.findall(text.lower()):
        if word in _HARMLESS:
            yield word
        yield from classes_of(word, victims) - {_FAMILY}


_CAUSED = re.compile(
    r"\b(?:blast|explosion|fire|crash|collapse|bang|blackout|outage|derailment|sinking)\b[^,:;]{0,40}?"
    r"\b(?:was|were|caused by|came from)\b(?P<cause>[^,:;]{3,50})",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|no)\b", re.IGNORECASE)
_OTHER_CAUSES = re.compile(r"\b(?:mines?|gas|deliberate|shells?|accident)\b", re.IGNORECASE)


def _what(report: ReportView, earlier: Sequence[ReportView]) -> str:
    """Why a headline is news that says what it was: "Market blast was car bomb, police say"."""
    found = _CAUSED.search(report.headline)
    said = found["cause"] if found else ""
    cause = CAUSES.search(said) or _OTHER_CAUSES.search(said)
    if cause is None or _NEGATED.search(said):
        return ""
    lines = (line.lower() for other in earlier for line in (other.headline, *other.sentences))
    return "" if any(cause.group().lower() in line for line in lines) else "what it was had not been told"
