"""The items whose kind was read by hand, for `fit_kinds` and `kinds`.

The publishers' texts lie under SITREP_DATA (default ../shared/data) and are never copied here: the project
keeps only ids and labels (`labels/kinds.csv`).
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.data import DATA
from bot.news.kinds.clean import LONG
from bot.news.kinds.kind import Item

ROOT = Path(__file__).parents[1]
LABELS = Path(__file__).parent / "labels" / "kinds.csv"

_TOPICS = {
    "measles": r"measles",
    "quake": r"\b(?:earthquake|quake|aftershock|tsunami)",
    "nz": r"new zealand|christchurch",
    "venezuela": r"venezuel|maduro|guaid",
    "storm": r"\b(?:hurricane|tropical storm|cyclone|typhoon|dorian)",
    "hk": r"hong kong",
    "isis-syria": r"\b(?:isis|islamic state|syria|baghdadi|raqqa)|troop|afghan|taliban",
    "iran": r"\biran",
    "covid": r"coronavirus|covid|wuhan",
    "mideast": r"israel|gaza|palestin|saudi|yemen|turkey|erdogan|iraq",
    "korea": r"north korea|kim jong",
    "shooting": r"shooting|gunman",
    "brexit": r"brexit",
    "boeing": r"boeing|737",
    "russia": r"russia|putin|ukrain",
    "china": r"\bchina\b|beijing|huawei",
    "wildfire": r"wildfire|bushfire|\bfires?\b",
    "migrants": r"migrant|immigra|asylum|border",
    "impeachment": r"impeach",
    "crash": r"\bcrash|\bflood|tornado|explosion|volcano",
    "health": r"vaping|opioid|ebola|vaccin|\bflu\b",
    "protest": r"protest|strike",
    "india": r"india|pakistan|kashmir",
    "africa": r"nigeria|sudan|somalia|congo|kenya|ethiopia",
    "climate": r"climate",
    "law": r"court|judge|trial|sentenced|police",
}
"""What an item of `labels/kinds.csv` is about: the first that its title or line meets."""


class Labelled(NamedTuple):
    """An item and what two eyes made of it."""

    id: str
    item: Item
    kind: str
    alert: int
    """2: worth a buzz, 1: either way, 0: not."""
    topic: str
    month: str
    publisher: str
    given: bool
    """Of events/stream.jsonl: every item that met one of nine topics, so as a follower would get them."""
    full: bool = False
    """A full text, not the line that a feed puts under a title."""


def labelled() -> list[Labelled]:
    """Every labelled item of a title and a line that is found, those of events/stream.jsonl first."""
    found = [
        _labelled(row, row["kind"], row["alert"], row["topic"], given=True)
        for row in _rows(DATA / "events" / "stream.jsonl")
    ]
    return found + [row for row in _ours("topics/stream.jsonl", "topics/labelled.jsonl") if not row.full]


def full_texts() -> list[Labelled]:
    """Every labelled full text that is found."""
    names = ("topics/labelled.jsonl", "events/roundups.jsonl", "events/basil.jsonl")
    return [row for row in _ours(*names) if row.full]


def _ours(*names: str) -> Iterator[Labelled]:
    """The items of these files that have a label in `LABELS`, each once."""
    with LABELS.open(encoding="utf-8") as lines:
        labels = {row["id"]: row for row in csv.DictReader(lines)}
    for name in names:
        for row in _rows(DATA / name):
            label = labels.pop(row["id"], None)
            if label:
                full = len(row["text"]) > LONG
                made = _labelled(row, label["kind"], int(label["alert"]), _topic(row), given=False)
                yield made._replace(full=full)


def background() -> Iterator[str]:
    """The lines of a year's stream, unlabelled: they tell which words are names."""
    for row in _rows(DATA / "topics" / "stream.jsonl"):
        yield row["text"]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _labelled(row: dict[str, Any], kind: str, alert: int, topic: str, *, given: bool) -> Labelled:
    publisher = row["publisher"] or ""
    item = Item(row["title"], row["text"], row.get("url", ""), publisher)
    return Labelled(row["id"], item, kind, alert, topic, (row["published"] or "")[:7], publisher, given)


def _topic(row: dict[str, Any]) -> str:
    text = f"{row['title']} {row['text'][:300]}".lower()
    return next((name for name, pattern in _TOPICS.items() if re.search(pattern, text)), "other")
