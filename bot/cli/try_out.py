"""`sitrep facts`, `match` and `group`: try topics and summaries on an archive before going live."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import click

from bot.cli import jsonl as archive
from bot.cli.jsonl import Record
from bot.config.load import load_from_environment
from bot.news import query
from bot.news.matching.match import TopicIndex
from bot.news.stories.index import StoryIndex

_FILE = click.argument("file", type=click.File("rb"), default="-")
_JSONL = click.option("--jsonl", is_flag=True, help="Read and write one JSON object a line.")


@click.command(short_help="The facts of an article.")
@_FILE
@_JSONL
@click.option("--with-text", is_flag=True, help="Print the plain text too, to which the offsets refer.")
def facts(file: BinaryIO, jsonl: bool, with_text: bool) -> None:
    """The facts of an article: three or four bullets, each with its source sentence.

    FILE is plain text or HTML, the first line its title where an empty line follows; - is standard input.
    With --jsonl it holds one article a line: {"id", "title", "text" or "html", "url", "published",
    "publisher"}, all but the id and a text optional. What comes out is a line each, too:
    {"id", "facts": [{"text", "source", "start", "end"}]}, where source is the whole sentence and start
    and end are its place in the plain text. A line that is not valid is reported with its number, the
    rest goes on, and the exit status is 1.

    \b
        sitrep facts article.txt
        sitrep facts --jsonl archive.jsonl > facts.jsonl
    """
    if jsonl:
        _run(file, lambda record, _: archive.facts_of(record, with_text=with_text))
    answer = archive.facts_of(archive.read_article(file.read(), file.name), with_text=with_text)
    for fact in answer["facts"]:
        click.echo(f"• {fact['text']}")
        click.echo(click.style(f"  {fact['start']}-{fact['end']}: {fact['source']}", dim=True))
    if not answer["facts"]:
        click.echo("No facts in this article.")
    if with_text:
        click.echo(f"\n{answer['text']}")


@click.command()
@_FILE
@_JSONL
@click.option("--config", type=click.Path(path_type=Path), help="The configuration with the topics.")
@click.option(
    "--query", "tried", help="Try this query instead of the configured topics: 'raqqa OR \"al raqqa\"'."
)
def match(file: BinaryIO, jsonl: bool, config: Path | None, tried: str | None) -> None:
    """Which topics an article is about, and which words made it.

    FILE and --jsonl are as in `sitrep facts --help`; what comes out is
    {"id", "topics": [{"topic", "terms", "score"}]}. The topics are those of the configuration.

    \b
        sitrep match article.txt
        sitrep match --query 'drone NEAR/8 strike' --jsonl archive.jsonl
    """
    index = TopicIndex()
    if tried is not None:
        index.add("query", query.parse(tried))
    else:
        for topic in load_from_environment(config).topics:
            index.add(topic.id, query.parse(topic.query))
    if jsonl:
        _run(file, lambda record, _: archive.topics_of(record, index))
    answer = archive.topics_of(archive.read_article(file.read(), file.name), index)
    for topic in answer["topics"]:
        click.echo(f"{topic['topic']:20} {topic['score']:.2f}  {', '.join(topic['terms'])}")
    if not answer["topics"]:
        click.echo("This article is about none of the topics.")


@click.command()
@_FILE
@_JSONL
def group(file: BinaryIO, jsonl: bool) -> None:
    """Which articles report the same event.

    With --jsonl, FILE holds an article a line, in the order of publication, as in `sitrep facts --help`;
    equal "story" means the same event. Without, FILE holds articles of plain text with a line of ---
    between them.

    \b
        sitrep group --jsonl archive.jsonl > stories.jsonl
    """
    index = StoryIndex()
    if jsonl:
        _run(file, lambda record, number: archive.story_of(record, index, number))
    for number, part in enumerate(file.read().split(b"\n---\n"), 1):
        record = archive.read_article(part, f"article {number}")
        answer = archive.story_of(record, index, number)
        click.echo(f"{answer['story']:10} {record.title or record.text[:70]}")


def _run(file: BinaryIO, answer: Callable[[Record, int], dict[str, Any]]) -> None:
    """Answer every line and leave: 1 where a line was not valid, else 0."""
    sys.exit(1 if archive.run_jsonl(file, answer) else 0)
