"""What a follower of nine topics would have been told of a real stream, beside what an editor wanted.

    python -m benchmarks.told [--list]

Plays the 587 one-line items of the reference data's `events/stream.jsonl`, the items of a day spread over it,
through the real triage and delivery (`bot.desk.replay`), and prints how many messages an editor wanted, of
those with a sound and those without; how many alerts tell an event of which one told before; and how much of
the wanted news is in no message. `--list` names what buzzed unwanted, came twice or was not told. The kinds
of the stream's items were labelled for `fit_kinds`, so only what happens in stories is unseen here.
"""

import argparse
import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.data import DATA, lines
from bot.config.settings import Settings
from bot.desk.replay import ReplayArticle, ReplayMessage, replay

TOPICS = {
    "iran": "any(Iran, Iranian, Iranians, Tehran, Soleimani, Hormuz)",
    "storm": "any(storm, hurricane, typhoon, cyclone, Dorian, Barry, tropical, Idai, tornado)",
    "hk": 'any("Hong Kong")',
    "isis-syria": 'any(ISIS, "Islamic State", Syria, Syrian, Baghouz, Kurdish, Kurds, Baghdadi, jihadist)',
    "covid": 'any(coronavirus, covid, Wuhan, virus, "COVID-19", outbreak)',
    "venezuela": "any(Venezuela, Venezuelan, Maduro, Guaido, Caracas)",
    "nz": 'any("New Zealand", Christchurch, mosque, Ardern, mosques)',
    "quake": "any(quake, earthquake, earthquakes, tsunami, magnitude)",
    "measles": "any(measles)",
}
WANTED = {2: "wanted", 1: "either way", 0: "unwanted"}
Row = Mapping[str, Any]


def archive(rows: Sequence[Row]) -> list[ReplayArticle]:
    """The items, of which only the day is known, spread over it in the order of the file."""
    days, place = Counter(row["published"] for row in rows), Counter[str]()
    articles = []
    for row in rows:
        day = row["published"]
        at = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=place[day] / days[day])
        place[day] += 1
        articles.append(
            ReplayArticle(row["id"], row["title"], row["text"], row["publisher"], row["url"], "en", at)
        )
    return articles


async def played(articles: Sequence[ReplayArticle]) -> list[ReplayMessage]:
    """What a follower of all topics gets."""
    topics = [{"id": name, "name": name, "query": query} for name, query in TOPICS.items()]
    settings = Settings.model_validate({"topics": topics, "facts": {"fetch_articles": False}})
    return [message async for message in replay(articles, settings, tuple(TOPICS))]


def report(messages: Sequence[ReplayMessage], rows: Mapping[str | int, Row], *, listed: bool) -> None:
    """Print the counts; with `listed` also the reports behind what went wrong."""
    counts, wrong = Counter[tuple[str, str]](), list[str]()
    events, told = set[str](), set[str | int]()
    for message in messages:
        told.update(message.articles)
        if message.kind == "edit":
            continue
        row = rows[message.articles[-1]]
        sound = "without a sound" if message.silent else "with a sound"
        counts[f"{message.kind} {sound}", WANTED[row["alert"]]] += 1
        if row["alert"] == 0 and not message.silent:
            wrong.append(f"unwanted: {row['title']}")
        if message.kind == "alert" and row["event"] in events:
            counts["alert", "of an event told before"] += 1
            wrong.append(f"twice: {row['title']}")
        if row["event"]:
            events.add(row["event"])
    for (kind, judged), count in sorted(counts.items()):
        print(f"| {kind} | {judged} | {count} |")
    news = [row for row in rows.values() if row["alert"] == 2 and row["kind"] == "news"]
    missed = [row for row in news if row["id"] not in told]
    print(f"of {len(news)} wanted news items {len(missed)} are in no message")
    if listed:
        print(*wrong, *(f"not told: {row['title']}" for row in missed), sep="\n")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--list", action="store_true", help="name what went wrong")
    rows = lines(DATA / "events" / "stream.jsonl")
    messages = asyncio.run(played(archive(rows)))
    report(messages, {row["id"]: row for row in rows}, listed=options.parse_args().list)


if __name__ == "__main__":
    main()
