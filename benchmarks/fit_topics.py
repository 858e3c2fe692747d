"""Fit the weights by which Sitrep distinguishes what an article is about from what it mentions.

    python -m benchmarks.fit_topics [--errors]

Reads `topics/labelled.jsonl` under SITREP_DATA (default ../shared/data) and the topics of
config.example.toml. Takes the readings of `bot.news.matching.prominence` wherever a topic's query is met; a
logistic regression in which every topic weighs the same separates 2 (wanted) from 0 (off topic). Prints the
F1 of the weights in the code, of weights fitted to four fifths of the months and tested on the rest (mean of
eight shuffles), and of weights fitted to all of it. The queries were written with this data in view, which
cross-validation cannot undo.

Needs `pip install scikit-learn`.
"""

import argparse
import json
import random
import statistics
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

from sklearn.linear_model import LogisticRegression

from benchmarks.data import DATA, NO_DATA
from bot.news import query
from bot.news.matching import match
from bot.news.matching.evaluate import evaluate
from bot.news.matching.prominence import Readings, prominence, read
from bot.news.query.nodes import And, Not
from bot.news.query.scope import in_language

ROOT = Path(__file__).parents[1]
FOLDS = 5
SHUFFLES = 8
INVERSE_REGULARISATION = 20


class Case(NamedTuple):
    """One article and one topic."""

    article: int
    month: str
    topic: str
    label: int
    title: str
    readings: Readings | None
    """None if the query is not met."""
    score: float


def read_cases() -> list[Case]:
    """Every labelled article with every topic."""
    with (ROOT / "config.example.toml").open("rb") as file:
        topics = {topic["id"]: query.parse(topic["query"]) for topic in tomllib.load(file)["topics"]}
    cases = []
    for number, line in enumerate((DATA / "topics" / "labelled.jsonl").open(encoding="utf-8")):
        item = json.loads(line)
        document = match.document(item["title"] or "", item["text"])
        for topic, asked in topics.items():
            root = in_language(asked.root, "en")
            assert root is not None, topic
            nodes = root.nodes if isinstance(root, And) else (root,)
            (positive,) = (node for node in nodes if not isinstance(node, Not))
            places = evaluate(positive, document) if evaluate(root, document) else None
            readings = read(places, document) if places else None
            score = prominence(places, document) if places else 0.0
            cases.append(
                Case(
                    number,
                    (item["published"] or "")[:7],
                    topic,
                    item["labels"][topic],
                    item["title"],
                    readings,
                    score,
                )
            )
    return cases


def f1(cases: list[Case], alerted: set[Case]) -> dict[str, float]:
    """F1 by topic; label 1 counts neither way."""
    scores = {}
    for topic in dict.fromkeys(case.topic for case in cases):
        mine = [case for case in cases if case.topic == topic]
        right = sum(case.label == 2 and case in alerted for case in mine)
        wrong = sum(case.label == 0 and case in alerted for case in mine)
        missed = sum(case.label == 2 and case not in alerted for case in mine)
        scores[topic] = 2 * right / (2 * right + wrong + missed)
    return scores


def fit(cases: list[Case]) -> LogisticRegression:
    """A model of the cases labelled 2 or 0, with equal weight for every topic."""
    known = [case for case in cases if case.readings is not None and case.label != 1]
    sizes = {topic: sum(case.topic == topic for case in known) for topic in {case.topic for case in known}}
    weights = [len(known) / len(sizes) / sizes[case.topic] for case in known]
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=1000)
    return model.fit([case.readings for case in known], [case.label == 2 for case in known], weights)


def alerted_by(model: LogisticRegression, cases: list[Case]) -> set[Case]:
    """The cases that would alert by the model."""
    possible = [case for case in cases if case.readings is not None]
    chances = model.predict_proba([case.readings for case in possible])[:, 1]
    return {case for case, chance in zip(possible, chances, strict=True) if chance >= match.THRESHOLD}


def cross_validate(cases: list[Case]) -> list[dict[str, float]]:
    """F1 by topic, for every shuffle."""
    results = []
    for seed in range(SHUFFLES):
        months = sorted({case.month for case in cases})
        random.Random(seed).shuffle(months)
        alerted: set[Case] = set()
        for fold in range(FOLDS):
            held_out = set(months[fold::FOLDS])
            model = fit([case for case in cases if case.month not in held_out])
            alerted |= alerted_by(model, [case for case in cases if case.month in held_out])
        results.append(f1(cases, alerted))
    return results


def print_row(name: str, scores: dict[str, float]) -> None:
    """One line of the table."""
    cells = " | ".join(f"{score:.3f}" for score in scores.values())
    print(f"| {name} | {cells} | {statistics.mean(scores.values()):.3f} |")


def main() -> None:
    """Print the table as Markdown, then the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--errors", action="store_true", help="list the titles that the weights in the code get wrong"
    )
    options = parser.parse_args()
    if not (DATA / "topics" / "labelled.jsonl").exists():
        sys.exit(NO_DATA)
    cases = read_cases()
    topics = list(dict.fromkeys(case.topic for case in cases))
    print(f"| F1 | {' | '.join(topics)} | macro |\n|---|{'---:|' * (len(topics) + 1)}")
    alerted = {case for case in cases if case.score >= match.THRESHOLD}
    print_row("weights in the code", f1(cases, alerted))
    results = cross_validate(cases)
    print_row(
        "cross-validated", {topic: statistics.mean(result[topic] for result in results) for topic in topics}
    )
    model = fit(cases)
    print_row("fitted on all", f1(cases, alerted_by(model, cases)))
    for name, weight in zip((*Readings._fields, "bias"), (*model.coef_[0], model.intercept_[0]), strict=True):
        print(f"{name:8} {weight:6.2f}")
    for case in cases if options.errors else ():
        if (case.label == 2 and case not in alerted) or (case.label == 0 and case in alerted):
            print(f"{case.topic}: {'missed' if case.label == 2 else 'wrong'} ({case.score:.2f}) {case.title}")


if __name__ == "__main__":
    main()
