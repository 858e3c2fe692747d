"""Which mentions of a name are in passing, in languages other than English.

"Buses to Damascus, Homs and Raqqa", "worse than ISIS", "a poet from Raqqa" and "who served in Raqqa in 2017"
tell of something else, in every language. In go the words on either side of a mention; `passing.txt` has the
words that say so.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.news.across.usual import usual
from bot.news.language.inflections import simplified
from bot.news.language.word_table import Words, cut_at, word_table
from bot.news.language.words import TOKEN, fold

_STOPS = frozenset(".;:!?،,、。，؛؟«»“”„")
_TERM = re.compile(f"{TOKEN}|[{''.join(sorted(_STOPS))}]")
_BEFORE, _AFTER = 3, 2
"""Words before a mention and after it that may say so."""
_ITEM = r"[^\W\d_][^,،、.:;!?。，]{1,22}"
_LISTED = re.compile(rf"(?:{_ITEM}[,،、]\s?){{2,6}}(?:{_ITEM})?$")
"""Two or more names of a list before this one."""
_LISTED_IN_ARABIC = re.compile(r"(?:\sو[^\s،,.]{2,14}(?:\s[^\sو،,.][^\s،,.]{1,12})?){2,6}\s?$")
"""The same where each name has an "and" written on to it."""
_LONG_AGO = re.compile(r"(?<!\d)(?:19\d\d|20[01]\d|(?:١٩|۱۹)[٠-٩۰-۹]{2}|(?:٢٠|۲۰)[٠١۰۱][٠-٩۰-۹])(?!\d)")
_CLAUSE = re.compile(r"[.;:!?،,、。，؛؟]")
_NEAR = 45
"""Characters on either side in which a year says that it was long ago, within a clause."""


def is_known(language: str) -> bool:
    """Whether these words are listed in a language, such as "tr"."""
    return bool(_table(language))


def in_title_in_passing(before: str, after: str, language: str) -> bool:
    """Whether a title that has a name between `before` and `after` only compares something with it, or says
    where somebody is from."""
    words = _table(language)
    ahead, behind = _words(before, language)[::-1], _words(after, language)
    if _beside(ahead, behind, words["worse"]) or _beside(ahead, behind, words["born"]):
        return True
    return len(ahead) > 1 and words["from"].has(ahead[0]) and words["person"].has(ahead[1])


def in_text_in_passing(before: str, after: str, language: str) -> bool:
    """Whether a text mentions a name so, as one of a list of three or more, or as where something was long
    ago."""
    if in_title_in_passing(before, after, language):
        return True
    if _LISTED.search(before) or (language == "ar" and _LISTED_IN_ARABIC.search(before)):
        return True
    near = _CLAUSE.split(before[-_NEAR:])[-1] + " " + _CLAUSE.split(after[:_NEAR], maxsplit=1)[0]
    return _LONG_AGO.search(near) is not None


def _beside(ahead: Sequence[str], behind: Sequence[str], words: Words) -> bool:
    """Whether one of some words stands shortly before a mention or right after it."""
    return any(map(words.has, (*_up_to_stop(ahead)[:_BEFORE], *_up_to_stop(behind)[:_AFTER])))


def _up_to_stop(line: Sequence[str]) -> list[str]:
    end = next((at for at, word in enumerate(line) if word in _STOPS), len(line))
    return [*line[:end]]


def _words(line: str, language: str) -> list[str]:
    """The words and stops of a line, folded; of Chinese those that are listed, and other characters."""
    if language != "zh":
        return [word if word in _STOPS else fold(word).lower() for word in _TERM.findall(line)]
    return cut_at("".join(map(simplified, line)), _chinese())


@lru_cache(maxsize=1)
def _chinese() -> frozenset[str]:
    """The Chinese words that are known here: those of the table, and the usual ones."""
    known = usual("zh")
    return frozenset().union(*(words.whole for words in _table("zh").values()), known.words if known else ())


@lru_cache(maxsize=32)
def _table(language: str) -> Mapping[str, Words]:
    return word_table("bot.news.across", "passing.txt", language)
