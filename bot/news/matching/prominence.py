"""How much an article is about what it mentions: a score from where and how often the words occur.

A logistic model of five readings, the same for every topic, fitted on hand-labelled articles by
`benchmarks/fit_topics.py`, which prints the weights below. An article that scores THRESHOLD or more alerts.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from math import exp, log, log1p
from operator import itemgetter
from typing import NamedTuple

from bot.news.across.passing import is_known
from bot.news.matching.document import LENGTH_BITS, Document

THRESHOLD = 0.5

NEAR = 0.05
"""An article that scores less does not count as one of its story even where others of the story alert."""

LEAD_WORDS = 40
"""The first mention counts e times less for every so many words before it."""

UNSPACED_LEAD = 80
"""The same in Chinese and Japanese, where a character is a word here and words mostly have two."""

SCENE_WORDS = 100
"""The same in a summary in English where what stands around the mention says that the news is there."""

ELSEWHERE_WORDS = 80
"""The same in a summary in a language whose mentions in passing are told by the words beside them."""

SHORT_WORDS = 100
"""A text with fewer words is a summary: too short for mentions to be spread over it."""

FEWEST_WORDS = 60
"""The density of a shorter text is computed as if it had so many words."""


_ROUNDING = 1e-9
PASSING = 0.5
"""What a mention in passing counts for as the first: too little to alert, enough for a story to take it."""


class Readings(NamedTuple):
    """Five readings of an article's mentions; also the weights of these readings."""

    title: float
    """1 if the title mentions it."""
    lead: float
    """How early the text first mentions it: 1 at the first word, falling towards 0."""
    density: float
    """ln(1 + mentions in 100 words of text)."""
    spread: float
    """The share of the text's tenths that mention it; 0 in a summary."""
    summary: float
    """1 if the text is a summary."""


WEIGHTS = Readings(title=10.2, lead=5.0, density=3.5, spread=7.0, summary=-1.4)
BIAS = -5.35
_TITLE, _LEAD, _DENSITY, _SPREAD, _SUMMARY = WEIGHTS


def is_summary(document: Document) -> bool:
    """Whether the text is too short for mentions to be spread over it."""
    return len(document.text_tokens) < SHORT_WORDS


def read(places: Sequence[int], document: Document) -> Readings:
    """The readings of the sorted `places` at which an article mentions something."""
    return Readings(*_read(places, document.text_start, len(document.text_tokens), _lead_words(document)))


def gained_in_scene(place: int, document: Document) -> float:
    """The evidence that a first mention at a `place` of the text gains where the news is there."""
    before = (place >> LENGTH_BITS) - document.text_start
    return WEIGHTS.lead * (exp(-before / _pace(document)) - exp(-before / LEAD_WORDS))


def _pace(document: Document) -> int:
    """The words by which a first mention counts e times less, at most."""
    return SCENE_WORDS if document.language == "en" and is_summary(document) else _lead_words(document)


def _lead_words(document: Document) -> int:
    if document.language in ("zh", "ja"):
        return UNSPACED_LEAD
    return ELSEWHERE_WORDS if is_summary(document) and is_known(document.language) else LEAD_WORDS


def _read(
    places: Sequence[int], start: int, words: int, pace: int
) -> tuple[float, float, float, float, float]:
    """The same for an article whose text has so many words and begins with the word `start`."""
    summary = words < SHORT_WORDS
    in_title = 0 if places[0] >> LENGTH_BITS >= start else bisect_left(places, start << LENGTH_BITS)
    mentions = len(places) - in_title
    if not mentions:
        return 1.0, 0.0, 0.0, 0.0, summary
    tenths = 0 if summary else 1
    if mentions > 1 and not summary:
        in_text = places[in_title:] if in_title else places
        tenths = len({((place >> LENGTH_BITS) - start) * 10 // words for place in in_text})
    lead = exp(((places[in_title] >> LENGTH_BITS) - start) / -pace)
    return in_title > 0, lead, _density(mentions, words), tenths / 10, summary


def _density(mentions: int, words: int) -> float:
    return log1p(100 * mentions / max(words, FEWEST_WORDS))


def prominence(places: Sequence[int], document: Document) -> float:
    """How much the article is at most about what occurs at sorted `places`, 0 to 1; more never lower it."""
    words = len(document.text_tokens)
    pace = _pace(document) if words < SHORT_WORDS else LEAD_WORDS
    return _logistic(_sum(_read(places, document.text_start, words, pace)))


def _sum(readings: tuple[float, float, float, float, float]) -> float:
    title, lead, density, spread, summary = readings
    constant = BIAS + _SUMMARY * summary + _DENSITY * density + _SPREAD * spread
    return constant + _LEAD * lead + _TITLE * title


def prominence_in_passing(places: Sequence[int], firm: Sequence[int], document: Document) -> float:
    """The prominence where only some of the sorted `places` are `firm`, and the others mention it in passing.

    These count for density and spread. What precedes the first firm one is half a lead, and no title.
    """
    readings = read(places, document)
    told = read(firm, document) if firm else Readings(0.0, 0.0, 0.0, 0.0, 0.0)
    readings = readings._replace(title=told.title, lead=max(told.lead, PASSING * readings.lead))
    return _logistic(BIAS + sum(weight * value for weight, value in zip(WEIGHTS, readings, strict=True)))


def prominent(document: Document, levels: Iterable[int]) -> dict[int, Set[str]]:
    """The stems that are prominent enough for one of n parts of a query, by n; those halfway to that, by -n.

    One of n parts must reach THRESHOLD ** n. Two stems reach it together only if one of them has half of the
    evidence, since the readings of two are at most the sums of their readings.
    """
    bare = BIAS + WEIGHTS.summary * is_summary(document)
    enough: dict[int, Set[str]] = {}
    nested: list[tuple[float, set[str]]] = []
    for level in levels:
        floor = THRESHOLD ** abs(level)
        limit = log(floor / (1 - floor)) - _ROUNDING
        stems: set[str] = set()
        enough[level] = stems
        nested.append((limit if level > 0 else (limit + bare) / 2, stems))
    if not nested:
        return enough
    nested.sort(key=itemgetter(0))
    start, words, known = document.text_start, len(document.text_tokens), document.prominences
    pace = _pace(document)
    late_once, late_twice = (_late(start, words, pace, nested[0][0], mentions) for mentions in (1, 2))
    for stem, places in document.places.items():
        mentions = len(places)
        if mentions < 3 and places[0] >= (late_once if mentions == 1 else late_twice):
            continue  # four of five words
        evidence = _sum(_read(places, start, words, pace))
        known[stem] = _logistic(evidence)
        for limit, stems in nested:
            if evidence < limit:
                break
            stems.add(stem)
    return enough


def _late(start: int, words: int, pace: int, limit: float, mentions: int) -> int:
    """The place from which on the evidence of a word first mentioned there, so often, is below the limit."""
    summary = words < SHORT_WORDS
    spread = 0.0 if summary else mentions / 10
    lead = (limit - _sum((0.0, 0.0, _density(mentions, words), spread, summary))) / WEIGHTS.lead
    last = words if lead <= 0 else int(-pace * log(min(lead, 1.0)))
    return start + last + 1 << LENGTH_BITS


def _logistic(evidence: float) -> float:
    return 1 / (1 + exp(-evidence))
