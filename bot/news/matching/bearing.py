"""What stands around a mention that speaks for or against a report being about it, in a summary in English.

Where the news is told there ("killed by a mine in an orchard south of Raqqa", "Raqqa's council said",
"accused of joining Islamic State"), a first mention may come later than elsewhere. Against it speak seven
readings, none of them about a particular topic: how far the report is from news (a review, a quiz, a
column), where a title says that somebody comes from, words that it quotes, a commemoration, an afterthought
behind a semicolon, another town in the title. A logistic model adds them to the evidence of
`prominence`; `benchmarks/fit_bearing.py` fits the weights. A mention in both title and text is never
asked.
"""

import re
from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from bot.news.language.words import tokens
from bot.news.matching.document import LENGTH_BITS, Document
from bot.news.matching.prominence import gained_in_scene
from bot.news.places.placenames import mentions

_WINDOW = 90
"""Characters that are looked at on either side."""
_UNSURE = 1.0
"""So many logits below the threshold of an alert, a report may still be news."""
_SOFTEST = 2.5

_FROM = re.compile(r"\bfrom (?:the )?$")
_AFTERTHOUGHT = re.compile(r";[^.;]{0,90}$")
_OPEN_QUOTE = re.compile(r"['‘\"“](?:\w{1,20} ){0,3}$")
_QUOTE = re.compile(r"['’\"”]")
_LOOKS_BACK = re.compile(
    r"\b(?:anniversary|timeline|history|years? (?:after|on|later|since)|remember\w{0,5}|commemorat\w{1,5})\b",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"\b(?:courts?|judges?|jury|tr(?:y|ies|ied|ial)|jail(?:s|ed)?|sentence[sd]?|convict(?:s|ed)?|charge[sd]?"
    r"|prosecutors?|guilty)\b",
    re.IGNORECASE,
)


_SENTENCE = 200
_MOST_SCENES = 3
_WORD = r"[\w'’-]{1,24}+"
_ASIDE = re.compile(
    r"\b(?:who|whom|whose|which|where|when|once|had"
    r"|(?:after|before|since) (?:he|she|they|it|his|her|\w{2,15}ing)|until|while|although|though|like|unlike"
    r"|if|such as|lived|born|raised|grew up|set|based"
    r"|former|meeting|summit|championships?|playing|talks)\b[^,;:—–]{0,120}$",
    re.IGNORECASE,
)
"""Before what is told of somebody's life, of another time, or of a meeting."""
_WHERE = re.compile(
    r"(?:\b(?:in|at|near|outside|inside|around|off|(?:(?:north|south|east|west|(?:north|south)-?(?:east|west))"
    r"|outskirts|cent(?:re|er)|suburbs?|coast|villages?|towns?|city|province|district|streets) of"
    r"|(?:km|kilomet(?:er|re)s|miles) from))"
    rf" (?:(?:the|a|an|old|central|northern|southern|eastern|western|rural|nearby|city|town|province|state"
    rf"|island|of|its|capital|{_WORD},) ){{0,3}}$"
)
_GOES_ON = re.compile(
    r"['’]s\b|[.,;:)\"”]|$| (?:on|in|at|by|after|as|and|for|with|has|have|was|were|is|are|province|city"
    r"|governorate|killing|leaving|during|early|late|left|this|last|said|says|since)\b"
)
"""What follows the name of a place, rather than "scandal" or "crisis"."""
_BEGINS = re.compile(r"(?:^|[,:—–-] (?:the )?|\b(?:by|said|says) (?:the )?|[“\"'‘])(?:The )?$")
_SPEAKS = re.compile(
    r"(?:['’]s)? (?:[A-Za-z-]{2,15} ){0,3}?(?i:council|court|hospital|police|governor|mayor|officials?"
    r"|authorities|residents|minister|government|president|army|committee|ferries|prosecutors?|agency)(?:['’]s)?"
    r" (?:said|says|told|announced|confirmed|are|is)\b"
)
"""Who speaks of what happened there: "Raqqa's civil council said"."""
_ACTED = re.compile(
    r"\b(?:join(?:ing|ed)?|(?:groups|members|gangs|bands|soldiers|cells) of"
    r"|(?:claim|blam|signature|accus|behalf|allegiance|loyal|membership)[\w ]{0,30}?"
    r" (?:of|by|on|to|from|with))"
    r"(?: (?:the|so-called|terrorist|group|organisation)){0,3} $",
    re.IGNORECASE,
)
_ACTORS = re.compile(
    r"(?:['’]s)? (?:detainees|fighters|militants|prisoners|suspects|cells?|gunmen|women|prison|commander"
    r"|leader)\b"
)


