"""/healthz and /metrics, and what systemd is told."""

import socket
from pathlib import Path

import aiohttp
import pytest

from bot.health.server import served
from bot.health.systemd import notify
from bot.health.vitals import Vitals


async def test_healthz_fails_once_a_role_stands_still() -> None:
    now = [0.0]
    vitals = Vitals(["poll", "triage"], lambda: now[0])
    async with served(vitals, "127.0.0.1:0", 300) as url, aiohttp.ClientSession() as session:
        vitals.worked("poll")
        now[0] = 250.0
        vitals.worked("triage")
        async with session.get(f"{url}/healthz") as answer:
            assert (answer.status, (await answer.json())["ok"]) == (200, True)
        now[0] = 301.0
        async with session.get(f"{url}/healthz") as answer:
            body = await answer.json()
        assert (answer.status, body["late"]) == (503, ["poll"])
        assert body["seconds"] == {"poll": 301.0, "triage": 51.0}
        async with session.get(f"{url}/metrics") as answer:
            assert answer.content_type == "text/plain"
            assert 'sitrep_role_silence_seconds{role="poll"} 301.0' in await answer.text()


async def test_a_second_process_finds_the_port_taken_and_works(caplog: pytest.LogCaptureFixture) -> None:
    async with served(Vitals(["poll"]), "127.0.0.1:0", 300) as url:
        assert url is not None
        async with served(Vitals(["poll"]), url.removeprefix("http://"), 300) as other:
            assert other is None
    assert "no metrics of this process" in caplog.text
    async with served(Vitals(["poll"]), "", 300) as nowhere:
        assert nowhere is None


def test_systemd_is_told_where_it_listens(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        notify("READY=1", {"NOTIFY_SOCKET": str(tmp_path / "notify")})
        assert systemd.recv(100) == b"READY=1"
        notify("READY=1", {})
        with pytest.raises(BlockingIOError):
            systemd.recv(100)
