"""Fit the weights by which Sitrep tells what is worth a buzz from what is not.

    python -m benchmarks.fit_kinds [--write] [--without IDS]

Reads the labelled items (`benchmarks.kinds_data`). The model is a logistic regression over named cues and
common words; words are taken only where they are no names and not one topic's own. Prints, with whole topics,
months and publishers left out, what share of the buzzes is right where 95, 97 and 98 % of the wanted are
kept. The threshold is set on the scores of left-out topics, so that KEEP of the wanted items that met a
follower's topic pass.

What only full texts tell is weighed afterwards, on those alone, beside the score of title and line: the items
of one line, and what is weighed of them, do not change by it. `text_cues.FULL` takes up the difference of the
thresholds, so that KEEP_FULL of the wanted full texts of left-out publishers pass.

Needs, installed by hand: pip install scikit-learn
"""

import argparse
import re
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.kinds_data import ROOT, Labelled, background, full_texts, labelled
from bot.news.kinds.held import MAY_ALERT, held
from bot.news.kinds.judge import named_kind
from bot.news.kinds.read import read, words
from bot.news.kinds.text_cues import FULL

KEEP = 0.975
KEEP_FULL = 0.94
FOLDS = 8
"""Parts of the publishers of full texts, each left out once."""
FULL_INVERSE_REGULARISATION = 0.3
SCORE_SCALE = 1.5
"""The score of title and line is shrunk less than the cues beside it."""
WORDS = 100
WORD_SCALE = 0.4
"""Words are shrunk more than cues: there are many, and each says little."""
INVERSE_REGULARISATION = 0.6
WEIGHT_OF_LABEL = {2: 1.0, 1: 0.3, 0: 1.0}
WEIGHT_OF_GIVEN = 3.0
"""Items that met a follower's topic count more than those near the threshold, whatever they are about."""
NEVER = -9.0
"""The score of what its publisher names another kind than news."""
FEWEST_CUE, FEWEST_WORD, FEWEST_TOPICS, MOST_OF_ONE_TOPIC = 4, 12, 6, 0.45
WIDTH = 104
_TIED = "\u00a0"
"""Keeps a word and its weight on one line."""
_CAPITALISED = re.compile(r"(?<=\S )[A-Z][\w'’-]*")


class Model(NamedTuple):
    """Weights by feature name; a feature is ("cue" | "title" | "line", name)."""

    bias: float
    weights: dict[tuple[str, str], float]

    def score(self, features: set[tuple[str, str]]) -> float:
        """As `bot.news.kinds.judge` weighs it, with what is held down or named by hand."""
        named = named_kind({name for place, name in features if place == "cue"})
        if named is not None and named not in MAY_ALERT:
            return NEVER
        return self.bias + sum(
            held(feature[1], self.weights.get(feature, 0.0))
            if feature[0] == "cue"
            else self.weights.get(feature, 0.0)
            for feature in features
        )


def features(one: Labelled) -> set[tuple[str, str]]:
    reading = read(one.item)
    return (
        {("cue", cue) for cue in reading.cues}
        | {("title", word) for word in reading.title_words}
        | {("line", word) for word in reading.line_words}
    )


def common_words() -> set[str]:
    """Words that the stream writes small: a name would teach a topic, not a kind."""
    total: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for line in background():
        total.update(words(line[:400]))
        capital.update(words(" ".join(_CAPITALISED.findall(line[:400]))))
    return {word for word, n in total.items() if n >= 20 and capital[word] < 0.3 * n}


def choose(
    rows: Sequence[Labelled], read_: Sequence[set[tuple[str, str]]], common: set[str]
) -> set[tuple[str, str]]:
    """The features that are frequent enough, and of words those that several topics share."""
    count: Counter[tuple[str, str]] = Counter()
    topics: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row, found in zip(rows, read_, strict=True):
        count.update(found)
        for feature in found:
            topics[feature][row.topic] += 1
    chosen = set()
    for feature, n in count.items():
        place, name = feature
        if place == "cue":
            if n >= FEWEST_CUE:
                chosen.add(feature)
        elif n >= FEWEST_WORD and name in common and len(topics[feature]) >= FEWEST_TOPICS:
            most = topics[feature].most_common(1)[0][1]
            if most <= MOST_OF_ONE_TOPIC * n:
                chosen.add(feature)
    return chosen


