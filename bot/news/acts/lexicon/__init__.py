"""How each language says each act: a text file per language, read when first needed.

A file has sections: `[@name]` a set of words that patterns name, `[no]` negations, `[wished]` words for
what is only wished, feared or planned, `[demanded]` for what is asked for, `[modal]` for what may be,
`[coming]` for what is announced, `[no act]` patterns of what sounds like an act and is none,
`[undone]` pairs of words for what is not done now, `[reaction]` patterns of words with which others only
react to an event, unless a word of `[no reaction]` stands beside them (a court condemns too) or one of
`[and]` goes on with something else, `[retraction label]` what a desk writes before a
colon, or in square brackets, over a story that it withdraws, and one of the name of every act, a pattern
a line (see `bot.news.acts.patterns`).
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.news.acts.act import Act
from bot.news.acts.patterns import Patterns
from bot.news.language.tags import primary
from bot.news.language.word_table import Words, words_of
from bot.news.language.words import fold_in

LANGUAGES = frozenset({"ar", "de", "en", "es", "fa", "fr", "he", "ku", "ru", "tr", "uk", "zh"})
DEFAULT = "en"
_JOINED = {"ar": "\u0648", "he": "\u05d5"}
_WORD = re.compile(r"[^\s|*@.]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language for acts; all are folded."""

    patterns: Patterns[Act]
    reactions: Patterns[str]
    """Condolences, condemnation, mourning."""
    no_reaction: Words
    conjunctions: frozenset[str]
    """What goes on after a reaction with something else that was done: "condemns the attack and closes"."""
    joined: str
    """The letter for "and" that is written on to the next word."""
    negations: frozenset[str]
    """Up to three words before an act, or among the words of a claim, they say that it did not happen."""
    wished: frozenset[str]
    """Up to two words before an act they say that it is only wished, feared or planned; also before "to"."""
    demanded: frozenset[str]
    """Before "that" and an act they say that somebody wants it: "demands that he resign"."""
    modals: frozenset[str]
    """Between the words of an act they say that it may be."""
    coming: frozenset[str]
    """Up to two words before an act they say that it is announced."""
    undone: frozenset[tuple[str, ...]]
    """Right before an act they say that it is not done now: it is to come, or somebody is accused of it."""
    retraction_labels: frozenset[str]
    """What a desk writes over a story that it withdraws, a space between words: "mandatory kill"."""


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language (BCP 47), folded as a `spelling` has it; English where there is none."""
    code = primary(language)

    def folded(pattern: str) -> str:
        """A pattern as folded words meet it: a native editor writes accents and final letters."""
        return _WORD.sub(lambda word: fold_in(word.group(), language).lower(), pattern)

    sections = _sections(code if code in LANGUAGES else DEFAULT)
    sets = {
        name[1:]: frozenset(folded(" ".join(lines)).split())
        for name, lines in sections.items()
        if name[0] == "@"
    }

    def words(name: str) -> frozenset[str]:
        lines = sections.get(name, ())
        return frozenset(fold_in(word, language).lower() for line in lines for word in line.split())

    joined = _JOINED.get(code, "")
    by_act = {Act(name): [*map(folded, lines)] for name, lines in sections.items() if name in set(Act)}
    return Lexicon(
        Patterns(by_act, sets, joined, [*map(folded, sections.get("no act", ()))]),
        Patterns({"reaction": [*map(folded, sections.get("reaction", ()))]}, sets, joined),
        words_of(" ".join(sections.get("no reaction", ())), language),
        words("and"),
        joined,
        words("no") | {joined + word for word in words("no")},
        words("wished"),
        words("demanded"),
        words("modal"),
        words("coming"),
        frozenset(tuple(line.split()) for line in sections.get("undone", ())),
        frozenset(map(folded, sections.get("retraction label", ()))),
    )


def _sections(code: str) -> dict[str, list[str]]:
    text = files("bot.news.acts.lexicon").joinpath(f"{code}.txt").read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections
