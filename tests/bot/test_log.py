"""Logs: a line an event, for people or machines, and never a secret."""

import io
import json
import logging
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.log import LogFormat, configure, redact

TOKEN = "1234567890:AAF-invented_for_this_test_0123456789"


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def logged(log_format: LogFormat, *, verbose: bool = False) -> io.StringIO:
    stream = io.StringIO()
    configure(log_format, verbose=verbose, stream=stream)
    return stream


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        (f"token {TOKEN} refused", "token <token> refused"),
        (f"https://api.telegram.org/bot{TOKEN}/getMe", "https://api.telegram.org/bot<token>/getMe"),
        ("http://127.0.0.1:8081/botodd-token/sendMessage", "http://127.0.0.1:8081/bot<token>/sendMessage"),
        ("postgresql://me:s3cret@db/sitrep", "postgresql://db/sitrep"),
        ("https://name:word@feeds.example/rss", "https://feeds.example/rss"),
        ("https://name@feeds.example/rss", "https://feeds.example/rss"),
        ("https://n:w/o?r#d@feeds.example/rss", "https://feeds.example/rss"),
        ("feeds.0.url: 'me:s3cret@feeds.example/rss' is", "feeds.0.url: 'feeds.example/rss' is"),
        ("me:p@ss/w@feeds.example", "feeds.example"),
        ("(feed:me:s3cret@feeds.example)", "(feeds.example)"),
        ("https://a.example:8080/@me/feed", "https://a.example:8080/@me/feed"),
        ("localhost:8080/feeds/@me/rss", "localhost:8080/feeds/@me/rss"),
        ("https://medium.example/feed/@me", "https://medium.example/feed/@me"),
        ("mailto:desk@paper.example", "mailto:desk@paper.example"),
        ("https://a.example/f?x=1&apikey=k1#key=k2", "https://a.example/f?x=1&apikey=***#key=***"),
        ("?api_key=a&X-Amz-Signature=b&accessToken=c", "?api_key=***&X-Amz-Signature=***&accessToken=***"),
        ("?%61uth=a;pw=b&amp;rss_token=c d=e", "?%61uth=***;pw=***&amp;rss_token=*** d=e"),
        ("?author=a&keyword=b&keys=c&design=d&spw=e", "?author=a&keyword=b&keys=c&design=d&spw=e"),
        ("write postgresql://user:password@host/name", "write postgresql://user:password@host/name"),
        (
            "https://a.example/botany/feed.xml at 14:05:09",
            "https://a.example/botany/feed.xml at 14:05:09",
        ),
    ],
)
def test_secrets_are_taken_out_and_nothing_else(text: str, redacted: str) -> None:
    assert redact(text) == redacted
    assert redact(f"odd 7:x, {text}", "7:x") == f"odd <token>, {redacted}"


@given(st.text(alphabet="aB1:/@?&=#;%'. []", max_size=60))
def test_what_is_redacted_once_stays_as_it_is(text: str) -> None:
    once = redact(f"https://{text}")
    assert redact(redact(once)) == redact(once)


@pytest.mark.parametrize(
    "piece", ["a", "://a:", "?a=", "a:b,", "((", "=a:", "://a:b/", "&key=", "?" + "k" * 60, "a:a@"]
)
def test_redaction_takes_no_longer_than_its_text(piece: str) -> None:
    started = time.process_time()
    redact(piece * (400_000 // len(piece)))
    assert time.process_time() - started < 2.0


@pytest.mark.parametrize("log_format", ["human", "json"])
def test_no_format_tells_the_token_not_even_in_a_traceback(log_format: LogFormat) -> None:
    stream = logged(log_format, verbose=True)
    log = logging.getLogger("bot.test")
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        log.exception("failed with %s", TOKEN)
    assert TOKEN not in stream.getvalue()
    assert "<token>" in stream.getvalue()
    assert "ValueError" in stream.getvalue()


def test_json_is_a_line_an_event() -> None:
    stream = logged("json")
    logging.getLogger("bot.test").info("two\nlines with %s", "Raqqa الرقة")
    logging.getLogger("bot.test").warning("next")
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["level"], first["logger"], first["message"]) == (
        "info",
        "bot.test",
        "two\nlines with Raqqa الرقة",
    )
    assert first["at"].endswith("+00:00")
    assert second["message"] == "next"


def test_human_logs_are_a_line_an_event_whatever_a_feed_wrote() -> None:
    stream = logged("human")
    logging.getLogger("bot.test").info("title=%s", "one\ntwo\x1b[31m\u2028three")
    (line,) = stream.getvalue().split("\n")[:-1]
    assert line.endswith("INFO bot.test: title=one two [31m three")


def test_libraries_that_tell_addresses_are_silent() -> None:
    stream = logged("human", verbose=True)
    logging.getLogger("httpx").info("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    logging.getLogger("telegram.ext").debug("token %s", TOKEN)
    assert stream.getvalue() == ""


def test_verbose_logs_more() -> None:
    stream = logged("human")
    logging.getLogger("bot.test").debug("detail")
    assert stream.getvalue() == ""
    stream = logged("human", verbose=True)
    logging.getLogger("bot.test").debug("detail")
    assert "DEBUG bot.test: detail" in stream.getvalue()
