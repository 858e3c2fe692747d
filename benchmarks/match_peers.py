"""The peers of `benchmarks.match`: other engines that answer which topics a text meets."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable

from benchmarks.match_topics import DISTANCE, Spec
from bot.news.language.words import fold, tokens

Matcher = Callable[[str], set[int]]


class Verifier:
    """Answers topics for an engine that finds words: each is filed under its rarest word, then checked."""

    def __init__(self, specs: list[Spec], texts: list[str]) -> None:
        self._specs = specs
        often = Counter(fold(token) for text in texts for token in set(tokens(text)))
        self._filed: dict[str, list[int]] = {}
        for number, spec in enumerate(specs):
            necessary = {"not": spec.words[:2], "any": spec.words[2:]}.get(spec.kind, spec.words)
            self._filed.setdefault(min(necessary, key=lambda word: often[word]), []).append(number)

    def met(self, present: set[str], text: str) -> set[int]:
        """The topics that a text with these words meets."""
        words: list[str] = []
        met = set()
        for anchor in self._filed.keys() & present:
            for number in self._filed[anchor]:
                kind, wanted = self._specs[number]
                if kind in ("phrase", "near") and present.issuperset(wanted):
                    words = words or [fold(token) for token in tokens(text)]
                if is_met(kind, wanted, present, words):
                    met.add(number)
        return met


def is_met(kind: str, wanted: tuple[str, ...], present: set[str], words: list[str]) -> bool:
    """Whether a topic is met by the set of words `present`; `words` in order serve phrases and NEAR."""
    match kind:
        case "any":
            return wanted[2] in present and (wanted[0] in present or wanted[1] in present)
        case "not":
            return wanted[0] in present and wanted[1] in present and wanted[2] not in present
        case "phrase" | "near" if present.issuperset(wanted):
            first = [i for i, word in enumerate(words) if word == wanted[0]]
            second = [i for i, word in enumerate(words) if word == wanted[1]]
            if kind == "phrase":
                return any(j - i == 1 for i in first for j in second)
            return any(0 < abs(j - i) <= DISTANCE for i in first for j in second)
        case _:
            return present.issuperset(wanted)


def with_hyperscan(specs: list[Spec], texts: list[str]) -> Matcher:
    """Every word is a pattern; hits are verified."""
    import hyperscan

    words = sorted({word for spec in specs for word in spec.words})
    database = hyperscan.Database()
    flags = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH
    database.compile(
        expressions=[rf"\b{re.escape(word)}\b".encode() for word in words],
        ids=list(range(len(words))),
        elements=len(words),
        flags=[flags] * len(words),
    )
    verifier = Verifier(specs, texts)

    def matcher(text: str) -> set[int]:
        present: set[str] = set()
        database.scan(text.encode(), match_event_handler=lambda word, *_: present.add(words[word]))
        return verifier.met(present, text)

    return matcher


def with_ahocorasick(specs: list[Spec], texts: list[str]) -> Matcher:
    """All words in one automaton, whole words only; hits are verified."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for word in {word for spec in specs for word in spec.words}:
        automaton.add_word(word, word)
    automaton.make_automaton()
    verifier = Verifier(specs, texts)

    def matcher(text: str) -> set[int]:
        lowered = f" {text.lower()} "
        present = {
            word
            for end, word in automaton.iter(lowered)
            if not lowered[end + 1].isalnum() and not lowered[end - len(word)].isalnum()
        }
        return verifier.met(present, text)

    return matcher


def with_fts5(specs: list[Spec], texts: list[str]) -> Matcher:
    """Topics are documents in FTS5 and the article's words the query; hits are verified."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE topics USING fts5(words, tokenize='unicode61')")
    connection.executemany(
        "INSERT INTO topics(rowid, words) VALUES (?, ?)",
        ((i, " ".join(spec.words)) for i, spec in enumerate(specs)),
    )
    del texts

    def matcher(text: str) -> set[int]:
        words = [fold(token) for token in tokens(text)]
        present = set(words)
        question = " OR ".join(f'"{word}"' for word in present)
        rows = connection.execute("SELECT rowid FROM topics WHERE topics MATCH ?", (question,))
        return {
            number for (number,) in rows if is_met(specs[number].kind, specs[number].words, present, words)
        }

    return matcher


def with_regexes(specs: list[Spec], texts: list[str]) -> Matcher:
    """A compiled regex for every word; every topic is tried."""
    patterns = [
        [re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE) for word in spec.words] for spec in specs
    ]
    del texts

    def matcher(text: str) -> set[int]:
        words = [fold(token) for token in tokens(text)]
        met = set()
        for number, (spec, regexes) in enumerate(zip(specs, patterns, strict=True)):
            present = {word for word, regex in zip(spec.words, regexes, strict=True) if regex.search(text)}
            if present and is_met(spec.kind, spec.words, present, words):
                met.add(number)
        return met

    return matcher


PEERS: dict[str, tuple[Callable[[list[Spec], list[str]], Matcher], int]] = {
    "hyperscan": (with_hyperscan, 100_000),
    "pyahocorasick": (with_ahocorasick, 100_000),
    "FTS5": (with_fts5, 100_000),
    "regex a topic": (with_regexes, 1_000),
}
"""Name -> how to build it, and the most topics for which it is worth the wait."""
