"""Fit the weights of `bot/news/facts/weights.py` to articles with their publishers' own bullets.

    python -m benchmarks.fit_facts            fit, and print scores of unseen articles: by year, by publisher,
                                              and of five folds
    python -m benchmarks.fit_facts --write    fit and write bot/news/facts/weights.py; no cross-validation

Needs `pip install numpy rouge-score scikit-learn`. The articles come from $SITREP_DATA or ../shared/data.

Both stages are linear. Words: a logistic regression of "the word stands in the editor's bullets" on features
of its place in the article and, for common words that are not names, on the word itself (`WORD_PRIORS`: words
of at least `PRIOR_ARTICLES` articles whose weight is at least `PRIOR_LEAST`). Bullets: a ridge regression of
the share of a trimmed sentence's words that stand there, plus `PAIRS` times the share of its word pairs; the
word worths come from folds without the article. Sentences after the `EARLY`th, few of which are ever chosen,
weigh `LATE`. Everything is fitted with headlines and again without.

The scores are those of `choose_facts` as it ships, by weights fitted without the article: means over
`SHUFFLES` divisions into folds, with the standard error over articles.
"""

import json
import random
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from nltk.stem import porter
from rouge_score import rouge_scorer
from sklearn.linear_model import LogisticRegression

from benchmarks.data import DATA
from bot.news.facts import features
from bot.news.facts.bullets import find_candidates, trim
from bot.news.facts.choose import choose_facts
from bot.news.facts.features import Model
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from bot.news.trimming.persons import known_surnames

FOLDS, SHUFFLES = 5, 3
PAIRS = 1.5
EARLY, LATE = 20, 0.1
PRIOR_ARTICLES, PRIOR_LEAST, PRIOR_SCALE = 40, 0.15, 0.5
RIDGE_WORDS, RIDGE_BULLETS = 1.0, 5.0
ROOT = Path(__file__).parent.parent
METRICS = ("rouge1", "rouge2", "rougeLsum")
STEMMER = porter.PorterStemmer()
Sample = dict[str, Any]


@cache
def stem(word: str) -> str:
    return STEMMER.stem(word) if len(word) > 3 else word


def stems(text: str) -> list[str]:
    """The words of a text as ROUGE compares them."""
    return [stem(word) for word in re.sub(r"[^a-z0-9]+", " ", text.lower()).split()]


def word_sample(article: dict[str, Any], with_title: bool) -> Sample:
    candidates = find_candidates(article["text"], "en")
    words = features.words_of(article["title"] or "" if with_title else "", candidates)
    reference = stems(" ".join(article["highlights"]))
    known = set(reference)
    keys = list(words.written)
    rows = [features.word_features(key, words) for key in keys]
    return {
        "candidates": candidates,
        "keys": keys,
        "words": words,
        "known": known_surnames(article["title"] or "" if with_title else "", article["text"]),
        "reference": reference,
        "x": np.array([row + (0.0,) * (len(features.WORD_FEATURES) - len(row)) for row in rows]),
        "y": np.array([bool(s := stems(words.written[key])) and known.issuperset(s) for key in keys], float),
    }


def prior_words(samples: list[Sample]) -> list[str]:
    """Keys of words that many articles hold and that are rarely names."""
    articles = Counter(key for s in samples for key in s["keys"])
    as_name = Counter(key for s in samples for key in s["words"].names)
    common = [
        key for key, count in articles.items() if count >= PRIOR_ARTICLES and key.isalpha() and len(key) > 1
    ]
    return [key for key in common if as_name[key] < articles[key] / 2]


