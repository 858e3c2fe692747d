"""Fit the weights by which what stands around a mention speaks against a report being about it.

    python -m benchmarks.fit_bearing

Reads our own `reports_in_english.jsonl` but for what is held out, `topics/labelled.jsonl` under SITREP_DATA
(default ../shared/data) if it is there, and the topics ISIS and Raqqa of config.example.toml. Takes the
readings of `bot.news.matching.bearing` wherever a topic's query is met. A logistic regression in which the
evidence of `prominence` is given, and no weight may be above 0, separates 2 (wanted) from 0 (off topic).
Prints F1 without the readings, with weights fitted without the set or month that is tested, with the weights
in the code, and weights fitted to all of it.
"""

import json
import statistics
import tomllib
from collections.abc import Callable, Iterator, Sequence
from math import exp, log
from pathlib import Path
from typing import NamedTuple

from benchmarks.data import DATA
from bot.news import query
from bot.news.matching import match
from bot.news.matching.bearing import WEIGHTS, Bearing, read
from bot.news.matching.evaluate import evaluate
from bot.news.matching.passing import firm
from bot.news.matching.prominence import is_summary, prominence, prominence_in_passing
from bot.news.query.nodes import And, Node, Not
from bot.news.query.scope import in_language

ROOT = Path(__file__).parents[1]
TOPICS = ("isis", "raqqa")
RIDGE = 1.0
SWEEPS = 60
MOST = 6.0
"""Evidence of prominence above this counts as so much."""


class Case(NamedTuple):
    """A report and a topic."""

    topic: str
    group: str
    """The set or the month that is left out together."""
    is_wanted: bool
    evidence: float | None
    """The logit of the prominence; None if the query is not met."""
    bearing: Bearing | None
    """None where what stands around the mentions is not asked."""


def reports() -> Iterator[tuple[str, dict[str, object]]]:
    """(group, report) of all that is not held out."""
    for line in (ROOT / "benchmarks" / "reports_in_english.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if row.get("part") != "held out":
            yield f"set {row.get('set')}", row
    labelled = DATA / "topics" / "labelled.jsonl"
    for line in labelled.open(encoding="utf-8") if labelled.exists() else ():
        row = json.loads(line)
        yield (row["published"] or "")[:7], row


def read_cases() -> list[Case]:
    """Every report with every topic; what counts either way is left out."""
    with (ROOT / "config.example.toml").open("rb") as file:
        asked = {topic["id"]: query.parse(topic["query"]) for topic in tomllib.load(file)["topics"]}
    cases = []
    for group, row in reports():
        document = match.document(str(row["title"] or ""), str(row["text"]))
        for topic in TOPICS:
            label = row["labels"][topic]  # type: ignore[index]
            root = in_language(asked[topic].root, "en")
            if label != 1 and root is not None:
                cases.append(Case(topic, group, label == 2, *_evidence(root, document)))
    return cases


def _evidence(root: Node, document: match.Document) -> tuple[float | None, Bearing | None]:
    nodes = root.nodes if isinstance(root, And) else (root,)
    (positive,) = (node for node in nodes if not isinstance(node, Not))
    places = evaluate(positive, document) if evaluate(root, document) is not None else None
    if not places:
        return None, None
    told = firm(places, document) if is_summary(document) else places
    score = prominence_in_passing(places, told, document) if told != places else prominence(places, document)
    bearing = read(places, document) if is_summary(document) else None
    return min(MOST, log(score / (1 - score))) if score < 1 else MOST, bearing


def fit(cases: Sequence[Case]) -> list[float]:
    """The weights, by coordinate-wise Newton steps."""
    known = [
        (case.evidence, case.bearing, case.is_wanted)
        for case in cases
        if case.evidence is not None and case.bearing is not None
    ]
    weights = [0.0] * len(WEIGHTS)
    sums = [evidence for evidence, _, _ in known]
    for _ in range(SWEEPS):
        for column in range(len(weights)):
            slope, curve = RIDGE * weights[column], RIDGE
            for total, (_, bearing, is_wanted) in zip(sums, known, strict=True):
                if value := bearing[column]:
                    chance = 1 / (1 + exp(-total))
                    slope += value * (chance - is_wanted)
                    curve += value * value * chance * (1 - chance)
            step = min(0.0, weights[column] - slope / curve) - weights[column]
            weights[column] += step
            sums = [total + step * row[1][column] for total, row in zip(sums, known, strict=True)]
    return weights


def is_met(case: Case, weights: Sequence[float]) -> bool:
    """Whether a report would count as about the topic."""
    if case.evidence is None or case.bearing is None:
        return case.evidence is not None and case.evidence >= 0
    return case.evidence + sum(map(float.__mul__, weights, map(float, case.bearing))) >= 0


def print_row(name: str, cases: Sequence[Case], met: Callable[[Case], bool]) -> None:
    """One line of the table."""
    scores = []
    for topic in TOPICS:
        mine = [(case.is_wanted, met(case)) for case in cases if case.topic == topic]
        right = sum(wanted and found for wanted, found in mine)
        wrong = sum(wanted != found for wanted, found in mine)
        scores.append(2 * right / (2 * right + wrong))
    print(f"| {name} | {' | '.join(f'{score:.3f}' for score in scores)} | {statistics.mean(scores):.3f} |")


def main() -> None:
    """Print the table as Markdown, then the weights."""
    cases = read_cases()
    print(f"| F1 | {' | '.join(TOPICS)} | macro |\n|---|{'---:|' * (len(TOPICS) + 1)}")
    print_row("without", cases, lambda case: is_met(case, [0.0] * len(WEIGHTS)))
    fitted = {
        group: fit([case for case in cases if case.group != group])
        for group in {case.group for case in cases}
    }
    print_row("group left out", cases, lambda case: is_met(case, fitted[case.group]))
    print_row("weights in the code", cases, lambda case: is_met(case, WEIGHTS))
    for name, weight in zip(Bearing._fields, fit(cases), strict=True):
        print(f"{name:12} {weight:6.2f}")


if __name__ == "__main__":
    main()
