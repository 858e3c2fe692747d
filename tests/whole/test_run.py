"""`sitrep` as a process: it starts, works, stops in time, and says nothing that it should not."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.cli.once import deliver_once
from bot.clock import utc_now
from bot.config.settings import DatabaseSettings, Settings, TelegramSettings
from bot.demo.standin.server import PATIENCE_S, BotApi
from bot.errors import SitrepError
from storage import chats, outbox, schema
from tests.whole.newsroom import FeedServer

ROOT = Path(__file__).resolve().parents[2]


def environment(tmp_path: Path, **values: str) -> Mapping[str, str]:
    """The environment of a process, with a database of its own and none of the caller's settings."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("SITREP_")}
    return clean | {
        "PYTHONPATH": str(ROOT),
        "SITREP_DATABASE__URL": f"sqlite:///{tmp_path / 'run.db'}",
        "SITREP_POLL__ALLOW_PRIVATE_HOSTS": "true",
        "SITREP_HEALTH__LISTEN": "",
        **values,
    }


async def sitrep(tmp_path: Path, *arguments: str, **values: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=tmp_path,
        env=environment(tmp_path, **values),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def said(process: asyncio.subprocess.Process) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a process that ends."""
    out, err = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


def configure(tmp_path: Path, feed_url: str) -> None:
    (tmp_path / "config.toml").write_text(
        f'[[feeds]]\nurl = "{feed_url}"\npublisher = "Post"\n'
        '[[topics]]\nid = "raqqa"\nname = "Raqqa"\nquery = "raqqa"\n'
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_runs_stops_at_a_signal_and_never_tells_its_token(
    tmp_path: Path, number: signal.Signals
) -> None:
    server = FeedServer()
    async with BotApi() as api, server.serving():
        configure(tmp_path, f"{server.url}/missing")
        process = await sitrep(
            tmp_path,
            "--log-format",
            "json",
            "--verbose",
            "run",
            SITREP_TELEGRAM__TOKEN=api.token,
            SITREP_TELEGRAM__API_URL=api.url,
        )
        api.add_chat(1)
        api.user_sends(1, "/start")
        await api.wait_for(lambda: api.messages(1))
        process.send_signal(number)
        status, out, err = await said(process)
    assert (status, out) == (0, "")
    assert api.token not in err
    assert api.token.split(":")[1] not in err
    assert "Traceback" not in err
    lines = [json.loads(line) for line in err.splitlines()]
    assert any("feed failed" in line["message"] and "missing" in line["message"] for line in lines)


async def test_a_token_that_telegram_does_not_know_is_one_line_too(tmp_path: Path) -> None:
    configure(tmp_path, "http://127.0.0.1:1/feed")
    async with BotApi() as api:
        process = await sitrep(
            tmp_path,
            "run",
            SITREP_TELEGRAM__TOKEN="1234567:obviously-not-a-real-token-0000000",
            SITREP_TELEGRAM__API_URL=api.url,
        )
        status, _, err = await said(process)
    assert status == 2
    assert "@BotFather" in err.splitlines()[-1]
    assert "obviously" not in err


async def test_poll_and_deliver_once(tmp_path: Path) -> None:
    server = FeedServer()
    async with BotApi() as api, server.serving():
        configure(tmp_path, f"{server.url}/missing")
        status, out, _ = await said(await sitrep(tmp_path, "poll"))
        assert status == 1  # no feed can be polled
        assert "Post" in out
        assert "1 failed" in out
        status, out, _ = await said(await sitrep(tmp_path, "poll"))
        assert "0 feeds polled" in out
        tokens = {"SITREP_TELEGRAM__TOKEN": api.token, "SITREP_TELEGRAM__API_URL": api.url}
        status, out, _ = await said(await sitrep(tmp_path, "deliver", **tokens))
        assert (status, out) == (0, "0 sent, 0 held, 0 given up\n")


async def test_delivering_once_does_not_wait_for_telegram_for_ever(tmp_path: Path) -> None:
    closed = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{closed.sockets[0].getsockname()[1]}"
    closed.close()
    database = DatabaseSettings(url=f"sqlite:///{tmp_path / 'run.db'}")
    telegram = TelegramSettings(token=SecretStr("1234567:obviously-not-a-real-token-0000000"), api_url=url)
    with pytest.raises(SitrepError, match=rf"cannot reach {url}.*stay queued"):
        await deliver_once(Settings(database=database, telegram=telegram), patience_s=0.05)


async def test_delivering_once_fails_where_the_database_does(tmp_path: Path) -> None:
    settings = DatabaseSettings(url=f"sqlite:///{tmp_path / 'run.db'}")
    async with schema.connect(settings.url) as database, database.transaction() as connection:
        chat = await chats.register(connection, 1, None, "private", "Ann", utc_now())
        await outbox.enqueue_notice(connection, chat.id, "hello", utc_now())
        await connection.execute(text("ALTER TABLE subscriptions RENAME TO lost"))
    async with BotApi() as api:
        telegram = TelegramSettings(token=SecretStr(api.token), api_url=api.url)
        with pytest.raises(SitrepError, match=r"no such table: subscriptions\. Queued messages stay queued"):
            await deliver_once(Settings(database=settings, telegram=telegram))


async def test_check_says_of_everything_whether_it_works(tmp_path: Path) -> None:
    server = FeedServer()
    async with BotApi() as api, server.serving():
        configure(tmp_path, f"{server.url}/missing")
        tokens = {"SITREP_TELEGRAM__TOKEN": api.token, "SITREP_TELEGRAM__API_URL": api.url, "COLUMNS": "200"}
        status, out, _ = await said(await sitrep(tmp_path, "check", **tokens))
    assert status == 1
    lines = [line.split()[:2] for line in out.splitlines()]
    assert [line for line in lines if line[0] in ("ok", "FAILED")] == [
        ["ok", "configuration"],
        ["ok", "database"],
        ["ok", "token"],
        ["FAILED", "Post"],
    ]
    assert not (tmp_path / "run.db").exists()


async def test_hangup_reads_the_configuration_again_and_keeps_it_where_it_is_wrong(tmp_path: Path) -> None:
    def follow(*topic_ids: str) -> None:
        (tmp_path / "config.toml").write_text(
            "".join(f'[[topics]]\nid = "{name}"\nname = "{name} news"\nquery = "x"\n' for name in topic_ids)
        )

    async with BotApi() as api:
        follow("dams")
        tokens = {"SITREP_TELEGRAM__TOKEN": api.token, "SITREP_TELEGRAM__API_URL": api.url}
        process = await sitrep(tmp_path, "run", **tokens)
        await log_line(process, "sitrep is running")
        follow()  # would remove the only topic
        process.send_signal(signal.SIGHUP)
        await log_line(process, "would remove 1 of 1 topics (dams)")
        await log_line(process, "the configuration stays as it was")
        follow("dams", "not valid")
        process.send_signal(signal.SIGHUP)
        await log_line(process, "must have 1 to 32 lowercase letters")
        follow("dams", "ports")
        process.send_signal(signal.SIGHUP)
        await log_line(process, "topics: 1 added (ports)")
        await log_line(process, "sitrep is running")
        api.add_chat(1)
        api.user_sends(1, "/topics")
        await api.wait_for(lambda: "ports news" in str(api.messages(1)))
        process.send_signal(signal.SIGTERM)
        assert (await said(process))[0] == 0


async def log_line(process: asyncio.subprocess.Process, words: str) -> str:
    """The next line of a process's log that holds `words`."""
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE_S):
        async for line in process.stderr:
            if words in line.decode():
                return line.decode()
    raise AssertionError(f"the log ended without {words!r}")
