"""How much an article is about what it mentions: a score from where and how often the words occur.

A logistic model of five readings, the same for every topic, fitted on hand-labelled articles by
`benchmarks/fit_topics.py`, which prints the weights below. An article that scores THRESHOLD or more alerts.
"""

from bisect import bisect_left
from collections.abc import Sequence
from math import exp, log1p
from typing import NamedTuple

from bot.news.matching.document import LENGTH_BITS, Document

THRESHOLD = 0.5

NEAR = 0.05
"""An article that scores less does not count as one of its story even where others of the story alert."""

LEAD_WORDS = 40
"""The first mention counts e times less for every so many words before it."""

SHORT_WORDS = 100
"""A text with fewer words is a summary: too short for mentions to be spread over it."""

FEWEST_WORDS = 60
"""The density of a shorter text is computed as if it had so many words."""


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


def is_summary(document: Document) -> bool:
    """Whether the text is too short for mentions to be spread over it."""
    return len(document.text_tokens) < SHORT_WORDS


def read(places: Sequence[int], document: Document) -> Readings:
    """The readings of the sorted `places` at which an article mentions something."""
    start, words = document.text_start, len(document.text_tokens)
    summary = is_summary(document)
    mentioned = [(place >> LENGTH_BITS) - start for place in places]
    in_title = bisect_left(mentioned, 0)
    if in_title == len(mentioned):
        return Readings(1.0, 0.0, 0.0, 0.0, summary)
    tenths = 0 if summary else len({number * 10 // words for number in mentioned[in_title:]})
    return Readings(
        in_title > 0,
        exp(mentioned[in_title] / -LEAD_WORDS),
        log1p(100 * (len(mentioned) - in_title) / max(words, FEWEST_WORDS)),
        tenths / 10,
        summary,
    )


def prominence(places: Sequence[int], document: Document) -> float:
    """How much the article is about what occurs at the sorted `places`, 0 to 1; more never lower it."""
    title, lead, density, spread, summary = read(places, document)
    constant = BIAS + WEIGHTS.summary * summary + WEIGHTS.density * density + WEIGHTS.spread * spread
    return _logistic(constant + WEIGHTS.lead * lead + WEIGHTS.title * title)


def prominence_in_passing(places: Sequence[int], firm: Sequence[int], document: Document) -> float:
    """The prominence where only some of the sorted `places` are `firm`, and the others mention it in passing.

    These count for density and spread. What precedes the first firm one is half a lead, and no title.
    """
    readings = read(places, document)
    told = read(firm, document) if firm else Readings(0.0, 0.0, 0.0, 0.0, 0.0)
    readings = readings._replace(title=told.title, lead=max(told.lead, PASSING * readings.lead))
    return _logistic(BIAS + sum(weight * value for weight, value in zip(WEIGHTS, readings, strict=True)))


def prominent(document: Document, floor: float) -> set[str]:
    """The stems whose prominence is at least `floor`, within rounding."""
    if not document.places.keys() <= document.prominences.keys():
        _weigh_words(document)
    floor *= 1 - 1e-9
    return {stem for stem, weight in document.prominences.items() if weight is not None and weight >= floor}


def _weigh_words(document: Document) -> None:
    """Store the prominence of every stem. Most occur once, in the text, and differ only by their place."""
    known, start, words = document.prominences, document.text_start, len(document.text_tokens)
    _, _, density, spread, summary = (
        read([start << LENGTH_BITS], document) if words else Readings(0, 0, 0, 0, 1)
    )
    constant = BIAS + WEIGHTS.summary * summary + WEIGHTS.density * density + WEIGHTS.spread * spread
    for stem, places in document.places.items():
        number = (places[0] >> LENGTH_BITS) - start
        if len(places) == 1 and number >= 0:
            known[stem] = _logistic(constant + WEIGHTS.lead * exp(number / -LEAD_WORDS))
        else:
            known[stem] = prominence(places, document)


def _logistic(evidence: float) -> float:
    return 1 / (1 + exp(-evidence))
