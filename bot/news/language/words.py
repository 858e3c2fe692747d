"""Words of any script: cut from text and folded.

A word has three strings: its **token**, as written in the text; its **form**, with case, accents and letter
variants folded, by which quoted words are compared; and its **stem** (see `stems`), by which plain words are.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from bot.news.language.inflections import simplified
from bot.news.language.tags import primary

# Scripts written without spaces: every character is a word of its own, and a query's word a phrase of them.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# What may occur inside a word without being a letter: combining marks (categories Mn and Mc of the basic
# plane), tatweel, soft hyphen and the zero-width joiners.
COMBINING = "".join(chr(c) for c in range(0x300, 0x10000) if unicodedata.category(chr(c)) in ("Mn", "Mc"))
_MARKS = f"\u00ad\u0640\u200c\u200d{COMBINING}"
_LETTER = rf"[^\W_\u0640{UNSPACED}]"
"""Persian writers use the tatweel as a dash too, which is no word."""
# No word is longer than its bounds here: what runs on is cut, so that remembered words take bounded memory.
_ACRONYM = r"[A-Za-z](?:\.[A-Za-z]){1,16}(?![^\W_])\.?"
_ASCII_TOKEN = re.compile(rf"{_ACRONYM}|[A-Za-z0-9]{{1,64}}+(?:'[A-Za-z0-9]{{1,24}}+){{0,4}}+")
_TOKEN = re.compile(
    # Most words of English prose are ASCII letters before a space: to look for those first saves a quarter.
    rf"[A-Za-z]{{2,64}}+(?![^\s.,;:!?()-])|{_ACRONYM}|{_LETTER}{{1,64}}+(?:(?:['’ʼ‘׳״]|(?<=[א-ת])(?:[\"”“]|''|’’)(?=[א-ת])){_LETTER}{{1,24}}+"
    rf"|[{_MARKS}]{{1,6}}+{_LETTER}{{0,24}}+){{0,32}}+|[{UNSPACED}][{_MARKS}]{{0,6}}+"
)

TOKEN = _TOKEN.pattern
"""The pattern of one word, for those who look for signs between words too."""

# Marks that fold away: of Latin, Greek, Cyrillic, Hebrew and Arabic. Those of the Indic scripts are vowels.
_FOLDED_MARKS = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f]"
)
_APOSTROPHES = re.compile("['’ʼ‘׳״\"”“]")
# Letters that no decomposition brings together: Latin; Arabic ta marbuta, alef maqsura and wasla, Persian kaf
# and yeh, what Sorani writes for sounds of its own; Hebrew final forms.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ħ": "h",
        "ŧ": "t",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ς": "σ",
    }
    | {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "گ": "ك", "ہ": "ه", "ە": "ه", "ۀ": "ه", "ھ": "ه"}
    | {"ٱ": "ا", "ڕ": "ر", "ڵ": "ل", "ۆ": "و", "ێ": "ي"}
    | {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}
)

DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
"""How German is written where a keyboard has no such letters."""

# Acronyms that are another word in small letters: in capitals they are a word of their own.
_HOMOGRAPHS = frozenset({"us", "is", "it", "who", "un", "eu", "ice", "aids"})
_ELISIONS = frozenset(
    ["l", "d", "j", "n", "s", "m", "t", "c", "qu", "all", "dall", "dell", "nell", "sull", "un"]
)
_ACRONYM_AFTER = re.compile("['’ʼ‘][A-Z]{2}$")
"""L'EI and l'UE, but not l'on."""

ARTICLES = frozenset(["al", "el", "ar", "as", "ash", "at", "ad", "an", "az"])
"""The Arabic article in Latin letters, assimilated or not, as written before a hyphen."""


