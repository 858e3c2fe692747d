"""Topics, facts and stories in twelve languages, a row each.

    python -m benchmarks.languages [FILE] [--per-day 60] [--part "held out"] [--affairs]

Reads `events/languages.jsonl` under SITREP_DATA (default ../shared/data), or a file of the same form: id,
event, publisher, language, published, title, text, labels. Our own `events_in_languages.jsonl`,
`alike_in_languages.jsonl` (two or three like incidents in one town on one day, and single ones),
`blind_events_in_languages.jsonl` and `later_events_in_languages.jsonl` by authors who knew nothing of Sitrep,
`later_reports_in_english.jsonl` by the second of them, and for topics alone
`reports_in_languages.jsonl` and `reports_in_english.jsonl`, lie beside this file; so does
`labels/topics.csv`, labels of real articles in English, whose texts are read under SITREP_DATA. Prints for
every language the precision, recall and F1 of the topics of config.example.toml (label 2 = wanted, 0 = off
topic), the facts that an article gives, and the pairs of reports of one event that grouping finds: both in
the language, and with one in another. `--per-day` moves the reports closer together in time, as in a busy
feed; `--part` reads only the reports so marked; `--affairs` threads what comes of an event too, as the
product does: `affairs_in_languages.jsonl` has events with that. The topics were written, and the weights of
grouping fitted, with this file in view: docs/topics.md and docs/stories.md say what unseen halves gave. A
pair counts once for each of its two languages.
"""

import argparse
import csv
import statistics
import sys
import tomllib
from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.data import DATA, NO_DATA, lines
from bot.news import query
from bot.news.facts.choose import choose_facts
from bot.news.matching import match
from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report

ROOT = Path(__file__).parents[1]
REAL = (
    "topics/stream.jsonl",
    "events/roundups.jsonl",
    "events/fnc.jsonl",
    "events/basil.jsonl",
    "facts/cnn_highlights.jsonl",
)
"""Where the articles of `labels/topics.csv` are."""


def read(path: Path, per_day: float | None, part: str | None = None) -> list[dict[str, Any]]:
    """The reports of a file, or of a `part` of it, oldest first, each with `at`; so many a day on average if
    `per_day` is given."""
    rows = _real(path) if path.suffix == ".csv" else lines(path)
    rows = [row for row in rows if part in (None, row.get("part"))]
    for row in rows:
        row["at"] = datetime.fromisoformat(row.get("published", "2026-01-01T00:00:00Z"))
        row.setdefault("event", row["id"])
        row.setdefault("publisher", row["id"])
    rows.sort(key=lambda row: row["at"])
    if per_day is not None:
        first, span = rows[0]["at"], rows[-1]["at"] - rows[0]["at"]
        faster = timedelta(days=len(rows) / per_day) / span
        for row in rows:
            row["at"] = first + (row["at"] - first) * faster
    return rows


def _real(path: Path) -> list[dict[str, Any]]:
    """The articles whose labels a table gives by their ids."""
    with path.open(encoding="utf-8", newline="") as table:
        labels = {row.pop("id"): row for row in csv.DictReader(table)}
    found = []
    for name in REAL:
        for row in lines(DATA / name):
            if row["id"] in labels:
                own = labels[row["id"]]
                part, own = own["part"], {topic: int(own[topic]) for topic in own if topic != "part"}
                text = {"title": row.get("title") or "", "text": row["text"]}
                found.append({"id": row["id"], "language": "en", "part": part, "labels": own, **text})
    return found


def measures(right: int, found: int, wanted: int) -> str:
    """Precision, recall and F1; a dash where nothing was to be found."""
    if not wanted:
        return f"{'- ' if not found else f'{found} wrong '}"
    precision, recall = right / found if found else 0.0, right / wanted
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"{precision:.2f} {recall:.2f} {f1:.2f}"


def topics(rows: list[dict[str, Any]]) -> dict[tuple[str, str], list[int]]:
    """(language, topic) -> right, found, wanted."""
    with (ROOT / "config.example.toml").open("rb") as file:
        asked = {topic["id"]: query.parse(topic["query"]) for topic in tomllib.load(file)["topics"]}
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        document = match.document(row["title"], row["text"], row["language"])
        for topic, parsed in asked.items():
            met, label = match.match(topic, parsed, document) is not None, row["labels"][topic]
            count = counts[row["language"], topic]
            count[0] += met and label == 2
            count[1] += met and label != 1
            count[2] += label == 2
    return counts


def stories(rows: list[dict[str, Any]], *, affairs: bool = False) -> list[Hashable]:
    """The story of every report; with `affairs` what comes of an event is of its story too."""
    index = StoryIndex(affairs=affairs)
    made: dict[Hashable, Hashable] = {}
    placed = []
    for number, row in enumerate(rows):
        report = Report(number, row["title"], row["text"], row["publisher"], row["at"], row["language"])
        placement = index.place(report)
        made |= dict.fromkeys(placement.merged, placement.story_id)
        placed.append(placement.story_id)
    return [_merged(story, made) for story in placed]


def _merged(story: Hashable, made: dict[Hashable, Hashable]) -> Hashable:
    while story in made:
        story = made[story]
    return story


def pairs(keys: Iterable[Hashable]) -> set[tuple[int, int]]:
    """The pairs of numbers with the same key."""
    together = defaultdict(list)
    for number, key in enumerate(keys):
        together[key].append(number)
    return {pair for numbers in together.values() for pair in combinations(numbers, 2)}


def main() -> None:
    """Print the table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=DATA / "events" / "languages.jsonl")
    parser.add_argument("--per-day", type=float)
    parser.add_argument("--part")
    parser.add_argument("--affairs", action="store_true")
    options = parser.parse_args()
    if not options.file.exists():
        sys.exit(NO_DATA)
    rows = read(options.file, options.per_day, options.part)
    counts = topics(rows)
    names = list(dict.fromkeys(topic for _, topic in counts))
    dated = "published" in rows[0]
    wanted, found = pairs(row["event"] for row in rows), set[tuple[int, int]]()
    if dated:
        found = pairs(stories(rows, affairs=options.affairs))
    print(f"| language | reports | {' | '.join(names)} | facts | pairs within | pairs across |")
    print(f"|---|---:|{'---:|' * (len(names) + 3)}")
    languages = sorted({row["language"] for row in rows})
    for language in [*languages, "all"]:
        own = {n for n, row in enumerate(rows) if language in (row["language"], "all")}
        cells = [measures(*_sum(counts, topic, language)) for topic in names]
        facts = statistics.mean(
            len(choose_facts(rows[n]["title"], rows[n]["text"], rows[n]["language"])) for n in own
        )
        cells.append(f"{facts:.1f}")
        for within in (True, False):
            mine = [
                {
                    (a, b)
                    for a, b in some
                    if (rows[a]["language"] == rows[b]["language"]) == within and (a in own or b in own)
                }
                for some in (found, wanted)
            ]
            cells.append(measures(len(mine[0] & mine[1]), len(mine[0]), len(mine[1])))
        print(f"| {language} | {len(own)} | {' | '.join(cells)} |")


def _sum(counts: dict[tuple[str, str], list[int]], topic: str, language: str) -> list[int]:
    """The counts of a topic in one language, or in all."""
    some = [count for (own, name), count in counts.items() if name == topic and language in (own, "all")]
    return [sum(column) for column in zip(*some, strict=True)]


if __name__ == "__main__":
    main()
