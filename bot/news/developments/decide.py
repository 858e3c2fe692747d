"""Which effect a report has on its story: the one place that tells news from repetition. Pure.

The acts of the headline are compared with what the story's reports have said so far, then the tolls, then the
words. Where nothing speaks for news, the report confirms, colours or repeats, and no phone buzzes.
"""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.model import Effect, EffectKind
from bot.news.acts.act import IMPORTANCE, STANCES, Act
from bot.news.acts.recognise import ReportedAct
from bot.news.developments.newness import (
    has_new_number,
    new_share,
    new_words,
    overlap,
    own_share,
    own_words,
)
from bot.news.developments.report_view import ReportView, known_tolls
from bot.news.figures.novelty import senses, total_weight
from bot.news.language.tags import primary

JUMP_FACTOR = 1.5
JUMP_BY = 10
"""A toll that grew by half or by ten is news by itself."""
TOLD_SHARE = 0.6
"""Share of what a headline adds to its story from which an earlier mention of the same act has told it."""
WEAK_SHARE = 0.3
"""Share of a headline's words that must be new to its story for an everyday act ("orders") to be news."""
OWN_SHARE = 0.3
"""The same share of those words of a headline that are not the story's own name, once it is well reported."""
LATER = timedelta(hours=6)
"""After so long an act that nobody mentioned is a step of its own, whatever its words."""
REWORDED_SHARE = 0.5
"""The same for an everyday act of which the story has told one already."""
ALL_OWN = 0.7
"""Share of the words of its own from which a headline tells another such act."""
SOON = timedelta(hours=2)
"""So soon after an act its other reports come in."""
OPPOSITES = {
    Act.CEASEFIRE: Act.BREACH,
    Act.BREACH: Act.CEASEFIRE,
    Act.ARREST: Act.RELEASE,
    Act.RELEASE: Act.ARREST,
    Act.REVERSAL: Act.ORDER,
    Act.ORDER: Act.REVERSAL,
}
HALF = 0.5
"""Share of an edit's words that the first version has, from which it is the same report put right."""
NEW_SHARE = 0.55
"""The same for a headline in which no act is recognised."""
NEW_WEIGHT = 12.0
"""The least weight of those new words: two or three rare ones."""

PARAPHRASE = 0.35
"""Share of a report's words that its story has, from which at first its headline is another wording."""

STRONG = frozenset(
    {
        Act.CLAIM, Act.CEASEFIRE, Act.RESIGNATION, Act.DISMISSAL, Act.VERDICT, Act.SENTENCE,
        Act.CHARGE, Act.ARREST, Act.PLEA, Act.ADMISSION, Act.TAKEOVER, Act.APPEAL, Act.RELEASE,
        Act.SURRENDER, Act.CONCESSION, Act.RESULT, Act.VICTORY_CLAIM, *STANCES,
    }
)  # fmt: skip
"""Acts that are news whenever the story has not told them; the others need words of their own as well."""

_DIES = re.compile(r"\b(?:dies|succumbs)\b", re.IGNORECASE)
_TOLL = re.compile(r"\btoll\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:second|third|fourth|fifth|another|more|further|again|also|new|other)\b", re.IGNORECASE
)
_STEP = re.compile(
    r"\b(?:first|second|third|fourth|fifth|another|more|further|again|last|final)\b", re.IGNORECASE
)
_LOWER = re.compile(
    r"\b(?:lower(?:s|ed)?|revis(?:e|es|ed|ing)|correct(?:s|ed)?|reduc(?:e|es|ed)|cuts?|down|fewer|not|instead|from)\b",
    re.IGNORECASE,
)
_REACTION = re.compile(
    r"\b(?:urges?|calls? (?:for|on)|condemns?|mourns?|vows?|warns?|slams?|praises?|hails?|reacts?|tributes?|"
    r"condolences|thousands|hundreds|vigils?|anger|fears?|suggests?|says?|said|tells?|told|promises?|"
    r"angered|seeks?|could|might|may|accuses?|thanks?|criticis\w{1,4}|demands?|defends?|blames?|visits?|marks?|remembers?)\b",
    re.IGNORECASE,
)


