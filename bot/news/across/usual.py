"""The usual words of languages other than English: those that tell nothing of one event, and small guides.

In goes a language, out come its words from `usual.txt`, folded. Of English a table of frequencies tells which
words are usual; of these languages a list does.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.news.across.subjects import subjects
from bot.news.language.inflections import before_ending, simplified
from bot.news.language.tags import primary
from bot.news.language.words import UNSPACED_RUN, fold, has_unspaced, tokens, without_unspaced
from bot.news.places.placenames import mentions

_PAIR = 2
_HAN_PLACE = re.compile(
    r"(?:^|[在于])(?P<after>[\u4e00-\u9fff]{2})|(?P<before>[\u4e00-\u9fff]{2})(?=[市省县区州镇村])"
)
_NOUN_ENDINGS = tuple(
    (
        "ung ungen heit heiten keit keiten schaft schaften tion tionen tät täten nis nisse amt ämter tag "
        "tage woche wochen abend morgen mittag nacht haus leute kräfte minister ministerium behörde behörden"
    ).split()
)
_PLACING = frozenset("in at near from outside off around im bei nach dans à en em na nel w v в".split())
_ELISION = re.compile(r"\b([dlnsjmtc]|qu)['\u2019](?=\w)", re.IGNORECASE)


class Usual(NamedTuple):
    """The usual words of one language."""

    words: frozenset[str]
    """Small words, who says so, days and months: every report may have them."""
    placing: frozenset[str]
    """What stands before the name of a place: "in", "near"."""
    referring: frozenset[str]
    """What looks back on something known: "after", "suspect"."""
    again: frozenset[str]
    """What tells of one more: "second", "new"."""
    rise: frozenset[str]
    """What tells, beside one of the next, that a known count rose: "reaches"."""
    toll: frozenset[str]
    """The dead, and words for their number."""


@lru_cache(maxsize=32)
def usual(language: str) -> Usual | None:
    """The usual words of a language (BCP 47); None for English, and where nobody has listed them."""
    code = primary(language)
    text = files("bot.news.across").joinpath("usual.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line.startswith(f"{code}\t")]
    if not rows:
        return None
    kinds = {kind: frozenset(map(fold, words.split())) for _, kind, words in rows}
    return Usual(kinds["usual"], kinds["in"], kinds["after"], kinds["again"], kinds["rise"], kinds["toll"])


def located(words: Iterable[str], language: str) -> Iterator[str]:
    """The words of a line that stand where the name of a place does: "in Homs", "near Deir ez-Zor".

    In English a name may have several words; in the other languages small words may stand before it ("in
    the city of Homs"), Turkish and Kurdish write it on behind ("Hesby'de"), Chinese may begin with it, and a
    word that names a subject is no place.
    """
    listed, where = usual(language), False
    if primary(language) == "zh":
        yield from _located_in_chinese("".join(words))
        return
    for word in words:
        form = fold(word) if listed else word.lower()
        if form in (listed.placing if listed else _PLACING):
            where = True
        elif listed is None:
            where = where and word[0].isupper()
            if where:
                yield word
        elif form not in listed.words:
            name = before_ending(word)
            where = where or name != word
            if where and name.isalpha() and not name[0].islower() and not subjects([word], word, language):
                yield word
            where = False


def _located_in_chinese(line: str) -> Iterator[str]:
    """Pairs of characters that begin a line, stand after "in", or before "city", "province" and the like.

    What the table of places knows is not among them.
    """
    pieces = (" " if is_place else piece for piece, is_place in _pieces("".join(map(simplified, line))))
    for found in _HAN_PLACE.finditer("".join(pieces)):
        pair = found["after"] or found["before"]
        if not subjects([pair], pair, "zh"):
            yield pair


def is_name(word: str, language: str) -> bool:
    """Whether a word with a capital may be a name: in German, where all nouns have one, none that names a
    subject or is formed as nouns are."""
    if primary(language) != "de":
        return True
    return not (word.lower().endswith(_NOUN_ENDINGS) or subjects([word], word, language))


def unelided(text: str, language: str) -> str:
    """A French text with a space after what is written on to the next word: l'armée, d'Agadez."""
    return _ELISION.sub(r"\1 ", text) if primary(language) == "fr" else text


def run_words(text: str) -> list[str]:
    """The words of a text; what is written without spaces comes in whole runs, as `telling` takes them."""
    runs = UNSPACED_RUN.findall(text) if has_unspaced(text) else []
    return [*runs, *tokens(without_unspaced(text))]


def telling(words: Iterable[str], language: str) -> list[str]:
    """The words that may tell something of one event: all in English, in others those that are not usual.

    What is written without spaces comes in pairs of characters, which overlap, but for names of places.
    """
    listed = usual(language)
    return [*words] if listed is None else [word for word in _cut(words) if not _is_usual(word, language)]


def _pieces(run: str) -> Iterator[tuple[str, bool]]:
    """The names of places in a run that is written without spaces, each whole, and what stands between."""
    at = 0
    for mention in mentions(run):
        if mention.start > at:
            yield run[at : mention.start], False
        yield run[mention.start : mention.end], True
        at = mention.end
    if at < len(run):
        yield run[at:], False


def _cut(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if UNSPACED_RUN.fullmatch(word):
            for piece, is_place in _pieces("".join(map(simplified, word))):
                least = len(piece) if is_place else _PAIR
                yield from (piece[at : at + least] for at in range(max(1, len(piece) - least + 1)))
        else:
            yield word


@lru_cache(maxsize=1 << 13)
def _is_usual(word: str, language: str) -> bool:
    listed = usual(language)
    if listed is None:
        return False
    if UNSPACED_RUN.match(word):
        return word in listed.words or not listed.words.isdisjoint(word)
    return fold(word) in listed.words
