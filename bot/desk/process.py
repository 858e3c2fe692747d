"""`sitrep run` as a process: what signals do to it, and a configuration that is read again."""

import asyncio
import logging
import signal
from collections.abc import Callable, Sequence

from bot.clock import utc_now
from bot.config.settings import Settings
from bot.desk import configuration
from bot.desk.app import run
from bot.desk.opening import open_database
from bot.errors import ConfigError, SitrepError

log = logging.getLogger(__name__)


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
            await run(settings, roles, ended, freely=freely)
        except BaseException:
            watcher.cancel()
            raise
        settings, freely = await watcher, False


async def _next_settings(
    load: Callable[[], Settings], stop: asyncio.Event, hangup: asyncio.Event, ended: asyncio.Event
) -> Settings | None:
    """Set `ended` when the process stops (None) or shall go on with new settings, which are returned."""
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
            settings = await _reload(load)
            if settings is not None:
                return settings
    finally:
        ended.set()


async def _reload(load: Callable[[], Settings]) -> Settings | None:
    """The configuration as it is now; None, with the reasons in the log, where it cannot be used."""
    try:
        settings = load()
        async with open_database(settings) as database:
            await configuration.refuse_to_destroy(database, settings, utc_now)
    except SitrepError as error:
        for problem in error.problems if isinstance(error, ConfigError) else [str(error)]:
            log.error("%s", problem)
        log.error("the configuration stays as it was")
        return None
    log.info("reading the configuration again")
    return settings


def stop_at_signals() -> asyncio.Event:
    """An event that SIGINT and SIGTERM set instead of ending the process."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
