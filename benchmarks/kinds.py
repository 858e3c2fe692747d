"""How well Sitrep tells what is worth a buzz, on items that its weights have not seen.

    python -m benchmarks.kinds

With whole topics, months and publishers left out (the model is fitted anew each time, so this takes a
minute): of what would buzz at the threshold in the code, the share that is right; of the wanted, the share
that is kept and the share that would come at least silently. Then, with topics left out, what still buzzes
wrongly and what is lost, by kind; then full texts, with publishers left out of what only they tell; last the
kinds that the shipped weights name, and what an item costs.

Needs, installed by hand: pip install scikit-learn
"""

import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from benchmarks.fit_kinds import (
    KEEP,
    KEEP_FULL,
    Model,
    common_words,
    features,
    fit,
    halfway,
    left_out,
    report,
    texts_left_out,
)
from benchmarks.kinds_data import Labelled, full_texts, labelled
from bot.news.kinds.judge import judge

SILENT = 0.7
"""So far below the threshold an item still counts as unsure news: see `bot.news.kinds.judge`."""


def main() -> None:
    rows, common = labelled(), common_words()
    read = [features(row) for row in rows]
    given = [i for i, row in enumerate(rows) if row.given]
    limit = None
    for name, group in (
        ("topics", lambda row: row.topic),
        ("months", lambda row: row.month),
        ("publishers", lambda row: row.publisher),
    ):
        scores = left_out(rows, read, common, group)
        some = [rows[i] for i in given]
        report(f"{name} left out", some, scores[given])
        if limit is None:
            limit = halfway(some, scores[given], KEEP)
            by_kind(some, scores[given], limit)
        at_threshold(some, scores[given], limit)
    texts(fit(rows, read, common))
    shipped(rows)


def texts(model: Model) -> None:
    """Full texts, at the threshold that their own scores set; `model` weighs titles and lines."""
    rows = full_texts()
    scores = texts_left_out(model, rows, [features(row) for row in rows])
    report("full texts, publishers left out", rows, scores)
    at_threshold(rows, scores, halfway(rows, scores, KEEP_FULL))


def at_threshold(rows: Sequence[Labelled], scores: Any, limit: float) -> None:
    """At one threshold for all: precision, recall, recall with what comes silently."""
    buzz = [row for row, score in zip(rows, scores, strict=True) if score >= limit]
    wanted = [score for row, score in zip(rows, scores, strict=True) if row.alert == 2]
    right = sum(row.alert > 0 for row in buzz) / len(buzz)
    kept = sum(score >= limit for score in wanted) / len(wanted)
    heard = sum(score >= limit - SILENT for score in wanted) / len(wanted)
    print(
        f"    of {len(buzz)} buzzes {right:.3f} right; of the wanted {kept:.3f} kept, {heard:.3f} told at all"
    )


def by_kind(rows: Sequence[Labelled], scores: Any, limit: float) -> None:
    """A line a kind: how many items, how many of them buzz, how many of those wrongly, how many are lost."""
    counts: Counter[tuple[str, str]] = Counter()
    for row, score in zip(rows, scores, strict=True):
        counts[row.kind, "items"] += 1
        counts[row.kind, "buzz"] += bool(score >= limit)
        counts[row.kind, "wrongly"] += bool(score >= limit and row.alert == 0)
        counts[row.kind, "lost"] += bool(score < limit and row.alert == 2)
    for kind in sorted({row.kind for row in rows}):
        said = "  ".join(f"{what} {counts[kind, what]:4}" for what in ("items", "buzz", "wrongly", "lost"))
        print(f"    {kind:9} {said}")


def shipped(rows: Sequence[Labelled]) -> None:
    """The kinds that the weights in the code name (they have seen these items), and the time of an item."""
    began = time.process_time()
    found = [judge(row.item) for row in rows]
    cost = (time.process_time() - began) / len(rows)
    same = sum(judged.kind == row.kind for judged, row in zip(found, rows, strict=True))
    print(f"kind as read by hand: {same / len(rows):.3f} of {len(rows)} (seen); {1e6 * cost:.0f} us an item")


if __name__ == "__main__":
    main()
