"""Fit the trees of `bot.news.stories` on reports of known events, and say how they do on unseen ones.

    uv pip install scikit-learn          # by hand: only this script needs it
    OMP_NUM_THREADS=1 python -m benchmarks.fit_stories [--asked 2 2.5 3] [--write]

Every report of `../shared/data/events` (or SITREP_DATA) is compared with the open stories as they should
be, in full and cut as feeds carry it. Items of a stream are compared with items six weeks older, as if of
one day: no pair of those is one event. Lines of the stream are judged by trees that saw no item of their
topic; full texts by trees that saw no event of their half. `--write` fits on everything and writes
`bot/news/stories/trees.txt`.
"""

import argparse
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from bot.news.language.text import sentences
from bot.news.stories import judge, trees
from bot.news.stories.index import StoryIndex
from bot.news.stories.judge import adjusted
from bot.news.stories.likeness import Likeness, Probe
from bot.news.stories.members import compared
from bot.news.stories.report import Report

DATA = Path(os.environ.get("SITREP_DATA", Path(__file__).parents[2] / "shared" / "data"))
TREES = Path(__file__).parents[1] / "bot" / "news" / "stories" / "trees.txt"
STREAM, STRANGERS = "stream", "strangers"
COUNTS = {
    STREAM: 3.0, "roundups": 0.7, "fnc": 0.7, "basil": 0.2, "roundups, short": 0.8, "roundups, sentence": 0.5,
    "basil, short": 0.2, STRANGERS: 0.8,
}  # fmt: skip
"""What each set counts in the fit; pairs of the same event and of others count half each."""
WEEKS_APART = 6
RISES = frozenset(
    "terms lead names title held held_most rarest copied place acts counts moment targets".split()
)
FALLS = frozenset(["days", "strangers"])
MEASURES = Likeness._fields


class Item(NamedTuple):
    """A report with its labels."""

    report: Report
    event: str
    kind: str
    topic: str


class Example(NamedTuple):
    """A pair: its measures, whether it is one event, whether a rule decides, and to which part it belongs."""

    measures: Likeness
    same: bool
    ruled: bool
    event: str
    topic: str


Model = tuple[float, list[str]]


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


def read(name: str) -> list[Item]:
    """The reports of a set with their labels, in order of publication."""
    name, _, how = name.partition(", ")
    found = []
    for row in rows(f"events/{name}.jsonl"):
        day = row["published"]
        at = datetime.fromisoformat(day[:10]).replace(tzinfo=UTC) if day else None
        report = Report(
            row["id"], row["title"] or "", cut(row["text"] or "", how), row["publisher"] or "", at
        )
        event = row["event"] or f"none {row['id']}"
        found.append(Item(report, event, row.get("kind", "news"), row.get("topic", "")))
    return found


class Pairing(StoryIndex):
    """Open stories that show what is measured of a report."""

    def pairs(self, report: Report) -> list[tuple[int | str, Likeness, str]]:
        """A report beside those of the stories worth a look: ids, measures, what forbids."""
        found, member = [], self._member(report)
        probe = Probe(member.signature, self._terms.discount)
        for order in self._terms.shortlist(probe):
            story = self._open[order].in_language_of(member)
            if not self._open[order].in_time(member.published_at, self._window):
                continue
            for likeness, other in zip(compared(probe, member, story), story.members, strict=True):
                found.append((story.ids[0], *adjusted(likeness, member.signature, other.signature)))
        return found


def examples(items: Iterable[Item]) -> list[Example]:
    """Each report against the reports of its candidates, all earlier reports being placed as they should."""
    index, found = Pairing(), []
    for item in items:
        if item.report.published_at:
            index.expire(item.report.published_at)
        for story_id, measures, reason in index.pairs(item.report):
            found.append(Example(measures, story_id == item.event, bool(reason), item.event, item.topic))
        index.restore(item.report, item.event)
    return found


def strangers() -> list[Example]:
    """Items of a stream beside the most alike of three days six weeks before, as if of the same day."""
    days: dict[str, list[Report]] = {}
    for number, row in enumerate(rows("topics/stream.jsonl")):
        at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=number % 3 == 0)
        report = Report(number, row["title"], row["text"], row["publisher"], at)
        days.setdefault(row["published"][:10], []).append(report)
    by_day = [day[:60] for _, day in sorted(days.items())]
    found = []
    for first in range(0, len(by_day) - 7 * WEEKS_APART - 3, 13):
        index = Pairing()
        for report in (report for day in by_day[first : first + 3] for report in day):
            index.restore(report, report.id)
        later = first + 7 * WEEKS_APART
        for report in (report for day in by_day[later : later + 3] for report in day):
            found += [
                Example(likeness, False, bool(rule), "", "") for _, likeness, rule in index.pairs(report)[:3]
            ]
    return found