def fit(rows: Sequence[Labelled], read_: Sequence[set[tuple[str, str]]], common: set[str]) -> Model:
    """Fitted twice: once over all candidates to find the weightiest words, then over those alone."""
    chosen = choose(rows, read_, common)
    model = _regress(rows, read_, chosen)
    count = Counter(feature for found in read_ for feature in found)
    ranked = sorted(
        (feature for feature in chosen if feature[0] != "cue"),
        key=lambda feature: -abs(model.weights[feature]) * count[feature] ** 0.5,
    )
    return _regress(rows, read_, {f for f in chosen if f[0] == "cue"} | set(ranked[:WORDS]))


def _regress(
    rows: Sequence[Labelled], read_: Sequence[set[tuple[str, str]]], chosen: set[tuple[str, str]]
) -> Model:
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{f: 1.0 if f[0] == "cue" else WORD_SCALE for f in found & chosen} for found in read_]
    )
    regression = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=3000)
    heavy = [WEIGHT_OF_LABEL[row.alert] * (WEIGHT_OF_GIVEN if row.given else 1.0) for row in rows]
    regression.fit(matrix, [row.alert > 0 for row in rows], sample_weight=heavy)
    weights = {
        feature: float(weight) * (1.0 if feature[0] == "cue" else WORD_SCALE)
        for feature, weight in zip(vectorizer.feature_names_, regression.coef_[0], strict=True)
    }
    return Model(float(regression.intercept_[0]), weights)


def fit_texts(model: Model, rows: Sequence[Labelled], read_: Sequence[set[tuple[str, str]]]) -> Model:
    """The model with weights of the cues of full texts, in the units of its score of title and line."""
    free = [i for i, found in enumerate(read_) if model.score(found) > NEVER]
    scores = [model.score({f for f in read_[i] if not _of_text(f)}) * SCORE_SCALE for i in free]
    cues = [{f: 1.0 for f in read_[i] if _of_text(f) and f[1] != FULL} for i in free]
    vectorizer = DictVectorizer()
    matrix = np.hstack([np.array(scores)[:, None], vectorizer.fit_transform(cues).toarray()])
    regression = LogisticRegression(C=FULL_INVERSE_REGULARISATION, max_iter=3000)
    heavy = [WEIGHT_OF_LABEL[rows[i].alert] for i in free]
    regression.fit(matrix, [rows[i].alert > 0 for i in free], sample_weight=heavy)
    slope = float(regression.coef_[0][0]) * SCORE_SCALE
    weights = zip(vectorizer.feature_names_, regression.coef_[0][1:] / slope, strict=True)
    return Model(model.bias, model.weights | {feature: float(weight) for feature, weight in weights})


def _of_text(feature: tuple[str, str]) -> bool:
    return feature[0] == "cue" and feature[1].startswith("text: ")


def texts_left_out(
    model: Model, rows: Sequence[Labelled], read_: Sequence[set[tuple[str, str]]]
) -> "np.ndarray[Any, Any]":
    """Every full text's score where the cues of texts were weighed without its part of the publishers."""
    part = {name: i % FOLDS for i, name in enumerate(sorted({row.publisher for row in rows}))}
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        inside = [i for i, row in enumerate(rows) if part[row.publisher] != fold]
        fitted = fit_texts(model, [rows[i] for i in inside], [read_[i] for i in inside])
        for i, row in enumerate(rows):
            if part[row.publisher] == fold:
                scores[i] = fitted.score(read_[i])
    return scores


def left_out(
    rows: Sequence[Labelled],
    read_: Sequence[set[tuple[str, str]]],
    common: set[str],
    group: Callable[[Labelled], str],
) -> "np.ndarray[Any, Any]":
    """Every item's score by a model that saw nothing of its group."""
    scores = np.zeros(len(rows))
    for name in sorted({group(row) for row in rows}):
        inside = [i for i, row in enumerate(rows) if group(row) != name]
        model = fit([rows[i] for i in inside], [read_[i] for i in inside], common)
        for i, row in enumerate(rows):
            if group(row) == name:
                scores[i] = model.score(read_[i])
    return scores