def effect_of(report: ReportView, earlier: Sequence[ReportView]) -> Effect:
    """What `report` does to the story of the reports `earlier`, oldest first."""
    if not earlier:
        return Effect(EffectKind.FOUNDS, ("first report of the event",), importance=_importance(report))
    if report.copy_of is not None:
        return _nothing_new(report, earlier, "copy of another report")
    if all(primary(other.language) != primary(report.language) for other in earlier):
        return _nothing_new(report, earlier, "first report of it in this language")
    stance = _stance(report, earlier) or _rewritten(report, earlier)
    if stance:
        return stance
    return (
        _revision(report, earlier)
        or _development(report, earlier)
        or _toll(report, earlier)
        or _other_news(report, earlier)
        or _nothing_new(report, earlier, "nothing in its headline is new")
    )


def _importance(report: ReportView) -> int:
    return max((IMPORTANCE[act.act] for act in report.head_acts), default=0)


def _stance(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """A denial, correction or retraction that was not told yet."""
    for act in report.head_acts:
        if act.act not in STANCES:
            continue
        if _was_told(report, act, earlier):
            return _nothing_new(report, earlier, f"this {act.act} was told")
        kind = EffectKind.DENIES if act.act is Act.DENIAL else EffectKind.CORRECTS
        return Effect(kind, (f"a {act.act}",), str(act.act), act.agent, IMPORTANCE[act.act])
    return None


def _rewritten(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """An edit that gives another number in its headline than its publisher's headline gave before."""
    own = next((other for other in earlier if other.article_id == report.article_id), None)
    if (
        own is None
        or own.head_numbers == report.head_numbers
        or not (own.head_numbers and report.head_numbers)
    ):
        return None
    if overlap(report, [own]) < HALF or any(
        report.tolls.get(kind, 0.0) > value for kind, value in own.tolls.items()
    ):
        return None
    reason = f"{report.publisher} changed its figure"
    return Effect(EffectKind.CORRECTS, (reason,), str(Act.CORRECTION), importance=IMPORTANCE[Act.CORRECTION])


def _development(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """The most important act of the headline that the story has not told.

    Soon after a report of one of its acts another wording of the same news is the likelier reading: then only
    a strong act counts.
    """
    acts = [act for act in report.head_acts if act.act is not Act.DEATH]
    new = [act for act in acts if _is_new(report, act, earlier)]
    if len(new) < len(acts) and _is_recent(report, acts, earlier):
        new = [act for act in new if act.act in STRONG]
    if not new:
        return None
    act = max(new, key=lambda act: IMPORTANCE[act.act])
    return Effect(
        EffectKind.DEVELOPS, (f"not told before: {act.act}",), str(act.act), importance=IMPORTANCE[act.act]
    )


def _is_recent(report: ReportView, acts: Sequence[ReportedAct], earlier: Sequence[ReportView]) -> bool:
    """Whether a headline of the last hours has one of these acts."""
    names = {act.act for act in acts}
    recent = (other for other in earlier if report.published_at - other.published_at <= SOON)
    return any(act.act in names for other in recent for act in other.head_acts)


def _is_new(report: ReportView, act: ReportedAct, earlier: Sequence[ReportView]) -> bool:
    if has_new_number(report, earlier) or _is_undone(act.act, earlier):
        return True
    if act.act in STRONG:
        return not _was_told(report, act, earlier)
    mentioned = any(told.act is act.act for other in earlier for told in other.head_acts)
    if mentioned and _was_told(report, act, earlier):
        return False
    new, own = new_share(report, earlier), own_share(report, earlier)
    if mentioned:
        return bool(_STEP.search(report.title)) or new >= REWORDED_SHARE or own >= ALL_OWN
    later = report.published_at - earlier[0].published_at >= LATER
    return new >= (0.0 if later else WEAK_SHARE) or own >= OWN_SHARE


def _is_undone(act: Act, earlier: Sequence[ReportView]) -> bool:
    """Whether the last headline about this act told its opposite: a truce after its breach is news again."""
    opposite = OPPOSITES.get(act)
    steps = [told.act for other in earlier for told in other.head_acts if told.act in (act, opposite)]
    return bool(steps) and steps[-1] is opposite


def _was_told(report: ReportView, act: ReportedAct, earlier: Sequence[ReportView]) -> bool:
    """Whether an earlier report mentions the same act of the same matter."""
    mentions = [words for other in earlier for name, words in other.told if name == act.act]
    if not mentions or has_new_number(report, earlier):
        return False
    if act.act in (Act.DENIAL, Act.CLAIM) and _speaks_anew(act, earlier):
        return False
    if act.act in STRONG and not _AGAIN.search(report.title):
        return new_share(report, earlier) < NEW_SHARE
    own = own_words(report, earlier)
    total = total_weight(own)
    return total == 0 or any(total_weight(own & words) >= TOLD_SHARE * total for words in mentions)


def _speaks_anew(act: ReportedAct, earlier: Sequence[ReportView]) -> bool:
    """Whether somebody else than before denies or claims."""
    who = senses(act.agent)
    before = [senses(other.agent) for report in earlier for other in report.acts if other.act is act.act]
    named = [agents for agents in before if agents]
    return bool(who) and bool(named) and all(who.isdisjoint(agents) for agents in named)


def _revision(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """A toll that is lower than the one told, and says so: late publishers still print old, lower ones."""
    known = known_tolls(earlier)
    for kind, figure in report.toll_figures.items():
        told = known[kind].number.value if kind in known else 0.0
        value = figure.number.value
        own = next((other for other in earlier if other.article_id == report.article_id), None)
        edited = own is not None and own.tolls.get(kind, value) > value
        if value >= told or not (edited or _LOWER.search(figure.sentence)):
            continue
        if not any(other.tolls.get(kind) == value for other in _since_peak(earlier, kind)):
            reason = f"{kind}: {value:g}, down from {told:g}"
            return Effect(EffectKind.REVISES, (reason,), importance=IMPORTANCE[Act.CORRECTION])
    return None


def _since_peak(earlier: Sequence[ReportView], kind: str) -> Sequence[ReportView]:
    """The reports after the one with the highest toll: only these can have told that it is lower."""
    values = [report.tolls.get(kind, -1.0) for report in earlier]
    return earlier[len(values) - values[::-1].index(max(values)) :]


def _toll(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """A toll that is known for the first time, or has grown. It jumps only where the headline tells it."""
    in_headline = _TOLL.search(report.title) or any(act.act is Act.DEATH for act in report.head_acts)
    best: Effect | None = None
    for kind, value in report.tolls.items():
        before = max((other.tolls.get(kind, 0.0) for other in earlier), default=0.0)
        if value <= before or any(value in other.numbers for other in earlier):
            continue
        reason = f"{kind}: {value:g}, up from {before:g}" if before else f"first number of {kind}: {value:g}"
        jumped = value >= JUMP_FACTOR * before or value - before >= JUMP_BY
        if jumped and (in_headline or value in report.head_numbers) and kind in ("killed", "missing"):
            return Effect(EffectKind.JUMPS, (reason,), importance=IMPORTANCE[Act.DEATH])
        best = best or Effect(EffectKind.COUNTS, (reason,))
    if (
        best is None
        and in_headline
        and all(act.act is Act.DEATH for act in report.head_acts)
        and (not _mentions_death(earlier) or _tells_another_death(report, earlier))
    ):
        return Effect(
            EffectKind.DEVELOPS,
            ("a death not told before",),
            str(Act.DEATH),
            importance=IMPORTANCE[Act.DEATH],
        )
    return best


def _tells_another_death(report: ReportView, earlier: Sequence[ReportView]) -> bool:
    """Whether a headline says that somebody died since, without a toll: "Second guard dies in hospital"."""
    if not _DIES.search(report.title):
        return False
    own = own_words(report, earlier)
    total = total_weight(own)
    deaths = [other.head_senses for other in earlier if any(act.act is Act.DEATH for act in other.head_acts)]
    return all(total_weight(own & words) < TOLD_SHARE * total for words in deaths)


def _mentions_death(reports: Sequence[ReportView]) -> bool:
    return any(name == Act.DEATH for report in reports for name, _ in report.told)


def _other_news(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """A headline that says mostly what nobody said yet, and is no reaction."""
    if _REACTION.search(report.title) or "?" in report.title:
        return None
    new = new_words(report, earlier)
    if total_weight(new) < NEW_WEIGHT or new_share(report, earlier) < NEW_SHARE:
        return None
    later = report.published_at - earlier[0].published_at >= LATER
    if not later and overlap(report, earlier) > PARAPHRASE:
        return None
    return Effect(EffectKind.DEVELOPS, ("most of its headline is new",))


def _nothing_new(report: ReportView, earlier: Sequence[ReportView], reason: str) -> Effect:
    heard = {other.publisher for other in earlier}
    if report.publisher not in heard:
        return Effect(EffectKind.CONFIRMS, (reason, f"first report of {report.publisher}"))
    if new_share(report, earlier) >= WEAK_SHARE:
        return Effect(EffectKind.COLOURS, (reason,))
    return Effect(EffectKind.REPEATS, (reason,))