def fit(sets: Mapping[str, list[Example]]) -> Model:
    """Small boosted trees that rise with every sign of sameness and fall with time; ruled pairs are left
    out."""
    measures, truths, shares = [], [], []
    for name, beside in sets.items():
        pairs = [pair for pair in beside if not pair.ruled]
        truth = np.array([pair.same for pair in pairs])
        measures.append(np.array([pair.measures for pair in pairs]))
        truths.append(truth)
        even = np.where(truth, 0.5 / max(truth.sum(), 1), 0.5 / max((~truth).sum(), 1))
        shares.append(COUNTS[name] * even)
    share = np.concatenate(shares)
    model = HistGradientBoostingClassifier(
        max_iter=60, max_leaf_nodes=4, learning_rate=0.12, l2_regularization=1.0, min_samples_leaf=20,
        monotonic_cst=[(name in RISES) - (name in FALLS) for name in MEASURES], early_stopping=False,
        max_bins=64, random_state=0,
    )  # fmt: skip
    model.fit(np.vstack(measures), np.concatenate(truths), sample_weight=share * 3000 / share.sum())
    return float(model._baseline_prediction.ravel()[0]), [line(p[0].nodes) for p in model._predictors]


def line(nodes: Any, at: int = 0) -> str:
    """A tree in prefix notation, as `bot.news.stories.trees` reads it."""
    node = nodes[at]
    if node["is_leaf"]:
        return f"={node['value']:.4g}"
    name, low, high = MEASURES[node["feature_idx"]], line(nodes, node["left"]), line(nodes, node["right"])
    return f"{name} {node['num_threshold']:.4g} {low} {high}"


def use(model: Model) -> None:
    """Put a model to use in place of the one that ships."""
    table = model[0], tuple(trees.parse(text, MEASURES) for text in model[1])
    trees.shipped = lambda names: table  # type: ignore[assignment]


def group(items: Iterable[Item]) -> list[tuple[Item, Any]]:
    """The stories that the model in use makes of reports in order."""
    index, placed = StoryIndex(), []
    for item in items:
        if item.report.published_at:
            index.expire(item.report.published_at)
        placed.append((item, index.place(item.report).story_id))
    return placed


def pairs(placed: Iterable[tuple[Item, Any]]) -> "np.ndarray[Any, Any]":
    """How many pairs are rightly of one story, of one story, and of one event."""
    keys = [(item.event, story) for item, story in placed]

    def count(values: Iterable[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(values).values())

    return np.array([count(keys), count(story for _, story in keys), count(event for event, _ in keys)])


def told(counted: "np.ndarray[Any, Any]") -> str:
    right, made, real = counted
    precision, recall = right / max(made, 1), right / max(real, 1)
    return f"F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f} at precision {precision:.3f}"


def half(split: int, side: int) -> Callable[[str], bool]:
    return lambda event: hashlib.md5(f"{split}{event}".encode()).digest()[0] % 2 == side


def lines(sets: Mapping[str, list[Example]], items: list[Item], asked: list[float]) -> None:
    """Lines of the stream, each topic judged by trees that did not see it."""
    news = {value: np.zeros(3) for value in asked}
    whole = {value: np.zeros(3) for value in asked}
    for topic in sorted({item.topic for item in items}):
        use(fit({**sets, STREAM: [pair for pair in sets[STREAM] if pair.topic != topic]}))
        for judge.ASKED in asked:
            placed = group(item for item in items if item.topic == topic)
            whole[judge.ASKED] += pairs(placed)
            news[judge.ASKED] += pairs(pair for pair in placed if pair[0].kind == "news")
    for value in asked:
        print(f"stream, unseen topics, asked {value}: news {told(news[value])}; all {told(whole[value])}")


def texts(sets: Mapping[str, list[Example]], items: Mapping[str, list[Item]]) -> None:
    """Full and cut texts, each half of the events judged by trees that did not see it in any form."""
    for name, known in items.items():
        counted = np.zeros(3)
        for side in (0, 1):
            own = half(0, side)
            kin = name.partition(",")[0]
            use(fit({n: [p for p in s if not (n.startswith(kin) and own(p.event))] for n, s in sets.items()}))
            counted += pairs(group(item for item in known if own(item.event)))
        print(f"{name}, unseen halves: {told(counted)}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--asked", type=float, nargs="+", default=[judge.ASKED])
    options.add_argument("--write", action="store_true", help="fit on everything and write the table")
    asked = options.parse_args()
    items = {name: read(name) for name in COUNTS if name != STRANGERS}
    sets = {name: examples(known) for name, known in items.items()} | {STRANGERS: strangers()}
    if asked.write:
        bias, found = fit(sets)
        TREES.write_text("\n".join([f"{bias:.5g}", *found]) + "\n", encoding="utf-8")
        return
    usual = judge.ASKED
    lines(sets, items.pop(STREAM), asked.asked)
    judge.ASKED = usual
    texts(sets, items)


if __name__ == "__main__":
    main()
