"""Reverse search: articles a second against 10 to 100,000 topics, beside other ways to do it in the same run.

    python -m benchmarks.match [--topics 10,1000,10000,100000] [--articles 1000] [--peers all]

Articles of about 600 words come from `events/*.jsonl` under SITREP_DATA (default ../shared/data). Topics are
generated from their words: one word (5 %), two or three words (55 %), a phrase (15 %), NEAR (15 %), any(...)
(5 %) and NOT (5 %). The peers match exact words, so we run twice: "sitrep" with inflections and scores, and
"sitrep exact" with every word quoted, whose hits are checked against every peer's.

The garbage collector is set as `sitrep run` sets it at its start, for everybody alike.

Peers, installed by hand: pip install hyperscan pyahocorasick psutil. SQLite's FTS5 comes with Python.
"""

import argparse
import json
import random
import re
import sqlite3
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import psutil

from benchmarks.data import DATA, NO_DATA
from bot.desk.stations import spare_collector
from bot.news import query
from bot.news.language.words import fold, tokens
from bot.news.matching import match

ROUNDS = 3
WORDS = 600
DISTANCE = 8


KINDS = ["word"] + ["words"] * 11 + ["phrase"] * 3 + ["near"] * 3 + ["any", "not"]


class Spec(NamedTuple):
    """A generated topic, before it is put into anybody's language."""

    kind: str
    words: tuple[str, ...]


Matcher = Callable[[str], set[int]]


def articles(count: int) -> list[str]:
    """About WORDS words each."""
    texts = []
    for path in sorted((DATA / "events").glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            words = json.loads(line)["text"].split()
            if len(words) >= WORDS:
                texts.append(" ".join(words[:WORDS]))
    random.Random(1).shuffle(texts)
    return texts[:count]


def topics(count: int, texts: list[str]) -> list[Spec]:
    """Topics of words that are not among the 300 commonest, each drawn as often as it stands in articles."""
    chance = random.Random(2)
    cut = [[token.lower() for token in tokens(text)] for text in texts]
    often = Counter(word for words in cut for word in set(words))
    shortened = {re.split("['’]", word)[0] for word in often if "'" in word or "’" in word}
    known = [(word, n) for word, n in often.most_common()[300:] if is_plain(word) and word not in shortened]
    usual = {word for word, _ in known}
    drawn = iter(chance.choices([word for word, _ in known], [n for _, n in known], k=4 * count))
    made: list[Spec] = []
    while len(made) < count:
        kind = chance.choice(KINDS)
        if kind in ("phrase", "near"):
            words = chance.choice(cut)
            start = chance.randrange(len(words) - DISTANCE)
            pair = (words[start], words[start + (1 if kind == "phrase" else chance.randint(2, DISTANCE))])
            if usual.issuperset(pair) and pair[0] != pair[1]:
                made.append(Spec(kind, pair))
        else:
            wanted = {"word": 1, "words": chance.choice((2, 2, 3))}.get(kind, 3)
            made.append(Spec(kind, tuple(next(drawn) for _ in range(wanted))))
    return made


def is_plain(word: str) -> bool:
    """Whether all engines see the same word in it: no accents, figures, nor acronyms of two meanings."""
    return word.isascii() and word.isalpha() and len(word) > 2 and word not in ("ice", "aids", "who")


def typed(spec: Spec, quote: str = "") -> str:
    """The topic in our language."""
    words = [f"{quote}{word}{quote}" for word in spec.words]
    match spec.kind:
        case "phrase":
            return f'"{" ".join(spec.words)}"'
        case "near":
            return f"{words[0]} NEAR/{DISTANCE} {words[1]}"
        case "any":
            return f"any({words[0]}, {words[1]}) {words[2]}"
        case "not":
            return f"{words[0]} {words[1]} -{words[2]}"
        case _:
            return " ".join(words)


def sitrep(specs: list[Spec], quote: str) -> Matcher:
    """Ours."""
    index = match.TopicIndex()
    for number, spec in enumerate(specs):
        index.add(str(number), query.parse(typed(spec, quote)))
    return lambda text: {int(found.topic_id) for found in index.matches(match.document("", text))}


class Verifier:
    """What finders of words need besides to answer topics: each filed under its rarest word, then checked."""

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
        found = set()
        for anchor in self._filed.keys() & present:
            for number in self._filed[anchor]:
                kind, wanted = self._specs[number]
                if kind in ("phrase", "near") and present.issuperset(wanted):
                    words = words or [fold(token) for token in tokens(text)]
                if is_met(kind, wanted, present, words):
                    found.add(number)
        return found


def is_met(kind: str, wanted: tuple[str, ...], present: set[str], words: list[str]) -> bool:
    """Whether a topic is met, by sets of words; `words` in order for phrases and NEAR."""
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
    """Every word a pattern, then verified."""
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
    """Every word in one automaton, whole words only, then verified."""
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
    """Topics as documents in FTS5, the article's words as the question, then verified."""
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
    """A compiled regex a word, every topic tried."""
    patterns = [
        [re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE) for word in spec.words] for spec in specs
    ]
    del texts

    def matcher(text: str) -> set[int]:
        words = [fold(token) for token in tokens(text)]
        found = set()
        for number, (spec, regexes) in enumerate(zip(specs, patterns, strict=True)):
            present = {word for word, regex in zip(spec.words, regexes, strict=True) if regex.search(text)}
            if present and is_met(spec.kind, spec.words, present, words):
                found.add(number)
        return found

    return matcher


