"""Fit the weights of `bot/news/weights.py` to articles with their publishers' own bullets, five-fold
cross-validated.

    python benchmarks/fit_facts.py            print the cross-validated scores and the weights
    python benchmarks/fit_facts.py --write    and write bot/news/weights.py

By hand: pip install numpy rouge-score. The articles are looked for in $SITREP_DATA or ../shared/data.

Two stages, both linear. Words: a logistic regression of "the word stands in the editor's bullets". Bullets:
a ridge regression of the share of a trimmed sentence's words, plus `PAIRS` times the share of its word
pairs, that stand there; its word worths come from folds that have not seen the article. Every article is
used with its headline and, for the weights of articles without one, again without.
"""

import json
import os
import re
import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from nltk.stem import porter
from rouge_score import rouge_scorer

sys.path.insert(0, str(Path(__file__).parent.parent))

from bot.news import bullets as bullets_of
from bot.news import facts, features
from bot.news.persons import known_surnames

FOLDS = 5
PAIRS = 1.0
RIDGE_WORDS, RIDGE_BULLETS = 1.0, 5.0
ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("SITREP_DATA", ROOT / "../shared/data"))
STEMMER = porter.PorterStemmer()
Sample = dict[str, Any]


@cache
def stem(word: str) -> str:
    return STEMMER.stem(word) if len(word) > 3 else word


def stems(text: str) -> list[str]:
    """The words as ROUGE compares them."""
    return [stem(word) for word in re.sub(r"[^a-z0-9]+", " ", text.lower()).split()]


def matrix(rows: list[dict[str, float]], names: tuple[str, ...]) -> np.ndarray:
    return np.array([[row.get(name, 0.0) for name in names] for row in rows]).reshape(-1, len(names))


def _padded(row: tuple[float, ...]) -> tuple[float, ...]:
    return row + (0.0,) * (len(features.WORD_FEATURES) - len(row))


def word_sample(article: dict[str, Any], with_title: bool) -> Sample:
    candidates = bullets_of.find_candidates(article["text"], "en")
    words = features.words_of(article["title"] or "" if with_title else "", candidates)
    reference = stems(" ".join(article["highlights"]))
    known = set(reference)
    keys = list(words.written)
    return {
        "candidates": candidates,
        "words": words,
        "known": known_surnames(article["title"] or "" if with_title else "", article["text"]),
        "reference": reference,
        "x": np.array([_padded(features.word_features(key, words)) for key in keys]),
        "y": np.array([bool(s := stems(words.written[key])) and known.issuperset(s) for key in keys], float),
    }


def fit_words(samples: list[Sample]) -> dict[str, float]:
    x, y = np.vstack([s["x"] for s in samples]), np.concatenate([s["y"] for s in samples])
    weights = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE_WORDS * np.eye(len(weights))
        weights += np.linalg.solve(hessian, x.T @ (y - p) - RIDGE_WORDS * weights)
    return dict(zip(features.WORD_FEATURES, map(float, weights), strict=True))


def share(reference: list[str], bullet: str) -> float:
    said = stems(bullet)
    both = (Counter(reference) & Counter(said)).total()
    pairs = (Counter(pairwise(reference)) & Counter(pairwise(said))).total()
    return (both + PAIRS * pairs) / max(1, len(said))


def add_bullets(sample: Sample, weights: dict[str, float]) -> None:
    """The trimmed sentences of an article, under word weights that were fitted without it."""
    words = sample["words"]
    worths = features.word_worths(words, weights)
    bullets = [
        b for candidate in sample["candidates"] if (b := bullets_of.trim(candidate, worths, sample["known"]))
    ]
    rows = [features.bullet_features(b.candidate, b.text, b.tokens, words, worths) for b in bullets]
    sample["worths"], sample["bullets"] = worths, bullets
    sample["bx"] = matrix(rows, features.BULLET_FEATURES)
    sample["by"] = np.array([share(sample["reference"], b.text) for b in bullets])


def fit_bullets(samples: list[Sample]) -> dict[str, float]:
    x, y = np.vstack([s["bx"] for s in samples]), np.concatenate([s["by"] for s in samples])
    weights = np.linalg.solve(x.T @ x + RIDGE_BULLETS * np.eye(x.shape[1]), x.T @ y)
    return dict(zip(features.BULLET_FEATURES, map(float, weights), strict=True))


def choose(sample: Sample, weights: dict[str, float]) -> list[str]:
    bullets = sample["bullets"]
    shares = [
        features.weighted(dict(zip(features.BULLET_FEATURES, row, strict=True)), weights)
        for row in sample["bx"]
    ]
    chosen = facts.select(bullets, shares, sample["worths"], 4)
    return [bullets[number].text for number in sorted(chosen)]


def cross_validate(
    articles: list[dict[str, Any]], samples: list[Sample]
) -> tuple[dict[str, float], dict[str, float]]:
    """Scores of articles that neither model had seen; returns the mean scores and the bullet weights'
    spread."""
    folds = [[i for i in range(len(samples)) if i % FOLDS == fold] for fold in range(FOLDS)]
    for fold in folds:
        seen = [s for i, s in enumerate(samples) if i not in set(fold)]
        weights = fit_words(seen)
        for i in fold:
            add_bullets(samples[i], weights)
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True)
    total: Counter[str] = Counter()
    fitted = []
    for fold in folds:
        weights = fit_bullets([s for i, s in enumerate(samples) if i not in set(fold)])
        fitted.append(weights)
        for i in fold:
            said = choose(samples[i], weights)
            for name, value in scorer.score("\n".join(articles[i]["highlights"]), "\n".join(said)).items():
                total[name] += 100 * value.fmeasure
            total["words"] += sum(len(bullet.split()) for bullet in said)
            total["bullets"] += len(said)
    spread = {name: float(np.std([w[name] for w in fitted])) for name in features.BULLET_FEATURES}
    return {name: value / len(samples) for name, value in total.items()}, spread


def render(weights: dict[str, dict[str, float]]) -> str:
    lines = ['"""The weights of `bot.news.features`, written by `benchmarks/fit_facts.py --write`."""', ""]
    for name, table in weights.items():
        lines += [f"{name} = {{", *(f'    "{key}": {value:.3f},' for key, value in table.items()), "}"]
    return "\n".join(lines) + "\n"


def main() -> None:
    with (DATA / "facts/cnn_highlights.jsonl").open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    weights: dict[str, dict[str, float]] = {}
    for suffix, with_title in (("", True), ("_WITHOUT_HEADLINE", False)):
        samples = [word_sample(article, with_title) for article in articles]
        scores, spread = cross_validate(articles, samples)
        print(
            "with headline" if with_title else "without headline", {k: round(v, 2) for k, v in scores.items()}
        )
        weights[f"WORD_WEIGHTS{suffix}"] = fit_words(samples)
        weights[f"BULLET_WEIGHTS{suffix}"] = fit_bullets(samples)
        for name, value in weights[f"BULLET_WEIGHTS{suffix}"].items():
            print(f"    {name:18}{value:8.3f}  ±{spread[name]:.3f}")
    if "--write" in sys.argv:
        (ROOT / "bot/news/weights.py").write_text(render(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
