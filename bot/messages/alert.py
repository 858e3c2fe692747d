"""A story as a message: within Telegram's limits, all dynamic text escaped.

A message is shortened by whole bullets, never within one: half a sentence may say the opposite of the whole.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.messages.callback import pack
from bot.messages.citation import citation, publisher_name, quote, source_lines
from bot.messages.markup import MESSAGE_UNITS, clean, escape, link, shorten, units, web_link
from bot.messages.speech.say import ENGLISH, Say, msg
from bot.messages.voices import newest, numbers, voices
from bot.model import Alert, Button, Difference, Fact, Source, SourcedFact, Story
from bot.news.developments.denials import stands
from bot.news.facts.choose import is_grounded
from bot.news.facts.rephrase_check import is_supported

TOPICS_UNITS = 300
HEADLINE_UNITS = 400
FACTS_SHOWN = 4
FACT_UNITS = 240
"""The longest source sentence that may replace a bullet that is not grounded."""
BULLET_UNITS = 700
"""Anything longer is not a sentence but a page that could not be split."""
PUBLISHERS_SHOWN = 6
DIFFERENCES_SHOWN = 4
DENIALS_SHOWN = 3
DENIER_UNITS = 80
_REVISED = re.compile(r"now ([^()]{1,80}) \(earlier ([^()]{1,80})\)")
LABELS = (
    msg("Killed"),
    msg("Wounded"),
    msg("Missing"),
    msg("Arrested"),
    msg("Displaced"),
    msg("Kidnapped"),
    msg("Ill"),
    msg("In hospital"),
    msg("Rescued"),
)
"""What publishers' figures count (`bot.news.figures.counted`); other labels are in English."""


def render_alert(
    story: Story,
    topic_names: Sequence[str],
    *,
    now: datetime,
    update: bool = False,
    silent: bool = False,
    foreign: str = "",
    say: Say = ENGLISH,
) -> Alert:
    """The alert of `story` for a chat that follows the topics named `topic_names`.

    With `update` it is marked UPDATE; `story.facts` are then the new facts only, and all of them are shown.
    A fact that cannot be traced to its source sentence is replaced by that sentence, or left out; without
    facts, headline and link remain. `foreign` is the language of the report that is told, where the chat does
    not read it: it is named. Below the facts stand their source sentences, as far as there is room.
    `now` decides whether a time needs its date.
    """
    names = topic_line(topic_names, say=say)
    mark = f"<b>{say('UPDATE')}</b>" if update else kind_mark(story, say)
    language = escape(say.language_name(foreign)) if foreign else ""
    head = " · ".join(part for part in (mark, names, language and f"<i>{language}</i>") if part)
    top = (f"{head}\n" if head else "") + f"<b>{_headline(story, say)}</b>"
    bottom = (
        [cited_line(story, now, say)]
        if update
        else [*difference_lines(story.differences, say), sources_line(story, now, say=say)]
    )
    bullets = _bullets(story, None if update else FACTS_SHOWN, say)
    quoted = source_lines(story, list(bullets.values()), numbers(story.sources), say)
    while True:
        parts = [top, "\n".join(bullets), quote(quoted, say), "\n".join(bottom)]
        text = "\n\n".join(part for part in parts if part)
        if not bullets or units(text) <= MESSAGE_UNITS:
            return Alert(text, alert_buttons(story, say), silent)
        if quoted:
            quoted.pop()
        else:
            bullets.popitem()


def alert_buttons(story: Story, say: Say = ENGLISH) -> tuple[tuple[Button, ...], ...]:
    """The buttons under an alert, in two rows because more than three in one row are cut off on a phone.

    [Read] opens the report that the first fact comes from, which is not always the first report: earlier ones
    may have been too old to alert. Without facts it opens the first report.
    """
    cited = [fact.article_id for fact in story.facts[:1]]
    ordered = sorted(story.sources, key=lambda source: source.article_id not in cited)
    url = next((good for source in ordered if (good := web_link(source.url))), None)
    read = (Button(say("Read"), url=url),) if url else ()
    copied = citation(story, next((source.article_id for source in ordered), None), say)
    cite = (Button(say("Cite"), copy=copied),) if copied else ()
    return (
        (*read, *cite, Button(say("Why this?"), data=pack("why", story.id))),
        (
            Button(say("Mute story"), data=pack("mute", story.id)),
            Button(say("Not relevant"), data=pack("nope", story.id)),
        ),
    )


