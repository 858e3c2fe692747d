"""Stories as grouping remembers them, a report beside one, and which reports are another happening. Pure."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.news.across.evidence import Trace, contrary, trace
from bot.news.across.evidence import odds as proof
from bot.news.across.grounds import in_two_countries
from bot.news.across.rarity import Rarity
from bot.news.across.usual import usual
from bot.news.stories.candidates import stems_of
from bot.news.stories.judge import LINE, Verdict, forbidden, judge
from bot.news.stories.likeness import Likeness, Probe, compare
from bot.news.stories.report import Clues, Report
from bot.news.stories.signature import Signature, overlap, sign

MEMBERS = 6
"""Reports of a story in one language that are kept for comparison: the first and the latest, no copies."""
COPY = 0.8
"""A report is a copy of another from this share of the shorter one's runs of words on."""
COPIED_RUNS = 8
"""Runs of words that a text must have to be told a copy: about a headline."""
OF_AFFAIR, LONGER = 4, 8
"""A story of so many reports is an affair, and stays open so many times longer: a trial, an inquiry comes."""
BEST_SHARE = 0.2
"""What the most alike report of a story counts beside the mean of all: events are not chains."""
SURE = 6.0
"""Log-odds beyond which a pair counts no more: one twin among strangers makes no story of them."""
DEVELOPS = 0.5
"""Log-odds at least of a development of the story's incident, told by name, however few words it shares."""
ENGLISH = "en"
WORDS_SUFFICE = frozenset([ENGLISH, "zh"])
"""Languages in which the verdict on words stands alone: in the one the weights were fitted, the other has no
letters by which names are compared."""
BEYOND = -1.0
"""How far, in log-odds, the verdict on words may go beyond that on what needs no translation."""
WITNESSES = 2
"""Reports that must forbid another before it leaves their story: one may have named a wrong place itself."""


class Seen(NamedTuple):
    """All that is compared of a report."""

    signature: Signature
    trace: Trace
    """What reports in other languages see of it."""


@dataclass(slots=True, eq=False)
class Member:
    """A report as its story remembers it; one known by its clues alone is read when it is first compared."""

    id: int | str
    published_at: datetime | None
    publisher: str
    clues: Clues
    _seen: Seen | Report

    @property
    def signature(self) -> Signature:
        """The report as others in its language see it."""
        return self._read().signature

    def trace(self) -> Trace:
        """The report as others in other languages see it."""
        return self._read().trace

    def _read(self) -> Seen:
        if isinstance(self._seen, Report):
            self._seen = _seen(self._seen)
        return self._seen


def member_of(report: Report, clues: Clues | None = None) -> Member:
    """A report, read at once unless its clues are known."""
    if clues is not None:
        return Member(report.id, report.published_at, report.publisher, clues, report)
    seen = _seen(report)
    found_by, besides = stems_of(seen.signature.terms)
    own = Clues(seen.signature.language, found_by, besides, seen.trace.glance())
    return Member(report.id, report.published_at, report.publisher, own, seen)


def _seen(report: Report) -> Seen:
    title, text, at = report.title, report.text, report.published_at
    signature = sign(title, text, report.language, at)
    return Seen(signature, trace(title, text, report.language, signature.scene, at))


