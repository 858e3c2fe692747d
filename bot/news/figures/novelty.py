"""What of a new report is new to a chat: facts that say something not yet sent, and figures that changed.

The texts already sent are the measure, never the order in which publishers wrote: a paraphrase is not news.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.model import Fact
from bot.news.figures.differences import Figure, comparable, content, differ, figures, names, stem_of
from bot.news.figures.numerals import Number, numbers
from bot.news.language.lazy_regex import Rule
from bot.news.language.words import tokens
from bot.news.stories.signature import background

NEW_SHARE = 0.5
"""Share of a fact's weight of words that must be in nothing sent for it to tell of a new event."""
NEW_WEIGHT = 9.0
"""The least weight of such words: about two rare words, or three common ones."""
REPEATED_SHARE = 0.6
"""Share of a fact's weight of words that was told already, from which it is a further report's lead."""
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
def _senses() -> dict[str, str]:
    """Stem -> the stem that stands for all words of the same happening."""
    return {stem_of(word): stem_of(group.split()[0]) for group in _SAME for word in group.split()}


_LOWER = Rule(
    r"\b(?:revised?|corrected|correction|lower(?:ed)?|down from|not \d|fewer than|instead of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that a chat was told and that a new fact gives otherwise: "now 15 (earlier 12)"."""

    fact: Fact
    label: str
    """What is counted, for people: "Killed"."""
    now: str
    earlier: str


def new_facts(sent: Sequence[str], candidates: Sequence[Fact]) -> list[Fact]:
    """The candidates whose figures, names or events are in nothing already sent, in their order.

    Of candidates that say the same, the first counts. A corrected figure is a new figure, so its fact is
    among them.
    """
    told = _Told(sent)
    fresh = []
    for fact in candidates:
        if told.lacks(fact.text):
            fresh.append(fact)
            told.hear(fact.text)
    return fresh


def further_facts(told: Sequence[str], candidates: Sequence[Fact]) -> list[Fact]:
    """Of `new_facts`, those that do not tell the same happening over with another detail.

    For an alert made of several reports: their leads all tell the one event, each in words of its own.
    """
    heard = _Told(told)
    return [fact for fact in new_facts(told, candidates) if heard.share_of(fact.text) < REPEATED_SHARE]


def share_told(told: Sequence[str], text: str) -> float:
    """The share, 0 to 1, of the weight of a text's words that `told` holds."""
    return _Told(told).share_of(text)


def corrections(sent: Sequence[str], candidates: Sequence[Fact]) -> list[Correction]:
    """The figures of the candidates that differ from those sent for the same thing, each label once.

    The latest figure sent is the earlier one. A figure that was already sent corrects nothing, whoever
    repeats it; nor does a lower one, unless its sentence says that the figure was revised: tolls rise, and
    late publishers still print the first.
    """
    told = [figure for text in sent for figure in figures(text)]
    found: dict[str, Correction] = {}
    for fact in candidates:
        for figure in figures(fact.text):
            earlier = [old.number for old in told if comparable(figure, old)]
            if earlier and _corrects(figure, earlier, fact.text):
                found.setdefault(
                    figure.label, Correction(fact, figure.label, figure.number.written, earlier[-1].written)
                )
    return list(found.values())


def _corrects(figure: Figure, earlier: Sequence[Number], text: str) -> bool:
    if not all(differ(figure.number, old) for old in earlier):
        return False
    return figure.number.value > max(old.value for old in earlier) or bool(_LOWER.search(text))


class _Told:
    """Everything that was said so far, by figures, names and words."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._numbers: list[Number] = []
        self._names: set[str] = set()
        self._words: set[str] = set()
        for text in texts:
            self.hear(text)

    def hear(self, text: str) -> None:
        self._numbers.extend(numbers(text))
        self._names.update(tokens(text.lower()))
        self._words.update(senses(text))

    def lacks(self, text: str) -> bool:
        """Whether a text says something else: another figure, a name, or mostly other words."""
        if any(all(_other(number, old) for old in self._numbers) for number in numbers(text)):
            return True
        if any(self._names.isdisjoint(tokens(name)) for name in self._strange(text)):
            return True
        said, new = self._weights(text)
        return new >= NEW_WEIGHT and new >= NEW_SHARE * (said + new)

    def share_of(self, text: str) -> float:
        """The share of the weight of a text's words that was said already."""
        said, new = self._weights(text)
        return said / (said + new or 1.0)

    def _weights(self, text: str) -> tuple[float, float]:
        """The weight of a text's words that were said already, and of the others."""
        words = senses(text)
        return sum(map(weight, words & self._words)), sum(map(weight, words - self._words))

    def _strange(self, text: str) -> list[str]:
        """Names that mean something: those whose kind is not already told by other words."""
        senses = _senses()
        return [name for name in sorted(names(text)) if senses.get(stem_of(name)) not in self._words]


def _other(one: Number, old: Number) -> bool:
    return one.unit != old.unit or differ(one, old)


def senses(text: str) -> frozenset[str]:
    """The stems of a text's words, with one stem for all words of the same happening."""
    same = _senses()
    return frozenset(same.get(word, word) for word in content(text))


def weight(word: str) -> float:
    """How much a word tells: inverse frequency in the background, at most that of a name."""
    counts, total = background()
    return math.log(total / counts.get(word, 4))
