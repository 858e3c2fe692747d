"""A running Sitrep is seen from outside, and so is its end."""

import asyncio
import signal
import socket
from pathlib import Path

import aiohttp

from bot.demo.standin.server import PATIENCE_S, BotApi
from tests.whole.test_run import configure, log_line, said, sitrep


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


async def test_it_tells_systemd_prometheus_and_whoever_asks_that_it_is_well(tmp_path: Path) -> None:
    configure(tmp_path, "http://127.0.0.1:1/feed")
    systemd = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    systemd.bind(str(tmp_path / "notify"))
    systemd.settimeout(PATIENCE_S)
    listen = f"127.0.0.1:{free_port()}"
    async with BotApi() as api:
        settings = {
            "SITREP_TELEGRAM__TOKEN": api.token,
            "SITREP_TELEGRAM__API_URL": api.url,
            "SITREP_HEALTH__LISTEN": listen,
            "NOTIFY_SOCKET": str(tmp_path / "notify"),
        }
        process = await sitrep(tmp_path, "run", **settings)
        await log_line(process, "sitrep is running")
        assert await asyncio.to_thread(systemd.recv, 100) == b"READY=1"
        assert await asyncio.to_thread(systemd.recv, 100) == b"WATCHDOG=1"
        await api.wait_for(lambda: api.counts["getUpdates"])
        async with aiohttp.ClientSession() as session, session.get(f"http://{listen}/metrics") as answer:
            text = await answer.text()
        for role in ("commands", "poll", "triage", "deliver"):
            assert f'sitrep_role_silence_seconds{{role="{role}"}}' in text
        status, out, _ = await said(await sitrep(tmp_path, "health", "--here", **settings))
        assert status == 0
        assert '"ok": true' in out
        process.send_signal(signal.SIGTERM)
        assert (await said(process))[0] == 0
        assert b"STOPPING=1" in {await asyncio.to_thread(systemd.recv, 100)}
    status, _, err = await said(await sitrep(tmp_path, "health", "--here", **settings))
    assert status == 1
    assert "nothing answers" in err
    systemd.close()
