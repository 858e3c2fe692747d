"""Which effect a report has on its story: the one place that tells news from repetition. Pure.

Rules tell what speaks against the story (denials, corrections, lower figures) and what its tolls do. For all
else a small model (`novelty`) says how likely a desk would send the report. What is no news confirms, colours
or repeats, and no phone buzzes.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.model import EDITABLE_FOR, Effect, EffectKind
from bot.news.acts.act import IMPORTANCE, STANCES, Act
from bot.news.acts.recognise import ReportedAct, acts_undone, only_reacts
from bot.news.developments.alive import takes_back_death
from bot.news.developments.denials import confirmed_by_denier, contradiction, is_of_another
from bot.news.developments.newness import (
    STRONG,
    has_new_number,
    new_share,
    overlap,
    own_words,
    told_elsewhere,
)
from bot.news.developments.novelty import is_new, is_news, is_told, read_signs
from bot.news.developments.report_view import ReportView
from bot.news.developments.tolls import changes_own, counted, grown, repeats_revision, revised
from bot.news.developments.turns import turn
from bot.news.figures.novelty import senses, share_in
from bot.news.language.tags import primary

TOLD_SHARE = 0.6
"""Share of what a headline adds to its story from which an earlier mention of the same act has told it."""
SAME_DEATH = 0.5
"""Share of a headline's words in another that names the dead from which both tell of the same death."""
COLOUR_SHARE = 0.3
"""Share of a headline's words that must be new to its story for more than a repetition."""
HALF = 0.5
"""Share of an edit's words that the first version has, from which it is the same report put right."""
NEW_SHARE = 0.55
"""Share of a headline's words that must be new to its story for another denial or correction."""

SURE = 2.0
"""From here on a report surely reads like news (`ReportView.worth`)."""
HAPPENS = 1.5
"""From here on it reads like news enough to tell a happening."""
NEXT_DAY = timedelta(hours=20)

_SAYS = re.compile(r"\b(?:says?|said|claims?|claimed|insists?|according to)\b", re.IGNORECASE)
"""A headline that gives what one side says."""
_BESIDE = re.compile(r"\b(?:as|while|but|though|although)\b|[;,]", re.IGNORECASE)
"""Before a clause in a headline that tells news of its own: "Toll rises to 12 as army denies shelling"."""
_EARLIER_VERSION = re.compile(
    r"\b(?:earlier|previous) (?:version|story|headline|report|post) .{0,60}"
    r"\b(?:said|stated|gave|named|had|was)\b",
    re.IGNORECASE,
)
"""How a publisher notes that it changed a report."""
_DIES = re.compile(r"\b(?:dies|succumbs)\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:second|third|fourth|fifth|another|more|further|again|also|other"
    r"|new(?! (?:york|zealand|orleans|delhi|jersey|hampshire|mexico|england|guinea|caledonia)))\b",
    re.IGNORECASE,
)


def effect_of(report: ReportView, earlier: Sequence[ReportView], news_at: datetime | None = None) -> Effect:
    """What `report` does to the story of the reports `earlier`, oldest first.

    `news_at`: when the story's last news was published; None: the time of its first report.
    """
    if not earlier:
        return Effect(EffectKind.FOUNDS, ("first report of the event",), importance=_importance(report))
    if report.copy_of is not None:
        return _nothing_new(report, earlier, "copy of another report")
    if all(primary(other.language) != primary(report.language) for other in earlier):
        return _first_in_language(report, earlier)
    return (
        _stance(report, earlier)
        or confirmed_by_denier(report, earlier)
        or _life(report, earlier)
        or contradiction(report, earlier)
        or _rewritten(report, earlier)
        or revised(report, earlier)
        or _toll(report, earlier)
        or _another_death(report, earlier)
        or turn(report, earlier)
        or _news(report, earlier, news_at or earlier[0].published_at)
        or _another_happening(report, earlier)
        or counted(report, earlier)
        or _nothing_new(report, earlier, "too little in it is new")
    )


def _importance(report: ReportView) -> int:
    return max((IMPORTANCE[act.act] for act in report.head_acts), default=0)


