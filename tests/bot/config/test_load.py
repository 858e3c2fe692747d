"""Reading the configuration: defaults, the environment, and the report of every mistake."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config.load import example_path, load
from bot.config.settings import Settings
from bot.errors import ConfigError

SECTIONS = [name for name in Settings.model_fields if name not in ("feeds", "topics")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def problems(file: Path, content: str | bytes, **environment: str) -> list[str]:
    """The problems of an invalid configuration, without the path of the file."""
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ConfigError) as refused:
        load(file, environment)
    return [problem.removeprefix(f"{file}: ") for problem in refused.value.problems]


def feed(url: str) -> str:
    return f'[[feeds]]\nurl = "{url}"\npublisher = "Post"\n'


def topic(query: str, topic_id: str = "a") -> str:
    return f"[[topics]]\nid = '{topic_id}'\nname = 'A'\nquery = '''{query}'''\n"


def test_the_example_sets_every_key_to_its_default() -> None:
    lines = example_path().read_text(encoding="utf-8").splitlines()
    for section in SECTIONS:
        start = lines.index(f"[{section}]") + 1
        ends = (number for number, line in enumerate(lines) if number >= start and line.startswith("["))
        part = lines[start : next(ends)]
        keys = [line.removeprefix("# ").partition(" = ")[0] for line in part if " = " in line]
        assert keys == list(Settings.model_fields[section].annotation.model_fields), section  # type: ignore[union-attr]
        assert part[0].startswith("# "), f"{section} begins with a comment"
    loaded = load(example_path(), {})
    assert loaded.model_dump(include=set(SECTIONS)) == Settings().model_dump(include=set(SECTIONS))


def test_keys_that_the_example_leaves_out_have_no_default() -> None:
    lines = example_path().read_text(encoding="utf-8").splitlines()
    left_out = [line[2:].partition(" = ")[0] for line in lines if line.startswith("# ") and " = " in line]
    assert left_out == ["token", "webhook_url", "openai_key", "callback_url", "ping_url"]


def test_the_example_ships_three_topics_and_feeds_of_eight_publishers() -> None:
    loaded = load(example_path(), {})
    assert [topic.name for topic in loaded.topics] == ["ISIS activity", "US troop withdrawal", "Raqqa"]
    assert len({feed.publisher for feed in loaded.feeds}) >= 8


def test_without_a_file_the_example_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(None, {}) == load(example_path(), {})
    Path("config.toml").write_text("[alerts]\nper_hour = 3\n")
    assert load(None, {}).alerts.per_hour == 3


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a byte order mark"])
def test_a_file_from_a_windows_editor_is_read(file: Path, start: bytes) -> None:
    file.write_bytes(start + b'[poll]\r\nevery = "1h30m"\r\n')
    assert load(file, {}).poll.every == timedelta(minutes=90)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("500ms", 0.5), ("90s", 90), ("5m", 300), ("1 h 30 m", 5400), ("2D", 172_800), ("1w", 604_800)],
)
def test_durations_are_written_as_people_write_them(file: Path, written: str, seconds: float) -> None:
    file.write_text(f'[poll]\ntimeout = "{written}"\n')
    assert load(file, {}).poll.timeout.total_seconds() == seconds


def test_off_means_no_limit_where_that_is_allowed(file: Path) -> None:
    file.write_text('[alerts]\nmax_age = "off"\n')
    assert load(file, {}).alerts.max_age is None
    assert load(file, {"SITREP_ALERTS__MAX_AGE": "12h"}).alerts.max_age == timedelta(hours=12)


def test_the_environment_wins(file: Path) -> None:
    file.write_text("[telegram]\nadmins = [7]\n[alerts]\nper_hour = 3\n")
    environment = {
        "SITREP_TELEGRAM__TOKEN": " 123456:abc\n",
        "SITREP_TELEGRAM__ADMINS": "[1, 2]",
        "SITREP_ALERTS__PER_HOUR": "9",
        "SITREP_ALERTS__KINDS": '["news", "live"]',
        "SITREP_DELIVER__PER_SECOND": "1.5",
        "SITREP_POLL__ALLOW_PRIVATE_HOSTS": "true",
        "SITREP_DATA": "/no/setting/of/ours",
        "SITREP__X": "nor this",
    }
    settings = load(file, environment)
    assert settings.telegram.token is not None
    assert settings.telegram.token.get_secret_value() == "123456:abc"
    assert settings.telegram.admins == (1, 2)
    assert settings.alerts.per_hour == 9
    assert settings.alerts.kinds == ("news", "live")
    assert settings.deliver.per_second == 1.5
    assert settings.poll.allow_private_hosts is True


def test_an_empty_token_is_none(file: Path) -> None:
    file.write_text("")
    assert load(file, {"SITREP_TELEGRAM__TOKEN": " "}).telegram.token is None


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("x = 1", "x: is not a valid key; valid keys: telegram, database, poll, alerts, deliver, "
         "facts, websub, health, feeds, topics"),
        ("[tellegram]", "tellegram: is not a valid key; did you mean telegram?"),
        ("[alerts]\nmaxage = '1h'", "alerts.maxage: is not a valid key; did you mean max_age?"),
        (f"{feed('http://a.example/f')}lang = 'en'",
         "feeds.0.lang: is not a valid key; did you mean language?"),
        ("poll = 1", "poll: 1 is not a section; put its keys below the line [poll]"),
        ("feeds = 'x'", "feeds: 'x' is not a list of tables; start each with the line [[feeds]]"),
        ("topics = [1]", "topics.0: 1 is not a table; start it with the line [[topics]]"),
        ("[telegram]\nadmins = 'me'", "telegram.admins: 'me' is not a list; put square brackets around it"),
        ("[telegram]\ntoken = 5", "telegram.token: is not a string; put it in quotes"),
        ("[telegram]\ntoken = 'my own token'",
         "telegram.token: does not look like a token; copy it again from @BotFather"),
        ("[telegram]\napi_url = 'foo bar'", "telegram.api_url: 'foo bar' is not a web address; "
         "it must start with http:// or https:// and contain no spaces"),
        ("[telegram]\nwebhook_listen = ''", "telegram.webhook_listen: '' is not an address and a port; "
         'write, for example, "127.0.0.1:8094"'),
        ("[websub]\nlisten = 'localhost'", "websub.listen: 'localhost' is not an address and a port; "
         'write, for example, "127.0.0.1:8094"'),
        ("[health]\nlisten = ':65536'", "health.listen: ':65536' is not an address and a port; "
         'write, for example, "127.0.0.1:8094", or "" for none'),
        ("[database]\nurl = 'mysql://h/d'", "database.url: 'mysql://h/d' is not a supported database; "
         "write sqlite:///sitrep.db or postgresql://user:password@host/name"),
        ("[poll]\nevery = 'soon'",
         "poll.every: 'soon' is not a duration; write, for example, \"90s\", \"5m\" or \"48h\""),
        ("[poll]\nevery = 5",
         "poll.every: 5 is not a duration; write, for example, \"90s\", \"5m\" or \"48h\""),
        ("[poll]\nevery = '500ms'", "poll.every: '500ms' is too short; the minimum is \"1s\""),
        ("[poll]\ntimeout = 'off'",
         "poll.timeout: 'off' cannot be off; write, for example, \"90s\", \"5m\" or \"48h\""),
        ("[poll]\ntimeout = '99999999999999h'",
         "poll.timeout: '99999999999999h' is too long; the maximum is a hundred years"),
        ("[alerts]\nmax_age = '0s'", "alerts.max_age: '0s' must be longer than zero; write, for example, "
         "\"90s\", \"5m\" or \"48h\", or \"off\" for no limit"),
        ("[alerts]\nper_hour = 1.5", "alerts.per_hour: 1.5 is not a whole number; write, for example, 20"),
        ("[poll]\nper_host = 65", "poll.per_host: 65 is too large; the maximum is 64"),
        ("[poll]\nper_host = 0", "poll.per_host: 0 is too small; the minimum is 1"),
        ("[deliver]\nper_second = 0", "deliver.per_second: 0 is too small; it must be more than 0"),
        ("[deliver]\nper_second = 'x'",
         "deliver.per_second: 'x' is not a number; write, for example, 20 or 0.5"),
        ("[poll]\nallow_private_hosts = 'maybe'", "poll.allow_private_hosts: 'maybe' is neither true nor "
         "false; write one of the two, without quotes"),
        ("[facts]\nwriter = 'gpt'", "facts.writer: 'gpt' is not a valid choice; write 'extract' or 'openai'"),
        ("[facts]\nwriter = 'openai'",
         'facts: writer is "openai", but openai_model is empty; name a model that the endpoint offers'),
        ("[[feeds]]\nurl = 'http://a.example'", "feeds.0.publisher: is missing; add it"),
        (feed("http://a.example/f") * 2, "feeds: http://a.example/f is listed twice; remove one of them"),
        (topic("x") * 2, "topics: two topics have the id a; ids must be unique"),
        (topic("x", "Bad Id"), "topics.0.id: 'Bad Id' must have 1 to 32 lowercase letters, digits and "
         "hyphens; write, for example, north-sea"),
        ("[[topics]]\nid = 'a'\nname = ''\nquery = 'x'", "topics.0.name: '' is empty; give it a value"),
        ("a = = b", "is not valid TOML: Invalid value (at line 1, column 5)"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_its_key_and_remedy(file: Path, written: str, problem: str) -> None:
    assert problems(file, written) == [problem]


def test_a_query_is_shown_with_a_caret_under_the_place(file: Path) -> None:
    (problem,) = problems(file, topic("raqqa " * 29 + "raqqa\n(x y"))
    message, line, caret = problem.split("\n")
    assert message.startswith(
        "topics.0.query: cannot be read at character 181: this parenthesis is not closed"
    )
    assert line.endswith("raqqa (x y")
    assert len(line) < 80
    assert caret == " " * line.index("(") + "^"


def test_all_mistakes_are_reported_at_once(file: Path) -> None:
    reported = problems(
        file, "[poll]\nevry = '5m'\ntimeout = 'soon'\n" + topic("(x"), SITREP_ALERTS__PER_HOUR="x"
    )
    assert len(reported) == 4


def test_a_mistake_in_the_environment_names_its_variable(file: Path) -> None:
    reported = problems(
        file, "", SITREP_ALERTS__PER_HOUR="many", SITREP_FOO__BAR="1", SITREP_FEEDS__URL="x",
        SITREP_POLL__X="1", SITREP_TELEGRAM__ADMINS="1, me",
    )  # fmt: skip
    assert sorted(problem.split(": ")[0] for problem in reported) == [
        "SITREP_ALERTS__PER_HOUR",
        "SITREP_FEEDS__URL",
        "SITREP_FOO__BAR",
        "SITREP_POLL__X",
        "SITREP_TELEGRAM__ADMINS",
    ]


def test_secrets_are_not_repeated(file: Path) -> None:
    reported = problems(
        file, "[telegram]\ntokn = 'first secret'\n", SITREP_TELEGRAM__TOKEN="second secret",
        SITREP_FACTS__OPENAI_KEY="third secret",
    )  # fmt: skip
    assert len(reported) == 2
    assert "secret" not in " ".join(reported)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, file: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone.toml: cannot be read \(No such file"):
        load(tmp_path / "gone.toml", {})
    with pytest.raises(ConfigError, match=r"cannot be read \(Is a directory\)"):
        load(tmp_path, {})
    assert problems(file, b"\xff\xfe[poll]") == ["is not UTF-8; save it as UTF-8"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(file: Path) -> None:
    file.write_text("")
    file.chmod(0)
    with pytest.raises(ConfigError, match="Permission denied"):
        load(file, {})


def test_a_flood_of_one_feed_cannot_use_up_what_a_chat_gets_in_an_hour() -> None:
    alerts = Settings().alerts
    assert alerts.feed_per_hour <= alerts.per_hour / 2


def test_secrets_come_from_files_that_the_file_or_the_environment_names(tmp_path: Path, file: Path) -> None:
    secret, other = tmp_path / "token", tmp_path / "url"
    secret.write_text("123:abc\n")
    other.write_text("postgresql://me:s3cret@host/x\n")
    file.write_text(f'[telegram]\ntoken_file = "{secret}"\n')
    settings = load(file, {"SITREP_DATABASE__URL_FILE": str(other)})
    assert settings.telegram.token is not None
    assert settings.telegram.token.get_secret_value() == "123:abc"
    assert settings.database.url == "postgresql://me:s3cret@host/x"
    overridden = load(file, {"SITREP_TELEGRAM__TOKEN": "456:def"}).telegram.token
    assert overridden is not None
    assert overridden.get_secret_value() == "456:def"


def test_a_secret_file_that_cannot_be_read_is_named(file: Path) -> None:
    assert problems(file, '[telegram]\ntoken_file = "/nowhere/token"\n') == [
        "telegram.token_file: /nowhere/token cannot be read (No such file or directory)"
    ]
    assert problems(file, "", SITREP_TELEGRAM__TOKEN_FILE="/nowhere/token") == [
        "SITREP_TELEGRAM__TOKEN_FILE: telegram.token_file: /nowhere/token cannot be read "
        "(No such file or directory)"
    ]
    assert "leave one of them out" in problems(file, '[telegram]\ntoken = "1:a"\ntoken_file = "x"\n')[0]


def test_a_variable_with_one_underscore_gets_a_hint(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    file.write_text("")
    load(file, {"SITREP_TELEGRAM_TOKEN": "1:a", "SITREP_POLL_EVERY": "5m", "SITREP_DATA": "x"})
    assert caplog.messages == [
        "SITREP_TELEGRAM_TOKEN is ignored; write SITREP_TELEGRAM__TOKEN, with two underscores",
        "SITREP_POLL_EVERY is ignored; write SITREP_POLL__EVERY, with two underscores",
    ]


def test_the_example_may_not_replace_what_a_named_database_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {"SITREP_DATABASE__URL": "sqlite:///live.db"}
    assert load(None, environment).topics
    assert load(None, {}, applying=True).topics
    with pytest.raises(
        ConfigError, match="SITREP_DATABASE__URL names a database, but there is no config.toml"
    ):
        load(None, environment, applying=True)


def test_a_topic_is_renamed_from_an_id_that_is_free(file: Path) -> None:
    file.write_text(topic("dam", "new") + 'renamed_from = "old"\n')
    assert load(file, {}).topics[0].renamed_from == "old"
    both = topic("dam", "old") + topic("dam", "new") + 'renamed_from = "old"\n'
    assert "old is renamed, but there is a topic with that id" in problems(file, both)[0]
