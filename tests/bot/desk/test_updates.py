"""Updates are read by the process that holds the lease; signals and outages are in `tests/whole`."""

import asyncio

import pytest

from bot.clock import utc_now
from bot.demo.standin.server import BotApi
from bot.desk.app import make_desk
from bot.desk.leases import Lease
from bot.desk.telegram import open_telegram, stop_handlers
from bot.desk.updates import Updates
from storage.database import Database
from tests.whole.newsroom import make_settings


async def test_an_update_that_cannot_be_parsed_keeps_no_other_from_being_read(
    sqlite_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    stop = asyncio.Event()
    async with BotApi() as api:
        settings = make_settings(api, "sqlite://", [], {"raqqa": "raqqa"})
        desk = make_desk(settings, sqlite_database, utc_now)
        lease = Lease(sqlite_database, "commands", "me", utc_now, "answers commands")
        await lease.keep()
        api.add_chat(1)
        api.user_sends(1, "/help")
        api.state.updates.push("message", {"message_id": 1, "date": 10**15, "chat": {"id": 1}})
        api.user_sends(1, "/topics")
        async with open_telegram(settings, desk, stop) as application:
            await application.start()
            reading = asyncio.create_task(Updates(application, lease, lambda: None).run(stop))
            await api.wait_for(lambda: len(api.messages(1)) == 2 or reading.done())
            stop.set()
            await reading
            await stop_handlers(application)
            await desk.answers.close()
        assert len(api.messages(1)) == 2
        assert api.state.updates.pending == 0
    assert sum("cannot be read; it is dropped" in line for line in caplog.messages) == 1
