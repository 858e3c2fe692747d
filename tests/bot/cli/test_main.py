"""The commands of `sitrep` that look after feeds and the database, and how it answers usage errors."""

import asyncio
import logging
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from bot.cli.main import main, sitrep
from bot.cli.table import show_table
from bot.clock import utc_now
from storage import pulses, tables
from storage.database import Database
from tests.stored import add_article

CHECKOUT = Path(__file__).parents[3]
HEAVY = {"asyncio", "sqlalchemy", "aiohttp", "pydantic", "lxml", "rich", "telegram"}
TOKEN = "1234567890:AAF-invented_for_this_test_0123456789"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder with a small configuration; restores logging afterwards."""
    for name in os.environ:
        if name.startswith("SITREP_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_text(
        '[[feeds]]\nurl = "http://127.0.0.1:1/feed"\npublisher = "The [red]Post"\n'
        '[[topics]]\nid = "raqqa"\nname = "Raqqa"\nquery = "raqqa"\n'
    )
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> "ConsoleScript":
    return ConsoleScript(monkeypatch, capsys)


class ConsoleScript:
    """Runs the console script itself: exit status, standard output, standard error."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["sitrep", *arguments])
        status = 0
        try:
            main()
        except SystemExit as left:
            status = int(left.code or 0)
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(sitrep, list(arguments), input=answer)


def commands(group: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command, by the words that call it."""
    listed = run(*group, "--help").output.partition("Commands:\n")[2]
    for name in re.findall(r"^  (\w+) ", listed, re.MULTILINE):
        yield (*group, name)
        yield from commands((*group, name))


def test_every_command_has_help_and_no_summary_is_truncated() -> None:
    listed = list(commands())
    assert len(listed) == 27
    for words in [(), *listed]:
        result = run(*words, "--help")
        assert result.exit_code == 0
        assert "Usage: " in result.output
        assert "\\" not in result.output, f"{words}: what keeps lines apart is shown"
        assert not re.search(r"\.\.\.$", result.output.partition("Options:")[2], re.MULTILINE), words


def test_help_imports_nothing_heavy() -> None:
    script = f"""
import sys
from bot.cli.main import sitrep
for words in {[(), *commands()]}:
    try:
        sitrep.main([*words, "--help"])
    except SystemExit as left:
        assert left.code == 0, words
print(sorted({HEAVY} & sys.modules.keys()))
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=CHECKOUT
    )
    assert ran.stdout.splitlines()[-1] == "[]"


def test_a_mistyped_command_is_answered_with_the_nearest(script: ConsoleScript) -> None:
    status, _, err = script("fcats")
    assert status == 2
    assert "There is no command fcats. Did you mean facts?" in err
    assert "sitrep --help lists all commands" in script("xyzzy")[2]


def test_roles_that_do_not_exist_are_named(script: ConsoleScript) -> None:
    status, _, err = script("run", "--roles", "poll,sing")
    assert status == 2
    assert "sing is not a role; choose from commands, poll, triage, deliver" in err


@pytest.mark.parametrize("command", ["run", "deliver"])
def test_without_a_token_nothing_starts(command: str, script: ConsoleScript) -> None:
    status, _, err = script(command)
    assert status == 2
    assert len(err.splitlines()) == 1
    for words in ("token", "@BotFather", "make demo"):
        assert words in err
    assert not Path("sitrep.db").exists()


