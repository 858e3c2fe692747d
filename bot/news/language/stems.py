"""The stem of a word, which all its inflections share: withdraw, withdraws, withdrew, withdrawal."""

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from threading import RLock
from typing import Any, ClassVar, TypeVar
from weakref import WeakValueDictionary

from bot.news.language.common_words import WORDS
from bot.news.language.inflections import (
    before_ending,
    joined,
    kurdish,
    light_arabic,
    light_hebrew,
    light_persian,
    light_ukrainian,
)
from bot.news.language.irregular import FAMILIES, NAMES
from bot.news.language.tags import primary
from bot.news.language.words import fold, forms

_LATIN = {
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
    "tr": "turkish",
}
_UNSTEMMED_LATIN = frozenset(
    ["af", "az", "bs", "hr", "ku", "lv", "mt", "ms", "sk", "sl", "sq", "so", "sw", "tl", "uz", "vi"]
)
_UNSTEMMED_CYRILLIC = frozenset(["be", "bg", "kk", "ky", "mk", "mn", "sr", "tg", "uk"])
_UNSTEMMED_ARABIC = frozenset(["ckb", "fa", "ku", "ps", "sd", "ug", "ur"])
_BY_LANGUAGE: dict[str, Callable[[str], str]] = {"fa": light_persian, "uk": light_ukrainian}
"""Light stemmers of our own for one language's script."""
ENDINGS_AFTER_APOSTROPHE = frozenset(["tr", "az", "ku"])

_CACHED_TOKENS = 1 << 16
"""Tokens of which one memo keeps the results."""
_CACHED_IN_ALL = 150_000
"""Tokens of which all memos together do: each language has five, and a feed says which language it is in."""
_CACHE_LOCK = RLock()
_SHORTEST_STEM = 3
_UNRANKED = 5000
_UNRANKED_BY_LETTER = 500


_T = TypeVar("_T")


class Memo(dict[str, _T]):
    """A function of tokens that remembers its results: `memo[token]`.

    It keeps at most two generations of results, and all memos together a bounded number: neither time nor a
    hostile feed makes them grow for ever.
    """

    _all: ClassVar[WeakValueDictionary[int, "Memo[Any]"]] = WeakValueDictionary()
    _kept: ClassVar[int] = 0
    """Results that all memos keep, at most."""

    def __init__(self, function: Callable[[str], _T]) -> None:
        super().__init__()
        self._function = function
        self._older: dict[str, _T] = {}
        with _CACHE_LOCK:
            Memo._all[id(self)] = self

    def __missing__(self, token: str) -> _T:
        with _CACHE_LOCK:
            result = self._older[token] if token in self._older else self._function(token)
            if len(self) >= _CACHED_TOKENS:
                self._age()
            self[token] = result
            Memo._kept += 1
            if Memo._kept > _CACHED_IN_ALL:
                Memo._make_room()
        return result

    def _age(self) -> None:
        """Keep the results of now as the older ones, which are forgotten."""
        self._older = dict(self)
        self.clear()

    @staticmethod
    def _make_room() -> None:
        """Let all memos age: what was not used since the last time is forgotten."""
        memos = list(Memo._all.values())
        for memo in memos:
            memo._age()
        Memo._kept = sum(len(memo._older) for memo in memos)


