"""Fit the weights by which Sitrep tells what comes of an event from another event of the same names.

    pip install scikit-learn          # by hand: only this script needs it
    python -m benchmarks.fit_ties [--write]

Plays the timelines of `benchmarks/timelines` and of `../shared/data` (or SITREP_DATA), and that data's stream
of one-line items, whose events are taken for affairs of their own, through the index as it is, and beside it
through one that knows the right story of each report. A report and a story that holds mostly reports of its
affair are of one. Prints how the index does with the present weights, and how it would with weights that saw
nothing of the timeline or topic. `--write` puts weights fitted on all into `bot/news/stories/ties.py`; since
the stories depend on the weights, run it again until they stay.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import logistic
from benchmarks.data import DATA, lines
from benchmarks.fit_developments import OWN
from benchmarks.logistic import Model
from bot.news.stories import ties as shipped
from bot.news.stories.index import StoryIndex
from bot.news.stories.likeness import Probe
from bot.news.stories.report import Report
from bot.news.stories.ties import Tie, ties

STREAM_COUNTS = 0.3
"""What an item of the stream counts: some of its events are parts of one affair."""
FOLDS = 10
WINDOW = timedelta(days=7)
AROUND = timedelta(days=5)
"""How long before a timeline the real stream around it begins."""
OTHERS_A_DAY, MOST_OTHERS, EVERY = 15, 250, 3
"""How many reports of a real stream, each an affair of its own, each third timeline is put among."""
OTHER = "other"
OTHERS_COUNT = 0.1
"""What such a report counts: some are of one affair."""


class Example(NamedTuple):
    """A report beside a story."""

    tie: Tie
    same: bool
    group: str
    counts: float


class Told(NamedTuple):
    """A report, and the affair that it is of."""

    report: Report
    affair: str

    @property
    def counts(self) -> float:
        return OTHERS_COUNT if self.affair.startswith(OTHER) else 1.0


class Group(NamedTuple):
    """Reports in order; those of one timeline, alone and among others, have one name."""

    name: str
    kind: str
    """"timeline", "among others" or "stream"."""
    reports: Sequence[Told]


class Watched(StoryIndex):
    """Stories as the index makes them, with what ties each report to those whose happening it is not."""

    def __init__(self) -> None:
        super().__init__(WINDOW, affairs=True)
        self.affairs: defaultdict[int | str, Counter[str]] = defaultdict(Counter)
        self.tied = False
        """Whether the last report was tied to an affair."""

    def ties(self, told: Told) -> Iterator[tuple[Tie, bool]]:
        """The ties of a report that is not held yet, each with whether the story is of its affair."""
        member = self._member(told.report)
        probe = Probe(member.signature, self._terms.discount)
        fits = self._fits(probe, member)
        if member.signature.strung or (fits and fits[0].verdict.odds >= 0):
            return
        for tie, fit in zip(ties(probe, member, fits, len(self)), fits, strict=True):
            if tie is not None:
                yield tie, self.mostly(self._open[fit.order].ids[0]) == told.affair

    def mostly(self, story_id: int | str) -> str:
        """The affair of most reports of a story."""
        return self.affairs[story_id].most_common(1)[0][0]

    def play(self, told: Told) -> str:
        """Let a report join as it does; "right", "missed" where its affair is open, or "wrong"."""
        known = any(told.affair in affairs for affairs in self.affairs.values())
        placement = self.place(told.report)
        self.tied = "more of the affair" in placement.reason
        for gone in placement.merged:
            self.affairs[placement.story_id].update(self.affairs.pop(gone, Counter()))
        if placement.founded:
            outcome = "missed" if known else "right"
        else:
            outcome = "right" if self.mostly(placement.story_id) == told.affair else "wrong"
            parting = self.reconsider(told.report.id, placement.story_id)
            if parting is not None:
                self.affairs[parting.new_id][told.affair] += 1
        self.affairs[placement.story_id][told.affair] += 1
        return outcome

    def put(self, told: Told) -> None:
        """Hold a report in the story of its affair."""
        self.restore(told.report, told.affair)
        self.affairs[told.affair][told.affair] += 1


def groups() -> Iterator[Group]:
    """The timelines, alone and among others, and the topics of the stream."""
    others = lines(DATA / "topics" / "stream.jsonl")
    for place, path in enumerate(sorted([*OWN.glob("*.jsonl"), *(DATA / "timelines").glob("*.jsonl")])):
        _, *rows = lines(path)
        stories = Counter(row["story"] for row in rows)
        # An analysis has a story of its own there, but is of the affair.
        news = [row for row in rows if row["say"] != "quiet" or stories[row["story"]] > 1]
        told = [_told(n, row, row["story"], row["at"]) for n, row in enumerate(news)]
        yield Group(path.stem, "timeline", told)
        if place % EVERY == 0:
            yield Group(path.stem, "among others", among_others(told, others[97 * place :]))
    stream = [row for row in lines(DATA / "events" / "stream.jsonl") if row["alert"]]
    for topic in sorted({row["topic"] for row in stream}):
        rows = [row for row in stream if row["topic"] == topic]
        told = [_told(n, row, row["event"] or row["id"], row["published"]) for n, row in enumerate(rows)]
        yield Group(f"stream: {topic}", "stream", told)


def among_others(reports: Sequence[Told], others: Sequence[dict[str, Any]]) -> list[Told]:
    """The reports of a timeline among those of a real stream, which are spread over its days."""
    times = [told.report.published_at for told in reports if told.report.published_at]
    start, end = min(times) - AROUND, max(times)
    many = min(MOST_OTHERS, round(OTHERS_A_DAY * ((end - start) / timedelta(days=1))))
    chosen = others[:: max(1, len(others) // many)][:many]
    step = (end - start) / len(chosen)
    beside = [
        _told(len(reports) + n, row, f"{OTHER} {n}", (start + n * step).isoformat())
        for n, row in enumerate(chosen)
    ]
    return sorted([*reports, *beside], key=lambda told: told.report.published_at or start)


def _told(number: int, row: dict[str, Any], affair: str, at: str) -> Told:
    # Of the stream, only days are known: its items come in order.
    when = datetime.fromisoformat(at) + timedelta(minutes=number * ("say" not in row))
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    text = re.sub(r"<[^<>]{0,500}>", " ", row["text"])
    report = Report(number, row["title"], text, row["publisher"], when, row.get("language", "en"))
    return Told(report, affair)


def examples(group: Group) -> Iterator[Example]:
    """The reports of a group beside the stories as the index makes them, and beside the right ones."""
    as_made, as_right = Watched(), Watched()
    of_kind = STREAM_COUNTS if group.kind == "stream" else 1.0
    for told in group.reports:
        for index in (as_made, as_right):
            for tie, same in index.ties(told):
                yield Example(tie, same, group.name, of_kind * told.counts)
        as_made.play(told)
        as_right.put(told)


def fit(rows: Sequence[Example]) -> Model:
    """The model of the rows."""
    counts = [row.counts for row in rows]
    return logistic.fit(Tie._fields, (row.tie for row in rows), [row.same for row in rows], counts)


def use(model: Model) -> None:
    """Let the index tie by these weights."""
    shipped.BIAS, shipped.WEIGHTS = model.bias, dict(model.weights)


def played(group: Group) -> Counter[str]:
    """How the reports of a group are placed; of others only "tied" and "others" are counted."""
    index, outcomes = Watched(), Counter[str]()
    for told in group.reports:
        outcome = index.play(told)
        if not told.affair.startswith(OTHER):
            outcomes[outcome] += 1
        else:
            outcomes["others"] += 1
            outcomes["tied"] += index.tied
    return outcomes


def outcomes(some: Iterable[Group]) -> dict[str, Counter[str]]:
    """How the reports of groups of each kind are placed."""
    found = defaultdict[str, Counter[str]](Counter)
    for group in some:
        found[group.kind].update(played(group))
    return found


def show(name: str, outcomes: Mapping[str, Counter[str]]) -> None:
    """A line for each kind of group: how many reports found their affair, missed it, or went into another."""
    for kind, one in outcomes.items():
        tied = f"; {one['tied']} of {one['others']} others tied" if one["others"] else ""
        print(f"{name}, {kind:12}: {one['right']} right, {one['missed']} missed, {one['wrong']} wrong{tied}")


def write(model: Model) -> None:
    """Put the weights into the module that uses them."""
    path = Path(shipped.__file__)
    table = "\n".join(f'    "{name}": {value:.3f},' for name, value in model.weights.items())
    text = re.sub(r"^BIAS = .*$", f"BIAS = {model.bias:.3f}", path.read_text(encoding="utf-8"), flags=re.M)
    text = re.sub(r"^WEIGHTS = \{\n[^}]*\}", f"WEIGHTS = {{\n{table}\n}}", text, flags=re.M)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true", help="write bot/news/stories/ties.py")
    chosen = options.parse_args()
    some = list(groups())
    rows = [row for group in some for row in examples(group)]
    show("as shipped", outcomes(some))
    names = sorted({group.name for group in some})
    found = defaultdict[str, Counter[str]](Counter)
    for fold in range(FOLDS):
        out = names[fold::FOLDS]
        use(fit([row for row in rows if row.group not in out]))
        for kind, one in outcomes([group for group in some if group.name in out]).items():
            found[kind].update(one)
    show("left out", found)
    model = fit(rows)
    print(f"BIAS = {model.bias:.3f}")
    print("WEIGHTS = {" + ", ".join(f'"{name}": {value:.3f}' for name, value in model.weights.items()) + "}")
    if chosen.write:
        write(model)


if __name__ == "__main__":
    main()
