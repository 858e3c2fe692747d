"""Publishers' figures that differ for the same thing. Pure.

Silence is better than an error: a figure is compared only with one of the same unit and noun, in a sentence
about the same thing.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.model import Difference
from bot.news.across.usual import run_words, telling, unelided, usual
from bot.news.acts.speakers import speakers
from bot.news.figures.counted import EMPTY_WORDS, Figure
from bot.news.figures.elsewhere import says_toll
from bot.news.figures.numerals import Number
from bot.news.language.days import WEEKDAYS
from bot.news.language.inflections import before_ending
from bot.news.language.lazy_regex import Rule
from bot.news.language.stemming import stem
from bot.news.language.stems import vocabulary
from bot.news.language.tags import primary
from bot.news.language.words import tokens

_WEEKDAYS = frozenset(WEEKDAYS)
_CALENDAR = _WEEKDAYS | frozenset(
    "january february march april may june july august september october november december gmt utc".split()
)
_CAPITALISED = Rule(r"(?<=[\w,;:]\s)[A-Z][\w'’-]+|(?<=\w\s[\"“‘(])[A-Z][\w'’-]+")
_TOLL = Rule(r"\btoll\b", re.IGNORECASE)
_ROUGH = frozenset(
    "more than|about|around|some|nearly|almost|over|roughly|approximately|an estimated|estimated".split("|")
)
_COMPARED = 24
"""Figures of a publisher that are compared with those of others, the latest ones."""
ROUGHLY = 0.1
"""A rough figure agrees with any other within this share of it."""


_NOUNS_CAPITALISED = "de"


@lru_cache(maxsize=2048)
def names(sentence: str, language: str = "en") -> frozenset[str]:
    """The capitalised words in a sentence, in lower case, without its first word, days and mere speakers.

    In other languages than English their stems, and none in German, where all nouns are capitalised.
    """
    if primary(language) == _NOUNS_CAPITALISED:
        return frozenset()
    if usual(language) is not None:
        found = _CAPITALISED.finditer(unelided(sentence, language))
        told = telling([before_ending(match.group()) for match in found], language)
        return frozenset(stem(word.lower(), language)[0] for word in told)
    words = {match.group().lower() for match in _CAPITALISED.finditer(sentence)}
    return frozenset(words - {word.lower() for word in speakers(sentence)} - _CALENDAR)


def _days(figure: Figure) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", figure.sentence.lower())) & _WEEKDAYS


def _differ_wholly(words: frozenset[str], others: frozenset[str]) -> bool:
    return bool(words) and bool(others) and words.isdisjoint(others)


@lru_cache(maxsize=2048)
def content(sentence: str, language: str = "en") -> frozenset[str]:
    """The stems of the words in a sentence that carry meaning, without numbers."""
    if usual(language) is not None:
        told = telling(run_words(unelided(sentence, language)), language)
        return frozenset(stem(word, language)[0] for word in told if not word[0].isdigit() and len(word) > 1)
    words = [word for word in tokens(sentence.lower()) if not word[0].isdigit() and len(word) > 1]
    return frozenset(stem_of(word) for word in words if word not in EMPTY_WORDS)


def stem_of(word: str) -> str:
    """The stem of an English word in lower case."""
    return vocabulary("en").stems[word]


def comparable(figure: Figure, other: Figure) -> bool:
    """Whether two figures count the same thing: the same unit, kind and noun, in matching sentences."""
    if (figure.kind, figure.number.unit) != (other.kind, other.number.unit):
        return False
    if stem_of(figure.noun) != stem_of(other.noun):
        return False
    if _differ_wholly(names(figure.sentence, figure.language), names(other.sentence, other.language)):
        return False
    if figure.kind == "killed" and (_is_of_toll(figure) or _is_of_toll(other)):
        return True
    if _differ_wholly(_days(figure), _days(other)):
        return False
    own = content(figure.kind + " " + figure.noun)
    words = content(figure.sentence, figure.language) - own
    others = content(other.sentence, other.language) - own
    shared, fewer = len(words & others), min(len(words), len(others))
    if figure.kind:
        return fewer == 0 or shared >= 1
    return shared >= 2 and shared >= 0.5 * fewer


def _is_of_toll(figure: Figure) -> bool:
    return bool(_TOLL.search(figure.sentence)) or says_toll(figure.sentence, figure.language)


def differ(number: Number, other: Number) -> bool:
    """Whether two numbers contradict each other; a rough one has a margin of `ROUGHLY`."""
    if number.value == other.value:
        return False
    rough = number.hedge in _ROUGH or other.hedge in _ROUGH
    return not rough or abs(number.value - other.value) > ROUGHLY * max(number.value, other.value)


def differences(figures_by_publisher: Mapping[str, Sequence[Figure]]) -> tuple[Difference, ...]:
    """Figures of different publishers that differ for the same thing: "Killed: 12 (Reuters), 15 (SANA)".

    The last figures of each publisher must be its latest: they count. Publishers keep the order given.
    """
    groups: list[dict[str, Figure]] = []
    for publisher, figures in figures_by_publisher.items():
        for figure in figures[-_COMPARED:]:
            group = next((g for g in groups if all(comparable(figure, known) for known in g.values())), None)
            if group is None:
                groups.append({publisher: figure})
            else:
                group[publisher] = figure
    return tuple(
        Difference(
            next(iter(group.values())).label,
            tuple((figure.number.written, publisher) for publisher, figure in group.items()),
        )
        for group in groups
        if any(differ(a.number, b.number) for a in group.values() for b in group.values())
    )
