"""Six processes over PostgreSQL, killed while the server restarts; `python -m benchmarks.kills` is longer."""

from benchmarks.databases import postgres_server
from benchmarks.kills import CONCURRENCY, Run, kill_run, restarting


async def test_kill_9_and_a_restart_of_the_server_lose_nothing_and_repeat_what_was_in_flight() -> None:
    run = Run(items=8, chats=8, kills=4, every_s=0.5, repeats_within_s=0.0, seed=3)
    with postgres_server() as server:
        result, _ = await kill_run(run, server.get_uri(), restarting(server))
    assert (result.expected, result.lost, result.unexcused) == (64, 0, 0)
    assert result.kills == 4
    assert result.kills_of_sender >= 1
    assert result.repeated <= CONCURRENCY * result.kills_of_sender
    assert (result.tracebacks, result.bugs, list(result.ended)) == (0, 0, [])
