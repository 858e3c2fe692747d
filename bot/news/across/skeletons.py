"""Names as consonant skeletons, nearly alike in every script: Raqqa, Rakka, Ракка, الرقة and רקה are "rk".

In go words of a language, out come the skeletons that they may be names by. Languages without capitals make a
candidate of every word; how often a skeleton comes decides later what it tells. Arabic and Hebrew words are
read with and without the small words written on before them, Russian and Ukrainian ones without case endings.
How letters sound stands in `letters.txt`. `hanzi.txt` says how the characters sound that write foreign names
in Chinese, where a name is a few of them in a row.
"""

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import product

from bot.news.language.inflections import before_ending
from bot.news.language.words import fold

SHORTEST = 2
"""Consonants of a skeleton at least."""
LONGEST = 40
"""Characters of a word that are read."""
LONGEST_HANZI, MOST_READINGS = 6, 8
"""Characters of a name in Chinese, and ways to read it, at most."""
_WORDS = frozenset(("伊斯兰", "斯兰", "摩托", "巴士", "大巴", "当班", "可能", "马上", "西南", "东南"))
"""Words of Chinese that look like names."""
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiouyw]")
_CASES = re.compile(r"(?:ами|ями|ого|ому|ах|ях|ом|ем|ов|ев|ів)$")
_ADJECTIVES = re.compile(r"(?:сь?к|ск)(?:ого|ому|ой|ої|ом|их|ие|ая|ий|ій|им|ую|і|у|а)$")
"""Of places: Одесской and Одеському are Odesa's."""
_ARABIC_BEFORE = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل)|[وفبلك])")
_HEBREW_BEFORE = re.compile(r"^(?:ו?(?:כש|ש|מש)?[בלמכה]|ו|ש)")


def skeletons(words: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
    """(skeleton, word) of each word that may be a name; a word may have several skeletons."""
    if language == "zh":
        yield from _chinese(words)
        return
    for word in words:
        for skeleton in _of(word, language):
            yield skeleton, word


@lru_cache(maxsize=1 << 13)
def _of(word: str, language: str) -> tuple[str, ...]:
    first, word = word[0], word[:LONGEST]
    if first.isdigit() or first.islower():
        return ()
    if first < "\u0400":
        found = [_latin(word, language)]
    elif first <= "\u04ff":
        found = _cyrillic(word.casefold().replace("дж", "ж"))
    elif "\u0590" <= first <= "\u05ff":
        found = [_heard(form, "hebrew") for form in without_prefix(fold(word), "he")]
    elif "\u0600" <= first <= "\u06ff":
        found = [_heard(form, "arabic") for form in without_prefix(fold(word), "ar")]
    else:
        return ()
    return tuple(dict.fromkeys(bones for bones in found if len(bones) >= SHORTEST))


def _chinese(characters: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Of the characters in a row that write foreign names, all, or the last ones after a country's."""
    run = ""
    for character in (*characters, ""):
        if character in _hanzi():
            run += character
            continue
        for start in range(max(0, len(run) - LONGEST_HANZI), len(run) - 1):
            for bones in _sounded(run[start:]) if run[start:] not in _WORDS else ():
                if not start or len(bones) > SHORTEST:
                    yield bones, run[start:]
        run = ""


@lru_cache(maxsize=1 << 13)
def _sounded(name: str) -> tuple[str, ...]:
    sounds = [_hanzi()[character] for character in name]
    if math.prod(map(len, sounds)) > MOST_READINGS:
        return ()
    found = {_bones("".join(reading)) for reading in product(*sounds)}
    return tuple(sorted(bones for bones in found if len(bones) >= SHORTEST))


@lru_cache(maxsize=1)
def _hanzi() -> dict[str, tuple[str, ...]]:
    """The consonants of a character, one way or another."""
    text = files("bot.news.across").joinpath("hanzi.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {
        character: tuple(sounds.replace("-", "").split("|"))
        for sounds, written in rows
        for character in written
    }


def _latin(word: str, language: str) -> str:
    form = before_ending(word).casefold()
    if language != "ku":
        form = form.replace("x", "ks")
    for letters, sound in _sounds(language):
        form = form.replace(letters, sound)
    form = fold(form.replace("X", "x"))
    for letters, sound in _sounds("any"):
        form = form.replace(letters, sound)
    return _bones(form)


def _cyrillic(form: str) -> list[str]:
    short = _ADJECTIVES.sub("", form)
    forms = [form, _CASES.sub("", form), short, *([f"{short}с"] if short != form else [])]
    if form.endswith("ці"):
        forms.append(f"{form[:-2]}к")
    bones = [_heard(one, "cyrillic") for one in forms]
    return [*bones, bones[0].replace("f", "")] if "в" in form else bones


def without_prefix(form: str, language: str) -> tuple[str, ...]:
    """A folded word, and in Arabic and Hebrew also without "the", "in" and the like written on before it."""
    before = {"ar": _ARABIC_BEFORE, "he": _HEBREW_BEFORE}.get(language)
    return (form,) if before is None else (form, before.sub("", form))


def _heard(form: str, script: str) -> str:
    sounds = dict(_sounds(script))
    return _bones("".join(sounds.get(letter, "") for letter in form))


def _bones(sounds: str) -> str:
    """Consonants, with one letter for those that scripts confuse, without doubled ones and a final h."""
    letters = "".join(letter for letter in sounds if letter.isascii() and letter.isalpha())
    alike = dict(_sounds("alike"))
    bones = "".join(alike.get(letter, letter) for letter in _VOWELS.sub("", letters))
    return _DOUBLED.sub(r"\1", bones).rstrip("h")


@lru_cache(maxsize=64)
def _sounds(name: str) -> tuple[tuple[str, str], ...]:
    """(letters, sound) of a script or language, in the order of the table."""
    text = files("bot.news.across").joinpath("letters.txt").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines())
    return tuple((pair.split()[0], pair.split()[1]) for line in lines if line[0] == name for pair in line[1:])