def kind_mark(story: Story, say: Say) -> str:
    """What the story is where none of its reports is news: "Analysis"; else empty.

    A live page counts first: it alerts by itself, the others only beside it.
    """
    kinds = [source.kind for source in story.sources]
    if not kinds or "news" in kinds:
        return ""
    return escape(say("Live" if "live" in kinds else kinds[0].capitalize()))


def topic_line(names: Sequence[str], most: int = TOPICS_UNITS, say: Say = ENGLISH) -> str:
    """ "ISIS activity · Raqqa", ending in "and 3 more" if the line would be longer than `most` units."""
    cleaned = [shorten(name, 80) for name in dict.fromkeys(names) if clean(name)]
    for shown in range(len(cleaned), 0, -1):
        rest = len(cleaned) - shown
        line = " · ".join(say.isolated(escape(name)) for name in cleaned[:shown]) + _and_more(rest, say)
        if units(line) <= most:
            return line
    return ""


def fact_lines(story: Story, most: int | None = None, say: Say = ENGLISH) -> list[str]:
    """The bullets of a story: grounded ones only, each once, cited by number if there are several publishers.

    At most `most` of them, shared evenly among the topics for which facts were chosen.
    """
    return list(_bullets(story, most, say))


def _bullets(story: Story, most: int | None, say: Say) -> dict[str, SourcedFact]:
    """`fact_lines`, each with its fact."""
    number = numbers(story.sources)
    urls = {source.article_id: source.url for source in story.sources}
    several = len(set(number.values())) > 1
    lines: dict[str, SourcedFact] = {}
    for sourced in story.facts:
        text = grounded_text(sourced.fact, sourced.extract_text)
        if text is None:
            continue
        cited = several and sourced.article_id in number
        mark = " " + link(urls[sourced.article_id], f"[{number[sourced.article_id]}]") if cited else ""
        lines.setdefault(f"• {escape(text)}{_note(sourced, say)}{mark}", sourced)
    return lines if most is None else _fair(lines, most)


def _fair(lines: dict[str, SourcedFact], most: int) -> dict[str, SourcedFact]:
    """At most `most` of the lines in their order: the first of each topic, then the second of each, ..."""
    rank: dict[str, int] = {}
    last: dict[str | None, int] = {}
    for line, sourced in lines.items():
        rank[line] = last[sourced.topic_id] = last.get(sourced.topic_id, -1) + 1
    chosen = set(sorted(lines, key=lambda line: rank[line])[:most])
    return {line: sourced for line, sourced in lines.items() if line in chosen}


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


def difference_lines(differences: Sequence[Difference], say: Say = ENGLISH) -> list[str]:
    """A line each: "Killed: 12 (Reuters, AFP), 15 (SANA)"."""
    lines = []
    for difference in differences[:DIFFERENCES_SHOWN]:
        publishers: dict[str, dict[str, None]] = {}
        for figure, publisher in difference.figures:
            of_figure = publishers.setdefault(escape(shorten(figure, 40)), {})
            of_figure[escape(shorten(publisher, 40))] = None
        if len(publishers) > 1:
            figures = [
                say.isolated(f"{figure} ({_few(list(names), say)})")
                for figure, names in list(publishers.items())[:4]
            ]
            label = say.isolated(escape(shorten(say(difference.label), 40)))
            lines.append(f"{label}: {say.listed(figures)}")
    return lines


