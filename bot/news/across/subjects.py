"""What a report is about, in any of twelve languages: bombs, courts, floods, prices, football and the like.

In go words of a language, out come the subjects that they name. `subjects.txt` has some sixty, each with how
its words begin in every language. They are no proof that two reports tell one happening, but a school that
opens and a mine that explodes in one town on one day are two.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from bot.news.across.skeletons import without_prefix
from bot.news.language.tags import primary
from bot.news.language.words import fold_in, spelling

_ORDER = "en de fr es tr ku ru uk ar fa he zh".split()
_SHORTEST = 2


def subjects(words: Sequence[str], text: str, language: str) -> frozenset[str]:
    """The subjects that a text names; `words` are its words, as `bot.news.language.words.tokens` cut them.

    Chinese is read as text, for it has no words to cut.
    """
    return named(words, text, language, "subjects.txt")


def named(words: Sequence[str], text: str, language: str, table: str) -> frozenset[str]:
    """What a text names of a table in this folder, the form of which is that of `subjects.txt`.

    Turkish keeps its letters, for "öldü" is "died" and "oldu" "became"; Kurdish is often written without its.
    """
    if language == "zh":
        found = (names for word, names in _table("zh", table)[0].items() if word in text)
        return frozenset(name for names in found for name in names)
    spelt = spelling(text, language) if language == "tr" else language
    return frozenset(name for word in words for name in _of(word, spelt, table))


@lru_cache(maxsize=1 << 14)
def _of(word: str, spelt: str, table: str) -> tuple[str, ...]:
    beginnings, whole = _table(spelt, table)
    found: dict[str, None] = {}
    for form in without_prefix(fold_in(word, spelt), spelt):
        found |= dict.fromkeys(whole.get(form, ()))
        for length in range(_SHORTEST, len(form) + 1):
            found |= dict.fromkeys(beginnings.get(form[:length], ()))
    return tuple(found)


@lru_cache(maxsize=32)
def _table(spelt: str, table: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """What a table names, by how words begin, and by whole words, folded as a `spelling` has them."""
    beginnings, whole = dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]]()
    language = primary(spelt)
    if language not in _ORDER:
        return beginnings, whole
    text = files("bot.news.across").joinpath(table).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        name, *columns = line.split("|")
        for word in columns[_ORDER.index(language)].split():
            into = whole if word.endswith("$") else beginnings
            form = fold_in(word.removesuffix("$"), spelt) if language != "zh" else word
            into[form] = (*into.get(form, ()), name)
    return beginnings, whole
