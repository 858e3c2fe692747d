"""A story as a message: within Telegram's limits, all dynamic text escaped.

A message is shortened by whole bullets, never within one: half a sentence may say the opposite of the whole.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.messages.callback import pack
from bot.messages.markup import MESSAGE_UNITS, clean, escape, instant, link, shorten, units, web_link
from bot.messages.voices import newest, numbers, voices
from bot.model import Alert, Button, Difference, Fact, Source, SourcedFact, Story
from bot.news.facts.choose import is_grounded
from bot.news.facts.rephrase_check import is_supported

TOPICS_UNITS = 300
HEADLINE_UNITS = 400
FACTS_SHOWN = 4
FACT_UNITS = 240
"""The longest source sentence that may replace a bullet that is not grounded."""
BULLET_UNITS = 700
"""Anything longer is not a sentence but a page that could not be split."""
PUBLISHER_UNITS = 60
PUBLISHERS_SHOWN = 6
DIFFERENCES_SHOWN = 4
DENIALS_SHOWN = 3
DENIER_UNITS = 80


def render_alert(
    story: Story, topic_names: Sequence[str], *, now: datetime, update: bool = False, silent: bool = False
) -> Alert:
    """The alert of `story` for a chat that follows the topics named `topic_names`.

    With `update` it is marked UPDATE; `story.facts` are then the new facts only, and all of them are shown.
    A fact that cannot be traced to its source sentence is replaced by that sentence, or left out; without
    facts, headline and link remain. `now` decides whether a time needs its date.
    """
    names = topic_line(topic_names)
    mark = "<b>UPDATE</b>" if update else kind_mark(story)
    head = " · ".join(part for part in (mark, names) if part)
    top = (f"{head}\n" if head else "") + f"<b>{_headline(story)}</b>"
    bottom = (
        [cited_line(story, now)]
        if update
        else [*difference_lines(story.differences), sources_line(story, now)]
    )
    bullets = fact_lines(story, None if update else FACTS_SHOWN)
    while True:
        parts = [top, "\n".join(bullets), "\n".join(bottom)]
        text = "\n\n".join(part for part in parts if part)
        if not bullets or units(text) <= MESSAGE_UNITS:
            return Alert(text, alert_buttons(story), silent)
        bullets.pop()


def alert_buttons(story: Story) -> tuple[tuple[Button, ...], ...]:
    """The buttons under an alert, in two rows because four in one row are cut off on a phone.

    [Read] opens the report that the first fact comes from, which is not always the first report: earlier ones
    may have been too old to alert. Without facts it opens the first report.
    """
    cited = [fact.article_id for fact in story.facts[:1]]
    ordered = sorted(story.sources, key=lambda source: source.article_id not in cited)
    url = next((good for source in ordered if (good := web_link(source.url))), None)
    read = (Button("Read", url=url),) if url else ()
    return (
        (*read, Button("Why this?", data=pack("why", story.id))),
        (
            Button("Mute story", data=pack("mute", story.id)),
            Button("Not relevant", data=pack("nope", story.id)),
        ),
    )


def kind_mark(story: Story) -> str:
    """What the story is where none of its reports is news: "Analysis"; else empty."""
    kinds = [source.kind for source in story.sources]
    return "" if not kinds or "news" in kinds else escape(kinds[0].capitalize())


def topic_line(names: Sequence[str], most: int = TOPICS_UNITS) -> str:
    """ "ISIS activity · Raqqa", ending in "and 3 more" if the line would be longer than `most` units."""
    cleaned = [shorten(name, 80) for name in dict.fromkeys(names) if clean(name)]
    for shown in range(len(cleaned), 0, -1):
        rest = len(cleaned) - shown
        line = " · ".join(map(escape, cleaned[:shown])) + (f" and {rest} more" if rest else "")
        if units(line) <= most:
            return line
    return ""


def fact_lines(story: Story, most: int | None = None) -> list[str]:
    """The bullets of a story: grounded ones only, each once, cited by number if there are several publishers.

    At most `most` of them, shared evenly among the topics for which facts were chosen.
    """
    number = numbers(story.sources)
    urls = {source.article_id: source.url for source in story.sources}
    several = len(set(number.values())) > 1
    lines: dict[str, str | None] = {}
    for sourced in story.facts:
        text = grounded_text(sourced.fact, sourced.extract_text)
        if text is None:
            continue
        cited = several and sourced.article_id in number
        mark = " " + link(urls[sourced.article_id], f"[{number[sourced.article_id]}]") if cited else ""
        lines.setdefault(f"• {escape(text)}{_note(sourced)}{mark}", sourced.topic_id)
    return list(lines) if most is None else _fair(lines, most)


def _fair(lines: dict[str, str | None], most: int) -> list[str]:
    """At most `most` of the lines in their order: the first of each topic, then the second of each, ..."""
    rank: dict[str, int] = {}
    last: dict[str | None, int] = {}
    for line, topic in lines.items():
        rank[line] = last[topic] = last.get(topic, -1) + 1
    chosen = set(sorted(lines, key=lambda line: rank[line])[:most])
    return [line for line in lines if line in chosen]


def grounded_text(fact: Fact, extract_text: str = "") -> str | None:
    """The text to show for `fact`: its own if its source contains it, else the source if short, else None.

    `extract_text` is the text that a writer rephrased, if there is one.
    """
    if extract_text and is_supported(fact.text, [fact.source], extract_text):
        return fact.text
    alone = replace(fact, start=0, end=len(fact.source))
    if clean(fact.text) and units(escape(fact.text)) <= BULLET_UNITS and is_grounded(alone, fact.source):
        return fact.text
    source = clean(fact.source)
    return source if source and units(escape(source)) <= FACT_UNITS else None


def difference_lines(differences: Sequence[Difference]) -> list[str]:
    """A line each: "Killed: 12 (Reuters, AFP), 15 (SANA)"."""
    lines = []
    for difference in differences[:DIFFERENCES_SHOWN]:
        publishers: dict[str, dict[str, None]] = {}
        for figure, publisher in difference.figures:
            of_figure = publishers.setdefault(escape(shorten(figure, 40)), {})
            of_figure[escape(shorten(publisher, 40))] = None
        if len(publishers) > 1:
            figures = [f"{figure} ({_few(list(names))})" for figure, names in list(publishers.items())[:4]]
            lines.append(f"{escape(shorten(difference.label, 40))}: {', '.join(figures)}")
    return lines


def sources_line(story: Story, now: datetime, shown: int = PUBLISHERS_SHOWN) -> str:
    """ "1 publisher, unconfirmed: Reuters, carried by 10 · 14:05 UTC" or "2 publishers: A [1] · B [2]"."""
    denials = [source for source in story.sources if source.denier is not None]
    affirming = [source for source in story.sources if source.denier is None and source.kind == "news"]
    heard = voices(affirming or story.sources)
    number = numbers(story.sources)
    names = []
    for voice in heard[:shown]:
        name = escape(shorten(voice.publisher, PUBLISHER_UNITS)) or "unnamed"
        if len(set(number.values())) > 1:
            name = f"{name} {link(voice.source.url, f'[{number[voice.source.article_id]}]')}"
        else:
            name = link(voice.source.url, name)
        names.append(name + (f", carried by {len(voice.carriers)}" if voice.carriers else ""))
    if len(heard) > shown:
        names.append(f"and {len(heard) - shown} more")
    count = "1 publisher, unconfirmed" if len(heard) == 1 else f"{len(heard)} publishers"
    parts = [f"{count}: {' · '.join(names)}"] if names else []
    if affirming:
        parts += _denials(denials)
    return " · ".join([*parts, time_text(story, now)])


def cited_line(story: Story, now: datetime) -> str:
    """ "Northern Post · 13:00 UTC": whose news an update tells."""
    number = numbers(story.sources)
    heard = voices(story.sources)
    names = []
    for voice in heard[:PUBLISHERS_SHOWN]:
        name = escape(shorten(voice.publisher, PUBLISHER_UNITS)) or "unnamed"
        cite = f" {link(voice.source.url, f'[{number[voice.source.article_id]}]')}" if len(heard) > 1 else ""
        names.append(name + cite if cite else link(voice.source.url, name))
    return " · ".join([*names, time_text(story, now)])


def _denials(denials: Sequence[Source]) -> list[str]:
    """ "denied by the Israeli army (Wire One)", each denier once."""
    lines: dict[str, None] = {}
    for source in denials[:DENIALS_SHOWN]:
        publisher = escape(shorten(source.publisher, PUBLISHER_UNITS)) or "unnamed"
        denier = escape(shorten(source.denier or "", DENIER_UNITS))
        lines[f"denied by {denier} ({publisher})" if denier else f"denied ({publisher})"] = None
    return list(lines)


def time_text(story: Story, now: datetime) -> str:
    """When the newest report was published, or when it was first seen if no publisher gave a date."""
    at, dated = newest(story.sources, story.last_report_at)
    return instant(at, now) if dated else f"undated, first seen {instant(at, now)}"


def short_headline(story: Story, most: int) -> str:
    """The headline as HTML within `most` units; a story without one takes its first report's."""
    titles = (story.headline, *(source.title for source in story.sources))
    return escape(shorten(next((title for title in titles if clean(title)), "Untitled report"), most))


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return ", ".join(names[:2]) + more


def _headline(story: Story) -> str:
    return short_headline(story, HEADLINE_UNITS)


def _note(sourced: SourcedFact) -> str:
    """ " — now 15 (earlier 12)": the figure that an update corrects."""
    return f" — <i>{escape(shorten(sourced.note, 80))}</i>" if clean(sourced.note) else ""