def threshold(rows: Sequence[Labelled], scores: "np.ndarray[Any, Any]", keep: float) -> float:
    """The score that `keep` of the wanted items reach."""
    wanted = np.sort(scores[[row.alert == 2 for row in rows]])
    return float(wanted[int((1 - keep) * len(wanted))])


def halfway(rows: Sequence[Labelled], scores: "np.ndarray[Any, Any]", keep: float) -> float:
    """The threshold to ship: halfway between the last wanted item that is kept and the next, which is lost.

    No labelled item says where between the two it should be; at either end one item alone would decide.
    """
    wanted = np.sort(scores[[row.alert == 2 for row in rows]])
    first = int((1 - keep) * len(wanted))
    return float(wanted[max(0, first - 1) : first + 1].mean())


def report(name: str, rows: Sequence[Labelled], scores: "np.ndarray[Any, Any]") -> None:
    """A line: the share of right buzzes where so many of the wanted are kept."""
    right = np.array([row.alert > 0 for row in rows])
    shares = [(keep, right[scores >= threshold(rows, scores, keep)].mean()) for keep in (0.95, 0.97, 0.98)]
    said = "  ".join(f"{share:.3f} at {keep:.0%}" for keep, share in shares)
    print(f"{name:44} {len(rows):5} items, {right.mean():.3f} right unfiltered: {said}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true", help="write bot/news/kinds/weights.py")
    options.add_argument("--without", type=Path, help="a file of ids to leave out, one a line")
    chosen = options.parse_args()
    rows, common = labelled(), common_words()
    unseen = set(chosen.without.read_text(encoding="utf-8").split()) if chosen.without else set()
    rows = [row for row in rows if row.id not in unseen]
    read_ = [features(row) for row in rows]
    limit = 0.0
    for name, group in (
        ("topic", lambda r: r.topic),
        ("month", lambda r: r.month),
        ("publisher", lambda r: r.publisher),
    ):
        scores = left_out(rows, read_, common, group)
        for what, given in (("as followers get them", True), ("chosen near the threshold", False)):
            some = [i for i, row in enumerate(rows) if row.given == given]
            if some:
                report(f"{name} left out, {what}", [rows[i] for i in some], scores[some])
        if name == "topic":
            some = [i for i, row in enumerate(rows) if row.given]
            limit = halfway([rows[i] for i in some], scores[some], KEEP)
    model = fit(rows, read_, common)
    rows = [row for row in full_texts() if row.id not in unseen]
    read_ = [features(row) for row in rows]
    scores = texts_left_out(model, rows, read_)
    report("full texts, publishers left out", rows, scores)
    model = fit_texts(model, rows, read_)
    model.weights["cue", FULL] = limit - halfway(rows, scores, KEEP_FULL)
    if chosen.write:
        write(model, limit)


def write(model: Model, limit: float) -> None:
    """The weights as a table that people can read, the heaviest against an alert first."""
    parts = [
        '"""The weights of `bot.news.kinds.judge`, written by `benchmarks/fit_kinds.py --write`."""\n',
        f"BIAS = {model.bias:.3f}",
        f"THRESHOLD = {limit:.3f}",
    ]
    for place, name in (("cue", "CUES"), ("title", "TITLE_WORDS"), ("line", "LINE_WORDS")):
        entries = [
            f'"{feature[1]}": {weight:.3f}'
            for feature, weight in sorted(model.weights.items(), key=lambda pair: pair[1])
            if feature[0] == place and abs(weight) >= 0.0005
        ]
        lines = entries if place == "cue" else _wrapped(entries)
        body = "\n".join(f"    {line}," for line in lines)
        parts.append(f"{name}: dict[str, float] = {{\n{body}\n}}")
    parts.insert(-2, "# fmt: off")
    path = ROOT / "bot" / "news" / "kinds" / "weights.py"
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")
    print(f"wrote {len(model.weights)} weights to {path}", file=sys.stderr)


def _wrapped(entries: list[str]) -> list[str]:
    """As many words on a line as fit."""
    tied = (entry.replace(" ", _TIED) for entry in entries)
    lines = textwrap.wrap(", ".join(tied), WIDTH, break_long_words=False, break_on_hyphens=False)
    return [line.rstrip(",").replace(_TIED, " ") for line in lines]


if __name__ == "__main__":
    main()