def fit_priors(samples: list[Sample], vocabulary: list[str]) -> dict[str, float]:
    """Key -> log-odds of the common words that editors use more, or less, than their place explains."""
    column = {key: number for number, key in enumerate(vocabulary)}
    x, y = np.vstack([s["x"] for s in samples]), np.concatenate([s["y"] for s in samples])
    cells = [
        (row, column[key]) for row, key in enumerate(k for s in samples for k in s["keys"]) if key in column
    ]
    own = scipy.sparse.csr_matrix(
        (np.full(len(cells), PRIOR_SCALE), tuple(zip(*cells, strict=True))), shape=(len(y), len(column))
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
    """The share of the bullet's words that the reference holds, plus `PAIRS` times that of its word pairs."""
    words = stems(bullet)
    both = (Counter(reference) & Counter(words)).total()
    pairs = (Counter(pairwise(reference)) & Counter(pairwise(words))).total()
    return (both + PAIRS * pairs) / max(1, len(words))


def add_bullets(sample: Sample, weights: dict[str, float], priors: dict[str, float]) -> None:
    """Add the trimmed sentences of an article, by word weights that were fitted without it."""
    words = sample["words"]
    worths = features.word_worths(words, weights, priors)
    bullets = [
        b for candidate in sample["candidates"] if (b := trim(candidate, worths, sample["known"], words))
    ]
    names = features.BULLET_FEATURES
    rows = [features.bullet_features(b, words, worths) for b in bullets]
    sample["bx"] = np.array([[row[name] for name in names] for row in rows]).reshape(-1, len(names))
    sample["by"] = np.array([share(sample["reference"], b.text) for b in bullets])
    sample["bw"] = np.array([1.0 if b.candidate.number < EARLY else LATE for b in bullets])


def fit_bullets(samples: list[Sample]) -> dict[str, float]:
    x, y = np.vstack([s["bx"] for s in samples]), np.concatenate([s["by"] for s in samples])
    weighted = x * np.concatenate([s["bw"] for s in samples])[:, None]
    weights = np.linalg.solve(weighted.T @ x + RIDGE_BULLETS * np.eye(x.shape[1]), weighted.T @ y)
    return dict(zip(features.BULLET_FEATURES, map(float, weights), strict=True))


def folds_of(count: int, shuffle: int) -> list[int]:
    """The fold of each of `count` articles."""
    folds = [number % FOLDS for number in range(count)]
    random.Random(shuffle).shuffle(folds)
    return folds


def unseen_by(samples: list[Sample], folds: list[int], fold: int) -> list[Sample]:
    """The samples outside the fold."""
    return [sample for sample, own in zip(samples, folds, strict=True) if own != fold]


def fit_folds(samples: list[Sample], folds: list[int], priors: list[dict[str, float]]) -> list[Model]:
    """For every fold, the model fitted without it; sets the bullets of each sample by such a model."""
    count = len(priors)
    words = [fit_words(unseen_by(samples, folds, fold), priors[fold]) for fold in range(count)]
    for sample, fold in zip(samples, folds, strict=True):
        add_bullets(sample, words[fold], priors[fold])
    return [
        Model(words[fold], fit_bullets(unseen_by(samples, folds, fold)), priors[fold])
        for fold in range(count)
    ]


def scores_of(
    articles: list[dict[str, Any]], with_title: bool, folds: list[int], models: list[Model]
) -> np.ndarray:
    """ROUGE-1, -2, -Lsum, words and bullets of each article, by the model fitted without it."""
    scorer = rouge_scorer.RougeScorer(METRICS, use_stemmer=True)
    rows = []
    for article, fold in zip(articles, folds, strict=True):
        title = article["title"] or "" if with_title else ""
        news = judge(Item(title, article["text"], article["url"] or "", article["publisher"] or "")).alert
        facts = choose_facts(title, article["text"], model=models[fold], news=news)
        bullets = [fact.text for fact in facts]
        scores = scorer.score("\n".join(article["highlights"]), "\n".join(bullets))
        size = len(" ".join(bullets).split())
        rows.append([*(100 * scores[metric].fmeasure for metric in METRICS), size, len(bullets)])
    return np.array(rows)


def render(weights: dict[str, dict[str, float]]) -> str:
    lines = [
        '"""The weights of `bot.news.facts.features`, written by `benchmarks/fit_facts.py --write`."""',
        "",
    ]
    for name, table in weights.items():
        if name == "WORD_PRIORS":
            entries = " ".join(f'"{key}":_{value:.2f},' for key, value in table.items())
            packed = textwrap.wrap(entries, 104, break_long_words=False, break_on_hyphens=False)
            rows = [f"    {line}".replace(":_", ": ") for line in packed]
            lines += [f"{name} = {{", *rows, "}  # fmt: skip"]
        else:
            lines += [f"{name} = {{", *(f'    "{key}": {value:.3f},' for key, value in table.items()), "}"]
    return "\n".join(lines) + "\n"


def cross_validate(articles: list[dict[str, Any]], samples: dict[bool, list[Sample]]) -> None:
    """Print scores on articles that the weights were fitted without, with and without headlines."""
    vocabulary = prior_words(samples[True])
    rows: dict[bool, list[np.ndarray]] = {True: [], False: []}
    for shuffle in range(SHUFFLES):
        folds = folds_of(len(articles), shuffle)
        priors = [fit_priors(unseen_by(samples[True], folds, fold), vocabulary) for fold in range(FOLDS)]
        for with_title, scores in rows.items():
            models = fit_folds(samples[with_title], folds, priors)
            scores.append(scores_of(articles, with_title, folds, models))
    print("| cross-validated | ROUGE-1 | ROUGE-2 | ROUGE-Lsum | words | bullets | words a bullet |")
    print("|---" * 7 + "|")
    for name, scores in zip(("with", "without"), rows.values(), strict=True):
        means = np.mean(scores, axis=0)
        errors = means.std(axis=0) / len(articles) ** 0.5
        parts = [f"{m:.2f} ± {e:.2f}" for m, e in zip(means.mean(axis=0)[:3], errors, strict=False)]
        words, count = means.mean(axis=0)[3:]
        print(f"| {name} headline | {' | '.join(parts)} | {words:.1f} | {count:.2f} | {words / count:.1f} |")


def leave_out(
    articles: list[dict[str, Any]], samples: list[Sample], key: Callable[[dict[str, Any]], str]
) -> None:
    """Print scores and words a bullet of each group of articles, by weights fitted to all other groups."""
    groups = sorted({key(article) for article in articles})
    folds = [groups.index(key(article)) for article in articles]
    vocabulary = prior_words(samples)
    priors = [fit_priors(unseen_by(samples, folds, fold), vocabulary) for fold in range(len(groups))]
    scores = scores_of(articles, True, folds, fit_folds(samples, folds, priors))
    by_group = {f"without {name or 'a date'}": np.array(folds) == n for n, name in enumerate(groups)}
    for label, held_out in {**by_group, "all": np.ones(len(folds), bool)}.items():
        rows = scores[held_out]
        *means, words, count = rows.mean(axis=0)
        parts = " | ".join(f"{mean:.2f}" for mean in means)
        print(f"| {label} | {len(rows)} | {parts} | {words / count:.1f} |")


def fit_all(samples: dict[bool, list[Sample]]) -> dict[str, dict[str, float]]:
    """The weights that ship: fitted on every article."""
    weights, vocabulary = {}, prior_words(samples[True])
    folds = folds_of(len(samples[True]), 0)
    fold_priors = [fit_priors(unseen_by(samples[True], folds, fold), vocabulary) for fold in range(FOLDS)]
    priors = fit_priors(samples[True], vocabulary)
    for suffix, with_title in (("", True), ("_WITHOUT_HEADLINE", False)):
        models = fit_folds(samples[with_title], folds, fold_priors)
        weights[f"WORD_WEIGHTS{suffix}"] = fit_words(samples[with_title], priors)
        weights[f"BULLET_WEIGHTS{suffix}"] = fit_bullets(samples[with_title])
        for name, value in weights[f"BULLET_WEIGHTS{suffix}"].items():
            spread = np.std([model.bullets[name] for model in models])
            print(f"    {name + suffix.lower():34}{value:8.3f}  ±{spread:.3f}")
    weights["WORD_PRIORS"] = priors
    print(len(priors), "words with priors")
    return weights


def main() -> None:
    with (DATA / "facts/cnn_highlights.jsonl").open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    samples = {with_title: [word_sample(a, with_title) for a in articles] for with_title in (True, False)}
    weights = fit_all(samples)
    if "--write" in sys.argv:
        (ROOT / "bot/news/facts/weights.py").write_text(render(weights), encoding="utf-8")
        return
    leave_out(articles, samples[True], lambda article: str(article["published"])[:4])
    leave_out(articles, samples[True], lambda article: "CNN" if "CNN" in article["publisher"] else "others")
    cross_validate(articles, samples)


if __name__ == "__main__":
    main()
