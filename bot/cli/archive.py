"""`sitrep facts`, `match` and `group`: try topics and summaries on an archive before going live."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from bot.cli.options import CONFIG

if TYPE_CHECKING:
    from bot.cli.jsonl import Record

_FILE = click.argument("file", type=click.File("rb"), default="-")
_JSONL = click.option("--jsonl", is_flag=True, help="Read and write one JSON object per line.")


@click.command()
@_FILE
@_JSONL
@click.option("--with-text", is_flag=True, help="Also print the plain text that the offsets refer to.")
def facts(file: BinaryIO, jsonl: bool, with_text: bool) -> None:
    """Show the facts of an article: up to four bullets, each with its source sentence.

    FILE is plain text or HTML, or - for standard input. The first line is the title if an empty line
    follows it. With --jsonl, FILE holds one article per line: {"id", "title", "text" or "html", "url",
    "published", "publisher", "language"}; only the id and a title or a text are required, and the language,
    such as "tr", is English where it is missing. The output has one line per article: {"id", "facts":
    [{"text", "source", "start", "end"}]}, where source is the whole sentence, and start and end are its
    offsets in the plain text. An invalid line is reported with its number and skipped, and the exit status is
    1.

    \b
        sitrep facts article.txt
        sitrep facts --jsonl archive.jsonl > facts.jsonl
    """
    from bot.cli import jsonl as records

    if jsonl:
        _run(file, lambda record, _: records.facts_of(record, with_text=with_text))
    answer = records.facts_of(records.read_article(file.read(), file.name), with_text=with_text)
    for fact in answer["facts"]:
        click.echo(f"• {fact['text']}")
        click.echo(click.style(f"  {fact['start']}-{fact['end']}: {fact['source']}", dim=True))
    if not answer["facts"]:
        click.echo("There are no facts in this article.")
    if with_text:
        click.echo(f"\n{answer['text']}")


@click.command()
@_FILE
@_JSONL
@CONFIG
@click.option(
    "--query", "tried", help="Try this query instead of the configured topics: 'raqqa OR \"al raqqa\"'."
)
def match(file: BinaryIO, jsonl: bool, config: Path | None, tried: str | None) -> None:
    """Show which topics an article is about, and which words matched.

    FILE and --jsonl work as in `sitrep facts --help`; the output is
    {"id", "topics": [{"topic", "terms", "score"}], "kind", "alert", "reasons"}. The topics are those of the
    configuration. kind is news, live, analysis, opinion, feature, media, listing or promo; alert says
    whether the article is worth a buzz, and reasons say why. News that is not worth one is sent without a
    sound; nobody is alerted of the other kinds unless they asked for them.

    \b
        sitrep match article.txt
        sitrep match --query 'drone NEAR/8 strike' --jsonl archive.jsonl
    """
    from bot.cli import jsonl as records
    from bot.config.load import load_from_environment
    from bot.news import query
    from bot.news.kinds.kind import Kind
    from bot.news.matching.match import TopicIndex

    index = TopicIndex()
    if tried is not None:
        index.add("query", query.parse(tried))
    else:
        for topic in load_from_environment(config).topics:
            index.add(topic.id, query.parse(topic.query))
    if jsonl:
        _run(file, lambda record, _: records.topics_of(record, index))
    answer = records.topics_of(records.read_article(file.read(), file.name), index)
    for topic in answer["topics"]:
        click.echo(f"{topic['topic']:20} {topic['score']:.2f}  {', '.join(topic['terms'])}")
    if not answer["topics"]:
        click.echo("This article is not about any of the topics.")
        return
    quiet = "alerts without a sound" if answer["kind"] == Kind.NEWS else "not worth an alert"
    buzz = "worth an alert" if answer["alert"] else quiet
    click.echo(f"{answer['kind']}, {buzz}: {'; '.join(answer['reasons'])}")


@click.command()
@_FILE
@_JSONL
def group(file: BinaryIO, jsonl: bool) -> None:
    """Show which articles report the same event.

    With --jsonl, FILE holds one article per line in the order of publication, as in
    `sitrep facts --help`; articles with the same "story" report the same event. Without --jsonl, FILE
    holds articles in plain text, separated by lines of ---.

    \b
        sitrep group --jsonl archive.jsonl > stories.jsonl
    """
    from bot.cli import jsonl as records
    from bot.news.stories.index import StoryIndex

    index = StoryIndex()
    if jsonl:
        _run(file, lambda record, number: records.story_of(record, index, number))
    for number, part in enumerate(file.read().split(b"\n---\n"), 1):
        record = records.read_article(part, f"article {number}")
        answer = records.story_of(record, index, number)
        click.echo(f"{answer['story']:10} {record.title or record.text[:70]}")


def _run(file: BinaryIO, answer: Callable[["Record", int], dict[str, Any]]) -> None:
    """Answer every line, then exit: 1 where a line was invalid, else 0."""
    from bot.cli.jsonl import run_jsonl

    sys.exit(1 if run_jsonl(file, answer) else 0)
