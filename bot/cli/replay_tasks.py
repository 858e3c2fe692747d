"""What `sitrep replay` does."""

import asyncio
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click

from bot.cli.jsonl import RecordError, json_line, numbered_lines, read_json
from bot.config.load import load_from_environment
from bot.config.settings import Settings
from bot.desk.replay import ReplayArticle, ReplayMessage, replay


def play_archive(file: BinaryIO, config: Path | None, follow: tuple[str, ...], *, jsonl: bool) -> int:
    """Play an archive and print the messages; returns how many lines were not valid.

    Raises click.BadParameter for a topic that the configuration does not have.
    """
    logging.getLogger("bot").setLevel(logging.WARNING)
    settings = load_from_environment(config)
    known = [topic.id for topic in settings.topics]
    unknown = [topic for topic in follow if topic not in known]
    if unknown:
        raise click.BadParameter(
            f"there is no topic {', '.join(unknown)}; the configuration has {', '.join(known)}",
            param_hint="--follow",
        )
    archive, bad = read_archive(file)
    asyncio.run(_play(archive, settings, follow or tuple(known), jsonl=jsonl))
    return bad


def read_archive(file: BinaryIO) -> tuple[list[ReplayArticle], int]:
    """The articles of JSON lines, and how many lines were not valid; those are reported on standard error."""
    archive: list[ReplayArticle] = []
    bad = 0
    at = datetime(2000, 1, 1, tzinfo=UTC)
    for number, line in numbered_lines(file):
        try:
            record = read_json(line)
        except RecordError as error:
            bad += 1
            print(f"line {number}: {error}", file=sys.stderr)
            continue
        at = record.published_at or at
        archive.append(
            ReplayArticle(
                id=record.id,
                title=record.title,
                text=record.text,
                publisher=record.publisher or "unnamed",
                url=record.url,
                language=record.language,
                published_at=at,
            )
        )
    return archive, bad


async def _play(
    archive: list[ReplayArticle], settings: Settings, follow: tuple[str, ...], *, jsonl: bool
) -> None:
    with click.progressbar(
        length=len(archive), label="Replaying", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        played = 0
        dates = sorted(article.published_at for article in archive)
        async for message in replay(archive, settings, follow):
            click.echo(_json(message) if jsonl else _page(message), nl=False)
            reached = sum(date <= message.at for date in dates)
            bar.update(reached - played)
            played = reached


def _json(message: ReplayMessage) -> bytes:
    return json_line(
        {
            "at": message.at.isoformat(),
            "kind": message.kind,
            "message": message.message,
            "reply_to": message.reply_to,
            "silent": message.silent,
            "text": message.text,
            "articles": list(message.articles),
        }
    )


def _page(message: ReplayMessage) -> str:
    answers = f", in reply to {message.reply_to}" if message.reply_to is not None else ""
    body = "\n".join(f"    {line}" for line in message.text.splitlines())
    sound = ", silent" if message.silent and message.kind != "edit" else ""
    return f"{message.at:%Y-%m-%d %H:%M} {message.kind} {message.message}{answers}{sound}\n{body}\n\n"
