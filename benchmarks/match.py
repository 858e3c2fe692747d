"""Reverse search: articles per second against 10 to 100,000 topics, beside other engines in the same run.

    python -m benchmarks.match [--topics 10,1000,10000,100000] [--articles 1000] [--peers hyperscan,FTS5]

Articles of about 600 words come from `events/*.jsonl` under SITREP_DATA (default ../shared/data). Topics are
generated from their words: one word (5 %), two or three words (55 %), a phrase (15 %), NEAR (15 %), any(...)
(5 %) and NOT (5 %). The peers match exact words, so Sitrep runs twice: "sitrep" with inflections and scores,
and "sitrep exact" with every word quoted. The hits of the latter are compared with every peer's.

The garbage collector is set as `sitrep run` sets it, for every engine.

Needs `pip install hyperscan pyahocorasick psutil`. FTS5 comes with Python's SQLite.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator

import psutil

from benchmarks.data import NO_DATA
from benchmarks.match_peers import PEERS, Matcher
from benchmarks.match_topics import Spec, articles, topics, typed
from bot.desk.stations import spare_collector
from bot.news import query
from bot.news.matching import match

ROUNDS = 3


def sitrep(specs: list[Spec], quote: str) -> Matcher:
    """Sitrep's index."""
    index = match.TopicIndex()
    for number, spec in enumerate(specs):
        index.add(str(number), query.parse(typed(spec, quote)))
    return lambda text: {int(met.topic_id) for met in index.matches(match.document("", text))}


def speed(matcher: Matcher, texts: list[str]) -> float:
    """Articles per second of processor time."""
    start = time.process_time()
    for text in texts:
        matcher(text)
    return len(texts) / (time.process_time() - start)


def disagreements(specs: list[Spec], ours: Matcher, theirs: Matcher, texts: list[str]) -> int:
    """Hits of one side only, unless Sitrep merely scores them below its threshold."""
    count = 0
    for text in texts:
        document = match.document("", text)
        for number in ours(text) ^ theirs(text):
            scored = match.score(query.parse(typed(specs[number], '"')), document)
            count += scored is None or scored.score >= match.THRESHOLD
    return count


def build(specs: list[Spec], quote: str) -> tuple[Matcher, float, float]:
    """Sitrep's matcher, the seconds that building it took, and the megabytes that it holds."""
    process = psutil.Process()
    before, start = process.memory_info().rss, time.process_time()
    matcher = sitrep(specs, quote)
    return matcher, time.process_time() - start, (process.memory_info().rss - before) / 1e6


def time_to_add(specs: list[Spec]) -> float:
    """Microseconds to add one topic to an index of all the others: the median of a thousand."""
    index = match.TopicIndex()
    durations = []
    for number, spec in enumerate(specs):
        start = time.perf_counter()
        index.add(str(number), query.parse(typed(spec)))
        durations.append(time.perf_counter() - start)
    return statistics.median(durations[-1000:]) * 1e6


def rows(count: int, texts: list[str], peers: list[str]) -> Iterator[str]:
    """The table's lines for one number of topics."""
    specs = topics(count, texts)
    ours, seconds, megabytes = build(specs, "")
    figures = f"build {seconds:.2f} s, {megabytes:.0f} MB, add one {time_to_add(specs):.0f} µs"
    yield f"| {count:,} | sitrep: {figures} | | | |"
    exact, _, _ = build(specs, '"')
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