def sources_line(story: Story, now: datetime, shown: int = PUBLISHERS_SHOWN, say: Say = ENGLISH) -> str:
    """ "1 publisher, unconfirmed: Reuters, carried by 10 · 14:05 UTC" or "2 publishers: A [1] · B [2]"."""
    denials = [one for one in story.sources if one.denier is not None and stands(one, story.sources)]
    affirming = [source for source in story.sources if source.denier is None and source.kind == "news"]
    heard = voices(affirming or story.sources)
    number = numbers(story.sources)
    names = []
    for voice in heard[:shown]:
        name = publisher_name(voice.publisher, say)
        if len(set(number.values())) > 1:
            name = f"{name} {link(voice.source.url, f'[{number[voice.source.article_id]}]')}"
        else:
            name = link(voice.source.url, name)
        carriers = len(voice.carriers)
        carried = say.plural(", carried by {number}", ", carried by {number}", carriers)
        names.append(name + (carried if carriers else ""))
    if len(heard) > shown:
        names.append(_and_more(len(heard) - shown, say).strip())
    alone = say("1 publisher, unconfirmed:")
    many = say.plural("{number} publisher:", "{number} publishers:", len(heard))
    count = alone if len(heard) == 1 else many
    parts = [f"{count} {' · '.join(names)}"] if names else []
    if affirming:
        parts += _denials(denials, say)
    return " · ".join([*parts, time_text(story, now, say)])


def cited_line(story: Story, now: datetime, say: Say = ENGLISH) -> str:
    """ "Northern Post · 13:00 UTC": whose news an update tells, and when it came."""
    number = numbers(story.sources)
    heard = voices(story.sources)
    names = []
    for voice in heard[:PUBLISHERS_SHOWN]:
        name = publisher_name(voice.publisher, say)
        cite = f" {link(voice.source.url, f'[{number[voice.source.article_id]}]')}" if len(heard) > 1 else ""
        names.append(name + cite if cite else link(voice.source.url, name))
    return " · ".join([*names, time_text(story, now, say)])


def _denials(denials: Sequence[Source], say: Say) -> list[str]:
    """ "denied by the Israeli army (Wire One)", each denier once."""
    lines: dict[str, None] = {}
    for source in denials[:DENIALS_SHOWN]:
        publisher = publisher_name(source.publisher, say)
        denier = escape(shorten(source.denier or "", DENIER_UNITS))
        named = say("denied by {denier} ({publisher})", denier=denier, publisher=publisher)
        lines[named if denier else say("denied ({publisher})", publisher=publisher)] = None
    return list(lines)


def time_text(story: Story, now: datetime, say: Say = ENGLISH) -> str:
    """When the newest report was published or edited, or first seen if no publisher gave a date; HTML."""
    at, dated = newest(story.sources, story.last_report_at)
    shown = say.moment(at, now)
    return shown if dated else say("undated, first seen {time}", time=shown)


def short_headline(story: Story, most: int, say: Say = ENGLISH) -> str:
    """The headline as HTML within `most` units; a story without one takes its first report's."""
    titles = (story.headline, *(source.title for source in story.sources))
    return escape(shorten(next((title for title in titles if clean(title)), say("Untitled report")), most))


def _few(names: Sequence[str], say: Say) -> str:
    return say.listed(names[:2]) + _and_more(len(names) - 2, say)


def _and_more(number: int, say: Say) -> str:
    """ " and 3 more", after a list; empty for none."""
    return " " + say.plural("and {number} more", "and {number} more", number) if number > 0 else ""


def _headline(story: Story, say: Say) -> str:
    return short_headline(story, HEADLINE_UNITS, say)


def _note(sourced: SourcedFact, say: Say) -> str:
    """ " — now 15 (earlier 12)": the figure that an update corrects."""
    if not clean(sourced.note):
        return ""
    figures = _REVISED.fullmatch(sourced.note)
    if figures is None:
        return f" — <i>{escape(shorten(sourced.note, 80))}</i>"
    now, earlier = (escape(shorten(figure, 40)) for figure in figures.groups())
    return f" — <i>{say('now {now} (earlier {earlier})', now=now, earlier=earlier)}</i>"