class Bearing(NamedTuple):
    """Seven readings of what stands around a mention; also the weights of these readings."""

    soft: float
    """How far both the report and the mention's sentence are from news, 0 to 2.5 logits, where only the text
    has it."""
    soft_title: float
    """How far the report is from news where only the title has it, behind "from" or in somebody's words."""
    origin: float
    """1 behind "from" in the title, where the text does not have it."""
    quoted: float
    """1 if the title has it in somebody's words, and the text does not."""
    looks_back: float
    """1 if the title tells of an anniversary or the like."""
    afterthought: float
    """1 behind a semicolon."""
    town: float
    """1 for a place where the title names another town, or a town of another country."""


WEIGHTS = Bearing(
    soft=-1.3,
    soft_title=-1.7,
    origin=-2.3,
    quoted=-1.1,
    looks_back=-1.7,
    afterthought=-1.4,
    town=-1.9,
)


def adjusted(score: float, places: Sequence[int], told: Sequence[int], document: Document) -> float:
    """The score of the sorted `places`, 0 to 1, lowered by what stands around the first of them, or raised
    where nothing speaks against it and the news is at one of those `told`, not mentioned in passing."""
    bearing = read(places, document)
    if bearing is None or not 0 < score < 1:
        return score
    evidence = log(score / (1 - score))
    evidence += sum(weight * reading for weight, reading in zip(WEIGHTS, bearing, strict=True))
    if not any(bearing) and places[0] >> LENGTH_BITS >= document.text_start:
        scene = next((place for place in told[:_MOST_SCENES] if _is_scene(place, document)), None)
        evidence += 0.0 if scene is None else gained_in_scene(scene, document)
    return 1 / (1 + exp(-evidence))


def _is_scene(place: int, document: Document) -> bool:
    """Whether the sentence around the words at a `place` tells that the news is there, or who acts in it."""
    before, after, is_first = document.within_sentence(place)
    before, after = before[-_SENTENCE:], after[:_WINDOW]
    if _ASIDE.search(before):
        return False
    if is_first and _WHERE.search(before) and _GOES_ON.match(after):
        return True
    if _BEGINS.search(before) and _SPEAKS.match(after):
        return True
    return _ACTED.search(before) is not None or _ACTORS.match(after) is not None


def read(places: Sequence[int], document: Document) -> Bearing | None:
    """The readings of the first of the sorted `places`; None where title and text have some, or a title that
    does not say who has them or who comes from there."""
    start = document.text_start
    in_title = places[0] >> LENGTH_BITS < start
    if in_title and places[-1] >> LENGTH_BITS >= start:
        return None
    before, after = document.around(places[0], _WINDOW)
    if in_title:
        quoted = _OPEN_QUOTE.search(before) is not None and _QUOTE.search(after) is not None
        comes_from = _FROM.search(before) is not None
        if not (comes_from or quoted):
            return None  # it is about what its title names plainly, news or not
        return Bearing(0, _softness(document, None), comes_from, quoted, 0, 0, 0)
    looks_back = _LOOKS_BACK.search(document.title) is not None
    afterthought = _AFTERTHOUGHT.search(before) is not None
    soft = _softness(document, places[0])
    return Bearing(soft, 0, 0, 0, looks_back, afterthought, _is_elsewhere(places, document))


def _softness(document: Document, place: int | None) -> float:
    """How far from news the report is, 0 to 2.5 logits, and if a `place` is given, its sentence too.

    An artful title ("No water, no bread") may stand over plain news.
    """
    known = document.newsworthiness
    if "" not in known:
        known[""] = judge(Item(document.title, document.text)).score
    score = known[""]
    if place is not None and score < -_UNSURE:
        sentence = document.sentence_at(place).rstrip(".")
        if sentence not in known:
            known[sentence] = judge(Item(sentence)).score
        score = max(score, known[sentence])
    return max(0.0, min(_SOFTEST, -score - _UNSURE))


def _is_elsewhere(places: Sequence[int], document: Document) -> bool:
    """Whether the title names a town, and the `places` another one or a country that it does not lie in.

    Where a court sits counts by its country too: what it tries happened elsewhere.
    """
    towns = document.scenes
    if towns is None:
        counted = ("city", "country", "people") if _COURT.search(document.title) else ("city",)
        towns = [mention.places[0] for mention in mentions(document.title_tokens)]
        towns = document.scenes = [town for town in towns if town.kind in counted]
    if not towns:
        return False
    named = [mention.places[0] for words in document.words_at(places) for mention in mentions(tokens(words))]
    return bool(named) and all(
        town.country != one.country or town.kind == one.kind == "city" for one in named for town in towns
    )