def _first_in_language(report: ReportView, earlier: Sequence[ReportView]) -> Effect:
    """What the first report in a language does: mostly it translates what others have told.

    It is news where it alone tells a strong act or a stance, however long ago others told theirs, or where
    its toll has jumped or was revised downward.
    """
    untold = {act.act for act in report.main_acts if not any(other.mentions(act.act) for other in earlier)}
    toll, lowered = _toll(report, earlier), revised(report, earlier)
    effect = None
    if untold & STANCES:
        effect = _stance(report, earlier)
    elif lowered is not None:
        effect = lowered
    elif untold & STRONG and report.worth >= SURE:
        effect = _developed([act for act in report.main_acts if act.act in untold])
    elif toll is not None and toll.kind is EffectKind.JUMPS:
        effect = toll
    return effect or _nothing_new(report, earlier, "first report of it in this language")


def _stance(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """A denial, correction or retraction that was not told yet."""
    for act in report.head_acts:
        if act.act not in STANCES or _mentions_only(report, act):
            continue
        if _was_told(report, act, earlier):
            return _nothing_new(report, earlier, f"this {act.act} was told")
        kind = EffectKind.DENIES if act.act is Act.DENIAL else EffectKind.CORRECTS
        if act.act is Act.DENIAL and is_of_another(report.headline, report.language):
            kind = EffectKind.DEVELOPS  # It says nothing against what was told.
        return Effect(kind, (f"a {act.act}",), str(act.act), act.agent, IMPORTANCE[act.act])
    return None


def _mentions_only(report: ReportView, act: ReportedAct) -> bool:
    """Whether a clause beside the main one recalls a stance: "slammed after interview denying it"."""
    return act not in report.main_acts and not _BESIDE.search(report.title)


def _life(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """That somebody lives, or that nobody died, whose death was told.

    Where one side may only say so, which is known of English headlines, that is a denial.
    """
    if not takes_back_death(report, earlier):
        return None
    is_fact = primary(report.language) == "en" and not _SAYS.search(report.title)
    act = Act.CORRECTION if is_fact else Act.DENIAL
    kind = EffectKind.DENIES if act is Act.DENIAL else EffectKind.CORRECTS
    return Effect(kind, ("a death told before is taken back",), str(act), importance=IMPORTANCE[act])


def _rewritten(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """An edit by which a publisher takes back what its headline said before.

    A higher toll puts nothing right.
    """
    own = next((other for other in earlier if other.article_id == report.article_id), None)
    if own is None or overlap(report, [own]) < HALF:
        return None
    reason = _put_right(report, own)
    if reason is None or any(report.tolls.get(kind, 0.0) > value for kind, value in own.tolls.items()):
        return None
    return Effect(EffectKind.CORRECTS, (reason,), str(Act.CORRECTION), importance=IMPORTANCE[Act.CORRECTION])


def _put_right(report: ReportView, own: ReportView) -> str | None:
    """What a publisher put right in its own report; None where it took nothing back."""
    if own.head_numbers and report.head_numbers and own.head_numbers != report.head_numbers:
        return f"{report.publisher} changed its figure"
    if acts_undone(report.headline, report.language) & {act.act for act in own.head_acts}:
        return f"{report.publisher} takes back what it told"
    gone = own.head_senses - report.head_senses
    says_so = any(_EARLIER_VERSION.search(sentence) for sentence in report.sentences)
    return f"{report.publisher} put its headline right" if gone and says_so else None


def _was_told(report: ReportView, act: ReportedAct, earlier: Sequence[ReportView]) -> bool:
    """Whether an earlier report mentions the same act of the same matter."""
    if act.act is Act.CORRECTION and repeats_revision(report, earlier):
        return True
    mentions = [words for other in earlier for name, words in other.told if name == act.act]
    if not mentions or has_new_number(report, earlier):
        return False
    again = _AGAIN.search(report.title)
    if not again and any(earlier[place].tells(act.act) for place in told_elsewhere(report, earlier)):
        return True
    if act.act is Act.DENIAL and _speaks_anew(act, earlier):
        return False
    if not again:
        return new_share(report, earlier) < NEW_SHARE
    own = own_words(report, earlier)
    return not own or any(share_in(own, words) >= TOLD_SHARE for words in mentions)


def _speaks_anew(act: ReportedAct, earlier: Sequence[ReportView]) -> bool:
    """Whether somebody else than before denies."""
    who = senses(act.agent)
    before = [senses(other.agent) for report in earlier for other in report.acts if other.act is act.act]
    named = [agents for agents in before if agents]
    return bool(who) and bool(named) and all(who.isdisjoint(agents) for agents in named)


def _toll(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """What the headline does to the tolls, but for a small growth beside something else that is new."""
    effect = grown(report, earlier)
    small = effect is not None and effect.kind is EffectKind.COUNTS
    return None if small and _does_more(report, earlier) else effect


def _does_more(report: ReportView, earlier: Sequence[ReportView]) -> bool:
    """Whether a headline with a higher toll tells something else as well: "Gunman arrested; toll is 29"."""
    new = {act.act for act in new_acts(report, earlier)} - {Act.DEATH, Act.WORSENING}
    return any(act.act in new for act in report.main_acts)


def _another_death(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """A headline that says that somebody died since, without a toll: "Mayor dies after shooting"."""
    if not _DIES.search(report.title):
        return None
    own = own_words(report, earlier)
    deaths = [other for other in earlier if any(act.act is Act.DEATH for act in other.head_acts)]
    if any(share_in(own, other.head_senses) >= TOLD_SHARE for other in deaths):
        return None
    if not _AGAIN.search(report.title) and any(_is_death_of_one(other) for other in deaths):
        return None
    # Where no dead are counted, the headline names who died.
    named = [other for other in deaths if "killed" not in other.tolls]
    if any(share_in(report.head_senses, other.head_senses) >= SAME_DEATH for other in named):
        return None
    reason = "a death not told before"
    return Effect(EffectKind.DEVELOPS, (reason,), str(Act.DEATH), importance=IMPORTANCE[Act.DEATH])


def _is_death_of_one(report: ReportView) -> bool:
    """Whether a headline tells that somebody died, as one that names him otherwise may again."""
    return bool(_DIES.search(report.title)) and "killed" not in report.tolls


def new_acts(report: ReportView, earlier: Sequence[ReportView]) -> list[ReportedAct]:
    """The acts of the headline that no report has told, or of which this is another: "second arrest"."""
    again = _AGAIN.search(report.title)
    return [
        act
        for act in report.head_acts
        if is_new(act, report, earlier) or (again and not _was_told(report, act, earlier))
    ]


def _news(report: ReportView, earlier: Sequence[ReportView], news_at: datetime) -> Effect | None:
    """What a desk would send, as far as the signs tell."""
    acts = new_acts(report, earlier)
    signs = read_signs(report, earlier, news_at, acts)
    nothing_new = not acts and not signs.new_number and not signs.higher_toll and is_told(report, earlier)
    strong = report.worth >= SURE and any(act.act in STRONG and act in report.main_acts for act in acts)
    if nothing_new or not (strong or is_news(signs)) or only_reacts(report.headline, report.language):
        return None
    return _developed(acts, ("a number not given before",) if signs.new_number else ())


def _another_happening(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """Another happening of the affair, a day after its last: clashes again, though no act was recognised.

    Sooner, it may be the same happening in other words. After two days whatever would alert without the
    affair is told: a thread must cost nobody news.
    """
    pause = report.published_at - earlier[-1].published_at
    least = HAPPENS if pause < EDITABLE_FOR else 0.0
    if not report.tied or pause < NEXT_DAY or report.worth < least:
        return None
    return Effect(EffectKind.DEVELOPS, ("another happening of the affair",))


def _developed(acts: Sequence[ReportedAct], besides: tuple[str, ...] = ()) -> Effect:
    act = max(acts, key=lambda act: IMPORTANCE[act.act], default=None)
    reasons = (*((f"not told before: {act.act}",) if act else ()), *besides)
    return Effect(
        EffectKind.DEVELOPS,
        reasons or ("much of it is new, and it is not of the first hour",),
        str(act.act) if act else "",
        act.agent if act else "",
        importance=IMPORTANCE[act.act] if act else 0,
    )


def _nothing_new(report: ReportView, earlier: Sequence[ReportView], reason: str) -> Effect:
    heard = {other.publisher for other in earlier}
    if report.publisher not in heard:
        return Effect(EffectKind.CONFIRMS, (reason, f"first report of {report.publisher}"))
    if new_share(report, earlier) >= COLOUR_SHARE or changes_own(report, earlier):
        return Effect(EffectKind.COLOURS, (reason,))
    return Effect(EffectKind.REPEATS, (reason,))
