"""Matches: one article may meet thousands of topics."""

from bot.model import Match
from storage import matches
from storage.database import Database
from tests.outbox import seed
from tests.statements import caught

MANY = [Match(f"own-{number:03}", ("raqqa", "bridge"), 1 + number % 7) for number in range(450)]


async def test_many_matches_are_stored_and_read_in_slices(database: Database) -> None:
    await seed(database, topics=[match.topic_id for match in MANY])
    met = {1: MANY, 2: MANY[:3]}
    with caught(database) as found:
        async with database.transaction() as connection:
            await matches.save(connection, met)
    inserts = [parameters for statement, parameters in found if statement.startswith("INSERT")]
    assert max(len(rows) for rows in inserts if isinstance(rows, list)) <= 200
    async with database.reading() as connection:
        stored = await matches.of_articles(connection, [1, 2, 3])
        best = await matches.best_of_articles(connection, [1, 2, 3], 5)
        some = await matches.of_articles(connection, [1, 2, 3], ["own-000", "own-001", "own-400"])
    best_first = {key: sorted(all_, key=lambda one: (-one.score, one.topic_id)) for key, all_ in met.items()}
    assert stored == best_first
    assert best == {key: found[:5] for key, found in best_first.items()}
    assert some == {1: [MANY[1], MANY[400], MANY[0]], 2: [MANY[1], MANY[0]]}


async def test_a_topic_misses_reports_that_tell_its_stories_without_meeting_it(database: Database) -> None:
    await seed(database, topics=["own-1", "own-2"])
    async with database.transaction() as connection:
        await matches.save(connection, {1: [Match("own-1", ("raqqa",), 0.9), Match("own-2", (), 0.0)]})
        assert await matches.with_unmet(connection, ["own-1", "own-2"]) == {"own-2"}
        assert await matches.with_unmet(connection, ["own-1"]) == set()
