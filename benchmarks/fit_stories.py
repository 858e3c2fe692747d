"""Fit the weights of `bot.news.stories.likeness` on known events, and say how they do on unseen ones.

    uv pip install scikit-learn          # by hand: only this script needs it
    python -m benchmarks.fit_stories [--splits 4]

Every report of `../shared/data/events` (or SITREP_DATA) is compared with the open stories as they should be,
in full and cut as feeds carry it: title and the first 15 to 40 words, or title and first sentence. Items of a
stream are compared with items six weeks older, as if both were of one day: no pair of those is one event.
Events, not reports, are split into two halves; the weights of one half group the reports of the other. The
weights printed are fitted on everything.
"""

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.data import DATA
from bot.news.language.text import sentences
from bot.news.stories import likeness
from bot.news.stories.index import Report, StoryIndex
from bot.news.stories.likeness import Likeness

SETS = {
    "roundups": 1.0, "fnc": 1.5, "basil": 0.2,
    "roundups, short": 0.8, "roundups, sentence": 0.3, "basil, short": 0.2,
}  # fmt: skip
"""What each set counts in the fit; pairs of the same event and of others count half each."""
STREAM = "stream"
STREAM_COUNTS = 1.0
WEEKS_APART = 6


def cut(text: str, how: str) -> str:
    """A text as a feed may carry it."""
    if how == "sentence":
        text = " ".join(text.split())
        first = re.match(r".{90,260}?[.!?](?= )", text)
        return first.group() if first else text[:220]
    if how == "short":
        words: list[str] = []
        for sentence in sentences(text):
            words.extend(sentence.text.split())
            if len(words) >= 15:
                break
        return " ".join(words[:40])
    return text


def rows(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / path).open(encoding="utf-8")]


def read(name: str) -> list[tuple[Report, str]]:
    """The reports of a set with their events, in order of publication."""
    name, _, how = name.partition(", ")
    found = []
    for row in rows(f"events/{name}.jsonl"):
        day = row["published"]
        at = datetime.fromisoformat(day[:10]).replace(tzinfo=UTC) if day else None
        report = Report(row["id"], row["title"] or "", cut(row["text"], how), row["publisher"] or "", at)
        found.append((report, row["event"]))
    return found


def examples(reports: Iterable[tuple[Report, str]]) -> list[tuple[Likeness, bool]]:
    """Each report against the reports of its candidates, all earlier reports being placed as they should."""
    index = StoryIndex()
    found: list[tuple[Likeness, bool]] = []
    for report, event in reports:
        if report.published_at:
            index.expire(report.published_at)
        found.extend((likeness, story_id == event) for story_id, likeness in index.likenesses(report))
        index.restore(report, event)
    return found


def strangers() -> list[tuple[Likeness, bool]]:
    """Items of a stream beside the three most alike of three days six weeks before, as if of the same day."""
    days: dict[str, list[Report]] = {}
    for number, row in enumerate(rows("topics/stream.jsonl")):
        at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=number % 3 == 0)
        item = Report(number, row["title"], row["text"], row["publisher"], at)
        days.setdefault(row["published"][:10], []).append(item)
    by_day = [day[:60] for _, day in sorted(days.items())]
    found: list[tuple[Likeness, bool]] = []
    for first in range(0, len(by_day) - 7 * WEEKS_APART - 3, 9):
        index = StoryIndex()
        for item in (item for day in by_day[first : first + 3] for item in day):
            index.restore(item, item.id)
        later = first + 7 * WEEKS_APART
        for item in (item for day in by_day[later : later + 3] for item in day):
            found.extend((likeness, False) for _, likeness in index.likenesses(item)[:3])
    return found


def fit(sets: dict[str, list[tuple[Likeness, bool]]]) -> tuple[float, Likeness]:
    """Bias and weights by logistic regression, lightly regularised; rivals are vetoed by rule."""
    rows, truths, shares = [], [], []
    for name, compared in sets.items():
        pairs = [(row, same) for row, same in compared if not row.rivals]
        truth = np.array([same for _, same in pairs])
        rows.append(np.array([row for row, _ in pairs]))
        truths.append(truth)
        counts = SETS.get(name, STREAM_COUNTS)
        shares.append(counts * np.where(truth, 0.5 / max(truth.sum(), 1), 0.5 / max((~truth).sum(), 1)))
    share = np.concatenate(shares)
    model = LogisticRegression(C=100, max_iter=5000)
    model.fit(np.vstack(rows), np.concatenate(truths), sample_weight=share * 3000 / share.sum())
    return float(model.intercept_[0]), Likeness(*map(float, model.coef_[0]))


def group(reports: Iterable[tuple[Report, str]]) -> dict[str, float]:
    """Pairwise precision, recall and F1, and B-cubed F1 of the stories that the present weights make."""
    index, pairs = StoryIndex(), []
    for report, event in reports:
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
    options.add_argument("--dated", type=float, nargs="+", default=[1.6])
    options.add_argument("--undated", type=float, nargs="+", default=[1.8])
    asked = options.parse_args()
    sets = {name: read(name) for name in SETS}
    runs = [(split, side) for split in range(asked.splits) for side in (0, 1)]
    halves = {
        (split, side): {name: list(filter(half(split, side), told)) for name, told in sets.items()}
        for split, side in runs
    }
    unlike = {STREAM: strangers()}
    fits = {
        key: fit({n: examples(told) for n, told in part.items()} | unlike) for key, part in halves.items()
    }
    final = fit({name: examples(told) for name, told in sets.items()} | unlike)
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
