"""Fit the weights of `bot/news/weights.py` to articles with their publishers' own bullets, five-fold
cross-validated.

    python benchmarks/fit_facts.py            print the cross-validated scores and the weights
    python benchmarks/fit_facts.py --write    and write bot/news/weights.py

By hand: pip install numpy rouge-score scikit-learn. The articles are looked for in $SITREP_DATA or
../shared/data.

Two stages, both linear. Words: a logistic regression of "the word stands in the editor's bullets", on
features of its place in the article and, for common words that are no names, on the word itself
(`WORD_PRIORS`: words of at least `PRIOR_ARTICLES` articles whose weight is at least `PRIOR_LEAST`). Bullets:
a ridge regression of the share of a trimmed sentence's words, plus `PAIRS` times the share of its word pairs,
that stand there; its word worths come from folds that have not seen the article. Every article is used with
its headline and, for the weights of articles without one, again without.
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
import scipy.sparse
from nltk.stem import porter
from rouge_score import rouge_scorer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent.parent))

from bot.news import bullets as bullets_of
from bot.news import facts, features
from bot.news.persons import known_surnames

FOLDS = 5
PAIRS = 1.5
PRIOR_ARTICLES, PRIOR_LEAST, PRIOR_SCALE = 40, 0.4, 0.5
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
        "keys": keys,
        "words": words,
        "known": known_surnames(article["title"] or "" if with_title else "", article["text"]),
        "reference": reference,
        "x": np.array([_padded(features.word_features(key, words)) for key in keys]),
        "y": np.array([bool(s := stems(words.written[key])) and known.issuperset(s) for key in keys], float),
    }


def prior_words(samples: list[Sample]) -> list[str]:
    """Keys of words that stand in many articles and are mostly no names."""
    articles = Counter(key for s in samples for key in s["keys"])
    as_name = Counter(key for s in samples for key in s["words"].names)
    common = [
        key for key, count in articles.items() if count >= PRIOR_ARTICLES and key.isalpha() and len(key) > 1
    ]
    return [key for key in common if as_name[key] < articles[key] / 2]


def fit_priors(samples: list[Sample], vocabulary: list[str]) -> dict[str, float]:
    """Key -> log-odds of the common words that editors like more, or less, than their place explains."""
    column = {key: number for number, key in enumerate(vocabulary)}
    x, y = np.vstack([s["x"] for s in samples]), np.concatenate([s["y"] for s in samples])
    found = [
        (row, column[key]) for row, key in enumerate(k for s in samples for k in s["keys"]) if key in column
    ]
    own = scipy.sparse.csr_matrix(
        (np.full(len(found), PRIOR_SCALE), tuple(zip(*found, strict=True))), shape=(len(y), len(column))
    )
    both = scipy.sparse.hstack([scipy.sparse.csr_matrix(x), own]).tocsr()
    line = LogisticRegression(max_iter=300).fit(both, y).coef_[0][x.shape[1] :] * PRIOR_SCALE
    priors = {key: round(float(line[number]), 2) for key, number in column.items()}
    return {key: value for key, value in sorted(priors.items()) if abs(value) >= PRIOR_LEAST}


def fit_words(samples: list[Sample], priors: dict[str, float]) -> dict[str, float]:
    x, y = np.vstack([s["x"] for s in samples]), np.concatenate([s["y"] for s in samples])
    prior = np.array([priors.get(key, 0.0) for s in samples for key in s["keys"]])
    weights = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ weights - prior))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE_WORDS * np.eye(len(weights))
        weights += np.linalg.solve(hessian, x.T @ (y - p) - RIDGE_WORDS * weights)
    return dict(zip(features.WORD_FEATURES, map(float, weights), strict=True))


def share(reference: list[str], bullet: str) -> float:
    said = stems(bullet)
    both = (Counter(reference) & Counter(said)).total()
    pairs = (Counter(pairwise(reference)) & Counter(pairwise(said))).total()
    return (both + PAIRS * pairs) / max(1, len(said))


def add_bullets(sample: Sample, weights: dict[str, float], priors: dict[str, float]) -> None:
    """The trimmed sentences of an article, under word weights that were fitted without it."""
    words = sample["words"]
    worths = features.word_worths(words, weights, priors)
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


def unseen_by(samples: list[Sample], fold: int) -> list[Sample]:
    """The samples outside the fold."""
    return [sample for number, sample in enumerate(samples) if number % FOLDS != fold]


def cross_validate(
    articles: list[dict[str, Any]], samples: list[Sample], fold_priors: list[dict[str, float]]
) -> tuple[dict[str, float], dict[str, float]]:
    """Scores of articles that neither model had seen; returns the mean scores and the bullet weights'
    spread."""
    folds = [list(range(fold, len(samples), FOLDS)) for fold in range(FOLDS)]
    for number, fold in enumerate(folds):
        weights = fit_words(unseen_by(samples, number), fold_priors[number])
        for i in fold:
            add_bullets(samples[i], weights, fold_priors[number])
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True)
    total: Counter[str] = Counter()
    fitted = []
    for number, fold in enumerate(folds):
        weights = fit_bullets(unseen_by(samples, number))
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
    titled = [word_sample(article, True) for article in articles]
    vocabulary = prior_words(titled)
    fold_priors = [fit_priors(unseen_by(titled, fold), vocabulary) for fold in range(FOLDS)]
    priors = fit_priors(titled, vocabulary)
    for suffix, with_title in (("", True), ("_WITHOUT_HEADLINE", False)):
        samples = titled if with_title else [word_sample(article, False) for article in articles]
        scores, spread = cross_validate(articles, samples, fold_priors)
        print(
            "with headline" if with_title else "without headline", {k: round(v, 2) for k, v in scores.items()}
        )
        weights[f"WORD_WEIGHTS{suffix}"] = fit_words(samples, priors)
        weights[f"BULLET_WEIGHTS{suffix}"] = fit_bullets(samples)
        for name, value in weights[f"BULLET_WEIGHTS{suffix}"].items():
            print(f"    {name:18}{value:8.3f}  ±{spread[name]:.3f}")
    weights["WORD_PRIORS"] = priors
    print(len(priors), "words with priors")
    if "--write" in sys.argv:
        (ROOT / "bot/news/weights.py").write_text(render(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
