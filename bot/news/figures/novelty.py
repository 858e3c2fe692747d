"""What is new to a chat in a report: facts that say something not yet sent, and figures that changed.

The texts already sent decide, never the order in which publishers wrote: a paraphrase is not news.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.model import Fact
from bot.news.across.usual import usual
from bot.news.figures.counted import Figure
from bot.news.figures.differences import comparable, content, differ, names, stem_of
from bot.news.figures.elsewhere import says_lower
from bot.news.figures.numerals import Number
from bot.news.figures.reading import figures_of, numbers_of
from bot.news.language.lazy_regex import Rule
from bot.news.language.words import tokens
from bot.news.stories.signature import background

NEW_SHARE = 0.5
"""The share of a fact's weight in words not yet sent from which the fact reports a new event."""
NEW_WEIGHT = 9.0
"""The least weight of such words: about two rare or three common words."""
REPEATED_SHARE = 0.6
"""The share of a fact's weight in words already sent from which it only repeats the event."""
# Words for the same happening, so that "12 dead" does not look new after "killed 12".
_SAME = (
    "killed dead died dies die death deaths fatal fatalities slain toll lives",
    "wounded injured hurt injuries wounding injuring casualties",
    "attack attacks assault strike strikes raid raids airstrike airstrikes offensive",
    "bomb bombing bombs blast explosion exploded explosive detonated",
    "arrested detained arrest arrests custody captured capture seized seize",
    "troops soldiers forces military army commandos",
    "withdraw withdrawal withdrawing pull pullout leave leaving depart departure",
    "isis isil daesh jihadist jihadists islamic",
    "us american americans america united states",
    "iraq iraqi iraqis",
    "syria syrian syrians",
    "turkey turkish turks",
    "iran iranian iranians",
    "israel israeli israelis",
    "lebanon lebanese",
    "jordan jordanian jordanians",
    "egypt egyptian egyptians",
    "yemen yemeni yemenis",
    "libya libyan libyans",
    "kurds kurdish kurdistan",
    "afghanistan afghan afghans",
    "palestinians palestinian palestine",
    "russia russian russians",
    "ukraine ukrainian ukrainians",
    "britain british uk",
    "france french",
    "germany german germans",
    "china chinese",
    "claimed responsibility claim",
    "rose risen rises rising climbed increased grew",
    "earthquake quake tremor",
    "city town village",
    "police officers",
    "vehicle car",
)


@lru_cache(maxsize=1)
def _stem_of_happening() -> dict[str, str]:
    """Stem -> the stem that represents all words for the same happening."""
    return {stem_of(word): stem_of(group.split()[0]) for group in _SAME for word in group.split()}


_LOWER = Rule(
    r"\b(?:revised?|corrected|correction|lower(?:ed)?|down from|not \d|fewer than|instead of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure sent to a chat that a new fact changes: "now 15 (earlier 12)"."""

    fact: Fact
    label: str
    """What is counted, for display: "Killed"."""
    now: str
    earlier: str


def new_facts(sent: Sequence[str], candidates: Sequence[Fact], language: str = "en") -> list[Fact]:
    """The candidates, in `language`, with figures, names or events that were not yet sent, in order.

    Of candidates that say the same, only the first is new. A corrected figure is a new figure, so its fact is
    among them.
    """
    known = _Known(sent, language)
    fresh = []
    for fact in candidates:
        if known.lacks(fact.text):
            fresh.append(fact)
            known.add(fact.text)
    return fresh


def further_facts(sent: Sequence[str], candidates: Sequence[Fact], language: str = "en") -> list[Fact]:
    """The `new_facts` that do more than repeat the same happening with another detail.

    This is for an alert made of several reports, whose leads all report one event, each in its own words.
    """
    known = _Known(sent, language)
    fresh = new_facts(sent, candidates, language)
    return [fact for fact in fresh if known.share_of(fact.text) < REPEATED_SHARE]


def share_told(sent: Sequence[str], text: str, language: str = "en") -> float:
    """The share, 0 to 1, of the weight of a text's words, in `language`, that `sent` contains."""
    return _Known(sent, language).share_of(text)


def corrections(sent: Sequence[str], candidates: Sequence[Fact], language: str = "en") -> list[Correction]:
    """The figures of the candidates, in `language`, that differ from those sent for the same thing.

    Each label comes once.
    The last figure sent is the `earlier` one. A figure that was already sent corrects nothing, whoever
    repeats it. Nor does a lower one, unless its sentence says that the figure was revised: tolls rise, and
    slow publishers still print the first.
    """
    known = [figure for text in sent for figure in figures_of(text, language)]
    by_label: dict[str, Correction] = {}
    for fact in candidates:
        for figure in figures_of(fact.text, language):
            earlier = [old.number for old in known if comparable(figure, old)]
            if earlier and _corrects(figure, earlier, fact.text, language):
                by_label.setdefault(
                    figure.label, Correction(fact, figure.label, figure.number.written, earlier[-1].written)
                )
    return list(by_label.values())


def _corrects(figure: Figure, earlier: Sequence[Number], text: str, language: str) -> bool:
    if not all(differ(figure.number, old) for old in earlier):
        return False
    higher = figure.number.value > max(old.value for old in earlier)
    return higher or bool(_LOWER.search(text)) or says_lower(text, language)


class _Known:
    """Everything sent so far: figures, names and words."""

    def __init__(self, texts: Iterable[str], language: str) -> None:
        self._language = language
        self._numbers: list[Number] = []
        self._names: set[str] = set()
        self._words: set[str] = set()
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        self._numbers.extend(numbers_of(text, self._language))
        self._names.update(tokens(text.lower()))
        self._words.update(senses(text, self._language))

    def lacks(self, text: str) -> bool:
        """Whether a text says something new: another figure, a new name, or mostly new words."""
        if any(
            all(_is_other(number, old) for old in self._numbers)
            for number in numbers_of(text, self._language)
        ):
            return True
        if any(self._names.isdisjoint(tokens(name)) for name in self._strange(text)):
            return True
        known, new = self._weights(text)
        return new >= NEW_WEIGHT and new >= NEW_SHARE * (known + new)

    def share_of(self, text: str) -> float:
        """The share of the weight of a text's words that is known."""
        known, new = self._weights(text)
        return known / (known + new or 1.0)

    def _weights(self, text: str) -> tuple[float, float]:
        """The weight of a text's known words, and of its new ones."""
        words = senses(text, self._language)
        return total_weight(words & self._words), total_weight(words - self._words)

    def _strange(self, text: str) -> list[str]:
        """The names that add something: those whose meaning no other word already has."""
        same = _stem_of_happening()
        return [
            name for name in sorted(names(text, self._language)) if same.get(stem_of(name)) not in self._words
        ]


def _is_other(number: Number, old: Number) -> bool:
    return number.unit != old.unit or differ(number, old)


def senses(text: str, language: str = "en") -> frozenset[str]:
    """The stems of a text's words, with one stem for all words of the same happening in English."""
    if usual(language) is not None:
        return content(text, language)
    same = _stem_of_happening()
    return frozenset(same.get(word, word) for word in content(text))


def weight(word: str) -> float:
    """How much a word tells: its inverse frequency in the background, at most that of a name."""
    counts, total = background()
    return math.log(total / counts.get(word, 4))


def total_weight(words: Iterable[str]) -> float:
    """The sum of the weights of `words`."""
    return sum(map(weight, words))


def share_in(words: frozenset[str], known: frozenset[str]) -> float:
    """The share, 0 to 1, of the weight of `words` that `known` has; 0 for no words."""
    total = total_weight(words)
    return total_weight(words & known) / total if total else 0.0
