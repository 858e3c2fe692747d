"""Select the bullets that together promise most, and of them those that are surely news and clear.

Bullets are added while they raise the expected F1 against an editor's text, which rewards short, dense
bullets (the objective of ROUGE F1, Lin 2004).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bot.news.facts.bullets import quotations_in
from bot.news.facts.features import Bullet
from bot.news.facts.people import counts_people
from bot.news.figures.counted import Figure, figures
from bot.news.figures.differences import comparable, differ
from bot.news.language.function_words import FUNCTION_WORDS
from bot.news.language.lazy_regex import Rule

MIN_BULLETS = 3
ENOUGH_WORDS = 60
"""Once there are `MIN_BULLETS`, no further bullet may raise the total of words above this."""
EXPECTED_WORDS = 13
"""The editor's length in the expected F1; a smaller number makes bullets shorter (fitted for a total of at
most 60 words)."""
FEWEST_WORDS = 10
"""A shorter bullet counts as one of so many words, lest brevity be all that speaks for it."""
MOST_BACKGROUND = (0.55, 0.45, 0.37, 0.27)
"""The greatest chance of being background with which the first, second, third and fourth bullet to be chosen
is told: a weak third is rather left out, though publishers' own bullets hold background."""
MOST_OF_PEOPLE = (0.7, 0.6, 0.55, 0.5)
"""The same of a bullet that counts people: how many were hurt is news whatever else the sentence says."""
DEEP, DEEP_SHARE = 2, 0.85
"""From this sentence on, the limits are so much lower: of what is as likely to be news there, editors leave
out twice as much as of the first two sentences."""
BACKGROUND_MALUS = 0.12
"""What surely is background or comment loses so much to what happened."""
COUNT_WORDS, COUNT_SHARE = 18, 0.33
"""The greatest length and the least worth of a bullet that is added because it counts people."""
GAP = 3
"""So few characters after the end of a sentence the next one begins."""
SCANT = 0.01
"""The least worth of a bullet that says something else."""
SAME, SAME_FIGURE = 0.54, 0.33
"""Two bullets say the same if they share this part of the shorter one's content words; the second, if one of
those is a figure."""
_EARLIER_TOLL = Rule(
    r"\b(?:initial|preliminary|earlier|previous)(?: [a-z]{2,20}){0,2} (?:toll|count|tally|estimate)s?\b"
)
_YEAR = 4
"""Digits of a year."""
_MEASURES = FUNCTION_WORDS.union(
    "million billion percent per dollar euro pound year month day hour minute mil km kilomet p.m a.m".split()
)
"""What a figure before it measures, more often than it counts."""
FIGURES_WORDS = 5
"""Words that are shared, at least, where one of them is a figure."""
REPEATED = 0.55
"""How much of its worth a word loses once a bullet holds it."""


class Weighed(NamedTuple):
    """A bullet, and the share of its words that an editor's bullets are likely to hold, if it is what
    happened."""

    bullet: Bullet
    share: float


class Questions(NamedTuple):
    """What is asked of a bullet, by its number, when it may be the next. Each takes long."""

    chance: Callable[[int], float]
    """How likely it is background."""
    needs_another: Callable[[int], bool]
    """Whether it needs the sentence before it."""
    stranger: Callable[[int], str | None]
    """The key of a surname in it that readers may not know."""
    tells_little: Callable[[int], bool] = lambda _: False
    """Whether it tells next to nothing beside the headline."""


def is_news(bullet: Bullet, chance: float, chosen: int) -> bool:
    """Whether the chance that a bullet is background is within the limits of one after so many others."""
    place = min(chosen, len(MOST_BACKGROUND) - 1)
    if chance <= MOST_BACKGROUND[place] * (DEEP_SHARE if bullet.candidate.number >= DEEP else 1):
        return True
    return chance <= MOST_OF_PEOPLE[place] and counts_people(bullet.text)


def counts_fewer(text: str, counted: Sequence[Figure]) -> bool:
    """Whether a bullet gives an older toll than its headline: fewer of the same victims.

    `counted` are the headline's figures of people. A bullet that has the newer count too is none.
    """
    own = [figure for figure in figures(text) if figure.kind]
    pairs = [(figure, head) for figure in own for head in counted if comparable(figure, head)]
    if any(figure.number.value == head.number.value for figure, head in pairs):
        return False
    return any(
        differ(figure.number, head.number) and figure.number.value < head.number.value
        for figure, head in pairs
    )


class _Content(NamedTuple):
    """What a bullet says, to be compared with another."""

    words: frozenset[str]
    """The keys of its content words."""
    quoted: frozenset[str]
    """What it quotes."""
    counts: frozenset[tuple[str, str]]
    """Its figures of people and things, each with the word after it: "14 civilians"."""


def _content_of(bullet: Bullet) -> _Content:
    keys = [token.key for token in bullet.tokens]
    counts = [
        (figure, counted)
        for figure, counted in pairwise(keys)
        if figure.isdecimal() and len(figure) != _YEAR and counted.isalpha() and counted not in _MEASURES
    ]
    return _Content(bullet.content, quotations_in(bullet), frozenset(counts))


def select(
    weighed: Sequence[Weighed],
    questions: Questions,
    worths: Mapping[str, float],
    limit: int,
    strict: bool,
) -> list[int]:
    """Numbers of the bullets to tell, the best first; `weighed` are in the order of the text.

    Background loses to what happened; `strict` says that what may well be background is not told, either.
    A bullet that needs the sentence before it is told only if that is told already, and who is known by his
    surname alone only after a bullet that introduces him: rather nothing. That costs 0.2 ROUGE-1, and fewer
    are better. What is not told because it is background is chosen all the same: what comes after it is no
    better.
    """
    selection = _Selection(weighed, questions, worths, strict)
    selection.tell(limit)
    return selection.with_people(limit)


