"""Whether a headline takes back a death that its story told: "found alive", "nobody died". Pure.

English by patterns, the other languages by the phrases of `alive.txt`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.news.acts.act import Act
from bot.news.developments.report_view import ReportView, highest_toll
from bot.news.figures.novelty import share_in
from bot.news.language.tags import primary
from bot.news.language.word_table import Words, word_table
from bot.news.language.words import fold, tokens

SAME_PERSON = 0.25
"""Share of a headline's words in another that tells a death, from which both may be about one person."""
_LIVES = re.compile(r"\b(?:alive|living|not dead|survive[sd]?|survived)\b", re.IGNORECASE)
_SHOWS_UP = re.compile(
    r"\b(?:(?:re)?appear(?:s|ed)?|(?:re)?surface[sd]?|(?:re-?)?emerge[sd]?|seen|speaks|spoke|shows? up"
    r"|video)\b",
    re.IGNORECASE,
)
_THOUGHT_DEAD = re.compile(
    r"\b(?:report|thought|believ|presum|fear|declar|pronounc|rumou?r|said)(?:ed|ly|edly)?"
    r"(?: to (?:be|have been))? (?:dead|killed)\b"
    r"|\b(?:reports?|rumou?rs?|claims?|news|announcement)(?: of (?:\S{1,20} ){0,2}| that (?:\S{1,20} ){1,4})"
    r"(?:deaths?|demise|died|dead|killed)\b"
    r"|\bdeath (?:reports?|rumou?rs?|claims?|hoax)\b",
    re.IGNORECASE,
)
_NOBODY_DIED = re.compile(
    r"\b(?:nobody|no[ -]one|none|not one)(?: \S{1,20}){0,4}? (?:died|dies|dead|killed|hurt)\b"
    r"|\b(?:no|without)(?: \S{1,20})? (?:deaths?|fatalit(?:y|ies)|dead|loss of life|lives lost)\b",
    re.IGNORECASE,
)


def takes_back_death(report: ReportView, earlier: Sequence[ReportView]) -> bool:
    """Whether the headline says that whom the reports `earlier` called dead lives, and it is the first to."""
    deaths = [other for other in earlier if _tells_death(other)]
    if not deaths or any(_speaks_of_life(other) for other in earlier):
        return False
    if says_nobody_died(report):
        return True
    if not _speaks_of_life(report):
        return False
    one_dead = highest_toll("killed", earlier) <= 1
    return _was_thought_dead(report) or (
        one_dead and any(share_in(report.head_senses, other.head_senses) >= SAME_PERSON for other in deaths)
    )


def says_nobody_died(report: ReportView) -> bool:
    """Whether the headline says that there are no dead."""
    return _says(report.headline, report.language, "nobody", _NOBODY_DIED)


def _tells_death(report: ReportView) -> bool:
    return "killed" in report.tolls or any(act.act is Act.DEATH for act in report.head_acts)


def _speaks_of_life(report: ReportView) -> bool:
    """Whether it says that somebody lives, or appears who was thought dead, or that nobody died."""
    headline, language = report.headline, report.language
    return bool(
        _says(headline, language, "lives", _LIVES)
        or says_nobody_died(report)
        or (_was_thought_dead(report) and _SHOWS_UP.search(headline))
    )


def _was_thought_dead(report: ReportView) -> bool:
    lines = (report.headline, *report.sentences[:1])
    return any(_says(line, report.language, "dead", _THOUGHT_DEAD) for line in lines)


def _says(line: str, language: str, kind: str, english: re.Pattern[str]) -> bool:
    """Whether a line has a phrase of the kind in its language, or what the English pattern finds."""
    phrases = _phrases(primary(language)).get(kind)
    if phrases is None:
        return bool(english.search(line))
    gap = "" if primary(language) == "zh" else " "
    text = gap + gap.join(fold(token).lower() for token in tokens(line)) + gap
    return any(f"{gap}{phrase}{gap}" in text for phrase in phrases.whole) or any(
        f"{gap}{phrase}" in text for phrase in phrases.beginnings
    )


@lru_cache(maxsize=32)
def _phrases(language: str) -> Mapping[str, Words]:
    table = word_table("bot.news.developments", "alive.txt", language)
    return {
        kind: Words(
            frozenset(phrase.replace("_", " ") for phrase in words.whole),
            tuple(phrase.replace("_", " ") for phrase in words.beginnings),
        )
        for kind, words in table.items()
    }
