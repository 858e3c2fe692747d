"""What a chat's own topic misses of its stories, and the buttons that add it."""

import asyncio
from collections.abc import Sequence
from hashlib import blake2b

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages.callback import pack
from bot.messages.markup import shorten, verbatim
from bot.messages.speech.say import Say
from bot.model import Button, Topic
from bot.news.matching.missed import FEWEST_STORIES, Missed, Others, Text, missed_words, unmet
from bot.news.query import Query
from handlers.context import Desk
from handlers.preview import LOOK_BACK, Preview
from storage import history, matches

_MOST_REPORTS = 1000
_PART = 100
_MOST_OTHERS = 1000
_MOST_LANGUAGES = 4
_LABEL_UNITS = 40


async def missed(desk: Desk, query: Query, found: Preview) -> tuple[Missed, ...]:
    """The words that `query`, which `found` those articles, misses in the reports of their stories."""
    if len(found.story_ids) < FEWEST_STORIES:
        return ()
    since = desk.clock() - LOOK_BACK
    async with desk.database.reading() as connection:
        told = await history.report_ids(connection, since, found.story_ids)
        ids = [article_id for article_id in told if article_id not in found.matched][-_MOST_REPORTS:]
        texts = await _texts(connection, ids)
    reports = await asyncio.to_thread(unmet, query, texts)
    by_language: dict[str, set[int | None]] = {}
    for report in reports:
        by_language.setdefault(report.language, set()).add(report.story_id)
    frequent = sorted(by_language, key=lambda tag: -len(by_language[tag]))[:_MOST_LANGUAGES]
    if not frequent or len(by_language[frequent[0]]) < FEWEST_STORIES:
        return ()
    known = {*found.matched, *ids}
    async with desk.database.reading() as connection:
        others = [await _others(connection, desk, tag, known) for tag in frequent]
    return await asyncio.to_thread(missed_words, query, reports, others)


def also_seen(
    say: Say, topic: Topic, words: tuple[Missed, ...]
) -> tuple[str, tuple[tuple[Button, ...], ...]]:
    """(HTML that names the words and asks whether to add them, a button for each); empty without words."""
    if not words:
        return "", ()
    named = say.listed(say.isolated(f"<code>{verbatim(word.typed)}</code>") for word in words)
    rows = []
    for number, word in enumerate(words):
        shown = say.isolated(shorten(word.word, _LABEL_UNITS))
        if word.language == "en":
            label = say("Add {word}", word=shown)
        else:
            label = say("Add {word} ({language})", word=shown, language=say.language_name(word.language))
        rows.append((Button(label, data=pack("widen", topic.id, number, fingerprint(word.query))),))
    return say("Also seen in reports of the same stories: {words}. Add?", words=named), tuple(rows)


def fingerprint(query: str) -> str:
    """What tells the query that a button proposes from any other, short enough for the button's data."""
    return blake2b(query.encode(), digest_size=6).hexdigest()


async def _others(connection: AsyncConnection, desk: Desk, tag: str, known: set[int]) -> Others:
    """The newest articles that feeds say are in a language, without those `known`."""
    since = desk.clock() - LOOK_BACK
    ids = await history.recent_ids(connection, since, _MOST_OTHERS, language=tag)
    chosen = [article_id for article_id in ids if article_id not in known]
    stored = await history.count_recent(connection, since, tag)
    return Others(await _texts(connection, chosen), max(len(chosen), stored - len(known)))


async def _texts(connection: AsyncConnection, ids: Sequence[int]) -> list[Text]:
    """What feeds said in these articles, read in parts, so that long texts do not hold the event loop."""
    found: list[Text] = []
    for first in range(0, len(ids), _PART):
        stored = await matches.as_announced(connection, ids[first : first + _PART])
        found += [Text(each.title, each.text, each.language, each.story_id) for each in stored.values()]
    return found