class _Selection:
    """A greedy choice of bullets."""

    def __init__(
        self,
        weighed: Sequence[Weighed],
        questions: Questions,
        worths: Mapping[str, float],
        strict: bool,
    ) -> None:
        self.weighed, self.questions, self.worths, self.strict = weighed, questions, worths, strict
        self.order = sorted(range(len(weighed)), key=lambda number: weighed[number].share, reverse=True)
        self.contents = [_content_of(one.bullet) for one in weighed]
        self.keys = [one.bullet.keys for one in weighed]
        self.figures = cache(lambda number: figures(weighed[number].bullet.text))
        self.chosen: list[int] = []
        self.told: list[int] = []
        self.covered: set[str] = set()
        self.overlap, self.length = 0.0, 0

    def tell(self, limit: int) -> list[int]:
        """Choose at most so many; which of them are to be told."""
        while len(self.chosen) < limit:
            best, value, gain = self._best()
            size = len(self.weighed[best].bullet.tokens) if best >= 0 else 0
            enough = (
                value < self.overlap / (EXPECTED_WORDS + self.length) or self.length + size > ENOUGH_WORDS
            )
            if best < 0 or (len(self.chosen) >= MIN_BULLETS and enough):
                break
            if self._is_within(best, len(self.chosen)):
                self.told.append(best)
            self.chosen.append(best)
            self.covered |= self.keys[best]
            self.overlap, self.length = self.overlap + gain, self.length + size
        return self.told

    def with_people(self, limit: int) -> list[int]:
        """What is told, and a short bullet that counts people, if none of it does and there is room."""
        told, weighed = self.told, self.weighed
        if not told or len(told) >= limit or any(counts_people(weighed[n].bullet.text) for n in told):
            return told
        shares = {
            number: share - BACKGROUND_MALUS * self.questions.chance(number)
            for number, (bullet, share) in enumerate(weighed)
            if len(bullet.tokens) <= COUNT_WORDS
            and counts_people(bullet.text)
            and self._is_within(number, len(told))
            and not self.questions.tells_little(number)
            and not self.questions.needs_another(number)
            and not self._is_overtaken(number)
        }
        best = max(shares, key=shares.__getitem__, default=-1)
        return [*told, best] if best >= 0 and shares[best] >= COUNT_SHARE else told

    def _is_within(self, number: int, chosen: int) -> bool:
        """Whether it may be told after so many."""
        return not self.strict or is_news(self.weighed[number].bullet, self.questions.chance(number), chosen)

    def _best(self) -> tuple[int, float, float]:
        """The number of the bullet with which the choice is worth most, that worth, and what it adds."""
        best, best_value, best_gain = -1, 0.0, 0.0
        for number in self.order:
            if self._is_chosen(number) or self._worth(number, 0.0)[0] <= best_value:
                continue
            chance = self.questions.chance(number)
            value, gain = self._worth(number, chance)
            if value <= best_value or not self._is_within(number, 0):
                continue
            if self._is_clear(number):
                best, best_value, best_gain = number, value, gain
        return best, best_value, best_gain

    def _worth(self, number: int, chance: float) -> tuple[float, float]:
        """What the choice is worth with a bullet, and what that adds, if it is background by this chance."""
        bullet, share = self.weighed[number]
        repeated = REPEATED * sum([self.worths[key] for key in self.keys[number] & self.covered])
        gain = max(SCANT, (share - BACKGROUND_MALUS * chance) * len(bullet.tokens) - repeated)
        size = max(FEWEST_WORDS, len(bullet.tokens))
        return (self.overlap + gain) / (EXPECTED_WORDS + self.length + size), gain

    def _is_chosen(self, number: int) -> bool:
        """Whether the bullet or one that says the same is chosen."""
        return any(
            n == number or _says_the_same(self.contents[number], self.contents[n]) for n in self.chosen
        )

    def _is_clear(self, number: int) -> bool:
        """Whether it tells something, and is understood after what is told."""
        if self.questions.tells_little(number):
            return False
        start = self.weighed[number].bullet.candidate.sentence.start
        ends = [self.weighed[n].bullet.candidate.sentence.end for n in self.told]
        if not any(start - GAP <= end < start for end in ends) and self.questions.needs_another(number):
            return False
        if self._is_overtaken(number):
            return False
        stranger = self.questions.stranger(number)
        return stranger is None or any(n < number and stranger in self.keys[n] for n in self.told)

    def _is_overtaken(self, number: int) -> bool:
        """Whether another sentence counts the same victims otherwise.

        The newest toll comes first; what a text calls an earlier one is followed by what it became.
        """
        bullet = self.weighed[number].bullet
        if self.strict and _EARLIER_TOLL.search(bullet.text):
            return True
        if not self.strict or not (counts_people(bullet.text) or " toll " in bullet.text):
            return False
        own = [figure for figure in self.figures(number) if figure.kind]
        return any(
            comparable(figure, other) and differ(figure.number, other.number)
            for before in (range(number) if own else ())
            for other in self.figures(before)
            for figure in own
        )


def _says_the_same(one: _Content, other: _Content) -> bool:
    """Whether most content words of the shorter bullet stand in the other, too, or both quote the same
    or count the same."""
    common, fewer = one.words & other.words, min(len(one.words), len(other.words))
    if len(common) >= SAME * fewer or not one.quoted.isdisjoint(other.quoted):
        return True
    if not one.counts.isdisjoint(other.counts):
        return True
    figure = len(common) >= FIGURES_WORDS and any(key[0].isdigit() for key in common)
    return figure and len(common) >= SAME_FIGURE * fewer