@dataclass(slots=True)
class OpenStory:
    """A story that may take further reports."""

    ids: list[int | str]
    """Its own id, then those of the stories merged into it."""
    members: list[Member] = field(default_factory=list)
    """Those of its reports with which others are compared."""
    reports: dict[int | str, int | str] = field(default_factory=dict)
    """Each of its reports, in order of placement, with the report of which it is a copy, or itself."""
    first_at: datetime | None = None
    last_at: datetime | None = None

    def keep(self, member: Member) -> None:
        """Hold a member; of those in its language the first and the latest stay."""
        self.members.append(member)
        alike = [one for one in self.members if one.clues.language == member.clues.language]
        if len(alike) > MEMBERS:
            self.members = [one for one in self.members if one is not alike[1]]

    def exchange(self, member: Member) -> None:
        """Hold a report of the story, which may be a copy of another, as it was edited."""
        if any(one.id == member.id for one in self.members):
            self.members = [member if one.id == member.id else one for one in self.members]
        else:
            self.members.append(member)
        self.reports[member.id] = member.id

    def in_time(self, at: datetime | None, window: timedelta) -> bool:
        """Whether a report of that time may be of the story, which stays open for the window."""
        if at is None or self.first_at is None or self.last_at is None:
            return True
        return self.first_at - window <= at <= self.last_at + self._stays(window)

    def takes(self, member: Member, window: timedelta, forbid: Callable[[Member, Member], str]) -> bool:
        """Whether a report may be of the story in time, and is not kept apart from all in its language."""
        in_own = self.in_language_of(member).members
        return self.in_time(member.published_at, window) and not edited_apart(member, in_own, forbid)

    def closes_at(self, window: timedelta) -> datetime | None:
        """When it takes no more reports; None where the date of its last is not known."""
        return None if self.last_at is None else self.last_at + self._stays(window)

    def _stays(self, window: timedelta) -> timedelta:
        return window * LONGER if len(self.reports) >= OF_AFFAIR else window

    def date(self, at: datetime) -> None:
        """Note the date of a report."""
        self.first_at = at if self.first_at is None else min(self.first_at, at)
        self.last_at = at if self.last_at is None else max(self.last_at, at)

    def leaving(self, apart: Collection[int | str]) -> list[int | str]:
        """The reports `apart` and their copies; where the founder is one, all the others."""
        leaving = [key for key, own in self.reports.items() if own in apart]
        if self.ids[0] in leaving:
            return [key for key in self.reports if key not in leaving]
        return leaving

    def hand_over(self, leaving: Collection[int | str], parted: "OpenStory") -> None:
        """Let reports become those of another story."""
        for key in leaving:
            parted.reports[key] = self.reports.pop(key)
        parted.members = [member for member in self.members if member.id in parted.reports]
        self.members = [member for member in self.members if member.id in self.reports]
        self.ids = [key for key in self.ids if key not in parted.ids]

    def redate(self) -> None:
        """Tell anew from its members when it was reported first and last."""
        dates = [member.published_at for member in self.members if member.published_at is not None]
        self.first_at, self.last_at = (min(dates), max(dates)) if dates else (None, None)

    def in_language_of(self, member: Member) -> "OpenStory":
        """The story as its reports in the member's language tell it: others share no words with it."""
        language = member.clues.language
        if all(one.clues.language == language for one in self.members):
            return self
        return replace(self, members=[one for one in self.members if one.clues.language == language])


class Fit(NamedTuple):
    """An open story that is worth a look for a report."""

    order: int
    verdict: Verdict
    story: OpenStory
    """The story as its reports in the language of the report tell it."""
    likenesses: list[Likeness]
    """Those of the report beside each member of the story."""


def compared(probe: Probe, member: Member, story: OpenStory) -> list[Likeness]:
    """The measures of a report beside each member of a story."""
    return [_beside(probe, member, other) for other in story.members]


def _beside(probe: Probe, member: Member, other: Member) -> Likeness:
    same = bool(member.publisher) and member.publisher == other.publisher
    return compare(probe, other.signature, _days(member.published_at, other.published_at), same)


