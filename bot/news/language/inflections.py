"""Light stems and attached words of languages that no Snowball stemmer covers, all of folded forms.

Hebrew and Arabic write "and", "in", "to" and the article as one word with what follows. Cutting them off
every word of an article would make other words of it, so a word that is **looked for** is given the forms in
which it may stand instead. The same goes for the endings of Kurdish.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

_APOSTROPHES = "'’ʼ‘"
_SHORTEST = 3
_ARABIC_BEFORE = tuple(
    joined + before for joined in ("", "و", "ف") for before in ("", "ب", "ل", "ك") if joined or before
)
_HEBREW_BEFORE = tuple(
    before
    for before in (
        joined + that + near
        for joined in ("", "ו")
        for that in ("", "ש", "כש", "מש")
        for near in (*"בלמכה", "")
    )
    if before
)
_KURDISH_ENDINGS = (
    "e ye a ya i yi an yan en yen ek eke eki eka yek yeke yeki ne ji da de ve re ra ta te".split()
)
"""Folded: ê and e are one. Case, gender and number, the indefinite -ek, and the particles written on."""
_KURDISH_LONGEST_FIRST = sorted(_KURDISH_ENDINGS, key=len, reverse=True)
_HEBREW_SMALL = frozenset("ובלמשהכ")
_UKRAINIAN_ENDINGS = sorted(
    "ого ому ими ами ями ові еві єві ою ею єю оі еі ій ий их іх ім им ах ях ам ям ом ем єм ів ей "
    "а у ю я і о е є и ь й".split(),
    key=len,
    reverse=True,
)
"""Folded: ї is і."""
_SOFTENED = str.maketrans("цзс", "кгх")
"""к, г and х before an ending in і: Ракка, Ракці."""
_ARABIC_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_PERSIAN_PLURALS = ("هايي", "هاي", "ها")
_PERSIAN_ENDINGS = ("يان", "ان", "اي", "ي")
_HEBREW_ENDINGS = ("ימ", "ות", "ית", "י", "ה")
"""Folded: a final mem is a mem."""


def light_arabic(form: str) -> str:
    """Cut the prefixes (and, so, will, with, for, as, the) and the commonest endings off a folded Arabic
    word.

    This is the light10 stemmer of Larkey, Ballesteros and Connell (2007), which here also cuts one-letter
    prepositions if at least four letters remain.
    """
    if form[0] in "وف" and len(form) > 4:
        form = form[1:]
    if form.startswith(("سي", "ست")) and len(form) > 4:
        form = form[1:]
    for prefix in ("بال", "كال", "ال", "لل"):
        if form.startswith(prefix) and len(form) - len(prefix) >= 3:
            form = form[len(prefix) :]
            break
    else:
        if form[0] in "بلك" and len(form) > 4:
            form = form[1:]
    return _cut(form, _ARABIC_ENDINGS, _SHORTEST)


def light_persian(form: str) -> str:
    """Cut plural, indefinite and linking endings off a Persian word: نیروهای, نیروها and نیرو.

    What a plural is made of may have an ending too: آمریکایی‌ها and آمریکایی.
    """
    form = _cut(form, _PERSIAN_PLURALS, _SHORTEST)
    return _cut(form, _PERSIAN_ENDINGS, 4 if form.endswith("ان") else _SHORTEST)


def light_hebrew(form: str) -> str:
    """Cut plural and linking endings off a Hebrew word: חיילים and חיילי."""
    return _cut(form, _HEBREW_ENDINGS, _SHORTEST)


def light_ukrainian(form: str) -> str:
    """Cut the case ending off a Ukrainian word and undo the change of sound before it: Ракка, Ракці."""
    root = _cut(form, _UKRAINIAN_ENDINGS, _SHORTEST)
    return root[:-1] + root[-1].translate(_SOFTENED) if form.endswith("і") and root != form else root


def without_small_words(form: str) -> str:
    """Cut "and", "that", "the", "in" and the like off the front of a Hebrew word, and letters that look so:
    words that are compared lose the same ones."""
    while len(form) > _SHORTEST and form[0] in _HEBREW_SMALL:
        form = form[1:]
    return form


def without_kurdish_endings(form: str) -> str:
    """Cut the ending of case, gender and number off a folded Kurdish word: teqîna, teqînê, teqîn."""
    return _cut(form, _KURDISH_LONGEST_FIRST, 4)


def _cut(form: str, endings: Sequence[str], shortest: int) -> str:
    for ending in endings:
        if form.endswith(ending) and len(form) - len(ending) >= shortest:
            return form[: -len(ending)]
    return form


def before_ending(token: str) -> str:
    """A Turkish or Kurdish name without the ending after its apostrophe: DEAŞ'a, DAIŞ'ê, Rakka'da."""
    for mark in _APOSTROPHES:
        name, found, ending = token.rpartition(mark)
        written = ending.islower() or token.isupper()
        if found and len(name) > 1 and name[0].isupper() and written and len(ending) <= 8:
            return name
    return token


def joined(form: str) -> tuple[str, ...]:
    """The form of a word that is looked for, and those in which small words are written on before it.

    >>> joined("الرقه")[:4]
    ('الرقه', 'بالرقه', 'لالرقه', 'كالرقه')
    """
    if not form:
        return (form,)
    if "\u0590" <= form[0] <= "\u05ff":
        return (form, *(before + form for before in _HEBREW_BEFORE))
    if "\u0600" <= form[0] <= "\u06ff":
        with_article = form.startswith("ال") and len(form) > 3
        bare = ("لل" + form[2:], "ولل" + form[2:], "فلل" + form[2:]) if with_article else ()
        return (form, *(before + form for before in _ARABIC_BEFORE), *bare)
    return (form,)


def kurdish(form: str) -> tuple[str, ...]:
    """A Kurdish word that is looked for with the endings that it may have: Reqa, Reqayê; kuştin, kuştinê."""
    roots = dict.fromkeys((form, form[:-1]) if len(form) > 4 and form[-1] in "aei" else (form,))
    return (form, *(root + ending for root in roots for ending in _KURDISH_ENDINGS))


def simplified(character: str) -> str:
    """The simplified form of a Chinese character: 國 and 国 are one word."""
    return _simplified().get(character, character)


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    text = files("bot.news.language").joinpath("traditional.txt").read_text(encoding="utf-8")
    _, traditional, simple = text.splitlines()
    return dict(zip(traditional, simple, strict=True))
