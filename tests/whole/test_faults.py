"""Real processes and real HTTP: kill -9, a misbehaving Bot API, a locked database, a full disk.

Small runs; benchmarks/faults.py does the same at full size.
"""

import asyncio
import logging
from pathlib import Path

import pytest

from benchmarks.faults import CONCURRENCY, count, kill_run, trouble_run
from bot.delivery.settle import warn_if_slow


def test_killed_again_and_again_it_loses_nothing_and_repeats_only_what_was_in_flight() -> None:
    result = kill_run(chats=40, stories=3, kills=3, per_second=50)
    assert result.kills == 3
    assert (result.lost, result.disordered) == (0, 0)
    assert result.repeated <= result.dropped_after + result.kills * CONCURRENCY


def test_a_full_disk_costs_nothing_but_time(tmp_path: Path) -> None:
    result = trouble_run("disk", 30, 1.0, tmp_path / "stderr")
    assert (result.lost, result.repeated, result.disordered) == (0, 0, 0)
    assert "cannot be settled yet, retrying" in (tmp_path / "stderr").read_text()


def test_a_lock_held_by_another_process_costs_nothing_but_time(tmp_path: Path) -> None:
    result = trouble_run("lock", 30, 1.0, tmp_path / "stderr")
    assert (result.lost, result.repeated, result.disordered) == (0, 0, 0)
    assert "Traceback" not in (tmp_path / "stderr").read_text()


async def test_a_long_wait_for_the_database_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert await warn_if_slow(asyncio.sleep(0, "quick"), "claiming", slow_s=60) == "quick"
        assert not caplog.text
        await warn_if_slow(asyncio.sleep(0.1), "claiming", slow_s=0.01)
    assert "claiming is waiting for the database" in caplog.text


def test_count_finds_what_is_lost_repeated_and_disordered() -> None:
    log = [
        {"text": text, "at": at, "dropped": dropped}
        for text, at, dropped in [
            ("1 2", 1.0, False),
            ("1 1", 2.0, False),
            ("2 1", 10.0, False),
            ("2 1", 20.0, True),
            ("2 1", 30.0, False),
        ]
    ]
    found = count(log, chats=2, stories=2, killed_at=[], seconds=1.0)
    assert (found.lost, found.repeated, found.unexcused, found.disordered) == (1, 2, 1, 1)
    assert count(log, 2, 2, [10.5], 1.0).unexcused == 0
