"""The stem of a word, which all its inflections share: withdraw, withdraws, withdrew, withdrawal."""

from collections.abc import Callable
from functools import cached_property, lru_cache
from threading import Lock
from typing import TypeVar

from bot.news.language.common_words import WORDS
from bot.news.language.irregular import FAMILIES, NAMES
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
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
    "tr": "turkish",
}
_UNSTEMMED_LATIN = frozenset(
    ["af", "az", "bs", "hr", "lv", "mt", "ms", "sk", "sl", "sq", "so", "sw", "tl", "uz", "vi"]
)
_UNSTEMMED_CYRILLIC = frozenset(["be", "bg", "kk", "ky", "mk", "mn", "sr", "tg", "uk"])
_UNSTEMMED_ARABIC = frozenset(["ckb", "fa", "ku", "ps", "sd", "ug", "ur"])


_CACHED_TOKENS = 1 << 16
_UNRANKED = 5000
_UNRANKED_BY_LETTER = 500


def light_arabic(form: str) -> str:
    """Cut the prefixes (and, so, with, for, as, the) and the commonest endings off a folded Arabic word.

    This is the light10 stemmer of Larkey, Ballesteros and Connell (2007), which here also cuts one-letter
    prepositions if at least four letters remain.
    """
    if form[0] in "وف" and len(form) > 4:
        form = form[1:]
    for prefix in ("بال", "كال", "ال", "لل"):
        if form.startswith(prefix) and len(form) - len(prefix) >= 3:
            form = form[len(prefix) :]
            break
    else:
        if form[0] in "بلك" and len(form) > 4:
            form = form[1:]
    for ending in ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"):
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return form[: -len(ending)]
    return form


_T = TypeVar("_T")


class Memo(dict[str, _T]):
    """A function of tokens that remembers its results: `memo[token]`.

    It keeps at most two generations of results, so neither time nor a hostile feed makes it grow for ever.
    """

    def __init__(self, function: Callable[[str], _T]) -> None:
        super().__init__()
        self._function = function
        self._older: dict[str, _T] = {}
        self._lock = Lock()

    def __missing__(self, token: str) -> _T:
        with self._lock:
            result = self._older[token] if token in self._older else self._function(token)
            if len(self) >= _CACHED_TOKENS:
                self._older = dict(self)
                self.clear()
            self[token] = result
        return result


class Vocabulary:
    """The forms and stems of the words of articles in one language."""

    def __init__(self, latin: str | None, arabic: bool, cyrillic: bool) -> None:
        import snowballstemmer  # here, since its thirty languages take 0.2 s that most commands can save

        self._arabic = arabic
        names = {"latin": latin, "cyrillic": "russian" if cyrillic else None} | {
            name: name for name in ("greek", "armenian", "hindi", "tamil")
        }
        self._stemmers = {script: snowballstemmer.stemmer(name) for script, name in names.items() if name}
        self._irregular = _irregular(self._stemmers["latin"].stemWord) if latin == "english" else {}
        self.forms = Memo(fold)
        """Token -> form."""
        self.stems = Memo(lambda token: self._stem(fold(token)))
        """Token -> stem."""
        self.keys = Memo(lambda token: tuple(self.stems[form] for form in forms(token)))
        """A word of a query -> the stems that match it in an article."""

        self.commonness = Memo(self._commonness)
        """Stem -> roughly how often articles contain it: by Zipf's law, the inverse of its rank."""

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {self.stems[word]: rank for rank, word in reversed(list(enumerate(WORDS.split(), 1)))}

    def _commonness(self, stem: str) -> float:
        """Longer stems are assumed to be rarer, unless they are on the list of the commonest words."""
        return 1 / (self._ranks.get(stem) or _UNRANKED + _UNRANKED_BY_LETTER * len(stem))

    def _stem(self, form: str) -> str:
        if form in self._irregular:
            return self._irregular[form]
        if not form or form.isupper():
            return form
        script = _script(form[-1])
        if script == "arabic":
            return light_arabic(form) if self._arabic else form
        stemmer = self._stemmers.get(script or "")
        if stemmer is None:
            return form
        # Names from the Arabic end in -a or -ah as the writer pleases: Raqqa, Raqqah.
        word = form[:-1] if script == "latin" and len(form) > 4 and form.endswith("ah") else form
        stem: str = stemmer.stemWord(word)
        return stem


@lru_cache(maxsize=256)
def vocabulary(language: str) -> Vocabulary:
    """The words of a language, by its BCP 47 tag ("en", "pt-BR").

    Words are stemmed by their script, so an English name in an Arabic article is still an English word. The
    language decides between stemmers of one script. Without a stemmer, a word matches only its own form.
    """
    primary = language.replace("_", "-").partition("-")[0].lower()
    latin = None if primary in _UNSTEMMED_LATIN else _LATIN.get(primary, "english")
    return _vocabulary(latin, primary not in _UNSTEMMED_ARABIC, primary not in _UNSTEMMED_CYRILLIC)


@lru_cache(maxsize=64)
def _vocabulary(latin: str | None, arabic: bool, cyrillic: bool) -> Vocabulary:
    return Vocabulary(latin, arabic, cyrillic)


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
        ("\u0600", "\u06ff", "arabic"),
        ("\u0900", "\u097f", "hindi"),
        ("\u0b80", "\u0bff", "tamil"),
    ):
        if first <= letter <= last:
            return name
    return None
