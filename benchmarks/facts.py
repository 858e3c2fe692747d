"""Quality and speed of facts, beside the first three sentences and sumy's LexRank and TextRank.

    python -m benchmarks.facts [ARTICLES.jsonl]

Needs `pip install rouge-score sumy numpy`; without sumy, its rows are left out. The articles ({"title",
"text", "highlights"} a line) come from $SITREP_DATA or ../shared/data. The weights were fitted to that file;
`benchmarks/fit_facts.py` prints the score on unseen articles. The garbage collector is set as `sitrep run`
sets it.
"""

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from rouge_score import rouge_scorer

from benchmarks.data import DATA
from bot.desk.stations import spare_collector
from bot.news.facts.choose import choose_facts, is_grounded
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item
from bot.news.language.text import sentences

METRICS = ("rouge1", "rouge2", "rougeLsum")
WORDS = 700
Method = Callable[[dict[str, Any]], list[str]]


def ours(article: dict[str, Any]) -> list[str]:
    published_at = datetime.fromisoformat(article["published"]) if article["published"] else None
    title, text = article["title"] or "", article["text"]
    news = judge(Item(title, text, article["url"] or "", article["publisher"] or "")).alert
    facts = choose_facts(title, text, published_at=published_at, news=news)
    if not all(is_grounded(fact, article["text"]) for fact in facts):
        raise AssertionError("ungrounded")
    return [fact.text for fact in facts]


def untitled(article: dict[str, Any]) -> list[str]:
    return [
        fact.text for fact in choose_facts("", article["text"], news=judge(Item("", article["text"])).alert)
    ]


def first_three(article: dict[str, Any]) -> list[str]:
    parts = re.split(
        r"(?<=[.!?][\"'\u201d\u2019)])\s+|(?<=[.!?])\s+|\n+", " \n".join(article["text"].split("\n"))
    )
    return [part for part in parts if part.strip()][:3]


class Tokenizer:
    """Our own sentences for sumy, whose tokenizer would need a download."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        return tuple(sentence.text for sentence in sentences(text))

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(re.findall(r"\w+", text.lower()))


def sumy_methods() -> dict[str, Method]:
    try:
        from sumy.parsers.plaintext import PlaintextParser
        from sumy.summarizers.lex_rank import LexRankSummarizer
        from sumy.summarizers.text_rank import TextRankSummarizer
    except ImportError:
        print("sumy is not installed: left out")
        return {}
    tokenizer = Tokenizer()

    def method(summarizer: Any) -> Method:
        def run(article: dict[str, Any]) -> list[str]:
            document = PlaintextParser.from_string(article["text"], tokenizer).document
            return [str(sentence) for sentence in summarizer(document, 3)]

        return run

    return {"LexRank": method(LexRankSummarizer()), "TextRank": method(TextRankSummarizer())}


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "facts/cnn_highlights.jsonl"
    with path.open(encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    methods: dict[str, Method] = {"facts": ours, "facts, no headline": untitled, "first three": first_three}
    methods |= sumy_methods()
    spare_collector()
    scorer = rouge_scorer.RougeScorer(METRICS, use_stemmer=True)
    scores: dict[str, list[list[float]]] = {name: [] for name in methods}
    times: dict[str, list[float]] = {name: [] for name in methods}
    for article in articles:
        for name, method in methods.items():
            began = time.process_time()
            lines = method(article)
            spent = time.process_time() - began
            times[name].append(1000 * spent * WORDS / len(article["text"].split()))
            rouge = scorer.score("\n".join(article["highlights"]), "\n".join(lines))
            words = sum(len(line.split()) for line in lines)
            scores[name].append([*(100 * rouge[metric].fmeasure for metric in METRICS), words, len(lines)])
    print(f"{len(articles)} articles; ms of CPU for {WORDS} words, median\n")
    print("| | ROUGE-1 | ROUGE-2 | ROUGE-Lsum | words | bullets | ms | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    own = statistics.median(times["facts"])
    for name, rows in scores.items():
        means = " | ".join(f"{statistics.mean(column):.2f}" for column in zip(*rows, strict=True))
        middle = statistics.median(times[name])
        print(f"| {name} | {means} | {middle:.2f} | {middle / own:.1f} |")


if __name__ == "__main__":
    main()
