"""Logs: one line per event on standard error, for people or as JSON; never a secret."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Literal, TextIO
from urllib.parse import unquote

LogFormat = Literal["human", "json"]

_TOKEN = re.compile(r"(?<!\d)\d{5,}+:[A-Za-z0-9_-]{20,}")
"""The shape of a bot token: the bot's id, a colon, 35 characters (Bot API, "Authorizing your bot")."""
_TOKEN_IN_URL = re.compile(r"(?<=/bot)[^/\s]+(?=/[a-z]+[A-Z])")
"""A token of any shape in the address of a method: `/bot<token>/sendMessage`."""
_CREDENTIALS = re.compile(
    r"""
    (?<=://)(?!user:password@)(?:
        [^/?#\s]*@                                              # https://name:word@host
      | [^/?#\s@:\[\]]{1,256}:(?!\d{1,5}(?:[/?#\s]|$))[^\s@"'<>]{1,256}@  # https://name:w/rd@host
    )
    | (?<![^\s"'(<=,])(?!mailto:|user:password@)                # name:word@host, without a scheme
      [^\s/?#@:"'<>(=,]{1,128}+:(?!//|\d{1,5}(?:[/?#\s]|$))[^\s"'<>]{1,256}@(?=[\w\[])
    """,
    re.VERBOSE,
)
"""User name and password; not the placeholders in our own advice on how to write an address."""
_PARAMETER = re.compile(r"""(?<=[?&;\#])([^\s=&;?\#"'<>]{1,64}+)=([^\s&;\#"'<>]++)""")
_SECRET_NAME = re.compile(
    r"(?:.*[^a-z])?(?:pw|pass|auth|sig|hmac|jwt)(?:[^a-z].*)?"
    r"|.*(?:key|token|secret|passw(?:or)?d|pwd|passphrase|signature|credentials?)(?:[^a-z].*)?",
    re.DOTALL,
)
"""Names of parameters whose values let somebody in: key, api_key, accessToken, X-Amz-Signature, pw ..."""
HIDDEN = "***"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_QUIET = ("httpx", "httpcore", "aiosqlite", "asyncio", "telegram", "alembic", "trafilatura")


def redact(text: str, secret: str = "") -> str:
    """An address, or a text with addresses in it, fit for logs, lists, errors and chats.

    Left out are `secret`, bot tokens, user names and passwords with or without a scheme in front, and values
    of parameters named like keys: `https://name:word@host/rss?apikey=1` is `https://host/rss?apikey=***`.
    """
    text = text.replace(secret, "<token>") if secret else text
    text = _TOKEN.sub("<token>", _TOKEN_IN_URL.sub("<token>", text))
    if "@" in text:
        text = _CREDENTIALS.sub("", text)
    return _PARAMETER.sub(_without_value, text) if "=" in text else text


def _without_value(parameter: re.Match[str]) -> str:
    named = _SECRET_NAME.fullmatch(unquote(parameter[1]).lower())
    return f"{parameter[1]}={HIDDEN}" if named else parameter[0]


class HumanFormatter(logging.Formatter):
    """`2026-03-01 14:05:09 INFO poll feed=... new=3`, in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, with its traceback below where it has one."""
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%d %H:%M:%S")
        line = f"{at} {record.levelname} {record.name}: {_one_line(record.getMessage())}"
        return redact(line + _traceback(self, record, "\n"))


class JsonFormatter(logging.Formatter):
    """`{"at": "...", "level": "info", "logger": "bot.polling.station", "message": "..."}`."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON; a traceback is its key `traceback`."""
        value = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        traceback = _traceback(self, record, "")
        if traceback:
            value["traceback"] = redact(traceback)
        return json.dumps(value, ensure_ascii=False)


def configure(log_format: LogFormat, *, verbose: bool = False, stream: TextIO | None = None) -> None:
    """Send every log to `stream` (standard error by default) in one of the two formats.

    Libraries log warnings and errors only: at info level httpx logs every URL, and with it the token.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter() if log_format == "json" else HumanFormatter())
    logging.basicConfig(level=logging.DEBUG if verbose else logging.INFO, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It warns whenever it skips a tick because the previous one is still running, which is intended.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def _one_line(text: str) -> str:
    """`text` without line breaks and control characters: part of it may come from outside."""
    return _CONTROL.sub(" ", text)


def _traceback(formatter: logging.Formatter, record: logging.LogRecord, before: str) -> str:
    return before + formatter.formatException(record.exc_info) if record.exc_info else ""
