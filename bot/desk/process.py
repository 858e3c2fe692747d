"""`sitrep run` as a process: what signals do to it, and a configuration that is read again."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from bot.clock import utc_now
from bot.config.settings import Settings
from bot.desk import configuration
from bot.desk.app import run
from bot.desk.opening import open_database
from bot.errors import ConfigError, OutageError, SitrepError
from storage import faults

log = logging.getLogger(__name__)

DATABASE_WAIT_S = 5.0
"""Between two attempts to reach the database server at the start."""
LEAVE_WITHIN_S = 9.5


async def run_until_stopped(
    load: Callable[[], Settings], roles: Sequence[str], *, freely: bool = False
) -> None:
    """`bot.desk.app.run` until SIGINT or SIGTERM; at SIGHUP, again with the settings that `load` then gives.

    `freely`: apply the configuration whatever it removes, and whatever the roles. Raises ConfigError and
    StorageError like `run` and `load`.
    """
    stop = stop_at_signals()
    hangup = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, hangup.set)
    settings: Settings | None = load()
    while settings is not None:
        ended = asyncio.Event()
        watcher = asyncio.create_task(_next_settings(load, stop, hangup, ended))
        try:
            await _run(settings, roles, ended, freely=freely)
        except BaseException:
            watcher.cancel()
            raise
        settings, freely = await watcher, False


async def _run(settings: Settings, roles: Sequence[str], stop: asyncio.Event, *, freely: bool) -> None:
    """`run`, started again and again while the database server is not there."""
    told = None
    while not stop.is_set():
        try:
            await run(settings, roles, stop, freely=freely)
            return
        except Exception as error:
            if not isinstance(error, OutageError) and not faults.is_outage(error):
                raise
            problem = str(error) if isinstance(error, OutageError) else faults.cause(error)
        if problem != told:
            log.warning("%s; tried again every %.0f s", problem, DATABASE_WAIT_S)
            told = problem
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), DATABASE_WAIT_S)


async def _next_settings(
    load: Callable[[], Settings], stop: asyncio.Event, hangup: asyncio.Event, ended: asyncio.Event
) -> Settings | None:
    """Set `ended` once the process is to stop (None) or to go on with new settings, which are returned."""
    try:
        while True:
            waits = [asyncio.create_task(event.wait()) for event in (stop, hangup)]
            try:
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for wait in waits:
                    wait.cancel()
            if stop.is_set():
                return None
            hangup.clear()
            settings = await reload(load)
            if settings is not None:
                return settings
    finally:
        ended.set()


async def reload(load: Callable[[], Settings]) -> Settings | None:
    """The configuration as `load` gives it now; None, with the reasons in the log, if it cannot be used."""
    try:
        settings = load()
        async with open_database(settings) as database:
            await configuration.refuse_to_destroy(database, settings, utc_now)
    except Exception as error:
        if not isinstance(error, SitrepError) and not faults.is_outage(error):
            raise
        for problem in _problems(error):
            log.error("%s", problem)
        log.error("the configuration stays as it was")
        return None
    log.info("reading the configuration again")
    return settings


def _problems(error: Exception) -> Sequence[str]:
    if isinstance(error, ConfigError):
        return error.problems
    return [str(error) if isinstance(error, SitrepError) else faults.cause(error)]


def stop_at_signals() -> asyncio.Event:
    """An event that SIGINT and SIGTERM set instead of ending the process."""
    stop = asyncio.Event()

    def end() -> None:
        stop.set()
        _leave_in_time()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end)
    return stop


def _leave_in_time() -> None:
    """End the process after `LEAVE_WITHIN_S`, whatever hangs: even `kill -9` would lose nothing."""

    def leave() -> None:
        log.warning("something in flight did not end in time; it is done again at the next start")
        os._exit(1)

    timer = threading.Timer(LEAVE_WITHIN_S, leave)
    timer.daemon = True
    timer.start()
