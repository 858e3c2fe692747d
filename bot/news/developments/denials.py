"""What denies without the word, and how long a denial holds: until who denied confirms it, or the news is
something else. Pure."""

import re
from collections.abc import Sequence

from bot.model import Effect, EffectKind, Source
from bot.news.across.usual import usual
from bot.news.acts.act import IMPORTANCE, STANCES, Act
from bot.news.acts.lexicon import lexicon
from bot.news.acts.recognise import READ_WORDS, acts_undone
from bot.news.developments.effect import TAKES_THE_HEADLINE
from bot.news.developments.newness import new_share
from bot.news.developments.report_view import ReportView
from bot.news.figures.novelty import senses
from bot.news.language.stemming import stem
from bot.news.language.tags import primary
from bot.news.language.words import fold, tokens
from bot.news.stories.incidents import acts_of

_CONFIRMS = re.compile(
    r"\b(?:confirm(?:s|ed)?|acknowledge[sd]?|concede[sd]?|confirme|reconnaît|confirm[aó]|reconoce|reconoció"
    r"|bestätigt|подтвердил[аи]?|признал[аи]?|підтвердил[аи]|підтвердив|визнав|أكدت?|تؤكد|يؤكد)\b",
    re.IGNORECASE,
)
_OTHER_MATTER = 0.55
"""Share of a headline's words that those whom it contradicts have not, from which it is of another matter."""
_SAME_MATTER = 0.5
"""Share of the words of what was denied that another headline has, from which it is about the same matter."""


def contradiction(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """A headline by which an act that was told was not done: "Syria says no inmates escaped"."""
    undone = acts_undone(report.headline, report.language) - STANCES
    told = [other for other in earlier if any(act.act in undone for act in other.main_acts)]
    if not told or report.head_acts or new_share(report, told) >= _OTHER_MATTER:
        return None
    if any(acts_undone(other.headline, other.language) & undone for other in earlier):
        return None
    reasons = ("says that it did not happen",)
    return Effect(EffectKind.DENIES, reasons, str(Act.DENIAL), importance=IMPORTANCE[Act.DENIAL])


def is_of_another(headline: str, language: str) -> bool:
    """Whether a headline tells of one more happening: "denies a second blast" says nothing of the first."""
    listed = usual(language)
    if listed is not None and primary(language) == "zh":
        return any(map(headline.__contains__, listed.again))
    stems = [stem(word.lower(), "en")[0] for word in tokens(headline)]
    return acts_of(headline, stems, language).again


def confirmed_by_denier(report: ReportView, earlier: Sequence[ReportView]) -> Effect | None:
    """The effect of a report in whose headline a party confirms what it denied before; None of others."""
    verb = _CONFIRMS.search(report.headline)
    if verb is None:
        return None
    agent = report.headline[: verb.start()].strip()
    party, confirmed = senses(agent, report.language), senses(report.headline[verb.end() :], report.language)
    for other in reversed(earlier):
        denial = _denial(other.headline, other.language)
        if denial is None:
            continue
        denier, denied = denial
        one_side = bool(denier) and bool(party) and (denier <= party or party <= denier)
        if one_side and denied and _share(denied, confirmed) >= _SAME_MATTER:
            reasons = ("confirmed by who denied it",)
            return Effect(EffectKind.DEVELOPS, reasons, str(Act.ADMISSION), agent, IMPORTANCE[Act.ADMISSION])
    return None


def stands(denial: Source, sources: Sequence[Source]) -> bool:
    """Whether a denial still speaks against its story, whose `sources` are in order of arrival.

    It does not where a later development took the headline and is about another matter: it has none of the
    words that the denial added to the first report, or, where it added none, few of the words of what was
    denied. Reports in other languages say nothing about it, nor does any about a denial of nobody knows what.
    """
    later = [
        one for one in sources if one.article_id > denial.article_id and one.effect in TAKES_THE_HEADLINE
    ]
    newest = later[-1] if later else None
    if newest is None or newest.effect is not EffectKind.DEVELOPS:
        return True
    if primary(newest.language) != primary(denial.language):
        return True
    found = _denial(denial.title, denial.language)
    denied = found[1] if found else senses(denial.title, denial.language)
    if not denied:
        return True
    own, told = denied - senses(sources[0].title, denial.language), senses(newest.title, denial.language)
    return not own.isdisjoint(told) if own else _share(denied, told) >= _SAME_MATTER


def _share(words: frozenset[str], known: frozenset[str]) -> float:
    return len(words & known) / len(words)


def _denial(title: str, language: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words of who denies in a headline, and of what is denied; None where it denies nothing.

    What is denied follows the verb, or stands before it where nothing follows.
    """
    shown = tokens(title)[:READ_WORDS]
    words = [fold(token).lower() for token in shown]
    found = lexicon(language).patterns.mentions(words)
    verb = next((mention for mention in found if mention.act is Act.DENIAL), None)
    if verb is None:
        return None
    before = senses(" ".join(shown[: verb.start]), language)
    return before, senses(" ".join(shown[verb.end :]), language) or before
