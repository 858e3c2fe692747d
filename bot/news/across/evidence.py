"""What two reports in different languages share that needs no translation: figures, names, places, hours.

In go two reports, out come the log-odds that they are of one happening. The weights were fitted on pairs of
short reports in twelve languages (`benchmarks/fit_languages.py`).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.news.across.contrary import LEAD, Incident, against, incident
from bot.news.across.grounds import NOWHERE, Ground, ground, in_two_countries, in_two_towns
from bot.news.across.numbers import figures
from bot.news.across.rarity import Rarity
from bot.news.across.recounts import tells_new_toll
from bot.news.across.shared_figures import TELLING, proven
from bot.news.across.skeletons import skeletons
from bot.news.across.subjects import subjects
from bot.news.language.tags import language_of
from bot.news.language.words import tokens
from bot.news.places.placenames import country_of_adjective
from bot.news.places.scenes import SCENE_WORDS, Scene, scene

READ = 700
"""Characters of a title, and of a text, that are read for names."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A report as other languages' reports see it."""

    language: str
    title_figures: frozenset[float]
    figures: frozenset[float]
    """Those of title and text."""
    title_names: frozenset[str]
    names: Mapping[str, str]
    """Consonant skeletons of title and lead, each with a word that has it."""
    sites: frozenset[int]
    countries: frozenset[str]
    at: datetime | None
    title_subjects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    """What title and lead are about; see `bot.news.across.subjects`."""
    incident: Incident | None = None
    """The attack or accident that it tells, if any."""
    ground: Ground = NOWHERE
    """Where it happened, by what its title says, and what else it names."""
    recounts: bool = False
    """Whether its title says that the toll of something known is another by now."""

    def glance(self) -> "Glance":
        """By what the report is found."""
        telling = tuple(value for value in self.figures if value >= TELLING)
        return Glance(self.language, tuple(self.names), telling, tuple(self.sites))


class Glance(NamedTuple):
    """By what a report is found among those in other languages, before it is compared with any."""

    language: str
    names: tuple[str, ...]
    """Consonant skeletons."""
    figures: tuple[float, ...]
    """Those that prove something."""
    sites: tuple[int, ...]


class Measures(NamedTuple):
    """What a pair shares; also the weights of these measures."""

    rarest: float
    """Information of the rarest shared name, in nats, at most 6."""
    title_names: float
    """That of names in both titles, at most 8."""
    figures: float
    """Weight of the shared figures, at most 4."""
    sites: float
    """Towns and regions in common, at most 2."""
    country: float
    """1 where a country is named by both."""
    elsewhere: float
    """1 where both name countries and none in common."""
    hours: float
    """Root of the hours between them, at most of 36: the first few tell most."""
    other_figures: float
    """1 where both tell figures and none in common."""
    other_sites: float
    """1 where both name towns or regions and none in common."""
    chinese: float
    """1 where one is Chinese, which names little by skeletons."""
    alike: float
    """Cosine of the names, by information."""
    subjects: float
    """Cosine of what they are about."""
    title_subjects: float
    """Subjects of one's title that the other has too, at most 3."""
    other_subject: float
    """1 where both titles tell what they are about, and none of it is the other's."""
    traffic: float
    """Logarithm of the reports of three days, in forties, 0 up to forty: of more, fewer pairs are of one."""


WEIGHTS = Measures(
    rarest=0.59, title_names=0.18, figures=3.12, sites=0.61, country=1.22, elsewhere=-1.97, hours=-1.7,
    other_figures=-0.48, other_sites=-1.95, chinese=0.76, alike=0.72, subjects=2.48, title_subjects=0.11,
    other_subject=-2.84, traffic=-1.84,
)  # fmt: skip
BIAS = 0.46
_VIOLENT = frozenset(("attack", "bomb", "shooting"))
"""Subjects by which one attack is called now this, now that."""
FORBIDDEN = -8.0
"""The log-odds of two quakes of other magnitudes, and of what two titles tell of two countries."""
OTHER_TOWN = -2.0
"""The log-odds of two attacks or accidents of which the titles tell two towns of one country."""
DOUBT, PROOF, HALF = -0.5, 1.0, 0.5
"""The log-odds at most of reports on two matters that share no more than one name, and figures below a weight
and subjects below a share."""


LITTLE, BESIDE_LITTLE = 0.5, 0.6
"""What shared figures prove from which on they outweigh what else keeps two incidents apart, and how much of
that counts where they prove less: one small number."""


def trace(title: str, text: str, language: str, scene: Scene, at: datetime | None) -> Trace:
    """What other languages' reports can see of a report; `scene` is what its words say of places."""
    title, language = title[:READ], language_of(title or text, language)
    names: dict[str, str] = {}
    words = tokens(title)
    in_title = frozenset(bones for bones, _ in skeletons(words, language))
    titled, in_title_about = len(words), subjects(words, title, language)
    words += tokens(text[:READ])
    about = in_title_about | subjects(words, text[:READ], language)
    for bones, word in skeletons(words, language):
        names.setdefault(bones, word)
    told = figures(title, language)
    adjectives, titled_by_adjective = set[str](), set[str]()
    if language != "en":  # the table of names has the English ones
        adjectives = {country_of_adjective(word) for word in words} - {""}
        titled_by_adjective = {country_of_adjective(word) for word in words[:titled]} - {""}
    countries = scene.countries | adjectives
    return Trace(
        language,
        told,
        told | figures(text, language),
        in_title,
        names,
        scene.sites,
        countries,
        at,
        in_title_about,
        about,
        incident(words[: titled + LEAD], f"{title} {text}", about, told, language),
        ground(countries, scene.titled | titled_by_adjective, scene),
        tells_new_toll(title, words[:titled], language),
    )


