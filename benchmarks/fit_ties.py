"""Fit the weights by which Sitrep tells what comes of an event from another event of the same names.

    pip install scikit-learn          # by hand: only this script needs it
    python -m benchmarks.fit_ties

Reads the timelines of `benchmarks/timelines` and of `../shared/data` (or SITREP_DATA), and that data's stream
of one-line items, whose events are taken for affairs of their own. Each report is compared with the open
stories, as they should be, whose happening it is not. Prints how many reports would be threaded rightly and
wrongly by weights that saw nothing of their timeline or topic, then the weights for `bot.news.stories.ties`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np

from benchmarks import logistic
from benchmarks.data import DATA, lines
from benchmarks.fit_developments import OWN
from benchmarks.logistic import Model
from bot.news.stories.index import StoryIndex
from bot.news.stories.likeness import Probe
from bot.news.stories.report import Report
from bot.news.stories.ties import ASKED, Tie, ties

STREAM_COUNTS = 0.3
"""What an item of the stream counts: some of its events are parts of one affair."""
FOLDS = 10


class Example(NamedTuple):
    """A report beside a story."""

    tie: Tie
    same: bool
    group: str
    streamed: bool


class Candidates(StoryIndex):
    """Stories as they should be."""

    def ties(self, report: Report) -> Iterator[tuple[int | str, Tie]]:
        """The stories whose happening a report is not, by the judge, with what ties it to them."""
        member = self._member(report)
        probe = Probe(member.signature, self._terms.discount)
        fits = self._fits(probe, member)
        for tie, fit in zip(ties(probe, member, fits), fits, strict=True):
            if tie is not None and fit.verdict.odds < 0:
                yield self._open[fit.order].ids[0], tie


def examples() -> Iterator[Example]:
    """All labelled reports beside the stories worth a look."""
    for path in sorted([*OWN.glob("*.jsonl"), *(DATA / "timelines").glob("*.jsonl")]):
        _, *rows = lines(path)
        stories = Counter(row["story"] for row in rows)
        # An analysis has a story of its own there, but is of the affair.
        news = [row for row in rows if row["say"] != "quiet" or stories[row["story"]] > 1]
        yield from _of([(row, row["story"], datetime.fromisoformat(row["at"])) for row in news], path.stem)
    stream = [row for row in lines(DATA / "events" / "stream.jsonl") if row["alert"]]
    for topic in sorted({row["topic"] for row in stream}):
        rows = [row for row in stream if row["topic"] == topic]
        days = [datetime.fromisoformat(row["published"]) + timedelta(minutes=n) for n, row in enumerate(rows)]
        named = [(row, row["event"] or row["id"], at) for row, at in zip(rows, days, strict=True)]
        yield from _of(named, topic, streamed=True)


def _of(
    rows: Sequence[tuple[dict[str, Any], str, datetime]], group: str, *, streamed: bool = False
) -> Iterator[Example]:
    index = Candidates()
    for number, (row, story, at) in enumerate(rows):
        text = re.sub(r"<[^<>]{0,500}>", " ", row["text"])
        when = at if at.tzinfo else at.replace(tzinfo=UTC)
        report = Report(number, row["title"], text, row["publisher"], when, row.get("language", "en"))
        for other, tie in index.ties(report):
            yield Example(tie, other == story, group, streamed)
        index.restore(report, story)


def fit(rows: Sequence[Example]) -> Model:
    """The model of the rows."""
    counts = [STREAM_COUNTS if row.streamed else 1.0 for row in rows]
    return logistic.fit(Tie._fields, (row.tie for row in rows), [row.same for row in rows], counts)


def main() -> None:
    rows = list(examples())
    groups = sorted({row.group for row in rows})
    found = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        fitted = fit([row for row in rows if row.group not in out])
        for place, row in enumerate(rows):
            if row.group in out:
                found[place] = fitted.odds(row.tie)
    same, streamed = np.array([row.same for row in rows]), np.array([row.streamed for row in rows])
    for asked in (0.0, 0.5, ASKED, 1.5):
        for name, some in (("timelines", ~streamed), ("stream", streamed)):
            right, wrong = ((found > asked) & some & same).sum(), ((found > asked) & some & ~same).sum()
            print(f"asked {asked}, {name:9}: of {(some & same).sum()} {right} threaded, {wrong} wrongly")
    model = fit(rows)
    print(f"BIAS = {model.bias:.3f}")
    print("WEIGHTS = {" + ", ".join(f'"{name}": {value:.3f}' for name, value in model.weights.items()) + "}")


if __name__ == "__main__":
    main()
