"""Sentences as the search for withdrawals reads them: words with roles, and names with countries."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.news.language import text as prose
from bot.news.language.words import tokens
from bot.news.places.placenames import Mention, mentions
from bot.news.withdrawals.lexicon import ROLES, speakers

_PLACING = frozenset(
    "in from to at near into of off across inside around for through on between towards".split()
)
PARTS = frozenset(
    "the north south east west northern northeast northeastern southern eastern western federal".split()
)
"""Words between a preposition or a verb and the country that it concerns."""
_HANDLING = frozenset("move pull less stay end out rest".split())
_HELD = ("force", "owned", "level")
_LONGEST = 80
"""Words; a longer sentence is read in parts, so that time is linear whatever is sent."""
_MOST_CHARACTERS = 30_000
"""Of a text; what follows is not read. Only hostile texts are longer and full of forces that leave."""
SAYS = frozenset(
    "say says said tell tells told warn warns warned announces announced confirms confirmed".split()
)
_TELLING = (
    "force",
    "one",
    "owned",
    "service",
    "member",
    "people",
    "those",
    "base",
    "site",
    "out",
    "leave",
    "afar",
    "flag",
)


class Actor(NamedTuple):
    """A name of a country, of its people, of a place in it, or of who speaks for it."""

    start: int
    end: int
    """The word after it."""
    country: str
    """ISO 3166 code, or NOBODY."""
    is_place: bool
    """Whether it says where rather than who."""
    is_speaker: bool


class Sentence:
    """A sentence, or a title. Its names are looked up when first asked for: most tell of something else."""

    def __init__(self, written: Sequence[str], start: int) -> None:
        """`written` are its words; `start` is the number in the article of the first."""
        self.start = start
        self.written = written
        self.roles = list(map(ROLES.__getitem__, written))
        """What each word may do."""
        for at, word in enumerate(written[:-1]):
            if (
                word == "pull"
                and written[at + 1] in ("out", "back")
                and at
                and self._is_noun_of(written[at - 1])
            ):
                self.roles[at] = ROLES["pullout"]  # "Somalia pull-out"

    @staticmethod
    def _is_noun_of(before: str) -> bool:
        return before[0].isupper() and not before.endswith("s")

    @cached_property
    def words(self) -> Sequence[str]:
        """In small letters."""
        return [word.lower() for word in self.written]

    @cached_property
    def actors(self) -> Sequence[Actor]:
        """In order."""
        named = [actor for mention in mentions(self.written) if (actor := self._named(mention)) is not None]
        abroad = [Actor(i, i + 1, "", True, False) for i in self.having("abroad")]
        return self._listed(sorted([*named, *self._speaking(), *abroad]))

    def _listed(self, actors: list[Actor]) -> list[Actor]:
        """The same, where a country right behind one that is where is so too: "in Afghanistan, Iraq"."""
        for i, actor in enumerate(actors[1:], 1):
            before = actors[i - 1]
            placed = before.is_place and self.word(before.start - 1) in _PLACING
            acts = self.word(actor.end) in SAYS or any(
                self.has(role, actor.end) for role in ("force", "owned", "service")
            )
            owned = (
                self.is_possessive(before) and not self.is_possessive(actor) and not self._is_people(actor)
            )
            if owned and before.end == actor.start and not actor.is_speaker:  # "Trump's Germany troop cut"
                actors[i] = actor._replace(is_place=True)
            if placed and before.end == actor.start and not acts and not actor.is_speaker:
                actors[i] = actor._replace(is_place=True)
        return actors

    @property
    def may_tell(self) -> bool:
        """Whether it has a word without which no sentence tells of a withdrawal."""
        return any(not own.isdisjoint(_TELLING) for own in {*self.roles}) or "out" in self.written

    def having(self, *wanted: str) -> list[int]:
        """The words with one of these roles."""
        return [i for i, own in enumerate(self.roles) if own and not own.isdisjoint(wanted)]

    def has(self, role: str, at: int) -> bool:
        """Whether there is a word `at` this place and it has the role."""
        return 0 <= at < len(self.roles) and role in self.roles[at]

    def word(self, at: int) -> str:
        """The word there in small letters; empty outside the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def _is_people(self, actor: Actor) -> bool:
        return any(
            place.kind == "people"
            for one in mentions(self.written)
            if one.start == actor.start
            for place in one.places[:1]
        )

    def is_possessive(self, actor: Actor) -> bool:
        """Whether a name has the ending of "America's"."""
        return self._ends_possessive(actor.end)

    def _ends_possessive(self, end: int) -> bool:
        return self.written[end - 1].endswith(("'s", "’s"))

    def _named(self, mention: Mention) -> Actor | None:
        """The country of a name; None where it only helps those who act: "US-backed forces"."""
        place, start = mention.places[0], mention.start
        if self.has("helped", mention.end) and not self._has_forces_too(mention.end):
            return None
        at = start - 1
        while at >= 0 and self.words[at] in PARTS:
            at -= 1
        is_people = place.kind == "people" or self.written[start].rstrip(".") in ("US", "U.S", "USA")
        placed = self.word(at) in _PLACING or self.has("leave", at) or self.has("out", at)
        if self._ends_possessive(mention.end):
            own = ("force", "owned", "service", "out", "trip")
            placed = placed and not any(self.has(role, mention.end) for role in own)
        else:
            placed = placed or any(self.has(role, mention.end) for role in ("base", "trip", "task", "wars"))
        placed = placed or (self._is_handled(at) and any(self.has(role, mention.end) for role in _HELD))
        placed = placed or (start == 0 and self.word(mention.end).isdecimal())
        is_town = place.kind in ("city", "region") and not self._is_addressed(mention, at)
        is_place = is_town or (placed and not is_people)
        return Actor(start, mention.end, place.country, is_place, False)

    def _is_handled(self, before: int) -> bool:
        """Whether a verb that takes forces as its object stands there: "bring Syria troops home"."""
        return before >= 0 and not self.roles[before].isdisjoint(_HANDLING)

    def _has_forces_too(self, at: int) -> bool:
        """ "US diplomats and soldiers"."""
        return self.word(at + 1) == "and" and self.has("force", at + 2)

    def _is_addressed(self, mention: Mention, before: int) -> bool:
        """Whether a town stands for its country: "Ottawa's troops", "urged Kigali to withdraw"."""
        if self._ends_possessive(mention.end):
            return any(self.has(role, mention.end) for role in ("force", "service"))
        left = self.has("leave", before) or self.has("out", before)
        return (
            before >= 0 and not left and self.word(before) not in _PLACING and self.word(mention.end) == "to"
        )

    def _speaking(self) -> Iterator[Actor]:
        known = speakers()
        for i, word in enumerate(self.written):
            name = _bare(word)
            for rest, country in known.get(name, ()):
                end = i + 1 + len(rest)
                if tuple(map(_bare, self.written[i + 1 : end])) == rest:
                    is_base = word == "RAF" and "".join(self.written[end : end + 1]).istitle()
                    yield Actor(i, end, country, is_base, not is_base)
                    break


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def sentences(title: str, text: str, text_start: int) -> list[Sentence]:
    """The title and the sentences of a text in English whose first word has the number `text_start`."""
    found = [Sentence(tokens(title)[:_LONGEST], 0)]
    for part in prose.sentences(text[:_MOST_CHARACTERS]):
        words = tokens(part.text)
        for first in range(0, len(words), _LONGEST):
            found.append(Sentence(words[first : first + _LONGEST], text_start + first))
        text_start += len(words)
    return found