def held(likenesses: Sequence[Likeness], member: Member, story: OpenStory, rarity: Rarity) -> Verdict:
    """The verdict on a report and a story: mostly the mean over its reports, for events are not chains.

    `likenesses` are those of `compared`. A development counts as one where it is told of any report of the
    story and few of them forbid it. In most other languages than English, words alone are not believed beyond
    what needs no translation (figures, names, places), of which `rarity` says how much they tell; in Chinese,
    where they are, what keeps two incidents apart counts as well.
    """
    verdicts = [
        judge(likeness, member.signature, other.signature)
        for likeness, other in zip(likenesses, story.members, strict=True)
    ]
    scores = [max(-SURE, min(SURE, verdict.odds)) for verdict in verdicts]
    odds = BEST_SHARE * max(scores) + (1 - BEST_SHARE) * sum(scores) / len(scores)
    against = [verdict.reason for verdict in verdicts if verdict.reason]
    told = [
        verdict.development
        for verdict, other in zip(verdicts, story.members, strict=True)
        if verdict.development and not _is_toll_of_another(verdict, member, other)
    ]
    if told and 2 * len(against) < len(verdicts):
        return Verdict(max(odds, DEVELOPS), "", told[0])
    language = member.signature.language
    if odds >= 0 and language not in WORDS_SUFFICE:
        proofs = [proof(member.trace(), other.trace(), rarity) for other in story.members]
        odds = min(odds, BEYOND + sum(proofs) / len(proofs))
    elif odds >= 0 and language != ENGLISH:
        odds += sum(contrary(member.trace(), other.trace()) for other in story.members) / len(scores)
    return Verdict(odds, against[0] if against else "", told[0] if told else "")


def _is_toll_of_another(verdict: Verdict, member: Member, other: Member) -> bool:
    """Whether a toll that is told of a report's incident is rather of a like one of the day."""
    return not verdict.tells_more and contrary(member.trace(), other.trace()) < 0


def alike(story: OpenStory, other: OpenStory, discount: Callable[[str], float], rarity: Rarity) -> bool:
    """Whether two stories are of one event by their own reports: a survey of two merges nothing."""
    for member in other.members:
        own = story.in_language_of(member)
        likenesses = compared(Probe(member.signature, discount), member, own)
        if likenesses and held(likenesses, member, own, rarity).odds < 0:
            return False
    return True


def trusted(likenesses: Sequence[Likeness], member: Member) -> bool:
    """Whether the judge may compare a report with a story: the trees for short ones know few languages."""
    language = member.signature.language
    return language == ENGLISH or usual(language) is not None or min(one.short for one in likenesses) >= LINE


def copied(story: OpenStory, member: Member) -> int | str | None:
    """The first report of the story of which the text is a near-copy; one of another country is none."""
    own = member.signature.shingles
    for other in story.members:
        if min(len(own), len(other.signature.shingles)) < COPIED_RUNS:
            continue
        if overlap(other.signature, member.signature) < COPY:
            continue
        if not in_two_countries(member.trace().ground, other.trace().ground):
            return other.id
    return None


def _days(one: datetime | None, other: datetime | None) -> float | None:
    return None if one is None or other is None else abs((one - other).total_seconds()) / 86400


def forbids(member: Member, other: Member, discount: Callable[[str], float]) -> str:
    """Which rule forbids that two reports are of one happening; "" for none.

    A title that strings headlines together names several happenings, so it shows no two apart.
    """
    if member.signature.strung or other.signature.strung:
        return ""
    likeness = _beside(Probe(member.signature, discount), member, other)
    return forbidden(likeness, member.signature, other.signature)


def edited_apart(member: Member, others: Sequence[Member], forbid: Callable[[Member, Member], str]) -> str:
    """Why a report, as its publisher edited it, is of another happening than all `others`; "" if not."""
    reasons = [forbid(member, other) for other in others]
    return reasons[0] if reasons and all(reasons) else ""


def parted_by(
    member: Member, others: Sequence[Member], forbid: Callable[[Member, Member], str]
) -> tuple[tuple[Member, ...], str]:
    """The members of a story that a report which joined it shows to be another happening, and why.

    A rule must forbid them beside the new report and beside at least half of those on its side, two
    reports in all: a single one may be in the wrong story itself.
    """
    reasons = {other.id: forbid(member, other) for other in others}
    side = [member, *(other for other in others if not reasons[other.id])]
    apart = []
    for other in others:
        if not reasons[other.id]:
            continue
        against = 1 + sum(bool(forbid(one, other)) for one in side[1:])
        if against >= WITNESSES and 2 * against >= len(side):
            apart.append(other)
    return tuple(apart), reasons[apart[0].id] if apart else ""
