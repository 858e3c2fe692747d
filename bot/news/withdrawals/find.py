"""Where a report tells that a country's forces leave a place abroad, stay there after all or may go.

A sentence tells of it where a word of going has a force of that country near it ("US to pull 400 soldiers
out"), or the country itself and a place abroad ("Pentagon: exit from Niger on time"), and where it gives up
a base. A force is that of the people before it ("American soldiers"), else of who acts in the sentence
("France pulls troops out"), else of whom the report spoke before ("The soldiers will fly home"). What is
denied or only planned counts; history, and forces that leave home, do not.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from bot.news.withdrawals import clauses, history, signs
from bot.news.withdrawals.bases import given_up, pact_ended
from bot.news.withdrawals.forces import PRONOUNS, is_lost, is_task_near, people_before
from bot.news.withdrawals.forces import forces as forces_of
from bot.news.withdrawals.going import Going, goings
from bot.news.withdrawals.lexicon import NOBODY
from bot.news.withdrawals.sentences import PARTS, SAYS, Actor, Sentence

_FROM_PLACES = ("out", "leave", "move")
"""Roles of words of going that may have the place that is left, rather than the force, beside them."""
_PLACE_REACH = 6
_NEAR_OWNER = 3
_FAR_OWNER = 6
_THEN = frozenset(
    "overnight now soon sooner before by as until unless if early and too at from off away up again".split()
)
"""What may follow a verb of leaving that has no object."""
_ANY = frozenset("the a any full for of its early quick hasty".split())
_TELLING = frozenset("tell tells told telling inform informs informed informing assures assured".split())
_WITH_IT = ("army", "navy", "military", "and", "its", "allies")
_SAYING = frozenset("says said denies no not is it to will plans wants vows may now be it's".split())
"""What may stand between a country and the verb that it leaves, so that nobody else does."""


def withdrawals(report: Sequence[Sentence], country: str) -> list[int]:
    """The numbers of the words, in order, in which the sentences of a report tell of it.

    `country` is an ISO 3166 code. Time is linear in the words.
    """
    telling = [*report[:2], *(one for one in report[2:] if one.may_tell)]
    if not any(one.may_tell for one in telling):
        return []
    reader = _Reader(telling, country)
    return sorted({one.start + at for one in telling for at in reader.read(one)}) if reader.is_abroad else []


class _Reader:
    """Reads a report sentence by sentence, and remembers of whose forces it spoke."""

    def __init__(self, report: Sequence[Sentence], country: str) -> None:
        self._country = country
        actors = [actor for one in report for actor in one.actors]
        self._named = [actor for actor in actors if not actor.is_place]
        at_home = any(actor.is_place and actor.country == country for actor in actors)
        self._elsewhere = next(filter(self._foreign, actors), None)
        """Something foreign that the report names first."""
        abroad = self._elsewhere is not None or any(
            one.having("abroad", "afar", "wars") or (one.having("base") and not at_home) for one in report
        )
        abroad = abroad or (not at_home and clauses.is_somewhere_left(report[0]))
        self.is_abroad = abroad and any(actor.country == country for actor in self._named)
        """Whether a report can tell of it at all: it names the country and something abroad."""
        self._is_political = any(actor.is_speaker for actor in actors)
        self._is_military = any(
            one.having("force", "warlike", "afar")
            or (one.having("base") and (self._is_political or (one.having("people") and not at_home)))
            or forces_of(one, False)
            for one in report
        )
        self._is_arrival = clauses.is_arrival(report[0], country)
        """Whether the title tells that forces go to a place; then those that leave in the text leave home."""
        self._is_of_pact = bool(report[0].having("pact")) and not forces_of(report[0], False)
        """Whether the title tells of a treaty or a deal; then a withdrawal may be from that."""
        self._is_of_others = False
        """Whether the title tells that another country's forces leave."""
        self._is_over = not self._is_arrival and any(
            one.having("out", "end", "pack", "less")
            or any(not clauses.is_of_body(one, at) for at in one.having("leave"))
            or (one.having("move") and not {"home", "back"}.isdisjoint(one.words))
            for one in report
        )
        self._spoken_of = ""
        self._army = ""
        """Whose forces the report last named; "they" are these."""

    def read(self, one: Sentence) -> Iterator[int]:
        """The words of a sentence that tell of it."""
        forces = forces_of(one, self._is_military)
        if not history.is_history(one) and not clauses.is_of_drill(one):
            found = list(goings(one, self._country, self._is_over))
            for going in found:
                yield from self._gone(one, going, forces)
            left = [going.at for going in found if going.role in _FROM_PLACES]
            yield from given_up(one, left, self._country, lambda base: self._owner(one, base))
            if not (self._is_of_others or self._is_arrival):
                owner = partial(self._owner, one)
                yield from signs.told(
                    one, self._country, forces, owner, self._is_military, self._is_political
                )
            if self._is_military:
                yield from pact_ended(one, self._country)
        named = [force for force in forces if one.words[force] not in PRONOUNS]
        armies = named or [i for i in one.having("service") if people_before(one, i)]
        if armies:
            self._spoken_of = self._army = self._owner(one, armies[0])
        elif not self._spoken_of and one.actors and not one.actors[0].is_place:
            together = clauses.side_by_side(one, self._country)
            self._spoken_of = self._country if together else one.actors[0].country

    def _gone(self, one: Sentence, going: Going, forces: Sequence[int]) -> Iterator[int]:
        """The word of going and its force, or the word alone where a place is left."""
        near = [f for f in forces if f != going.at and -going.before <= f - going.at <= going.after]
        near = [f for f in near if not clauses.is_apart(one, going.at, f)]
        if going.role in _FROM_PLACES and self._is_arrival:
            return
        if going.role == "end" and not is_task_near(one, going.at):
            near = []
        if going.role == "leave":
            near = [f for f in forces if self._stays(one, going.at, f)] or near
        force = min(near, key=lambda f: abs(f - going.at), default=None)
        place = self._place_left(one, going.at) if going.role in _FROM_PLACES else None
        owner = "" if force is None else self._owner(one, force, place)
        if one.start == 0 and owner not in ("", self._country):
            self._is_of_others = all(actor.country != self._country for actor in one.actors)
        if self._is_of_others:
            return
        if force is not None and owner == self._country:
            yield from (going.at, force)
        elif (
            self._goes_itself(one, going.at)
            or self._speaks_of_itself(one, going)
            or (going.role in _FROM_PLACES and self._leaves_country(one, going.at))
        ):
            yield going.at

    def _stays(self, one: Sentence, at: int, force: int) -> bool:
        """ "Leave 400 soldiers in Syria"."""
        behind = not {"in", "behind"}.isdisjoint(one.words[force + 1 : force + 3])
        beside = 0 < force - at <= 8 and not clauses.is_apart(one, at, force)
        return behind and beside and any(map(self._foreign, one.actors))

    def _owner(self, one: Sentence, force: int, place: Actor | None = None) -> str:
        """The country whose force it is; not that of a `place` that is left, unless it is named before."""
        if one.has("foreign", force - 1) or one.has("foreign", force - 2):
            return self._country
        if one.words[force] in PRONOUNS:
            named = [i for i in forces_of(one, False) if i < force and one.words[i] not in PRONOUNS]
            if named:
                return self._owner(one, named[-1])
            return self._army or self._named_before(one, force, only_speakers=True)
        if one.word(force - 1) == "our" and not one.has("people", force):
            return self._named[0].country
        if one.words[force].isdecimal() and (own := self._army or self._named_before(one, force)):
            return own
        before, country = self._acting(one, force, place)
        teller = self._teller(one, force, before)
        return teller.country if teller else before.country if before else country

    def _teller(self, one: Sentence, force: int, told: Actor | None) -> Actor | None:
        """Who tells another one of its own forces: "US tells Iraq its soldiers will go"."""
        possessive = next((i for i in (force - 1, force - 2) if one.word(i) in ("its", "their")), None)
        if told is None or possessive is None or one.word(told.start - 1) not in _TELLING:
            return None
        if "to" in one.words[told.end : possessive]:
            return None
        return next((actor for actor in reversed(one.actors) if actor.end < told.start), None)

    def _named_before(self, one: Sentence, at: int, only_speakers: bool = False) -> str:
        """The country, or who speaks for it, that a sentence names last before a word; else nothing."""
        who = [actor for actor in one.actors if actor.start <= at and not actor.is_place]
        states = [actor for actor in who if actor.country != NOBODY]
        named = [actor for actor in states if actor.is_speaker or not only_speakers]
        return named[-1].country if named else ""

    def _acting(self, one: Sentence, at: int, place: Actor | None) -> tuple[Actor | None, str]:
        """Who acts before a word of the sentence, and the country that acts where nobody does: that of which
        the report spoke, or who is named later, but not the `place` that is left."""
        who = [actor for actor in one.actors if not actor.is_place and actor != place]
        before = next((actor for actor in reversed(who) if actor.start <= at), None)
        with_it = [actor for actor in who if before and clauses.is_joined(one, actor, before)]
        before = next((actor for actor in with_it if actor.country == self._country), before)
        if before or self._spoken_of or place is None:
            return before, self._spoken_of or next(a.country for a in (*who, *self._named))
        others = [actor for actor in self._named if actor.country not in (place.country, NOBODY)]
        later = {actor for actor in who if not actor.is_speaker and one.word(actor.end) not in SAYS}
        return before, next(actor.country for actor in (*[a for a in others if a not in later], *others))

    def _goes_itself(self, one: Sentence, at: int) -> bool:
        """ "US packs up at Bagram", "Washington will leave sooner": the country and nobody else goes."""
        own = one.roles[at]
        if one.word(at + 1) == "from" and any(one.has("pact", i) for i in range(at + 2, at + 9)):
            return False
        is_alone = one.word(at + 1) in _THEN or at + 1 == len(one.words) or clauses.is_dated(one, at + 1)
        slips = "move" in own and self._is_military and one.word(at + 1) in ("away", "out")
        if (own.isdisjoint(("pack", "leave", "out", "away")) and not slips) or "trip" in own or not is_alone:
            return False
        before = next((a for a in reversed(one.actors) if a.end <= at and not a.is_place), None)
        if before is None or before.country != self._country or one.is_possessive(before):
            return False
        if not self._is_military and (
            one.having("pact", "civilian") or not any(map(self._foreign, one.actors))
        ):
            return False
        is_they = before.is_speaker and clauses.is_journey(one, at, before)
        places = {i for actor in one.actors if actor.is_place for i in range(actor.start - 1, actor.end)}
        between = [i for i in range(before.end, at) if i not in places and one.words[i] not in _SAYING]
        return not is_they and all(one.has("will", i) or one.words[i] in _WITH_IT for i in between)

    def _speaks_of_itself(self, one: Sentence, going: Going) -> bool:
        """ "'We are leaving,' US tells Iraq"; "their departure" or "a timetable for withdrawal" where the
        report spoke of its forces."""
        at = going.at
        if "trip" in one.roles[at] and self._army == self._country:
            told = any(self._foreign(actor) or actor.country == NOBODY for actor in one.actors)
            if one.word(at - 1) == "their" or (
                one.word(at - 1) in _ANY and not told and one.word(at + 1) != "of"
            ):
                return True
        if going.role not in ("leave", "move") or not any(w.startswith("we") for w in one.words[:at][-3:]):
            return False
        speaker = next((actor for actor in one.actors if actor.start > at), None)
        if speaker is None or speaker.is_place or speaker.country != self._country:
            return False
        says = any(one.word(i) in SAYS for i in range(speaker.end, speaker.end + 2))
        return says and speaker.start - at <= 2 and not one.has("civilian", speaker.end)

    def _leaves_country(self, one: Sentence, at: int) -> bool:
        """Whether the country itself leaves a place abroad: "US exit from Iraq"."""
        place = self._place_left(one, at)
        if place is None or one.has("state", place.end):
            return False
        before, country = self._acting(one, at, place)
        if before and clauses.is_journey(one, at, before):
            return False
        if before and one.has("people", before.start) and not self._is_military:
            return False
        if (before.country if before else country) != self._country:
            return False
        first = min(at, place.start)
        who = range(max(first - 3, before.end) if before else max(first - 5, 0), first)
        if any(clauses.is_civilian(one, i, at) for i in who):
            return False
        if before and is_lost(one, before.start, before.end):
            return False
        last = min(len(one.roles), max(at + 3, place.end + 2))
        if "draw" not in one.roles[at] and any(
            not one.roles[i].isdisjoint(("pact", "civilian")) for i in range(first, last)
        ):
            return False
        if one.words[at].startswith("abandon"):
            return self._is_military
        alone = before and not {*one.words[before.end : at]} - _SAYING
        if alone and one.words[at].startswith("vacat"):
            return True
        return self._is_military or self._is_political or (bool(alone) and clauses.is_all(one, at, place))

    def _place_left(self, one: Sentence, at: int) -> Actor | None:
        own = one.roles[at]
        for actor in one.actors:
            if actor.is_speaker or not self._foreign(actor):
                continue
            beside = 0 <= at - actor.end <= 1 and one.word(at - 1) != "to" and not one.is_possessive(actor)
            if "trip" in own and beside:  # "Syria withdrawal"
                return None if history.is_named_by_year(one, actor.start) else actor
            if 0 < actor.start - at <= _PLACE_REACH + 2 * one.words[at].startswith("vacat"):
                before = actor.start - 1
                while before > at and one.words[before] in PARTS:
                    before -= 1
                out_of = one.words[before] in ("of", "from") and one.has("away", before - 1)
                left = "leave" in own and before == at
                if left or out_of or ("out" in own and "ahead" not in one.words[at:before]):
                    return actor
        if self._is_told_alone(one, at):
            named = next((actor for actor in one.actors if actor.country != self._country), None)
            if named is None and one.start == 0 and "draw" in own and self._elsewhere is not None:
                return self._elsewhere._replace(start=at + 1, end=at + 1)
            return named
        return clauses.name_left(one, at) if "leave" in own and self._is_military else None

    def _is_told_alone(self, one: Sentence, at: int) -> bool:
        """A withdrawal without "from": "Somalia asks Biden to reverse pullout", "US announces departure"."""
        if "draw" in one.roles[at]:
            return one.word(at + 1) != "of"
        if self._is_of_pact:
            return False
        reach = _FAR_OWNER if self._is_military else _NEAR_OWNER
        before = next((a for a in reversed(one.actors) if a.end <= at and not a.is_place), None)
        acts = before is not None and before.country == self._country
        acts = acts or (one.start == 0 and clauses.with_host(one, self._country))
        by_country = before is not None and at - before.end < reach and acts
        return by_country and "trip" in one.roles[at] and one.word(at + 1) not in ("of", "from")

    def _foreign(self, actor: Actor) -> bool:
        return actor.country not in (self._country, NOBODY)
