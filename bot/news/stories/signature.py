"""What grouping remembers of a report: weighted terms, names, figures and shingles, never its text."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import itemgetter
from zlib import crc32

from bot.news.language.stems import vocabulary
from bot.news.stories.tolls import TOLD_FIRST, Toll, toll

LEAD_WORDS = 80
"""News puts what happened first: these words count for more than the rest."""
READ_CHARACTERS = 3000
"""How much of a text is read; what follows is background that many events share."""
KEPT_TERMS = 120
BARE_WORDS = 12
"""A text shorter than this is told a copy only together with its title."""
UNTOLD = 500.0
"""Squared weight added to every text for what it leaves untold: two short texts are never wholly alike."""
UNTOLD_LEAD = 100.0
"""The same for titles and leads, whose terms count once."""
LEAD_CAP = 6.0
"""A rarer word of title or lead tells no more: half of a topic's feeds may hold what is rare elsewhere."""
SHINGLE_WORDS = 4
KEPT_SHINGLES = 64

# Figures stay whole and initials fall away. With `words.tokens` instead, F1 of pairs falls by 0.015 (fnc).
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_WITHIN = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩЁА-Я](?<=[\w,;][ \u2019].)[^\W\d_]+(?:['’][^\W\d_]+)?")
_ISSUE = re.compile(
    r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b(?: \d\d:\d\d)?|"
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}\b",
    re.IGNORECASE,
)
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday
    januari februari march april may june juli august septemb octob novemb decemb""".split()
)


@dataclass(frozen=True, slots=True)
class Signature:
    """A report as grouping sees it. Terms are stems; `terms` and `weights` are parallel, heaviest first."""

    terms: tuple[str, ...]
    weights: tuple[float, ...]
    """TF-IDF by the background, with what is untold of length 1; title and lead count more than once."""
    title: tuple[str, ...]
    title_length: float
    """Length of the title's vector of rarities with what is untold, as of the lead's."""
    lead: tuple[str, ...]
    """The terms of title and lead, each once."""
    lead_length: float
    names: frozenset[str]
    """Those of the terms that the text only ever writes with a capital."""
    names_length: float
    """Length of that part of `weights` which belongs to names."""
    toll: Toll
    issue: str
    """The date that the title carries, as those of programmes and bulletins do; "" for none."""
    shingles: frozenset[int]
    """Hashes of runs of words: those divisible by 2 ** `thinning`, so that at most about 64 are kept."""
    thinning: int


@lru_cache(maxsize=1)
def background() -> tuple[Mapping[str, int], int]:
    """How many of a stream's reports hold each stem, and how many reports were counted."""
    lines = files("bot.news.stories").joinpath("background.txt").read_text(encoding="utf-8").splitlines()
    counts = {term: int(count) for term, count in (line.split() for line in lines[1:])}
    return counts, int(lines[0])


@lru_cache(maxsize=1)
def usual_rarity() -> tuple[Mapping[str, float], float]:
    """Inverse document frequency in the background, and that of a term it does not hold."""
    counts, total = background()
    return {term: math.log((total + 1) / (count + 0.5)) for term, count in counts.items()}, math.log(total)


def sign(title: str, text: str, language: str = "en") -> Signature:
    """The signature of a report: a pure function of its words."""
    stems = vocabulary(language).stems
    body = _WORD.findall(text[:READ_CHARACTERS])
    title_stems = [stems[word] for word in _WORD.findall(title)]
    body_stems = [stems[word] for word in body]
    counts = Counter(body_stems)
    for stem in title_stems:
        counts[stem] += 2
    for stem in body_stems[:LEAD_WORDS]:
        counts[stem] += 1
    rarity, unknown = usual_rarity()
    weighed = [
        ((1 + math.log(count)) * rarity.get(stem, unknown), stem)
        for stem, count in counts.items()
        if len(stem) > 1
    ]
    weighed.sort(key=itemgetter(0), reverse=True)
    del weighed[KEPT_TERMS:]
    length = math.sqrt(sum(weight * weight for weight, _ in weighed) + UNTOLD)
    told = body_stems if len(body_stems) >= BARE_WORDS else title_stems + body_stems
    shingles, thinning = _shingles([crc32(stem.encode()) for stem in told])
    names = _names(text[:READ_CHARACTERS], body, body_stems, stems) & {stem for _, stem in weighed}
    title_terms = _distinct(title_stems)
    issue = _ISSUE.search(title)
    lead = _distinct(title_stems + body_stems[:LEAD_WORDS])
    return Signature(
        terms=tuple(stem for _, stem in weighed),
        weights=tuple(weight / length for weight, _ in weighed),
        title=title_terms,
        title_length=_length((min(LEAD_CAP, rarity.get(stem, unknown)) for stem in title_terms), UNTOLD_LEAD),
        lead=lead,
        lead_length=_length((min(LEAD_CAP, rarity.get(stem, unknown)) for stem in lead), UNTOLD_LEAD),
        names=names,
        names_length=_length(weight / length for weight, stem in weighed if stem in names),
        toll=toll(title_stems + body_stems[:TOLD_FIRST]),
        issue=issue.group() if issue else "",
        shingles=shingles,
        thinning=thinning,
    )


def _distinct(stems: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem for stem in stems if len(stem) > 1))


def _length(values: Iterable[float], untold: float = 0.0) -> float:
    return math.sqrt(sum(value * value for value in values) + untold)


def _names(
    text: str, words: Iterable[str], stems: Iterable[str], stem_of: Mapping[str, str]
) -> frozenset[str]:
    """Stems with a capital within a sentence that nowhere stand without one; no days and months."""
    capital = {stem_of[word] for word in _WITHIN.findall(text)}
    small = {stem for word, stem in zip(words, stems, strict=True) if stem in capital and word[0].islower()}
    return frozenset(capital - small - _CALENDAR)


def _shingles(codes: list[int]) -> tuple[frozenset[int], int]:
    runs = {
        hash(tuple(codes[at : at + SHINGLE_WORDS])) & 0xFFFFFFFFFFFF
        for at in range(max(1, len(codes) - SHINGLE_WORDS + 1))
    }
    thinning = 0
    while len(runs) > KEPT_SHINGLES << thinning:
        thinning += 1
    mask = (1 << thinning) - 1
    return frozenset(run for run in runs if not run & mask), thinning


def overlap(one: Signature, other: Signature) -> float:
    """How much of the shorter text stands in the other, 0 to 1, estimated from shared runs of words."""
    thinning = max(one.thinning, other.thinning)
    mask = (1 << thinning) - 1
    ones = {run for run in one.shingles if not run & mask} if one.thinning < thinning else one.shingles
    others = (
        {run for run in other.shingles if not run & mask} if other.thinning < thinning else other.shingles
    )
    fewer = min(len(ones), len(others))
    return len(ones & others) / fewer if fewer else 0.0
