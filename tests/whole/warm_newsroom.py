"""For a server that forks processes: with this imported, none compiles rules or loads tables anew."""

import asyncio
import tempfile
from datetime import UTC, datetime

from bot.demo.standin.server import BotApi
from tests.whole.newsroom import Clock, FeedServer, follow, make_settings, rss, running


async def _work_once() -> None:
    """Poll, triage and deliver an alert."""
    clock, server = Clock(datetime(2026, 5, 5, 12, tzinfo=UTC)), FeedServer()
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi() as api, server.serving():
            feed = {"url": f"{server.url}/feed", "publisher": "Post"}
            settings = make_settings(api, f"sqlite:///{folder}/warm.db", [feed], {"raqqa": "raqqa"})
            api.add_chat(1)
            async with running(settings, clock) as sitrep:
                await follow(sitrep.database, 1, "raqqa", now=clock.now)
                for guid in ("old", "new"):
                    report = (
                        guid,
                        f"Fire in Raqqa kills {len(guid)}",
                        f"The {guid} bridge burned on Monday.",
                    )
                    server.documents["feed"] = rss(report, published=clock.now)
                    await sitrep.tick()
                    clock.move(hours=1)


asyncio.run(_work_once())
