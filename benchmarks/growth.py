"""What commands and stations cost as the past grows: CPU milliseconds with 10,000 to 500,000 articles.

    python -m benchmarks.growth [--articles 10000,100000] [--postgres]

The past is 90 days of 300 feeds; every tenth article met a topic, every second of these founded a story, and
one chat was told of each. SQLite counts all of this process's CPU; for PostgreSQL, whose server works in
other processes, it is wall time.
"""

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.databases import new_database
from bot.news.stories.candidates import Stems
from bot.triage.memory import Memory, remember_stories
from storage import deliveries, digests, feeds, history, matches, schema, stats, stories
from storage.columns import microseconds
from storage.database import Database
from storage.deliveries import Moment

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAYS, FEEDS, CHATS = 90, 300, 50
REPEATS = 5
MOMENT = Moment(NOW, NOW)
Reading = Callable[[AsyncConnection], Awaitable[object]]

SERIES = {
    "sqlite": "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) "
    "SELECT n FROM s)",
    "postgresql": "generate_series(1, {count}) AS s(n)",
}
_FILL = (
    """INSERT INTO articles (id, feed_id, publisher, url, title, text, language, published_at, dated,
       first_seen_at, baseline, triaged_at, story_id, kind)
       SELECT n, n % {feeds} + 1, 'Post', 'http://a.example/' || n, 'Dam ' || n || ' near Lima closes',
       'The dam ' || n || ' near Lima closed on Monday after rain, the council said. Work begins soon.', 'en',
       {at}, true, {at}, false, {at},
       CASE WHEN n % 10 = 0 THEN n - n % 20 + 10 END, 'news' FROM {series}""",
    """INSERT INTO article_keys (key, article_id) SELECT 'k' || n, n FROM {series}""",
    """INSERT INTO stories (id, headline, founded_at, last_report_at)
       SELECT id, title, first_seen_at, first_seen_at FROM articles WHERE story_id = id""",
    """INSERT INTO clues (article_id, told, kept_at)
       SELECT id, '[2,"en","{usual}","' || id || ' lima","","","en",["lm"],[' || id || '],[]]', first_seen_at
       FROM articles WHERE story_id IS NOT NULL""",
    """INSERT INTO matches (article_id, topic_id, score, terms)
       SELECT id, 't' || (id / 10 % 3), 0.5, '["dam"]' FROM articles WHERE story_id IS NOT NULL""",
    """INSERT INTO alerts (id, story_id, kind, position, facts, created_at, due_at)
       SELECT id, id, 'alert', 0, '[]', founded_at, founded_at FROM stories""",
    """INSERT INTO outbox (chat_id, kind, alert_id, story_id, topic_ids, state, due_at, created_at,
       settled_at) SELECT id / 20 % {chats} + 1, 'alert', id, id, 't1', 'sent', founded_at, founded_at,
       founded_at FROM stories""",
    """INSERT INTO outbox (chat_id, kind, text_html, state, due_at, created_at)
       SELECT id, 'notice', 'x', 'due', {now}, {now} FROM chats""",
)
PATHS: dict[str, Reading] = {
    "/latest, three topics": lambda c: latest(c, ["t0", "t1", "t2"]),
    "/latest TOPIC": lambda c: latest(c, ["t1"]),
    "/timeline TOPIC": lambda c: history.reported(c, "t1", NOW - timedelta(days=7)),
    "/feeds": lambda c: feeds.list_all(c, NOW),
    "/stats": lambda c: stats.stats(c, NOW),
    "anything to send?": lambda c: deliveries.anything_ready(c, MOMENT),
    "anything to triage?": lambda c: matches.untriaged(c, 1, NOW),
    "alerts of 30 chats this hour": lambda c: digests.recent(c, list(range(1, 31)), NOW - timedelta(hours=1)),
    "claim 30 rows": lambda c: deliveries.claim(c, MOMENT, NOW + timedelta(minutes=1), 30),
    "read the open stories": lambda c: remember_stories(c, Memory("x"), NOW),
}


async def latest(connection: AsyncConnection, topic_ids: list[str]) -> None:
    """What `/latest` reads."""
    newest = await stories.newest(connection, topic_ids, NOW - timedelta(days=7), 100)
    ids = [story.id for story in newest[:8]]
    await stories.records(connection, ids)
    await stories.topics_of(connection, ids)
    await history.arrived_at(connection, ids)


async def fill(database: Database, count: int) -> None:
    """A past of `count` articles."""
    start = microseconds(NOW - timedelta(days=DAYS))
    values: dict[str, object] = {
        "count": count, "feeds": FEEDS, "chats": CHATS, "now": microseconds(NOW),
        "at": f"{start} + CAST(n AS BIGINT) * {int(DAYS * 86400e6 / count)}",
    }  # fmt: skip
    values["usual"] = Stems.of("dam council rain begin monday close work soon near said".split()).usual
    values["series"] = SERIES[database.engine.dialect.name].format(count=count)
    async with database.transaction() as connection:
        for number in range(1, FEEDS + 1):
            await feeds.add(connection, f"http://{number}.example/", "Post", "en", "admin", NOW)
        for number in range(3):
            topic = f"INSERT INTO topics (id, name, query, created_at) VALUES ('t{number}', 'T', 'dam', 0)"
            await connection.execute(text(topic))
        for number in range(1, CHATS + 1):
            chat = "INSERT INTO chats (id, telegram_id, kind, created_at) VALUES ({0}, {0}, 'private', 0)"
            await connection.execute(text(chat.format(number)))
        for statement in _FILL:
            await connection.exec_driver_sql(statement.format(**values))
        await connection.execute(text("ANALYZE"))


async def measure(url: str, count: int) -> dict[str, float]:
    """Milliseconds of each path, the least of some runs."""
    timer = time.process_time if url.startswith("sqlite") else time.perf_counter
    async with schema.connect(url) as database:
        await fill(database, count)
        found = {}
        for name, path in PATHS.items():
            runs = []
            for _ in range(REPEATS):
                async with database.reading() as connection:
                    started = timer()
                    await path(connection)
                    runs.append(1000 * (timer() - started))
            found[name] = min(runs)
        return found


def main() -> None:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", default="10000,100000,500000")
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    counts = [int(count) for count in options.articles.split(",")]
    columns = []
    for count in counts:
        with new_database(postgres=options.postgres) as url:
            columns.append(asyncio.run(measure(url, count)))
    print(f"| ms | {' | '.join(f'{count:,}' for count in counts)} |")
    print(f"|---|{'---|' * len(counts)}")
    for name in PATHS:
        print(f"| {name} | {' | '.join(f'{column[name]:.1f}' for column in columns)} |")


if __name__ == "__main__":
    main()
