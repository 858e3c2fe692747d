"""`sitrep poll` and `sitrep deliver`: run the stations once, then print a table or a summary."""

import asyncio
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.cli.table import show_table
from bot.clock import utc_now
from bot.config.settings import Settings
from bot.delivery.station import DeliverReport
from bot.desk import configuration
from bot.desk.opening import make_fetcher, make_robots, open_database, open_writer
from bot.desk.stations import Stations, make_stations, spare_collector
from bot.errors import SitrepError
from bot.http.fetch import Fetcher
from bot.polling.report import PollReport
from bot.triage.station import TriageReport
from storage import polls
from storage.database import Database

LINGER_S = 60.0
"""`sitrep deliver` waits for rows due within this many seconds: Telegram's pace holds them, no schedule."""
PAGE_ROUNDS = 100
"""Rounds of reading pages, at most; the next run reads the rest."""
_STILL_QUEUED = "Queued messages stay queued: run this command again"
SHOWN_FEEDS = 40
"""Feeds in the table, at most; those that failed or have news come first."""


async def poll_once(settings: Settings, *, freely: bool = False) -> None:
    """Poll every due feed once, triage the articles, queue alerts, and print the results.

    The configuration is applied to a database that has none, or `freely`, whatever it removes. Raises
    SitrepError at the end if every feed failed, and the last poll of no other feed went well.

    SIGTERM ends it early, as Ctrl-C does: what was polled is stored, the other feeds stay due. It then raises
    SystemExit(143).
    """
    with _ended_by_sigterm():
        async with (
            open_database(settings) as database,
            make_fetcher(settings) as fetcher,
            open_writer(settings, database) as writer,
        ):
            if freely:
                await configuration.apply(database, settings, utc_now, freely=True)
            else:
                await configuration.apply_if_new(database, settings, utc_now)
            await database.expect_answers()
            stations = make_stations(settings, database, utc_now, writer)
            spare_collector()
            try:
                polled, triaged = await _poll(settings, stations, fetcher)
                fails = 0 < len(polled.feeds) == polled.failed and not await _any_works(database)
            finally:
                await stations.close()
    if polled.feeds:
        show_polled(polled, utc_now())
    print(_summary(polled, triaged))
    if fails:
        raise SitrepError(f"no feed can be polled: {polled.feeds[0].error}")


async def _any_works(database: Database) -> bool:
    async with database.reading() as connection:
        return await polls.any_works(connection)


async def _poll(settings: Settings, stations: Stations, fetcher: Fetcher) -> tuple[PollReport, TriageReport]:
    """Poll, triage, read pages, and triage again the articles that waited for theirs."""
    with _progress("polling") as progress:
        polled = await stations.poll(fetcher)
        progress.update(progress.task_ids[0], description="triage")
        triaged = await stations.triage()
        progress.update(progress.task_ids[0], description="reading pages")
        reader = stations.page_reader(fetcher, make_robots(settings, fetcher))
        for _ in range(PAGE_ROUNDS):
            if not await stations.pages_wanted():
                break
            await reader.run()
        await reader.close()
        triaged += await stations.triage()
    return polled, triaged


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """At SIGTERM, cancel the work of the block, say so, and exit with the status of that signal.

    Does nothing outside the main thread, which alone receives signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop, task, asked = asyncio.get_running_loop(), asyncio.current_task(), asyncio.Event()
    assert task is not None, "this runs in a task"

    def end() -> None:
        asked.set()
        task.cancel()

    loop.add_signal_handler(signal.SIGTERM, end)
    try:
        yield
    except asyncio.CancelledError:
        if not asked.is_set():
            raise
        print("stopped; what was polled is stored, and the next run polls the other feeds", file=sys.stderr)
        sys.exit(128 + signal.SIGTERM)
    finally:
        loop.remove_signal_handler(signal.SIGTERM)


async def deliver_once(settings: Settings, patience_s: float = LINGER_S) -> None:
    """Send what is due until the outbox is empty or everything left is scheduled for later.

    Raises SitrepError where Telegram cannot be reached within `patience_s` seconds, or the database fails on
    the way; nothing is lost then.
    """
    # Imported here because polling does not need Telegram, which takes 30 MB.
    from bot.desk.app import make_desk
    from bot.desk.leases import Lease
    from bot.desk.post import LEASE
    from bot.desk.process import stop_at_signals
    from bot.desk.telegram import open_telegram, require_token

    require_token(settings)
    stop = stop_at_signals()
    async with open_database(settings) as database:
        await database.expect_answers()
        desk = make_desk(settings, database, utc_now)
        loop = asyncio.get_running_loop()
        patience = loop.call_later(patience_s, stop.set)
        async with open_telegram(settings, desk, stop) as application:
            if stop.is_set() and loop.time() >= patience.when():
                address = settings.telegram.api_url
                raise SitrepError(f"cannot reach {address}; check the network. {_STILL_QUEUED}")
            if stop.is_set():
                return
            patience.cancel()
            stations = make_stations(settings, database, utc_now)
            lease = Lease(database, LEASE, stations.memory.holder, utc_now, "delivers")
            async with lease.kept() as held:
                if not held:
                    print("another process delivers; nothing to do here")
                    return
                if lease.after_the_dead:
                    await stations.reclaim()
                deliver = await stations.delivery(application.bot, stop, allowed=lease.held.is_set)
                with _progress("sending"):
                    report = await deliver(LINGER_S)
    _show_delivered(report)


def _show_delivered(report: DeliverReport) -> None:
    """Print what was sent. Raises SitrepError where the rest could not be."""
    later = f"; the next message is due at {report.next_at:%Y-%m-%d %H:%M:%S} UTC" if report.next_at else ""
    print(f"{report.sent} sent, {report.held} held, {report.given_up} given up{later}")
    if report.trouble:
        raise SitrepError(f"{report.trouble}. {_STILL_QUEUED}")


def show_polled(report: PollReport, now: datetime) -> None:
    """Print a row per feed: those that failed first, then those with news."""
    rows = []
    ordered = sorted(report.feeds, key=lambda feed: (feed.error is None, -feed.new))
    for feed in ordered[:SHOWN_FEEDS]:
        due = "never" if feed.next_due_at is None else _in(feed.next_due_at - now)
        note = feed.error or ("first poll: existing entries do not trigger alerts" if feed.baseline else "")
        status = str(feed.status) if feed.status else "none"
        rows.append((feed.publisher, feed.url, status, str(feed.entries), str(feed.new), due, note))
    show_table(("publisher", "feed", "status", "entries", "new", "next poll", "note"), rows)


def _summary(polled: PollReport, triaged: TriageReport) -> str:
    hidden = max(0, len(polled.feeds) - SHOWN_FEEDS)
    more = f" ({hidden} of them not shown)" if hidden else ""
    return (
        f"{len(polled.feeds)} feeds polled{more}, {polled.failed} failed, {polled.new} new articles; "
        f"{polled.off_topic + triaged.articles} triaged, {triaged.matched} about a topic, "
        f"{triaged.announcements.queued} messages queued"
    )


def _in(wait: timedelta) -> str:
    """ "in 4 min"."""
    minutes = wait.total_seconds() / 60
    return f"in {minutes:.0f} min" if minutes < 120 else f"in {minutes / 60:.0f} h"


def _progress(description: str) -> Progress:
    """A spinner with the elapsed time; nothing where standard error is not a terminal."""
    console = Console(stderr=True)
    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    progress.add_task(description, total=None)
    return progress