def glimpse(title: str, text: str, language: str, at: datetime | None) -> Trace:
    """The same of a report of which nothing else is known yet."""
    placed = scene(tokens(title), tokens(text[:READ])[:SCENE_WORDS])
    return trace(title, text, language, placed, at)


def measure(one: Trace, other: Trace, rarity: Rarity) -> Measures:
    """The measures of a pair."""
    best: dict[str, float] = {}
    for bones in one.names.keys() & other.names.keys():
        word, told = one.names[bones], rarity(bones)
        best[word] = max(best.get(word, 0.0), told)
    in_titles = (one.title_subjects & other.subjects) | (other.title_subjects & one.subjects)
    proof = _proven(one, other)
    # "Toll of the attack lowered to 17": the attack may be a bombing, and the toll was another.
    violent = bool(one.title_subjects & _VIOLENT and other.title_subjects & _VIOLENT)
    recounts = (one.recounts or other.recounts) and violent
    return Measures(
        rarest=min(max(best.values(), default=0.0), 6.0),
        title_names=min(sum(map(rarity, one.title_names & other.title_names)), 8.0),
        figures=min(proof, 4.0),
        sites=float(min(len(one.sites & other.sites), 2)),
        country=float(not one.countries.isdisjoint(other.countries)),
        elsewhere=float(
            bool(one.countries and other.countries) and one.countries.isdisjoint(other.countries)
        ),
        hours=math.sqrt(min(_hours(one.at, other.at), 36.0)),
        other_figures=float(bool(one.figures and other.figures) and not proof and not recounts),
        other_sites=float(bool(one.sites and other.sites) and one.sites.isdisjoint(other.sites)),
        chinese=float("zh" in (one.language, other.language)),
        alike=_alike(one, other, rarity),
        subjects=max(_cosine(one.subjects, other.subjects), HALF if recounts else 0.0),
        title_subjects=float(min(len(in_titles), 3)),
        other_subject=float(
            bool(one.title_subjects and other.title_subjects) and not in_titles and not recounts
        ),
        traffic=rarity.busy(),
    )


def odds(one: Trace, other: Trace, rarity: Rarity) -> float:
    """The log-odds that two reports are of one happening."""
    return _judged(one, other, measure(one, other, rarity))


def timeless_odds(one: Trace, other: Trace, rarity: Rarity) -> float:
    """The same, whenever the two were published, and however much else was."""
    return _judged(one, other, measure(one, other, rarity)._replace(hours=0.0, traffic=0.0))


def _judged(one: Trace, other: Trace, measures: Measures) -> float:
    if _other_quake(one, other) or in_two_countries(one.ground, other.ground):
        return FORBIDDEN
    found = BIAS + sum(value * by for value, by in zip(measures, WEIGHTS, strict=True))
    found += _contrary(one, other, measures.figures)
    if one.incident and other.incident and in_two_towns(one.ground, other.ground):
        found += OTHER_TOWN
    # A strike of bakers and a shipwreck in one town share that town, which counts several times above.
    is_other = not measures.subjects or (measures.other_subject and measures.subjects < HALF)
    shares_little = measures.figures < PROOF and len(one.names.keys() & other.names.keys()) < 2
    return min(found, DOUBT) if is_other and shares_little else found


def contrary(one: Trace, other: Trace) -> float:
    """The log-odds, 0 at most, by which what two reports tell of their incidents keeps them apart."""
    if in_two_countries(one.ground, other.ground):
        return FORBIDDEN
    return _contrary(one, other, _proven(one, other))


def _contrary(one: Trace, other: Trace, figures: float) -> float:
    """The same where it is known what their shared figures prove."""
    first, later = one.incident, other.incident
    if first is None or later is None or figures >= LITTLE:
        return 0.0
    if one.at is not None and other.at is not None and one.at > other.at:
        first, later = later, first
    found = against(first, later)
    return found * BESIDE_LITTLE if figures else found


def _proven(one: Trace, other: Trace) -> float:
    """What the figures prove that two reports share."""
    return 0.0 if in_two_towns(one.ground, other.ground) else proven(one.figures, other.figures)


def _other_quake(one: Trace, other: Trace) -> bool:
    """Whether both titles tell a magnitude, as decimals from 3 to 9 are, and these differ."""
    ones, others = (
        {value for value in told.title_figures if value != int(value) and 3 <= value < 9.9}
        for told in (one, other)
    )
    return bool(ones and others) and min(abs(a - b) for a in ones for b in others) > 0.35


def _alike(one: Trace, other: Trace, rarity: Rarity) -> float:
    common = sum([rarity(bones) ** 2 for bones in one.names.keys() & other.names.keys()])
    if not common:
        return 0.0
    lengths = (max(1.0, sum([rarity(bones) ** 2 for bones in told.names])) for told in (one, other))
    return common / math.sqrt(math.prod(lengths))


def _cosine(ones: frozenset[str], others: frozenset[str]) -> float:
    common = len(ones & others)
    return common / math.sqrt(len(ones) * len(others)) if common else 0.0


def _hours(one: datetime | None, other: datetime | None) -> float:
    return 0.0 if one is None or other is None else abs((one - other).total_seconds()) / 3600
