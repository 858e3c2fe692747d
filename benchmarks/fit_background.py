"""Fit the weights by which Sitrep tells background and comment from what happened.

    python -m benchmarks.fit_background [--write]

Reads the sentences that three editors read (`labels/background.csv`: the article's id, where the sentence
starts, whether an alert should leave it out, and which editor says so). Each is stricter than the one before:
for the second what is dull or leans on another sentence is out, too, for the third what repeats the headline.
The first two have measures of their own, which are not written: the chances are the third's. Sentences that
are never told, since they need another, teach nothing. Prints how well publishers that were left out are told
apart, as the third reads them, and what share of the others is out where the worst part is left out.

Needs, installed by hand: pip install scikit-learn
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from benchmarks.data import DATA
from benchmarks.logistic import Model, fit
from bot.cli.jsonl import Record, read_json
from bot.news.facts.alone import needs_another
from bot.news.facts.background import cues
from bot.news.facts.bullets import find_candidates, trim
from bot.news.facts.choose import TITLED
from bot.news.facts.features import word_worths, words_of
from bot.news.trimming.persons import known_surnames

LABELS = Path(__file__).parent / "labels" / "background.csv"
TARGET = Path(__file__).parents[1] / "bot" / "news" / "facts" / "background_weights.py"
SOURCES = (
    "events/stream.jsonl", "topics/stream.jsonl", "events/roundups.jsonl", "events/basil.jsonl",
    "topics/labelled.jsonl", "facts/cnn_highlights.jsonl", "events/fnc.jsonl",
)  # fmt: skip
FOLDS = 10
FEWEST = 15
"""A cue that fewer sentences hold is left out."""
LENIENT = {"first": "first reader", "second": "second reader"}
"""Editors whose sentences have a measure of their own, and its name."""


class Labelled(NamedTuple):
    """A sentence, what speaks for its being background, and what an editor said."""

    publisher: str
    """Its article's, or the article where that has none."""
    cues: dict[str, float]
    background: bool


def articles(wanted: set[str]) -> Iterator[Record]:
    """The articles of these ids, each once."""
    seen: set[str] = set()
    for source in SOURCES:
        with (DATA / source).open("rb") as file:
            for line in file:
                if (found := str(json.loads(line)["id"])) in wanted - seen:
                    seen.add(found)
                    yield read_json(line)


def labelled() -> list[Labelled]:
    """The labelled sentences that may become bullets."""
    marks: dict[str, dict[int, dict[str, str]]] = {}
    with LABELS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            marks.setdefault(row["id"], {})[int(row["start"])] = row
    return [one for record in articles(set(marks)) for one in _read(record, marks[str(record.id)])]


def _read(record: Record, marks: dict[int, dict[str, str]]) -> Iterator[Labelled]:
    candidates = find_candidates(record.text, "en")
    words = words_of(record.title, candidates)
    worths = word_worths(words, TITLED.words, TITLED.priors)
    known = known_surnames(record.title, record.text)
    published = record.published_at.date() if record.published_at else None
    for candidate in candidates:
        mark = marks.get(candidate.sentence.start)
        bullet = trim(candidate, worths, known, words) if mark else None
        if mark and bullet and not needs_another(bullet, words, published):
            found = cues(bullet, words, published) | {
                name: float(mark["reader"] == reader) for reader, name in LENIENT.items()
            }
            yield Labelled(record.publisher or str(record.id), found, mark["background"] == "1")


def rows_of(read: list[Labelled], names: list[str]) -> list[list[float]]:
    return [[one.cues.get(name, 0.0) for name in names] for one in read]


def score(read: list[Labelled], names: list[str]) -> None:
    """Print how models do on publishers that they have not seen."""
    rows, labels = np.array(rows_of(read, names)), np.array([one.background for one in read])
    odds = np.zeros(len(labels))
    for train, test in GroupKFold(FOLDS).split(rows, labels, [one.publisher for one in read]):
        model = fit(names, rows[train], labels[train].tolist(), [1.0] * len(train))
        odds[test] = [model.odds(row) for row in rows[test]]
    third = rows[:, [names.index(name) for name in LENIENT.values()]].sum(axis=1) == 0
    labels, odds = labels[third], odds[third]
    area = roc_auc_score(labels, odds)
    print(f"{len(labels)} sentences, {labels.mean():.1%} background; unseen publishers: AUC {area:.3f}")
    order = np.argsort(-odds)
    for part in (0.2, 0.4, 0.6):
        out = order[: round(part * len(order))]
        left = order[len(out) :]
        print(
            f"without the worst {part:.0%}, of which {labels[out].mean():.0%} are background,"
            f" {labels[left].mean():.1%} of the others are"
        )


def write(model: Model) -> None:
    lines = [
        f'    "{name}": {weight:.3f},'
        for name, weight in sorted(model.weights.items())
        if name not in LENIENT.values()
    ]
    TARGET.write_text(
        '"""The weights of `bot.news.facts.background`, written by `benchmarks/fit_background.py --write`."""'
        "\n\n"
        f"BIAS = {model.bias:.3f}\nWEIGHTS = {{\n" + "\n".join(lines) + "\n}\n",
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of background.")
    parser.add_argument("--write", action="store_true", help="write the weights")
    write_it = parser.parse_args().write
    read = labelled()
    held = Counter(name for one in read for name, value in one.cues.items() if value)
    names = sorted(name for name, count in held.items() if count >= FEWEST)
    score(read, names)
    if write_it:
        write(fit(names, rows_of(read, names), [one.background for one in read], [1.0] * len(read)))


if __name__ == "__main__":
    main()
