"""Fit the weights by which reports in different languages are found to be of one event.

    python -m benchmarks.fit_languages

Reads `events/languages.jsonl` under SITREP_DATA (default ../shared/data), and the events in
`events_in_languages.jsonl` and `blind_events_in_languages.jsonl` that are marked open. Takes the measures of
`bot.news.across.evidence` of every pair of reports in two languages within two days, at four densities of the
feed, and fits a logistic regression. Prints the precision, recall and F1 of the pairs of one half of the
events of the first by weights fitted to the other half and the others, and the weights fitted to all.

Needs `pip install scikit-learn`.
"""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from sklearn.linear_model import LogisticRegression

from benchmarks.data import DATA, NO_DATA
from benchmarks.languages import read
from bot.news.across.evidence import Measures, Trace, measure, trace
from bot.news.across.rarity import DAYS, Rarity
from bot.news.stories.signature import sign

OWN = [
    Path(__file__).with_name(name)
    for name in ("events_in_languages.jsonl", "blind_events_in_languages.jsonl")
]
DENSITIES = (None, 30.0, 60.0, 150.0)
WITHIN = timedelta(days=2)
INVERSE_REGULARISATION = 0.3
EVEN = 0.3
"""The chance from which a pair counts as found here."""


def seen(row: dict[str, Any]) -> Trace:
    """A report as other languages see it."""
    scene = sign(row["title"], row["text"], row["language"], row["at"]).scene
    return trace(row["title"], row["text"], row["language"], scene, row["at"])


def examples(rows: list[dict[str, Any]]) -> tuple[list[Measures], list[bool]]:
    """Measures of pairs, and whether they are of one event."""
    traces, rarity, first = [seen(row) for row in rows], Rarity(), 0
    measured, same = [], []
    for at, row in enumerate(rows):
        while rows[first]["at"] < row["at"] - DAYS:
            rarity.remove(traces[first].names)
            first += 1
        rarity.add(tuple(traces[at].names), row["at"])
        for other in range(first, at):
            if row["at"] - rows[other]["at"] <= WITHIN and row["language"] != rows[other]["language"]:
                measured.append(measure(traces[at], traces[other], rarity))
                same.append(row["event"] == rows[other]["event"])
    return measured, same


def fit(rows_by_density: list[list[dict[str, Any]]]) -> LogisticRegression:
    """The model of all pairs at all densities."""
    made = [examples(rows) for rows in rows_by_density]
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=5000)
    return model.fit([m for measured, _ in made for m in measured], [s for _, same in made for s in same])


def main() -> None:
    """Print what halves of the events say of the other half, then the weights."""
    path = DATA / "events" / "languages.jsonl"
    if not path.exists():
        sys.exit(NO_DATA)
    feeds = [read(path, density) for density in DENSITIES]
    own = [
        [row for row in read(one, density) if row["part"] == "open"] for one in OWN for density in DENSITIES
    ]
    events = sorted({row["event"] for row in feeds[0]})
    for half in (set(events[::2]), set(events[1::2])):
        model = fit([*([row for row in rows if row["event"] not in half] for rows in feeds), *own])
        for density, rows in zip(DENSITIES, feeds, strict=True):
            measured, same = examples([row for row in rows if row["event"] in half])
            found = model.predict_proba(measured)[:, 1] >= EVEN
            right = sum(f and s for f, s in zip(found, same, strict=True))
            precision, recall = right / sum(found), right / sum(same)
            print(
                f"{density or 'as published':>12} precision {precision:.2f} recall {recall:.2f} "
                f"F1 {2 * precision * recall / (precision + recall):.2f}"
            )
    model = fit([*feeds, *own])
    for name, weight in zip((*Measures._fields, "bias"), (*model.coef_[0], model.intercept_[0]), strict=True):
        print(f"{name:13} {weight:6.2f}")


if __name__ == "__main__":
    main()
