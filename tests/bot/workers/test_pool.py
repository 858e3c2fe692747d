"""Worker processes: what they are given, what they may take, and that none is left behind."""

import asyncio
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator

import pytest

from bot.errors import FeedError, OverBudgetError
from bot.feeds.parse import read_document
from bot.news.articles.belief import Announced
from bot.news.articles.page import read_page
from bot.workers import pool
from bot.workers.pool import BUDGET_S, Workers, memory_for

FEED = b'<rss version="2.0"><channel><item><title>Bridge opens</title></item></channel></rss>'
MODULES = "sorted(__import__('sys').modules)"


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    async with Workers(most=1) as made:
        yield made


async def _taken(workers: Workers) -> None:
    """Until a worker has been given its call."""
    while not workers._busy:  # noqa: ASYNC110
        await asyncio.sleep(0)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


async def test_a_call_gives_what_the_function_gives(workers: Workers) -> None:
    document = await workers.run(read_document, FEED, "application/xml", "http://feeds.example/")
    assert [draft.title_html for draft in document.drafts] == ["Bridge opens"]


async def test_a_process_serves_one_call_after_another(workers: Workers) -> None:
    assert await workers.run(os.getpid) == await workers.run(os.getpid) != os.getpid()


async def test_an_exception_arrives_as_it_was_raised(workers: Workers) -> None:
    with pytest.raises(FeedError, match="HTML page"):
        await workers.run(read_document, b"<html></html>", "text/html", "http://feeds.example/")


async def test_a_call_that_outlasts_its_budget_is_killed() -> None:
    async with Workers(most=1) as workers:
        pid = await workers.run(os.getpid)
        workers.budget_s = 0.2
        with pytest.raises(OverBudgetError, match="takes more than 0.2 s to read"):
            await workers.run(signal.pause)
        assert is_gone(pid)
        workers.budget_s = BUDGET_S
        assert await workers.run(os.getpid) != pid


async def test_a_call_that_computes_for_longer_than_its_budget_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "PATIENCE", 3000)
    async with Workers(budget_s=0.2, most=1) as workers:
        pid = await workers.run(os.getpid)
        with pytest.raises(OverBudgetError, match="takes more than 0.2 s to read"):
            await workers.run(sum, range(10**12))
        assert is_gone(pid)


async def test_a_budget_is_of_processor_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "PATIENCE", 3000)
    async with Workers(budget_s=0.5, most=1) as workers:
        await workers.run(time.sleep, 0.6)


async def test_modules_are_imported_before_the_first_call() -> None:
    async with Workers(modules=("colorsys",), most=1) as workers:
        assert "colorsys" in await workers.run(eval, MODULES)


def test_larger_documents_may_take_more_memory() -> None:
    assert [memory_for(max_bytes) for max_bytes in (1_000_000, 5_000_000, 20_000_000)] == [72, 72, 288]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space of a process")
async def test_memory_is_limited() -> None:
    async with Workers(memory_mb=256, most=1) as workers:
        with pytest.raises(OverBudgetError, match="takes more than 256 MB of memory"):
            await workers.run(bytearray, 1 << 29)
        assert await workers.run(len, b"abc") == 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space of a process")
async def test_the_limit_counts_from_what_a_process_has_at_its_start() -> None:
    async with Workers(memory_mb=40, most=1) as workers:
        assert await workers.run(eval, "len(b'x' * (30 << 20))") == 30 << 20


async def test_a_process_that_keeps_much_memory_is_replaced() -> None:
    async with Workers(most=1) as workers:
        pid = await workers.run(os.getpid)
        await workers.run(eval, "setattr(__import__('builtins'), 'kept', b'x' * (30 << 20))")
        assert await workers.run(os.getpid) != pid


async def test_a_process_that_crashes_is_replaced(workers: Workers) -> None:
    with pytest.raises(OverBudgetError, match="crashes its reader"):
        await workers.run(os.abort)
    assert await workers.run(len, b"abc") == 3


async def test_what_is_printed_disturbs_neither_the_answers_nor_the_log(
    workers: Workers, capfd: pytest.CaptureFixture[str]
) -> None:
    await workers.run(print, "from a library")
    await workers.run(os.write, 2, b"a complaint")
    assert await workers.run(len, b"abc") == 3
    assert capfd.readouterr() == ("", "")


async def test_a_worker_knows_neither_the_database_nor_telegram(workers: Workers) -> None:
    await workers.run(read_document, FEED, "application/xml", "http://feeds.example/")
    await workers.run(read_page, b"<p>Bridge opens</p>", "http://feeds.example/1", Announced("a", "b", "c"))
    loaded: list[str] = await workers.run(eval, MODULES)
    assert not {"telegram", "sqlalchemy", "aiohttp", "storage", "handlers"} & {
        name.partition(".")[0] for name in loaded
    }


async def test_a_worker_is_not_given_our_secrets(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_TELEGRAM__TOKEN", "12345:secret")
    monkeypatch.setenv("SITREP_TEST_ONLY", "x")
    assert await workers.run(os.getenv, "SITREP_TELEGRAM__TOKEN") is None
    assert await workers.run(os.getenv, "PATH") == os.environ["PATH"]


async def test_a_cancelled_call_ends_its_process(workers: Workers) -> None:
    pid = await workers.run(os.getpid)
    call = asyncio.create_task(workers.run(signal.pause))
    await _taken(workers)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert await workers.run(os.getpid) != pid
    await workers.close()
    assert is_gone(pid)


async def test_closing_leaves_no_process_behind() -> None:
    workers = Workers(most=2)
    pids = await asyncio.gather(workers.run(os.getpid), workers.run(os.getpid))
    await workers.close()
    assert all(map(is_gone, pids))


async def test_closing_ends_a_call_in_flight() -> None:
    workers = Workers(most=1)
    call = asyncio.create_task(workers.run(signal.pause))
    await _taken(workers)
    await workers.close()
    with pytest.raises(OverBudgetError):
        await call


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for a process that is not its child")
def test_a_worker_ends_with_the_program_that_is_killed() -> None:
    script = (
        "import asyncio, os\n"
        "from bot.workers.pool import Workers\n"
        "async def main():\n"
        "    print(await Workers().run(os.getpid), flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    try:
        ended = os.pidfd_open(int(done.stdout))
    except ProcessLookupError:
        return
    assert select.select([ended], [], [], 10)[0]
    os.close(ended)
