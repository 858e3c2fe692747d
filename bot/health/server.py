"""`/healthz` and `/metrics` of one process, on `[health] listen`."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.health.vitals import Vitals

log = logging.getLogger(__name__)


@asynccontextmanager
async def served(vitals: Vitals, listen: str, max_age_s: float) -> AsyncIterator[str | None]:
    """Serve during the block; yields the address, None where `listen` ("host:port") is empty or taken.

    `/healthz` answers 503 once a role of this process has not worked for `max_age_s`. A second process on
    the machine finds the port taken; that is logged, and no reason not to work.
    """
    host, _, port = listen.rpartition(":")
    if not port:
        yield None
        return
    runner = web.AppRunner(_application(vitals, max_age_s), access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host.strip("[]") or None, int(port)).start()
        except OSError as error:
            log.warning(
                "health.listen: cannot listen on %s (%s); no metrics of this process", listen, error.strerror
            )
            yield None
            return
        bound = runner.addresses[0]
        yield f"http://{bound[0]}:{bound[1]}"
    finally:
        await runner.cleanup()


def _application(vitals: Vitals, max_age_s: float) -> web.Application:
    async def healthz(_request: web.Request) -> web.Response:
        silence = vitals.silence()
        late = sorted(role for role, seconds in silence.items() if seconds > max_age_s)
        body = {
            "ok": not late,
            "late": late,
            "seconds": {role: round(seconds, 1) for role, seconds in silence.items()},
        }
        return web.json_response(body, status=503 if late else 200)

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=vitals.exposition(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    application = web.Application()
    application.router.add_get("/healthz", healthz)
    application.router.add_get("/metrics", metrics)
    return application