PEERS: dict[str, tuple[Callable[[list[Spec], list[str]], Matcher], int]] = {
    "hyperscan": (with_hyperscan, 100_000),
    "pyahocorasick": (with_ahocorasick, 100_000),
    "FTS5": (with_fts5, 100_000),
    "regex a topic": (with_regexes, 1_000),
}
"""Name -> how to build it, and the number of topics up to which it is worth the wait."""


def speed(matcher: Matcher, texts: Iterable[str]) -> float:
    """Articles a second of processor time."""
    rows = list(texts)
    start = time.process_time()
    for text in rows:
        matcher(text)
    return len(rows) / (time.process_time() - start)


def disagreements(specs: list[Spec], ours: Matcher, theirs: Matcher, texts: list[str]) -> int:
    """Hits that only one side has, where ours would not merely have scored them below the threshold."""
    count = 0
    for text in texts:
        document = match.document("", text)
        for number in ours(text) ^ theirs(text):
            found = match.score(query.parse(typed(specs[number], '"')), document)
            count += found is None or found.score >= match.THRESHOLD
    return count


def built(specs: list[Spec], quote: str) -> tuple[Matcher, float, float]:
    """Our matcher, the seconds it took to build and the megabytes that it holds."""
    process = psutil.Process()
    before, start = process.memory_info().rss, time.process_time()
    matcher = sitrep(specs, quote)
    return matcher, time.process_time() - start, (process.memory_info().rss - before) / 1e6


def adding(specs: list[Spec]) -> float:
    """Microseconds to add one topic to an index of all the others, the median of a thousand."""
    index = match.TopicIndex()
    took = []
    for number, spec in enumerate(specs):
        start = time.perf_counter()
        index.add(str(number), query.parse(typed(spec)))
        took.append(time.perf_counter() - start)
    return statistics.median(took[-1000:]) * 1e6


def rows(count: int, texts: list[str], peers: list[str]) -> Iterator[str]:
    """The table's lines for one number of topics."""
    specs = topics(count, texts)
    ours, seconds, megabytes = built(specs, "")
    figures = f"build {seconds:.2f} s, {megabytes:.0f} MB, add one {adding(specs):.0f} µs"
    yield f"| {count:,} | sitrep: {figures} | | | |"
    exact, _, _ = built(specs, '"')
    matchers = {"sitrep": ours, "sitrep exact": exact}
    for name in peers:
        make, most = PEERS[name]
        if count <= most:
            matchers[name] = make(specs, texts)
    speeds: dict[str, list[float]] = {name: [] for name in matchers}
    slow = {"regex a topic", "FTS5"} if count > 100 else set()
    for matcher in (ours, exact):
        speed(matcher, texts)
    for _ in range(ROUNDS):
        for name, matcher in matchers.items():
            speeds[name].append(speed(matcher, texts[:20] if name in slow else texts))
    best = statistics.median(speeds["sitrep"])
    for name, matcher in matchers.items():
        median = statistics.median(speeds[name])
        different = "" if name.startswith("sitrep") else str(disagreements(specs, exact, matcher, texts[:20]))
        yield f"| {count:,} | {name} | {median:,.1f} | {best / median:.2f} | {different} |"


def main() -> None:
    """Print the table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topics", default="10,1000,10000,100000")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--peers", default=",".join(PEERS))
    options = parser.parse_args()
    texts = articles(options.articles)
    if not texts:
        sys.exit(NO_DATA)
    spare_collector()
    print("| topics | engine | articles/s of one core | sitrep / engine | different hits of 20 articles |")
    print("|---:|---|---:|---:|---:|")
    for count in map(int, options.topics.split(",")):
        for row in rows(count, texts, [name for name in options.peers.split(",") if name]):
            print(row, flush=True)


if __name__ == "__main__":
    main()
