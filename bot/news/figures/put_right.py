"""Numbers that a sentence in another language than English puts right: "son 12 y no 19", "не 19, а 17",
"von 19 auf 17 gesenkt". The words lie in `tolls.txt`."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from bot.news.across.numbers import Told, told
from bot.news.language.inflections import simplified
from bot.news.language.tags import primary
from bot.news.language.word_table import Words
from bot.news.language.words import COMBINING, fold_in

WORD = re.compile(
    rf"[^\W\d_](?:[^\W\d_]|[{COMBINING}])*+(?:['’ʼ״\"׳](?:[^\W\d_]|[{COMBINING}])++)*|[,;:.!?،؛—–]"
)
STOPS = ",;:.!?،؛—–"
_COMMA = re.compile(r"[,،，]\s*+(?:\w++\s++)?\Z")
"""Before the number that is not true: "12, а не 19"."""
_NOT_IT = re.compile(r"\d{1,9}+ değil(?=\s)")
"""What Turkish puts before the right number: "12 değil 9"."""
_FROM_IT = re.compile(r"['’]?[dt][ae]n\b")
"""What Turkish ends the older number with: "19'dan 17'ye"."""
_CLAUSE_ENDS = re.compile(r"[;:!?،؛—–，。；：！？]|[,.](?!\d)")
_APART = 40
"""Characters at most between a number and the one that puts it right."""
_DIGIT = re.compile(r"\d")
_COUNTED = ("toll", "killed", "wounded")


def without_wrong(sentence: str, spelt: str, words: Mapping[str, Words]) -> str:
    """A sentence with blanks in place of the numbers that it says are not true or no longer so, with the
    words that say it: "12 [statt 19] Tote", "[не 19], [а] 17", "[von 19] auf 17"."""
    for start, end in _wrong(sentence, spelt, words):
        sentence = f"{sentence[:start]}{' ' * (end - start)}{sentence[end:]}"
    return sentence


def lowers(sentence: str, spelt: str, words: Mapping[str, Words]) -> bool:
    """Whether a sentence says that a count was lowered: a clause that counts or has a number has the word, or
    a number is put right."""
    return any(_lowers(clause, spelt, words) for clause in _CLAUSE_ENDS.split(sentence)) or any(
        _wrong(sentence, spelt, words)
    )


def _lowers(clause: str, spelt: str, words: Mapping[str, Words]) -> bool:
    if spelt == "zh":
        return any(_lowers_in_chinese(part, words) for part in clause.split())
    forms = [fold_in(word, spelt) for word in WORD.findall(clause)]
    pairs = ("_".join(pair) for pair in pairwise(forms))
    if not (any(map(words["less"].has, forms)) or any(pair in words["less"].whole for pair in pairs)):
        return False
    return bool(_DIGIT.search(clause)) or any(words[kind].has(form) for kind in _COUNTED for form in forms)


def _lowers_in_chinese(clause: str, words: Mapping[str, Words]) -> bool:
    line = "".join(map(simplified, clause))
    if not any(word in line for word in words["less"].whole):
        return False
    return bool(_DIGIT.search(line)) or any(word in line for kind in _COUNTED for word in words[kind].whole)


def _wrong(sentence: str, spelt: str, words: Mapping[str, Words]) -> Iterator[tuple[int, int]]:
    """Where the wrong numbers stand, with the words that say so."""
    if primary(spelt) == "tr":
        yield from (match.span() for match in _NOT_IT.finditer(sentence))
    for first, second in pairwise(told(sentence, primary(spelt))):
        if second.start - first.end > _APART:
            continue
        between = sentence[first.end : second.start]
        last = _last_word(between, spelt, words)
        before = _last_word(sentence[: first.start], spelt, words)
        if primary(spelt) != "tr" and _is(last, "not", words):
            comma = _COMMA.search(between[: last[1]])
            yield first.end + (comma.start() if comma else last[1]), second.end
        elif _is(last, "but", words) and _is(before, "not", words):
            comma = _COMMA.search(between[: last[1]])
            yield before[1], first.end
            yield first.end + (comma.start() if comma else last[1]), second.start
        elif _is_lowered(first, second, before, last, between, spelt, words):
            yield first.start, first.end


def _is_lowered(
    first: Told,
    second: Told,
    before: tuple[str, int],
    last: tuple[str, int],
    between: str,
    spelt: str,
    words: Mapping[str, Words],
) -> bool:
    """Whether two numbers tell of a fall: "from 19 to 17"."""
    if second.value >= first.value or _CLAUSE_ENDS.search(between):
        return False
    if primary(spelt) == "tr":
        return _FROM_IT.match(between) is not None
    return _is(before, "from", words) and (_is(last, "to", words) or _lowers(f"{between}0", spelt, words))


def _is(word: tuple[str, int], kind: str, words: Mapping[str, Words]) -> bool:
    return kind in words and words[kind].has(word[0])


def _last_word(text: str, spelt: str, words: Mapping[str, Words]) -> tuple[str, int]:
    """The last word of a text, folded, and where it begins; in Chinese one of those that part numbers."""
    if spelt == "zh":
        line = "".join(map(simplified, text))
        known = (word for kind in ("not", "but", "from", "to") for word in words[kind].whole)
        found = max((word for word in known if line.endswith(word)), key=len, default="")
        return found, len(text) - len(found)
    last = next(reversed([*WORD.finditer(text[-_APART:])]), None)
    if last is None or last.group() in STOPS:
        return "", len(text)
    return fold_in(last.group(), spelt), max(0, len(text) - _APART) + last.start()