class Vocabulary:
    """The forms and stems of the words of articles in one language."""

    def __init__(self, latin: str | None, arabic: bool, cyrillic: bool, language: str = "") -> None:
        """`latin` names a Snowball stemmer; `language` is given where it has rules of its own."""
        import snowballstemmer  # here, since its thirty languages take 0.2 s that most commands can save

        self._arabic = arabic
        self._kurdish = language == "ku"
        self._light = _BY_LANGUAGE.get(language)
        names = {"latin": latin, "cyrillic": "russian" if cyrillic else None} | {
            name: name for name in ("greek", "armenian", "hindi", "tamil")
        }
        self._english = latin == "english"
        self._spanish = latin == "spanish"
        self._stemmers = {script: snowballstemmer.stemmer(name) for script, name in names.items() if name}
        for stemmer in self._stemmers.values():
            stemmer.maxCacheSize = 0  # it would remember ten thousand words besides
        self._irregular = _irregular(self._stemmers["latin"].stemWord) if self._english else {}
        self._cut = before_ending if language in ENDINGS_AFTER_APOSTROPHE else _whole
        form_of = self._form
        self.forms = Memo(form_of)
        """Token -> form."""
        self.stems = Memo(lambda token: self._stem(form_of(token)))
        """Token -> stem."""
        self.keys = Memo(self._keys)
        """A word of a query -> the stems that match it in an article."""
        self.quoted = Memo(self._quoted)
        """A quoted word of a query -> the forms that match it in an article."""
        self.commonness = Memo(self._commonness)
        """Stem -> roughly how often articles contain it: by Zipf's law, the inverse of its rank."""

    def ending(self, token: str) -> str:
        """What is written on to a name after an apostrophe, folded: "da" of RAKKA'DA, else ""."""
        return fold(token[len(self._cut(token)) + 1 :]).lower()

    def _form(self, token: str) -> str:
        return fold(self._cut(token))

    def _quoted(self, token: str) -> frozenset[str]:
        return frozenset(one for form in forms(self._cut(token)) for one in joined(form))

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {self.stems[word]: rank for rank, word in reversed(list(enumerate(WORDS.split(), 1)))}

    def _commonness(self, stem: str) -> float:
        """Longer stems are assumed to be rarer, unless they are on the list of the commonest words."""
        return 1 / (self._ranks.get(stem) or _UNRANKED + _UNRANKED_BY_LETTER * len(stem))

    def _keys(self, token: str) -> tuple[str, ...]:
        typed = forms(self._cut(token))
        return tuple(dict.fromkeys(self.stems[one] for form in typed for one in self._with_endings(form)))

    def _with_endings(self, form: str) -> Sequence[str]:
        script = _script(form[-1:])
        if script == "hebrew":
            return joined(form)
        return kurdish(form) if self._kurdish and script == "latin" and not form.isupper() else (form,)

    def _stem(self, form: str) -> str:
        if form in self._irregular:
            return self._irregular[form]
        if not form or form.isupper():
            return form
        script = _script(form[-1])
        if script == "hebrew":
            return light_hebrew(form)
        if self._light is not None and script in ("arabic", "cyrillic"):
            return self._light(form)
        if script == "arabic":
            return light_arabic(form) if self._arabic else form
        stemmer = self._stemmers.get(script or "")
        if stemmer is None:
            return form
        # Names from the Arabic end in -a or -ah as the writer pleases: Raqqa, Raqqah.
        word = form[:-1] if script == "latin" and len(form) > 4 and form.endswith("ah") else form
        # The Spanish stemmer takes the -ar of a singular for a verb's ending, but keeps it in the plural.
        if script == "latin" and self._spanish and len(word) > 5 and word.endswith("ares"):
            word = word[:-2]
        stem: str = stemmer.stemWord(word)
        # Rules for whole words make French "de" of DEAŞ and Russian "иг" of ИГИЛ.
        return stem if len(stem) >= _SHORTEST_STEM or (self._english and script == "latin") else word


def _whole(token: str) -> str:
    return token


@lru_cache(maxsize=256)
def vocabulary(language: str) -> Vocabulary:
    """The words of a language, by its BCP 47 tag ("en", "pt-BR").

    Words are stemmed by their script, so an English name in an Arabic article is still an English word. The
    language decides between stemmers of one script. Without a stemmer, a word matches only its own form.
    """
    tag = primary(language)
    latin = None if tag in _UNSTEMMED_LATIN else _LATIN.get(tag, "english")
    own = tag if tag in _BY_LANGUAGE or tag in ENDINGS_AFTER_APOSTROPHE else ""
    return _vocabulary(latin, tag not in _UNSTEMMED_ARABIC, tag not in _UNSTEMMED_CYRILLIC, own)


@lru_cache(maxsize=64)
def _vocabulary(latin: str | None, arabic: bool, cyrillic: bool, language: str) -> Vocabulary:
    return Vocabulary(latin, arabic, cyrillic, language)


def _irregular(stem: Callable[[str], str]) -> dict[str, str]:
    """Every form of every family -> the stem of its base form; every name -> itself."""
    families = [line.split() for line in FAMILIES.split("\n") if line]
    return {form: stem(family[0]) for family in families for form in family} | {
        name: name for name in NAMES.split()
    }


def _script(letter: str) -> str | None:
    if letter < "\u0250":
        return "latin" if letter.isalpha() else None
    for first, last, name in (
        ("\u0370", "\u03ff", "greek"),
        ("\u0400", "\u04ff", "cyrillic"),
        ("\u0530", "\u058f", "armenian"),
        ("\u0590", "\u05ff", "hebrew"),
        ("\u0600", "\u06ff", "arabic"),
        ("\u0900", "\u097f", "hindi"),
        ("\u0b80", "\u0bff", "tamil"),
    ):
        if first <= letter <= last:
            return name
    return None
