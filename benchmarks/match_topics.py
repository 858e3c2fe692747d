"""The generated topics of `benchmarks.match`, and the articles from whose words they are made."""

import json
import random
import re
from collections import Counter
from typing import NamedTuple

from benchmarks.data import DATA
from bot.news.language.words import tokens

WORDS = 600
DISTANCE = 8
"""Words between the sides of a NEAR."""
KINDS = ["word"] + ["words"] * 11 + ["phrase"] * 3 + ["near"] * 3 + ["any", "not"]


class Spec(NamedTuple):
    """A generated topic, before it is written in the language of an engine."""

    kind: str
    words: tuple[str, ...]


def articles(count: int) -> list[str]:
    """The texts of up to `count` articles, about WORDS words each."""
    texts = []
    for path in sorted((DATA / "events").glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            words = json.loads(line)["text"].split()
            if len(words) >= WORDS:
                texts.append(" ".join(words[:WORDS]))
    random.Random(1).shuffle(texts)
    return texts[:count]


def topics(count: int, texts: list[str]) -> list[Spec]:
    """Topics of the 300 commonest plain words, each drawn as often as articles contain it."""
    chance = random.Random(2)
    cut = [[token.lower() for token in tokens(text)] for text in texts]
    often = Counter(word for words in cut for word in sorted(set(words)))
    shortened = {re.split("['’]", word)[0] for word in often if "'" in word or "’" in word}
    known = [(word, n) for word, n in often.most_common()[300:] if is_plain(word) and word not in shortened]
    usual = {word for word, _ in known}
    drawn = iter(chance.choices([word for word, _ in known], [n for _, n in known], k=4 * count))
    made: list[Spec] = []
    while len(made) < count:
        kind = chance.choice(KINDS)
        if kind in ("phrase", "near"):
            words = chance.choice(cut)
            start = chance.randrange(len(words) - DISTANCE)
            pair = (words[start], words[start + (1 if kind == "phrase" else chance.randint(2, DISTANCE))])
            if usual.issuperset(pair) and pair[0] != pair[1]:
                made.append(Spec(kind, pair))
        else:
            wanted = {"word": 1, "words": chance.choice((2, 2, 3))}.get(kind, 3)
            made.append(Spec(kind, tuple(next(drawn) for _ in range(wanted))))
    return made


def is_plain(word: str) -> bool:
    """Whether all engines read it as the same word: no accents, digits or ambiguous acronyms."""
    return word.isascii() and word.isalpha() and len(word) > 2 and word not in ("ice", "aids", "who")


def typed(spec: Spec, quote: str = "") -> str:
    """The topic in Sitrep's language."""
    words = [f"{quote}{word}{quote}" for word in spec.words]
    match spec.kind:
        case "phrase":
            return f'"{" ".join(spec.words)}"'
        case "near":
            return f"{words[0]} NEAR/{DISTANCE} {words[1]}"
        case "any":
            return f"any({words[0]}, {words[1]}) {words[2]}"
        case "not":
            return f"{words[0]} {words[1]} -{words[2]}"
        case _:
            return " ".join(words)
