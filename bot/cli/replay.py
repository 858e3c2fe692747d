"""`sitrep replay`: what a follower would have been sent."""

import sys
from pathlib import Path
from typing import BinaryIO

import click

from bot.cli.options import CONFIG


@click.command("replay", short_help="What a follower would have been sent.")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--jsonl", is_flag=True, help="Write one JSON object a message.")
@CONFIG
@click.option("--follow", multiple=True, help="A topic to follow, by its id; all topics by default.")
def replay(file: BinaryIO, jsonl: bool, config: Path | None, follow: tuple[str, ...]) -> None:
    """What a follower would have been sent: an archive in, messages out.

    FILE holds an article a line, as in `sitrep facts --help`, each with "published" and "publisher"; a line
    whose id came before is that article, edited by its publisher. The real triage and delivery run under a
    clock that follows the dates, so a month of an archive plays in seconds. Nothing is fetched or sent.

    With --jsonl each message is {"at", "kind", "message", "reply_to", "silent", "text", "articles"}; kind is
    alert, update, edit or digest, an edit carries the number of the message that it changes, and silent says
    that no sound came with it: its report may not be news (`sitrep match` says "alert": false), or the topic
    is followed without one.

    \b
        sitrep replay archive.jsonl --follow raqqa
        sitrep replay --jsonl archive.jsonl > messages.jsonl
    """
    from bot.cli.replay_tasks import play_archive

    sys.exit(1 if play_archive(file, config, follow, jsonl=jsonl) else 0)