def test_wrong_configuration_is_told_whole(script: ConsoleScript, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("config.toml").write_text(
        '[poll]\nevry = "5m"\ntimeout = "soon"\n[alerts]\nper_hour = "many"\n[[feeds]]\nurl = "nowhere"\n'
        '[[topics]]\nid = "x"\nname = "X"\nquery = "(raqqa"\n'
    )
    monkeypatch.setenv("SITREP_DELIVER__PER_SECOND", "0")
    status, _, err = script("run")
    assert status == 2
    for words in (
        "config.toml: poll.evry: is not a valid key; did you mean every?",
        "config.toml: poll.timeout: 'soon' is not a duration",
        "alerts.per_hour",
        "feeds.0.publisher: is missing",
        "feeds.0.url: 'nowhere' is not a web address",
        "topics.0.query",
        "SITREP_DELIVER__PER_SECOND: deliver.per_second",
    ):
        assert words in err, words


def test_a_query_that_cannot_be_read_is_shown_with_its_place(script: ConsoleScript) -> None:
    status, _, err = script("match", "--query", "raqqa (syria", "config.toml")
    assert status == 1
    assert err.splitlines()[:2] == ["raqqa (syria", "      ^"]


def test_inspecting_a_missing_database_creates_none(script: ConsoleScript) -> None:
    for words in (
        ["db", "info"],
        ["db", "backup", "copy.db"],
        ["outbox"],
        ["feeds", "list"],
        ["feeds", "export"],
    ):
        status, out, err = script(*words)
        assert (status, out) == (1, "")
        assert (
            err
            == "sitrep.db does not exist; sitrep run, sitrep poll and sitrep db upgrade create the database\n"
        )
    assert list(Path().glob("*.db")) == []


def test_the_database_is_created_inspected_and_copied(script: ConsoleScript) -> None:
    assert re.fullmatch(r"schema none -> \d+\n", script("db", "upgrade")[1])
    assert re.fullmatch(r"schema \d+: nothing to do\n", script("db", "upgrade")[1])
    info = script("db", "info")[1]
    assert "sqlite:///sitrep.db" in info
    assert re.search(r"^outbox +0 rows$", info, re.MULTILINE)
    status, out, _ = script("db", "backup", "copy.db")
    assert status == 0
    assert out.startswith("copied to copy.db")
    os.environ["SITREP_DATABASE__URL"] = "sqlite:///copy.db"
    try:
        assert script("db", "info")[1] == info.replace("sitrep.db", "copy.db")
    finally:
        del os.environ["SITREP_DATABASE__URL"]
    assert script("db", "backup", "copy.db")[::2] == (1, "copy.db already exists; choose another name\n")
    assert script("db", "backup", "gone/copy.db")[::2] == (1, "there is no folder gone; create it first\n")


def test_a_database_without_a_schema_is_reported_and_left_alone(script: ConsoleScript) -> None:
    Path("sitrep.db").touch()
    status, out, _ = script("db", "info")
    assert status == 0
    assert "schema    none" in out
    assert "sitrep db upgrade" in out


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("sqlite:///bad.db", "bad.db: file is not a database; name another file, or restore a backup"),
        ("sqlite:///gone/x.db", "unable to open database file; check that its folder exists"),
        ("postgresql://me:s3cret@127.0.0.1:1/x", "check [database] url and that the server is running"),
        ("mysql://h/x", "is not a supported database"),
    ],
)  # fmt: skip
def test_a_database_that_cannot_be_used_is_one_line(
    url: str, problem: str, script: ConsoleScript, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("bad.db").write_text("this is no database, however long it is made to be" * 20)
    monkeypatch.setenv("SITREP_DATABASE__URL", url)
    status, out, err = script("feeds", "list")
    assert status in (1, 2)
    assert out == ""
    assert len(err.splitlines()) == 1
    assert problem in err
    assert "s3cret" not in err


def test_check_names_publishers_whose_pages_cannot_be_read(script: ConsoleScript) -> None:
    script("db", "upgrade")

    async def fail_pages() -> None:
        now = utc_now()
        database = Database.open("sqlite:///sitrep.db")
        async with database.transaction() as connection:
            for number in (1, 2, 3):
                await add_article(connection, number, "Fire", published_at=now, story_id=number)
            failed = {"page_state": "failed", "page_problem": "consent wall"}
            await connection.execute(update(tables.articles).values(failed))
        await database.close()

    asyncio.run(fail_pages())
    status, out, _ = script("check")
    assert "pages of Harbour Post cannot be read: consent wall" in " ".join(out.split())
    assert status == 1, "the feed and the token fail, as in any other run of this configuration"


def test_the_outbox_is_empty_at_first_and_names_unknown_ids(script: ConsoleScript) -> None:
    script("db", "upgrade")
    assert script("outbox")[1] == script("outbox", "list")[1] == "outbox: empty\n"
    assert script("outbox", "retry", "all")[1] == "0 due again\n"
    assert "there is no dead letter 5" in script("outbox", "drop", "5")[2]
    assert script("outbox", "retry", "some")[0] == 2
    assert script("outbox", "retry", "9" * 20)[0] == 2
    Path("config.toml").rename("other.toml")
    Path("config.toml").write_text("[database]\nurl = 'sqlite:///nowhere.db'\n")
    for words in (["outbox", "list", "--config", "other.toml"], ["outbox", "--config", "other.toml", "list"]):
        assert script(*words)[1] == "outbox: empty\n"


def test_feeds_go_in_and_out_as_opml(script: ConsoleScript) -> None:
    Path("o.opml").write_text(
        '<opml version="2.0"><body><outline text="Gazette" xmlUrl="https://gazette.example/rss"/>'
        '<outline text="The [red]Post" xmlUrl="http://127.0.0.1:1/feed"/>'
        '<outline text="bad" xmlUrl="nowhere"/></body></opml>'
    )
    status, out, err = script("feeds", "import", "o.opml")
    assert (status, out) == (1, "feeds: 2 added, 0 already known, 0 listed twice\n")
    assert "bad" in err
    out = script("feeds", "list")[1]
    assert "https://gazette.example/rss" in out
    assert "The [red]Post" in out
    exported = script("feeds", "export")[1]
    assert "https://gazette.example/rss" in exported
    assert script("feeds", "remove", "https://gazette.example/rss")[0] == 0
    assert "https://gazette.example/rss" not in script("feeds", "list")[1]
    assert "https://gazette.example/rss" in script("feeds", "list", "--all")[1]
    assert (
        "no feed has the address http://gone.example" in script("feeds", "remove", "http://gone.example")[2]
    )


def test_an_address_that_cannot_be_fetched_is_not_added(script: ConsoleScript) -> None:
    status, out, err = script("feeds", "add", "--yes", "ftp://feeds.example")
    assert (status, out) == (1, "")
    assert "must start" in err or "does not start with http" in err


def test_tables_show_plain_text_one_line_per_row_without_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(("", "what"), [("ok", f"[bold]x[/] {TOKEN}\nnext"), ("FAILED", "w" * 300)], ("green", "red"))
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == ["        what", "ok      [bold]x[/] <token> next", f"FAILED  {'w' * 300}"]


@pytest.mark.parametrize("command", ["run", "poll", "deliver", "check"])
def test_logs_can_be_json_for_each_command_that_works(command: str) -> None:
    assert "--log-format [human|json]" in run(command, "--help").output


def test_looking_from_the_wrong_folder_changes_nothing(
    script: ConsoleScript, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The example that comes with Sitrep holds other feeds and topics than the live database."""
    script("poll")
    monkeypatch.setenv("SITREP_DATABASE__URL", f"sqlite:///{tmp_path / 'sitrep.db'}")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    def stored() -> list[str]:
        with closing(sqlite3.connect(tmp_path / "sitrep.db")) as connection:
            return list(connection.iterdump())

    before = stored()
    for words in (["feeds", "list"], ["feeds", "export"], ["outbox"], ["db", "info"], ["check"]):
        script(*words)
    assert stored() == before
    for words in (["run"], ["poll"]):
        status, out, err = script(*words)
        assert (status, out) == (2, "")
        assert "SITREP_DATABASE__URL names a database, but there is no config.toml in" in err
    assert stored() == before


def test_looking_at_a_database_with_an_older_schema_does_not_upgrade_it(script: ConsoleScript) -> None:
    Path("sitrep.db").touch()
    for words in (["feeds", "list"], ["outbox"]):
        status, out, err = script(*words)
        assert (status, out) == (1, "")
        assert "has schema none" in err
        assert "sitrep db upgrade" in err
    assert "schema    none" in script("db", "info")[1]


def test_polling_fails_only_where_no_feed_works(script: ConsoleScript) -> None:
    feeds = [f'[[feeds]]\nurl = "http://127.0.0.1:1/{n}"\npublisher = "P"\n' for n in range(2)]
    Path("config.toml").write_text("".join(feeds))
    status, out, err = script("poll")
    assert status == 1
    assert "2 feeds polled, 2 failed" in out
    assert "no feed can be polled: " in err
    with closing(sqlite3.connect("sitrep.db")) as connection, connection:
        connection.execute("UPDATE feeds SET due_at = 0 WHERE id = 1")
        connection.execute("UPDATE feeds SET last_success_at = last_polled_at WHERE id = 2")
    status, out, _ = script("poll")
    assert status == 0
    assert "1 feeds polled, 1 failed" in out


def test_polling_from_cron_follows_a_changed_configuration_only_when_told(script: ConsoleScript) -> None:
    script("poll")
    Path("config.toml").write_text('[[topics]]\nid = "dams"\nname = "Dams"\nquery = "dam"\n')
    assert "0 feeds polled" in script("poll")[1]
    assert "http://127.0.0.1:1/feed" in script("feeds", "list")[1]
    script("poll", "--apply")
    assert "http://127.0.0.1:1/feed" not in script("feeds", "list")[1]


def test_a_backup_is_restored_and_a_database_copied(script: ConsoleScript) -> None:
    script("db", "upgrade")
    script("db", "backup", "copy.db")
    status, out, _ = script("db", "restore", "copy.db")
    assert status == 0
    assert re.match(r"restored copy.db; the database that was there is sitrep.db.\d{8}-\d{6}\n", out)
    assert "sqlite:///sitrep.db" in out
    status, out, _ = script("db", "copy", "sqlite:///moved.db")
    assert status == 0
    assert "copied to sqlite:///moved.db; set [database] url to it" in out
    assert "is the database itself" in script("db", "restore", "sitrep.db")[2]


def test_health_is_that_of_every_role(script: ConsoleScript) -> None:
    script("db", "upgrade")
    status, out, _ = script("health")
    assert status == 1
    assert out.count("no sign of life") == 4

    async def work(*roles: str) -> None:
        database = Database.open("sqlite:///sitrep.db")
        async with database.transaction() as connection:
            await pulses.write(connection, roles, utc_now())
        await database.close()

    asyncio.run(work("poll", "triage"))
    assert script("health")[0] == 1
    assert script("health", "--roles", "poll,triage")[0] == 0
    assert script("health", "--roles", "poll", "--max-age", "soon")[0] == 2
    asyncio.run(work("commands", "deliver"))
    assert script("health")[0] == 0
    Path("config.toml").write_text('[health]\nlisten = "127.0.0.1:1"\n')
    status, _, err = script("health", "--here")
    assert status == 1
    assert err == "nothing answers at 127.0.0.1:1: Connection refused\n"
