"""Fit the weights of `bot.news.likeness` on reports of known events, and say how they do on unseen ones.

    uv pip install scikit-learn          # by hand: only this script needs it
    python benchmarks/fit_stories.py [--splits 4]

Every report of `../shared/data/events` (or SITREP_DATA) is compared with the open stories as they should be,
in full and cut to title and first sentence, as feeds carry it. Events, not reports, are split into two
halves; the weights of one half group the reports of the other. The weights printed are fitted on everything.
"""

import argparse
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.news import likeness
from bot.news.likeness import Likeness, Probe, compare
from bot.news.signature import sign
from bot.news.story import Report, StoryIndex, _days, _Member

DATA = Path(os.environ.get("SITREP_DATA", Path(__file__).parents[2] / "shared" / "data")) / "events"
SETS = {"roundups": 1.0, "fnc": 2.0, "basil": 0.3, "roundups, short": 0.5, "basil, short": 0.2}
"""What each set counts in the fit; pairs of the same event and of others count half each."""


def read(name: str) -> list[tuple[Report, str]]:
    """The reports of a set with their events, in order of publication."""
    name, _, short = name.partition(", ")
    found = []
    for line in (DATA / f"{name}.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        text = row["text"]
        if short:
            text = " ".join(text.split())
            cut = re.match(r".{90,260}?[.!?](?= )", text)
            text = cut.group() if cut else text[:220]
        day = row["published"]
        at = datetime.fromisoformat(day[:10]).replace(tzinfo=UTC) if day else None
        found.append((Report(row["id"], row["title"] or "", text, row["publisher"] or "", at), row["event"]))
    return found


def examples(reports: Iterable[tuple[Report, str]]) -> list[tuple[Likeness, bool]]:
    """Each report against the reports of its candidates, all earlier reports being placed as they should."""
    index, found = StoryIndex(), []
    for report, event in reports:
        if report.published_at:
            index.expire(report.published_at)
        member = _Member(report.id, sign(report.title, report.text), report.published_at)
        probe = Probe(member.signature, index._terms.discount)
        for order in index._terms.shortlist(probe):
            story = index._open[order]
            if index._in_time(story, member.published_at):
                for other in story.members:
                    days = _days(member.published_at, other.published_at)
                    same = story.ids[0] == event
                    found.append((compare(probe, other.signature, days), same))
        index.restore(report, event)
    return found


def fit(sets: dict[str, list[tuple[Likeness, bool]]]) -> tuple[float, Likeness]:
    """Bias and weights by logistic regression, lightly regularised; rivals are vetoed by rule."""
    rows, truths, shares = [], [], []
    for name, compared in sets.items():
        pairs = [(row, same) for row, same in compared if not row.rivals]
        truth = np.array([same for _, same in pairs])
        rows.append(np.array([row for row, _ in pairs]))
        truths.append(truth)
        shares.append(SETS[name] * np.where(truth, 0.5 / max(truth.sum(), 1), 0.5 / max((~truth).sum(), 1)))
    share = np.concatenate(shares)
    model = LogisticRegression(C=100, max_iter=5000)
    model.fit(np.vstack(rows), np.concatenate(truths), sample_weight=share * 3000 / share.sum())
    return float(model.intercept_[0]), Likeness(*map(float, model.coef_[0]))


def group(reports: Iterable[tuple[Report, str]]) -> dict[str, float]:
    """Pairwise precision, recall and F1, and B-cubed F1 of the stories that the present weights make."""
    index, pairs = StoryIndex(), []
    for report, event in reports:
        if report.published_at:
            index.expire(report.published_at)
        pairs.append((event, index.place(report).story_id))
    both, events, stories = Counter(pairs), Counter(e for e, _ in pairs), Counter(s for _, s in pairs)

    def count(sizes: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in sizes.values())

    precision, recall = count(both) / max(count(stories), 1), count(both) / max(count(events), 1)
    b_precision = sum(n * n / stories[s] for (_, s), n in both.items()) / len(pairs)
    b_recall = sum(n * n / events[e] for (e, _), n in both.items()) / len(pairs)
    return {
        "P": precision, "R": recall, "F1": 2 * precision * recall / max(precision + recall, 1e-9),
        "B3": 2 * b_precision * b_recall / (b_precision + b_recall),
    }  # fmt: skip


def half(split: int, side: int) -> Callable[[tuple[Report, str]], bool]:
    return lambda item: hashlib.md5(f"{split}{item[1]}".encode()).digest()[0] % 2 == side


def shift(bias: float, weights: Likeness, dated: float, undated: float) -> None:
    """Put weights to use, asking for more than even odds: a false merge is worse than a missed one."""
    likeness.BIAS = bias - dated
    likeness.WEIGHTS = weights._replace(undated=weights.undated + dated - undated)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--splits", type=int, default=4)
    options.add_argument("--dated", type=float, nargs="+", default=[0.9])
    options.add_argument("--undated", type=float, nargs="+", default=[1.8])
    asked = options.parse_args()
    sets = {name: read(name) for name in SETS}
    runs = [(split, side) for split in range(asked.splits) for side in (0, 1)]
    halves = {
        (split, side): {name: list(filter(half(split, side), rows)) for name, rows in sets.items()}
        for split, side in runs
    }
    fits = {key: fit({n: examples(rows) for n, rows in part.items()}) for key, part in halves.items()}
    final = fit({name: examples(rows) for name, rows in sets.items()})
    print(f"bias {final[0]:.2f}", {name: round(weight, 2) for name, weight in final[1]._asdict().items()})
    for dated, undated in zip(asked.dated, asked.undated, strict=True):
        print(f"asked beyond even odds: {dated} with dates, {undated} without")
        for name in sets:
            held = []
            for split, side in runs:
                shift(*fits[split, 1 - side], dated, undated)
                held.append(group(halves[split, side][name]))
            shift(*final, dated, undated)
            whole = group(sets[name])
            means = {key: np.mean([result[key] for result in held]) for key in whole}
            worst = {key: min(result[key] for result in held) for key in whole}
            print(
                f"{name:16}",
                *(f"{k} {whole[k]:.3f} unseen {means[k]:.3f} (worst {worst[k]:.3f})" for k in whole),
            )


if __name__ == "__main__":
    main()
