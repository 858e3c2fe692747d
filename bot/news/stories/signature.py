"""What grouping remembers of a report: terms, names, scene, acts, figures, shingles; never its text."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import Any

from bot.news.across.usual import is_name, located, telling, unelided
from bot.news.acts.speakers import mere_speakers
from bot.news.language.stemming import stem
from bot.news.language.tags import primary
from bot.news.language.words import has_unspaced, tokens
from bot.news.places.scenes import SCENE_WORDS, Scene, scene
from bot.news.stories.counts import Counts, counts
from bot.news.stories.denied import Denied, denied
from bot.news.stories.fates import Fate, fate
from bot.news.stories.headlines import clean, strung
from bot.news.stories.incidents import ATTACKS, TitleActs, acts_of, is_act
from bot.news.stories.moments import Moments, moments
from bot.news.stories.particulars import Particulars, particulars
from bot.news.stories.shingles import runs_of
from bot.news.stories.tolls import NUMBERS, TOLD_FIRST, Toll, toll
from bot.news.stories.towns import towns

LEAD_WORDS = 80
"""News puts what happened first: these words count for more than the rest."""
ACT_WORDS = 25
"""Words of a text, besides its title, in which the act and its target are looked for."""
TELLING = 4.0
"""Rarity from which a word may be a target."""
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
FIRST_CODE = 0x100
"""Beyond the characters that mean something where text is stored."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_WITHIN = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩЁА-Я](?<=[\w,;][ \u2019].)[^\W\d_]+(?:['’][^\W\d_]+)?")
_ISSUE = re.compile(
    r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b(?: \d\d:\d\d)?|"
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,8}\.? \d{1,2},? \d{4}\b|"
    r"(?:\b(?:no|nr|number|issue|vol|volume|edition)\b\.?|#|№|n°) ?\d{1,4}\b|"
    r"\b(?:bulletin|report|sitrep|briefing|advisory) \d{1,3}(?=\s*(?:$|[,;:(|\u2013-]))",
    re.IGNORECASE,
)
AREAS = frozenset("provinc region district town citi villag capit area countri state".split())
"""Stems of words that say what kind of place a name is of."""
GROUPS = frozenset(
    "isis isil islam state daesh taliban hezbollah hama qaeda qaida houthi shabaab fighter".split()
)
"""Who acts in many happenings is no target of one."""
CALENDAR = frozenset(
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
    held: frozenset[str]
    """Every term of it."""
    toll: Toll
    counts: Counts
    scene: Scene
    acts: TitleActs
    """The acts of the title."""
    lead_acts: TitleActs
    """Those of the first words of the text."""
    targets: frozenset[str]
    """What or whom it happened to, as far as one can tell: telling words of title and lead but acts and
    places."""
    located: frozenset[str]
    """The names of title and lead that say where: known places, what stands after "in", "near" and the
    like, and unheard ones beside what a town has."""
    speakers: frozenset[str]
    """The names of title and lead of whom nothing is told but what they said; of English only."""
    denied: Denied
    fate: Fate
    """Whom something happens to in the title; of English only."""
    moments: Moments
    particulars: Particulars
    """Those of an attack; empty in other languages than English."""
    issue: str
    """The date or number that the title carries, as those of programmes and bulletins do; "" for none."""
    strung: bool
    """Whether the title announces several events."""
    frame: tuple[str, ...]
    """The title's small words, in order: what a template says of every event."""
    slots: frozenset[str]
    """The title's names and numbers: what a template fills in."""
    words: int
    """Words read."""
    language: str
    shingles: frozenset[int]
    """Hashes of runs of words: those divisible by 2 ** `thinning`, so that at most about 64 are kept."""
    thinning: int


@lru_cache(maxsize=1)
def background() -> tuple[Mapping[str, int], int]:
    """How many of a stream's reports hold each stem, and how many reports were counted.

    The stream is a year of twelve American and British outlets, with what is about the three default topics.
    """
    lines = files("bot.news.stories").joinpath("background.txt").read_text(encoding="utf-8").splitlines()
    counted = {term: int(count) for term, count in (line.split() for line in lines[1:])}
    return counted, int(lines[0])


@lru_cache(maxsize=1)
def background_codes() -> Mapping[str, int]:
    """A number for each stem of the background, by which a character can stand for it: its line, and more."""
    return {term: code for code, term in enumerate(background()[0], FIRST_CODE)}


@lru_cache(maxsize=1)
def usual_rarity() -> tuple[Mapping[str, float], float]:
    """Inverse document frequency in the background, and that of a term it does not hold."""
    counted, total = background()
    return {term: math.log((total + 1) / (count + 0.5)) for term, count in counted.items()}, math.log(total)


def sign(title: str, text: str, language: str = "en", at: datetime | None = None) -> Signature:
    """The signature of a report: a pure function of its words and its date of publication."""
    whole_title, (title, text) = title, clean(title, text)
    title, text = unelided(title, language), unelided(text[:READ_CHARACTERS], language)
    title_words, body = _WORD.findall(title), _WORD.findall(text)
    title_told, told = telling(title_words, language), telling(body, language)
    title_stems = [stem(word, language) for word in title_told]
    body_stems = [stem(word, language) for word in told]
    placed_title, placed_lead = tokens(title), tokens(text[: SCENE_WORDS * 9])[:SCENE_WORDS]
    place = scene(placed_title, placed_lead)
    places = _stems_of(place, language)
    placed = (word for line in (placed_title, placed_lead) for word in located(line, language))
    settings = places | _stems(placed, language)
    beside = (word for line in (placed_title, placed_lead) for word in towns(line, language))
    settings |= _stems(beside, language) - usual_rarity()[0].keys()
    names = _names(text, told, body_stems, language)
    if primary(language) != "en":  # scripts without capitals show a name by where it stands
        names |= settings
    words = _words(title_stems, body_stems, names)
    first = [root for root, _ in title_stems + body_stems[:TOLD_FIRST]]
    acts = acts_of(title, [root for root, _ in title_stems], language)
    lead_acts = acts_of(" ".join(body[:ACT_WORDS]), [root for root, _ in body_stems[:ACT_WORDS]], language)
    is_attack = primary(language) == "en" and bool((acts.incidents | lead_acts.incidents) & ATTACKS)
    issue = _ISSUE.search(title)
    return Signature(
        **words,
        toll=toll(first),
        counts=counts(first, quake="quake" in acts.incidents | lead_acts.incidents),
        scene=place,
        acts=acts,
        lead_acts=lead_acts,
        targets=_targets(title_stems + body_stems[:ACT_WORDS], places | CALENDAR),
        located=settings,
        speakers=_stems(mere_speakers(f"{whole_title}\n{text[: SCENE_WORDS * 9]}", language), language),
        denied=denied(title, language),
        fate=fate(title, language),
        moments=moments([*placed_title, *placed_lead], at),
        particulars=particulars(title, text) if is_attack else Particulars(),
        issue=issue.group() if issue else "",
        strung=strung(whole_title),
        frame=tuple(word for word in title_words if word[0].islower()),
        slots=frozenset(word.lower() for word in title_words if not word[0].islower()),
        words=len(body) + len(title_words),
        language=primary(language),
    )


def _stems_of(place: Scene, language: str) -> frozenset[str]:
    """The stems of the names of a scene."""
    names = [name.replace(" ", "") if primary(language) == "zh" else name for _, name in place.names]
    return _stems(telling([word for name in names for word in _WORD.findall(name)], language), language)


def _stems(words: Iterable[str], language: str) -> frozenset[str]:
    return frozenset(stem(word, language)[0] for word in words)


def _words(
    title: list[tuple[str, int]], body: list[tuple[str, int]], names: frozenset[str]
) -> dict[str, Any]:
    """The fields of a signature that hold the words of a report, weighed, and its runs of words."""
    rarity, unknown = usual_rarity()
    weighed, length = _weigh(title, body)
    kept = frozenset(root for _, root in weighed)
    told = body if len(body) >= BARE_WORDS else title + body
    shingles, thinning = runs_of([code for _, code in told])
    title_terms, lead = _distinct(title), _distinct(title + body[:LEAD_WORDS])
    own = names & kept
    return {
        "terms": tuple(root for _, root in weighed),
        "weights": tuple(weight / length for weight, _ in weighed),
        "title": title_terms,
        "title_length": _length(
            (min(LEAD_CAP, rarity.get(root, unknown)) for root in title_terms), UNTOLD_LEAD
        ),
        "lead": lead,
        "lead_length": _length((min(LEAD_CAP, rarity.get(root, unknown)) for root in lead), UNTOLD_LEAD),
        "names": own,
        "names_length": _length(weight / length for weight, root in weighed if root in own),
        "held": kept.union(lead),
        "shingles": shingles,
        "thinning": thinning,
    }


def _weigh(
    title: list[tuple[str, int]], body: list[tuple[str, int]]
) -> tuple[list[tuple[float, str]], float]:
    """The heaviest terms with their weights, and the length of the vector that they make."""
    often = Counter(root for root, _ in body)
    for root, _ in title:
        often[root] += 2
    for root, _ in body[:LEAD_WORDS]:
        often[root] += 1
    rarity, unknown = usual_rarity()
    weighed = [
        ((1 + math.log(count)) * rarity.get(root, unknown), root)
        for root, count in often.items()
        if len(root) > 1
    ]
    weighed.sort(key=itemgetter(0), reverse=True)
    del weighed[KEPT_TERMS:]
    return weighed, math.sqrt(sum(weight * weight for weight, _ in weighed) + UNTOLD)


def _targets(stems: list[tuple[str, int]], settings: frozenset[str]) -> frozenset[str]:
    rarity, unknown = usual_rarity()
    return frozenset(
        root
        for root, _ in stems
        if (len(root) > 2 or has_unspaced(root))
        and root.isalpha()
        and rarity.get(root, unknown) >= TELLING
        and root not in settings
        and root not in NUMBERS
        and root not in GROUPS
        and not is_act(root)
    )


def _distinct(stems: list[tuple[str, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(root for root, _ in stems if len(root) > 1))


def _length(values: Iterable[float], untold: float = 0.0) -> float:
    return math.sqrt(sum(value * value for value in values) + untold)


def _names(
    text: str, words: Iterable[str], stems: Iterable[tuple[str, int]], language: str
) -> frozenset[str]:
    """Stems with a capital within a sentence that nowhere stand without one; no days and months."""
    capital = {stem(word, language)[0] for word in _WITHIN.findall(text) if is_name(word, language)}
    small = {
        root for word, (root, _) in zip(words, stems, strict=True) if root in capital and word[0].islower()
    }
    return frozenset(capital - small - CALENDAR)


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
