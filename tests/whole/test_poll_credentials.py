"""A feed behind a password, through every command: its password is used, and never shown."""

import asyncio
import base64
import io
import json
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.demo.standin.server import PATIENCE_S
from bot.feeds import opml
from bot.model import Feed
from tests.feed_host import Answer, FeedHost, Request, feed_host, item, rss

PASSWORD = "s3c@ret"
BASIC = "Basic " + base64.b64encode(f"me:{PASSWORD}".encode()).decode()


def _locked(answer: Answer) -> object:
    async def serve(request: Request, writer: asyncio.StreamWriter) -> None:
        known = request.headers.get("authorization") == BASIC
        writer.write((answer if known else Answer(status=401)).raw())

    return serve


@pytest.fixture
async def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FeedHost]:
    monkeypatch.chdir(tmp_path)
    page = b'<html><link rel="alternate" type="application/rss+xml" href="/feed"></html>'
    entry = item(1).replace("https://testland.example", "")
    async with feed_host() as made:
        made.answers["/feed"] = _locked(Answer(rss(entry)))  # type: ignore[assignment]
        made.answers["/page"] = _locked(Answer(page, headers={"Content-Type": "text/html"}))  # type: ignore[assignment]
        (tmp_path / "config.toml").write_text('[poll]\nallow_private_hosts = true\nper_host_gap = "0s"\n')
        yield made


async def _sitrep(*arguments: str) -> tuple[int, str]:
    """Exit status and everything said, by the console script itself in a thread of its own."""
    output, status = io.StringIO(), 0

    def work() -> None:
        nonlocal status
        try:
            main()
        except SystemExit as left:
            status = int(left.code or 0)

    sys.argv = ["sitrep", *arguments]
    with redirect_stdout(output), redirect_stderr(output):
        await asyncio.wait_for(asyncio.to_thread(work), PATIENCE_S)
    return status, output.getvalue()


@pytest.fixture(autouse=True)
def logging_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "argv", sys.argv)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


async def test_no_command_shows_it(host: FeedHost, tmp_path: Path) -> None:
    page = host.url.replace("//", f"//me:{PASSWORD}@") + "/page"
    heard = []
    for arguments in (
        ("feeds", "discover", page),
        ("feeds", "add", "--yes", page),
        ("feeds", "list"),
        ("-v", "--log-format", "json", "poll"),
        ("feeds", "export"),
        ("feeds", "remove", host.url + "/feed"),
    ):
        status, output = await _sitrep(*arguments)
        assert status == 0, output
        assert "ret" not in output.replace("retry", "").replace("return", ""), output
        heard.append(output)
    assert host.url + "/feed" in heard[1]
    assert "1 new articles" in heard[3]
    assert [feed.url for feed in opml.read(heard[4]).feeds] == [host.url + "/feed"]
    host.answers["/feed"] = Answer(status=500)
    config = (
        tmp_path / "config.toml"
    ).read_text() + f"[[feeds]]\nurl = {json.dumps(page)}\npublisher = 'P'\n"
    (tmp_path / "config.toml").write_text(config)
    status, output = await _sitrep("check")
    assert (status, PASSWORD in output, "ret@" in output) == (1, False, False)
    status, output = await _sitrep("feeds", "add", page.replace("/page", "/feed"))
    assert (status, PASSWORD in output, "ret@" in output) == (1, False, False), output


def test_opml_takes_no_password_along_and_whatever_titles_hold() -> None:
    feed = Feed(1, f"https://me:{PASSWORD}@testland.example/f", "Test\x08land", "en", "\ufffeNews\0")
    (read,) = opml.read(opml.write([feed])).feeds
    assert (read.url, read.publisher, read.title) == ("https://testland.example/f", "Testland", "News")


KEYED = "https://testland.example/f?page=2&apikey=k3y-of-mine"


def test_opml_takes_no_key_along_unless_told_to() -> None:
    feed = Feed(1, KEYED, "Testland", "en", "News")
    assert [one.url for one in opml.read(opml.write([feed])).feeds] == [
        "https://testland.example/f?page=2&apikey=***"
    ]
    assert [one.url for one in opml.read(opml.write([feed], with_passwords=True)).feeds] == [KEYED]


async def test_no_command_repeats_a_key_or_a_password_without_a_scheme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outline = f'<outline type="rss" text="T" xmlUrl="{KEYED.replace("&", "&amp;")}" publisher="T"/>'
    (tmp_path / "list.opml").write_text(f"<opml version='2.0'><body>{outline}</body></opml>")
    (tmp_path / "config.toml").write_text("")
    said = [
        await _sitrep("feeds", "import", "list.opml"),
        await _sitrep("feeds", "list"),
        await _sitrep("feeds", "export"),
        await _sitrep("feeds", "remove", KEYED + "x"),
        await _sitrep("feeds", "add", f"me:{PASSWORD}@127.0.0.1:1/feed"),
    ]
    (tmp_path / "config.toml").write_text(f"[[feeds]]\nurl = 'me:{PASSWORD}@a.example/f'\npublisher = 'P'\n")
    said += [await _sitrep("check"), await _sitrep("poll")]
    for _, output in said:
        assert "k3y" not in output
        assert PASSWORD not in output
    assert "apikey=***" in said[1][1]
    assert "addresses without their password or key: 1" in said[2][1]
    assert "a.example/f" in said[5][1]
    (tmp_path / "config.toml").write_text("")
    assert "k3y-of-mine" in (await _sitrep("feeds", "export", "--with-passwords"))[1]