def tokens(text: str) -> list[str]:
    """The words of `text` as written, in order. "U.S.", "Raqqa's" and "d'état" are one word each."""
    return (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end in code points of each of `tokens(text)`, as they are asked for."""
    return (token.span() for token in (_ASCII_TOKEN if text.isascii() else _TOKEN).finditer(text))


@lru_cache(maxsize=1 << 14)
def fold(token: str) -> str:
    """The form of a token: the word without case, accents, possessives and letter variants.

    Acronyms that mean another word in small letters ("US", "WHO") keep their capitals; see `forms`. A token
    of nothing but marks, such as a small Koranic letter, is its own form: no form is empty.
    """
    if token.isascii():
        form = token.lower()
        if form not in _HOMOGRAPHS and form.isalnum():
            return form
    else:
        if "\u4e00" <= token <= "\u9fff":
            token = simplified(token)
        decomposed = unicodedata.normalize("NFKD", token.casefold()).replace("и\u0306", "й")
        form = unicodedata.normalize("NFC", _FOLDED_MARKS.sub("", decomposed).translate(_LETTERS))
        if not form:
            return token
    if "." in form:
        form = form.replace(".", "")
    parts = _APOSTROPHES.split(form)
    if len(parts) > 1:
        if parts[-1] == "s":
            parts.pop()
        if len(parts) == 2 and parts[0] in _ELISIONS and (len(parts[1]) > 2 or _ACRONYM_AFTER.search(token)):
            parts.pop(0)
        form = "".join(parts)
    if form in _HOMOGRAPHS and token.isupper():
        return form.upper()
    return form


_OWN_LETTERS = {"tr": "çğıöşüİ", "ku": "çêîşû"}
"""Letters without which a word is another one: Turkish "öldü" is "died" and "oldu" "became", Kurdish "dîl" is
"hostage" and "dil" "heart"."""
_OWN = {
    code: re.compile(f"[{letters}{letters.upper().replace('I', '')}]")
    for code, letters in _OWN_LETTERS.items()
}
_KEPT = {letter: chr(0xE000 + ord(letter)) for letter in "çğıöşüêîû"}
"""What stands for such a letter while a word is folded: characters that fold to themselves."""
_RESTORED = str.maketrans({kept: letter for letter, kept in _KEPT.items()})
_TURKISH_CAPITALS = str.maketrans({"İ": "i", "I": "ı"})
_PLAIN_FROM = 40
"""Letters from which a text without a letter of its own is taken to do without them: one in nine is one."""


def spelling(text: str, language: str) -> str:
    """The tag (BCP 47) by which `fold_in` folds the words of a text in a language.

    It is the primary language, with "-x-own" where words keep their own letters: in Turkish and Kurdish,
    unless the text is written without them throughout.
    """
    code = primary(language)
    own = _OWN.get(code)
    if own is None or (sum(map(str.isalpha, text)) >= _PLAIN_FROM and not own.search(text)):
        return code
    return f"{code}-x-own"


def fold_in(token: str, spelt: str) -> str:
    """The form of a token of a text with a `spelling`: that of `fold`, but for the letters that it keeps."""
    code, _, kept = spelt.partition("-")
    if not kept:
        return fold(token)
    own = unicodedata.normalize("NFC", token.translate(_TURKISH_CAPITALS) if code == "tr" else token).lower()
    letters = _OWN_LETTERS[code]
    return fold("".join(_KEPT[sign] if sign in letters else sign for sign in own)).translate(_RESTORED)


_UNSPACED_CHARACTER = re.compile(rf"[{UNSPACED}]")
UNSPACED_RUN = re.compile(rf"[{UNSPACED}]++")
"""What is written in one in such scripts."""


def has_unspaced(text: str) -> bool:
    """Whether a text has characters of scripts that are written without spaces."""
    return not text.isascii() and _UNSPACED_CHARACTER.search(text) is not None


def unspaced_count(text: str) -> int:
    """How many such characters a text has."""
    return 0 if text.isascii() else len(_UNSPACED_CHARACTER.findall(text))


def without_unspaced(text: str) -> str:
    """A text with a space in place of every run of such characters, so that its other words stay."""
    return text if text.isascii() else UNSPACED_RUN.sub(" ", text)


def word_count(text: str) -> int:
    """How many words a text has; where words have no spaces between them, two characters count as one."""
    unspaced = unspaced_count(text)
    return len(tokens(text)) - unspaced + (unspaced + 1) // 2


_SEPARATORS = re.compile(r"[\W_]+")
_FOLDED_ASCII = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)
).ljust(256)
"""What `fold_text` makes of each ASCII character; most of English prose has no other."""


def fold_text(text: str) -> str:
    """The words of a text in small letters, with one space between them: how two texts are compared.

    Unlike `fold` it keeps accents and possessives: it answers whether two texts say the same, not whether
    they are about the same.
    """
    if text.isascii():
        return " ".join(text.encode("ascii").translate(_FOLDED_ASCII).decode("ascii").split())
    return _SEPARATORS.sub(" ", text.casefold()).strip()


def forms(token: str) -> tuple[str, ...]:
    """Every form that a word typed as `token` means: us and US for "us", only US for "US"."""
    form = fold(token)
    return (form, form.upper()) if form in _HOMOGRAPHS else (form,)
