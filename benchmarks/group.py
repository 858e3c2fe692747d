"""Articles grouped per second with 10,000 open stories, beside a plain TF-IDF scan in the same run.

    python -m benchmarks.group [--stories 10000] [--words 35 400]

The articles are invented: words drawn as often as the background statistics contain them, and a few names for
each event. The peer is the plain approach: a running document frequency and the cosine with every open story.
Rounds of both alternate; medians of processor time are printed.
"""

import argparse
import math
import random
import re
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report
from bot.news.stories.signature import background

START = datetime(2021, 7, 12, tzinfo=UTC)


class PlainScan:
    """TF-IDF in a single pass: the most similar open story, if it reaches the threshold."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._stories: list[dict[str, float]] = []

    def add(self, report: Report) -> None:
        """Open a story of a report, its words counted but not weighed."""
        words = Counter(re.findall(r"[a-z]+", f"{report.title} {report.text}".lower()))
        self._counts.update(words.keys())
        length = math.sqrt(sum(n * n for n in words.values()))
        self._stories.append({word: n / length for word, n in words.items()})

    def place(self, report: Report) -> int:
        """The number of the story that the report joins or opens."""
        words = Counter(re.findall(r"[a-z]+", f"{report.title} {report.text}".lower()))
        self._counts.update(words.keys())
        total = len(self._stories) + 1
        vector = {word: n * math.log((total + 1) / self._counts[word]) for word, n in words.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vector = {word: value / length for word, value in vector.items()}
        best, at = 0.0, -1
        for number, story in enumerate(self._stories):
            likeness = sum(value * story.get(word, 0.0) for word, value in vector.items())
            if likeness > best:
                best, at = likeness, number
        if best < 0.25:
            at = len(self._stories)
            self._stories.append(vector)
        return at


def writer(words: int, seed: int) -> Callable[[int, int], Report]:
    """A function that writes report `number` of event `event`."""
    counts, _ = background()
    vocabulary, often = list(counts), list(counts.values())

    def write(number: int, event: int) -> Report:
        event_dice, dice = random.Random(f"{seed}/{event}"), random.Random(f"{seed}/{event}/{number}")
        names = ["".join(event_dice.choices("abdegiklmnoprstu", k=7)).title() for _ in range(6)]
        theme = event_dice.choices(vocabulary, often, k=12)
        text = dice.choices(vocabulary, often, k=words - words // 4) + dice.choices(
            theme + names, k=words // 4
        )
        dice.shuffle(text)
        title = " ".join(dice.choices(theme, k=5) + dice.choices(names, k=3))
        return Report(
            number, title, " ".join(text), f"paper {number % 40}", START + timedelta(seconds=20 * event)
        )

    return write


def measure(words: int, stories: int, rounds: int = 5, size: int = 200, scanned: int = 5) -> None:
    """Print the table's row for articles of so many words."""
    write = writer(words, seed=words)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    index = StoryIndex()
    for event in range(stories):
        index.place(write(event, event))
    held = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3
    scan = PlainScan()
    for event in range(stories):
        scan.add(write(event, event))
    ours, theirs, right = [], [], 0
    number = stories
    for turn in range(rounds):
        events = [(turn * size + n) * 7 % stories for n in range(size)]
        batch = [write(number + n, event) for n, event in enumerate(events)]
        number += size
        began = time.process_time()
        placements = [index.place(report) for report in batch]
        ours.append(size / (time.process_time() - began))
        right += sum(p.story_id == event for p, event in zip(placements, events, strict=True))
        began = time.process_time()
        for report in batch[:scanned]:
            scan.place(report)
        theirs.append(scanned / (time.process_time() - began))
    fast, plain = statistics.median(ours), statistics.median(theirs)
    print(
        f"| {words} | {len(index):,} | {fast:,.0f} | {plain:,.1f} | {fast / plain:,.0f} x | "
        f"{right / (rounds * size):.1%} | {held:,.0f} MB |"
    )


def main() -> None:
    """Print the table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--words", type=int, nargs="+", default=[35, 400])
    options = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, one core\n")
    print("| words an article | open stories | articles/s | plain scan | ratio | in its story | memory |")
    print("|---|---|---|---|---|---|---|")
    for words in options.words:
        measure(words, options.stories)


if __name__ == "__main__":
    main()
