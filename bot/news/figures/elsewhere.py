"""Tolls as languages other than English tell them: "en az 12 kişi öldü", "مقتل 12 شخصا", "至少12人死亡".

In go a sentence and its language, out come the numbers with what happened to those they count. What stands
nearest to a number says it; silence is better than an error, so a number of years or hours counts nobody. The
words lie in `tolls.txt`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from bot.news.across.numbers import Told, told
from bot.news.figures.counted import ATTACKERS, FIGURES_CAP, SENTENCE_CAP, Figure
from bot.news.figures.numerals import Number
from bot.news.figures.put_right import STOPS, WORD, lowers, without_wrong
from bot.news.language.inflections import simplified
from bot.news.language.tags import primary
from bot.news.language.word_table import Words, cut_at, word_table
from bot.news.language.words import COMBINING, fold_in, spelling

KINDS = ("killed", "wounded", "missing", "arrested", "displaced", "kidnapped", "rescued")
AFTER, BEFORE, LATE = 6, 4, 16
"""Words between a number and what happened, which stands after or before it. A number may come late after
a count ("the number of dead"), and a verb late after people ("پنج نفر در بازار کشته شدند")."""
_HURT = ("killed", "wounded", "missing", "hurt")
_NOBODY_WITHIN = 3
"""Words before what happened among which "nobody" stands: "nadie murió de los 40"."""
_NEGATED_WITHIN = 2
"""Words before what happened among which "not" or "denies" stands: "n'ont pas été tués", "nie la mort"."""
_LATE_DENIAL = 4
"""Words after a number among which a late verb denies what was said: "12 askerin öldüğünü yalanladı"."""
FEWEST = 2
"""One is an article in many languages."""
_AND = "\u0648\u05d5"
"""What Arabic and Hebrew write on to the next word."""
_TERM = re.compile(rf"[^\W_](?:[^\W_]|[{COMBINING}])*+(?:['’ʼ״\"׳](?:[^\W_]|[{COMBINING}])++)*")
_STOP = re.compile("[,;:!?，。；：！？、]")
_DIGIT = re.compile(r"\d")
_COLON = re.compile(r"[:—–](?=\s*+(?:\w++\s++)?\Z)")
"""Between a count and its number: "Zahl der Toten: 12", "число погибших — 12"."""
_REACH = 120
"""Characters on either side of a number that are read."""
_HAN = 10
"""The same in Chinese."""


def is_listed(language: str) -> bool:
    """Whether tolls are read in a language (BCP 47): in eleven, and in English elsewhere."""
    return bool(_table(primary(language)))


def figures_elsewhere(sentence: str, language: str) -> list[Figure]:
    """The tolls of a sentence in one of the languages of the table; none where it looks back."""
    code, sentence = primary(language), sentence[:SENTENCE_CAP]
    spelt = spelling(sentence, language)
    words = _table(spelt)
    if not words or _says(sentence, spelt, "back"):
        return []
    found = [
        Figure(
            Number(number.value, sentence[number.start : number.end], "", *number[1:]),
            kind,
            noun,
            sentence,
            code,
        )
        for number, kind, noun in _counted(sentence, spelt, words)
    ]
    return found[:FIGURES_CAP]


def numbers_elsewhere(sentence: str, language: str) -> list[Number]:
    """The quantities of a sentence: no dates, times and ages, and nothing that is one only."""
    spelt = spelling(sentence, language)
    words = _table(spelt)
    found = []
    for number in told(sentence, primary(language)):
        if number.value <= 1:
            continue
        written, hedge = sentence[number.start : number.end], ""
        if words:
            after, before = _around(sentence, number, spelt, words)
            if after and words["none"].has(after[0]):
                continue
            hedge = before[0] if before and words["rough"].has(before[0]) else ""
        found.append(Number(number.value, written, "", *number[1:], hedge))
    return found


def says_lower(sentence: str, language: str) -> bool:
    """Whether a sentence says that a count was lowered."""
    sentence = sentence[:SENTENCE_CAP]
    spelt = spelling(sentence, language)
    words = _table(spelt)
    return bool(words) and lowers(sentence, spelt, words)


def says_unknown(sentence: str, language: str) -> bool:
    """Whether a sentence says that nobody knows of dead or wounded, or of how many."""
    sentence = sentence[:SENTENCE_CAP]
    spelt = spelling(sentence, language)
    words = _table(spelt)
    if not words or not _says(sentence, spelt, "unknown"):
        return False
    if spelt == "zh":
        line = _line(sentence, spelt)
        return any(word in line for kind in _HURT for word in words[kind].whole)
    forms = _up_to_stop((word for word in WORD.findall(sentence) if word not in STOPS), spelt)
    return any(words[kind].has(form) for kind in _HURT for form in forms)


def says_toll(sentence: str, language: str) -> bool:
    """Whether a sentence names a count of the dead: "toll", "число погибших"."""
    return _has(sentence, language, "toll")


def _has(sentence: str, language: str, kind: str) -> bool:
    """Whether a sentence has one of the words of a kind."""
    sentence = sentence[:SENTENCE_CAP]
    spelt = spelling(sentence, language)
    words = _table(spelt)
    if spelt == "zh":
        line = _line(sentence, spelt)
        return any(word in line for word in words[kind].whole)
    return bool(words) and any(words[kind].has(fold_in(word, spelt)) for word in WORD.findall(sentence))


def _says(sentence: str, spelt: str, kind: str) -> bool:
    """Whether a sentence has one of the phrases of a kind."""
    return _phrases(spelt, kind).search(_line(sentence, spelt)) is not None


def _line(sentence: str, spelt: str) -> str:
    """The words of a sentence, folded, with a space on either side of each; Chinese as it stands."""
    if spelt == "zh":
        return "".join(map(simplified, sentence))
    return f" {' '.join(fold_in(word, spelt) for word in _TERM.findall(sentence))} "


@lru_cache(maxsize=32)
def _phrases(spelt: str, kind: str) -> re.Pattern[str]:
    """What finds the phrases of a kind in a `_line`."""
    words = _table(spelt)[kind]
    phrases = [*words.whole, *(f"{beginning}*" for beginning in words.beginnings)]
    found = "|".join(map(_phrase, sorted(phrases)))
    return re.compile(found if spelt == "zh" else f" [{_AND}]?(?:{found}) ")


def _phrase(phrase: str) -> str:
    """The pattern of a phrase: "_" parts its words, "*" ends how one begins, or stands for one or two."""
    words = [r"\S++(?: \S++)?" if word == "*" else _word(word) for word in phrase.split("_")]
    return " ".join(words)


def _word(word: str) -> str:
    return re.escape(word.removesuffix("*")) + (r"\S*+" if word.endswith("*") else "")


def _counted(sentence: str, spelt: str, words: Mapping[str, Words]) -> Iterator[tuple[Told, str, str]]:
    """The numbers that count people, with what happened to these and their noun."""
    sentence = without_wrong(sentence, spelt, words)
    for number in told(sentence, primary(spelt)):
        if number.value < FEWEST or number.value != int(number.value):
            continue
        around = _around(sentence, number, spelt, words)
        if around.counts_nobody(words, primary(spelt)):
            continue
        kind = around.kind(words)
        if kind and not (kind == "killed" and around.counts_a_part(words)):
            yield number, kind, ATTACKERS if around.counts_attackers(words) else ""


class _Around(NamedTuple):
    """The words after a number, and those before it, nearest first, each up to a stop or another number."""

    after: Sequence[str]
    before: Sequence[str]

    def counts_nobody(self, words: Mapping[str, Words], language: str) -> bool:
        """Whether a number is of years, hours or the like, or the one that is not true."""
        denied = self.after if language == "tr" else self.before
        return (
            bool(self.after and words["none"].has(self.after[0]))
            or bool(denied and words["not"].has(denied[0]))
            or self._counts_twice(words)
        )

    def _counts_twice(self, words: Mapping[str, Words]) -> bool:
        """Whether a number counts those of whom it is said that they were counted twice."""
        later = [*self.after[:LATE], *map("_".join, pairwise(self.after[:LATE]))]
        return _have(later, words["twice"]) and not _have(self.before, words["toll"])

    def counts_a_part(self, words: Mapping[str, Words]) -> bool:
        """Whether a number counts some of those that another figure counts: "among them two children"."""
        return _have(self.before[:BEFORE], words["part"]) or _have(self.after[:3], words["more"])

    def counts_attackers(self, words: Mapping[str, Words]) -> bool:
        """Whether a number counts those who attacked: "two of the attackers", "toll of dead attackers: 2"."""
        behind = _nearest(self.before[:LATE], words)
        if behind and _have(self.before[:LATE], words["toll"]):
            return _have(self.before[: behind[0]][-1:], words["attackers"])
        whom = next((word for word in self.after[:BEFORE] if not words["of"].has(word.lower())), "")
        return words["attackers"].has(whom)

    def kind(self, words: Mapping[str, Words]) -> str:
        """What happened to those that the number counts, by the nearest word that says it; "" for none."""
        found = self._happened(words)
        if found is None or self._says_nobody(found[0], words):
            return ""
        place, kind = found
        if place < 0:
            earlier, later = self.before[-place:], self.before[: -place - 1][::-1]
        else:
            earlier, later = self.after[:place][::-1], self.after[place + 1 :]
        before = self.before[:_NEGATED_WITHIN] if place >= 0 else ()
        is_undone = _have(earlier[:_NEGATED_WITHIN], words["never"]) or _opens(later, words["absent"])
        near = [*earlier[:_NEGATED_WITHIN], *before, *self.after[:_LATE_DENIAL]]
        return "" if is_undone or _have(near, words["denies"]) else kind

    def _happened(self, words: Mapping[str, Words]) -> tuple[int, str] | None:
        """Where the nearest word stands that says what happened, and what: 0 for the word right after the
        number, -1 for the one right before it."""
        ahead, behind = _nearest(self.after[:AFTER], words), _nearest(self.before[:BEFORE], words)
        whom = self.after[0] if self.after else ""
        of_people = "people" in words and (words["people"].has(whom) or self.counts_attackers(words))
        if ahead is behind is None and of_people:
            ahead = _nearest(self.after[:LATE], words)
        if ahead is behind is None and any(words["toll"].has(word) for word in self.before[:LATE]):
            behind = _nearest(self.before[:LATE], words)
        if behind and (ahead is None or behind <= ahead):
            return -1 - behind[0], behind[1]
        return ahead

    def _says_nobody(self, place: int, words: Mapping[str, Words]) -> bool:
        """Whether a word says that what happened happened to nobody: "none of the 40"."""
        if place < 0:
            return _have(self.before[: _NOBODY_WITHIN - place], words["nobody"])
        behind = _nearest(self.before[:BEFORE], words)
        since = self.before[: behind[0] if behind else LATE]
        return _have([*since, *self.after[: place + 2]], words["nobody"])


def _have(line: Sequence[str], told: Words) -> bool:
    """Whether any of the words is told."""
    return any(map(told.has, line))


def _opens(line: Sequence[str], told: Words) -> bool:
    """Whether a line begins with one of these words, or with two of them that "_" joins."""
    return bool(line) and (told.has(line[0]) or "_".join(line[:2]) in told.whole)


def _nearest(line: Sequence[str], words: Mapping[str, Words]) -> tuple[int, str] | None:
    """How far off the first word stands that says what happened, and what."""
    return next(
        ((place, kind) for place, word in enumerate(line) for kind in KINDS if words[kind].has(word)), None
    )


def _around(sentence: str, number: Told, spelt: str, words: Mapping[str, Words]) -> _Around:
    after, before = sentence[number.end :][:_REACH], sentence[: number.start][-_REACH:]
    after, before = _DIGIT.split(after, maxsplit=1)[0], _DIGIT.split(before)[-1]
    if spelt == "zh":
        after, before = "".join(map(simplified, after)), "".join(map(simplified, before))
        known = [word for kind in words.values() for word in kind.whole]
        after, before = _STOP.split(after, maxsplit=1)[0], _STOP.split(before)[-1]
        return _Around(cut_at(after[:_HAN], known), cut_at(before[-_HAN:], known)[::-1])
    behind = _up_to_stop(reversed(WORD.findall(before)), spelt)
    counted = _up_to_stop(reversed(WORD.findall(_COLON.sub(" ", before))), spelt)
    if any(words["toll"].has(word) for word in counted):
        behind = counted
    return _Around(_up_to_stop(WORD.findall(after), spelt), behind)


def _up_to_stop(words: Iterable[str], spelt: str) -> list[str]:
    forms = (fold_in(word, spelt) for word in takewhile(lambda word: word not in STOPS, words))
    return [form[1:] if form[0] in _AND and len(form) > 3 else form for form in forms]


@lru_cache(maxsize=32)
def _table(spelt: str) -> Mapping[str, Words]:
    """The words of a language by kind, folded as a spelling has it; none where nobody has listed them."""
    return word_table("bot.news.figures", "tolls.txt", spelt)
