"""Fit the weights by which Sitrep tells news of a story from another wording of it.

    pip install scikit-learn          # by hand: only this script needs it
    python -m benchmarks.fit_developments [--write] [--unseen NAME ...]

Reads the timelines of `benchmarks/timelines` and of `../shared/data` (or SITREP_DATA), and that data's
events. Of each report of a timeline that joins a story, `say` tells whether a desk would send it; of two
real streams, `labels/developments.csv` tells it; other reports of one event are taken for repetitions.
Prints how often the model, which saw no report of the same timeline, month or event, is right; `--unseen`
keeps timelines or months ("topics 2019-11") out and prints them alone. `--write` fits on all others and
writes `bot/news/developments/weights.py`.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks import logistic
from benchmarks.data import DATA, lines
from benchmarks.logistic import Model
from bot.news.developments.decide import effect_of, new_acts
from bot.news.developments.effect import Telling, telling_of
from bot.news.developments.novelty import Signs, read_signs
from bot.news.developments.report_view import ReportView
from bot.news.language.text import sentences

OWN = Path(__file__).parent / "timelines"
LABELS = Path(__file__).parent / "labels" / "developments.csv"
"""Of items of the streams, by id: those known before, and whether a desk would send it (read by hand)."""
WEIGHTS = Path(__file__).parents[1] / "bot" / "news" / "developments" / "weights.py"
COUNTS = {"full": 1.0, "short": 0.5, "stream": 1.0, "again": 0.15, "again, short": 0.15}
"""What a report counts: of a timeline in full, cut to a sentence as most feeds carry it, of the stream, and
of an event of which other publishers reported, in full and cut."""
SETS = ("basil", "roundups")
APART = timedelta(hours=2)
"""Where only the day of a report is known, it is taken to come this long after the last."""
FOLDS = 10


class Example(NamedTuple):
    """A report that joins a story."""

    signs: Signs
    news: bool
    forced: bool
    """Whether a rule makes an update of it, whatever the signs say."""
    group: str
    set: str
    title: str


def examples() -> Iterator[Example]:
    """All labelled reports that join a story."""
    for path in sorted([*OWN.glob("*.jsonl"), *(DATA / "timelines").glob("*.jsonl")]):
        _, *rows = lines(path)
        for name in ("full", "short"):
            yield from _of_timeline(rows, path.stem, name)
    yield from _of_stream()
    for name in SETS:
        yield from _of_events(name)


def _of_timeline(rows: Sequence[dict[str, Any]], group: str, name: str) -> Iterator[Example]:
    stories: dict[str, list[ReportView]] = {}
    news_at: dict[str, datetime] = {}
    for number, row in enumerate(rows):
        text = row["text"] if name == "full" else " ".join(s.text for s in sentences(row["text"], "en")[:1])
        view = _view(number, row, text, datetime.fromisoformat(row["at"]))
        earlier = stories.setdefault(row["story"], [])
        if earlier and row["say"] != "either":
            yield _example(view, earlier, news_at[row["story"]], row["say"] == "buzz", group, name)
        if not earlier or row["say"] == "buzz":
            news_at[row["story"]] = view.published_at
        earlier.append(view)


def _of_stream() -> Iterator[Example]:
    """Reports of real streams that joined a story, labelled by reading; a month is a group."""
    rows = {name: _in_order(lines(DATA / name / "stream.jsonl")) for name in ("topics", "events")}
    with LABELS.open(encoding="utf-8") as labels:
        for label in csv.DictReader(labels):
            of = rows[label["stream"]]
            earlier = [of[name] for name in label["earlier"].split()]
            view = of[label["id"]]
            group = f"{label['stream']} {view.published_at:%Y-%m}"
            yield _example(view, earlier, earlier[0].published_at, label["say"] == "buzz", group, "stream")


def _in_order(rows: Sequence[dict[str, Any]]) -> dict[str, ReportView]:
    """The items by id. Only their day is known: they are spread over it in the order of the file."""
    places = Counter[str]()
    days = Counter(row["published"] for row in rows)
    views = {}
    for number, row in enumerate(rows):
        day = row["published"]
        at = datetime.fromisoformat(day) + timedelta(days=places[day] / days[day])
        places[day] += 1
        views[row["id"]] = _view(number, row, row["text"], at)
    return views


def _of_events(name: str) -> Iterator[Example]:
    """Reports of events that others reported before."""
    rows = lines(DATA / "events" / f"{name}.jsonl")
    for kind, most in (("again", None), ("again, short", 2)):
        events: dict[str, list[ReportView]] = {}
        for number, row in enumerate(rows):
            if not (row["published"] and row["title"]):
                continue
            earlier = events.setdefault(row["event"], [])
            text = " ".join(s.text for s in sentences(row["text"][:1500], "en")[:most])
            view = _view(number, row, text, datetime.fromisoformat(row["published"]))
            if earlier:
                view = replace(view, published_at=max(view.published_at, earlier[-1].published_at + APART))
                yield _example(view, earlier, earlier[0].published_at, False, row["event"], kind)
            earlier.append(view)


def _view(number: int, row: dict[str, Any], text: str, at: datetime) -> ReportView:
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return ReportView(number, row["publisher"], row["title"], text, row.get("language", "en"), aware)


def _example(
    view: ReportView, earlier: Sequence[ReportView], news_at: datetime, news: bool, group: str, name: str
) -> Example:
    effect = effect_of(view, earlier, news_at)
    forced = effect.kind.value != "develops" and telling_of(effect) in (Telling.UPDATE, Telling.UPDATE_NOW)
    return Example(
        read_signs(view, earlier, news_at, new_acts(view, earlier)), news, forced, group, name, view.title
    )


def fit(rows: Sequence[Example]) -> Model:
    """The model of the rows."""
    counts = [COUNTS[row.set] for row in rows]
    return logistic.fit(Signs._fields, (row.signs for row in rows), [row.news for row in rows], counts)


def is_told(row: Example, model: Model) -> bool:
    """Whether the report makes an update by this model."""
    return row.forced or model.odds(row.signs) > 0


def left_out(rows: Sequence[Example]) -> list[bool]:
    """What is told of each report by weights that saw nothing of its timeline or topic."""
    groups = sorted({row.group for row in rows})
    told = [False] * len(rows)
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        fitted = fit([row for row in rows if row.group not in out])
        for place, row in enumerate(rows):
            if row.group in out:
                told[place] = is_told(row, fitted)
    return told


def report(name: str, rows: Sequence[Example], told: Sequence[bool]) -> None:
    """A line: how often right, how many that were told are news, and how much of the news is told."""
    right = np.mean([row.news == tells for row, tells in zip(rows, told, strict=True)])
    good = sum(row.news and tells for row, tells in zip(rows, told, strict=True))
    news = sum(row.news for row in rows)
    precise, found = good / max(1, sum(told)), good / max(1, news)
    print(
        f"{name:24} {len(rows):4} reports: right {right:.3f}; "
        f"of {sum(told)} told {precise:.3f} are news, of {news} news {found:.3f} told"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true", help="write bot/news/developments/weights.py")
    options.add_argument("--unseen", nargs="*", default=[], help="names of timelines to keep out")
    chosen = options.parse_args()
    rows = list(examples())
    seen = [row for row in rows if row.group not in chosen.unseen]
    told = left_out(seen)
    for name in COUNTS:
        some = [place for place, row in enumerate(seen) if row.set == name]
        report(f"{name}, left out", [seen[place] for place in some], [told[place] for place in some])
    model = fit(seen)
    for name in COUNTS:
        unseen = [row for row in rows if row.group in chosen.unseen and row.set == name]
        if unseen:
            report(f"{name}, unseen", unseen, [is_told(row, model) for row in unseen])
    if chosen.write:
        write(model)


def write(model: Model) -> None:
    """The weights as a module, the heaviest for news first."""
    heaviest_first = sorted(model.weights.items(), key=lambda pair: -pair[1])
    table = "\n".join(f'    "{name}": {value:.3f},' for name, value in heaviest_first)
    WEIGHTS.write_text(
        '"""The weights of `novelty`, written by `benchmarks/fit_developments.py --write`."""\n\n'
        f"BIAS = {model.bias:.3f}\nWEIGHTS = {{\n{table}\n}}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
