"""`/why`: which words triggered an alert, or why a known article triggered none."""

import re
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update
from telegram.constants import ChatType

from bot.messages.callback import Press
from bot.messages.markup import escape, shorten
from bot.messages.reasons import effect_words
from bot.messages.speech.say import Say, msg, say_in
from bot.model import AlertKind, Chat, Match, Source, Topic
from handlers.alerts import STORY_GONE
from handlers.buttons import OUTDATED
from handlers.context import Context, Desk, current_chat, reply
from handlers.fates import brief, fate_of_link, kind_line, match_words, update_waits
from handlers.roles import refusal
from handlers.updates import answered_message, message_of
from storage import matches, reasons, stories, topics

_LINK = re.compile(r"https?://\S+")
_MOST_STORIES = 5
_MOST_REPORTS = 4
_USAGE = msg(
    "Reply to an alert with /why to see which words triggered it. Or add a link: /why https://… tells you "
    "why that article did or did not alert you."
)
_NOT_MINE = msg("That message is not one of my alerts.")


async def why(update: Update, context: Context) -> None:
    """Explain the alert that the command replies to, or the article behind a link."""
    desk, chat = context.desk, await current_chat(update, context)
    say, answered = context.say, answered_message(update)
    link = _LINK.search(context.words)
    async with desk.database.reading() as connection:
        if link is not None:
            answer = await fate_of_link(connection, desk, chat, link[0])
        elif answered is not None:
            ids = await reasons.stories_of_message(connection, chat.id, answered.message_id)
            parts = [await _of_story(connection, desk, chat, story_id) for story_id in ids[:_MOST_STORIES]]
            answer = "\n\n".join(parts) or f"{say(_NOT_MINE)} {say(_USAGE)}"
        else:
            answer = say(_USAGE)
    await reply(update, context, answer)


async def press_why(update: Update, context: Context, press: Press) -> str:
    """Explain the alert whose button was pressed."""
    desk, chat = context.desk, await current_chat(update, context)
    story_id = press.number(0)
    if story_id is None:
        return context.say(OUTDATED)
    is_channel = chat.kind == ChatType.CHANNEL
    if is_channel and (refused := await refusal(update, context)):
        return refused
    async with desk.database.reading() as connection:
        current = await reasons.current_story(connection, story_id)
        current_id = current if current is not None else story_id
        if chat.kind != ChatType.PRIVATE:
            return await _notice(connection, context.say, chat, current_id)
        answer = await _of_story(connection, desk, chat, current_id)
    message = message_of(update)
    await reply(update, context, answer, to=message.message_id if message else None)
    return ""


async def _notice(connection: AsyncConnection, say: Say, chat: Chat, story_id: int) -> str:
    """The reason in a notice that only the person who pressed sees: groups and channels stay quiet."""
    record = await _record(connection, chat, story_id)
    if record is None:
        return say(STORY_GONE)
    for topic, reports in (await _matched(connection, chat, record)).items():
        source, match = next((one for one in reports if one[1].terms), reports[0])
        words = say.listed(f"“{shorten(term, 30)}”" for term in match.terms[:4])
        return say(
            "{topic}: {words}, in the report of {publisher}. Reply to the alert with /why to see more.",
            topic=shorten(topic.name, 40),
            words=words,
            publisher=shorten(source.publisher, 40),
        )
    return say("It matches none of the topics that this chat follows now.")


async def _of_story(connection: AsyncConnection, desk: Desk, chat: Chat, story_id: int) -> str:
    """Which of the chat's topics the story's reports matched, with the words of each report."""
    record = await _record(connection, chat, story_id)
    say = say_in(chat.language, chat.timezone)
    if record is None:
        return say(STORY_GONE)
    lines = [f"<b>{escape(shorten(record.headline, 200))}</b>"]
    for topic, reports in (await _matched(connection, chat, record)).items():
        lines.append(say("It matched your topic {topic}:", topic=f"<b>{escape(topic.name)}</b>"))
        lines += [
            f"• {escape(shorten(source.publisher, 60))}: {match_words(say, match)}"
            for source, match in reports[:_MOST_REPORTS]
        ]
    if len(lines) == 1:
        lines.append(say("It matches none of the topics that you follow now."))
    lines += await _judgements(connection, say, record.sources)
    now = desk.clock()
    lines += [
        update_waits(say, dispatch, now)
        for dispatch in await reasons.dispatches(connection, chat.id, record.id)
        if dispatch.kind == AlertKind.UPDATE and dispatch.state == "due" and dispatch.due_at > now
    ]
    return "\n".join(lines)


async def _record(connection: AsyncConnection, chat: Chat, story_id: int) -> stories.StoryRecord | None:
    """The story, where it is stored and the chat may see it."""
    record = (await stories.records(connection, [story_id])).get(story_id)
    return record if record is not None and await reasons.may_see(connection, chat.id, story_id) else None


async def _matched(
    connection: AsyncConnection, chat: Chat, record: stories.StoryRecord
) -> dict[Topic, list[tuple[Source, Match]]]:
    """The topics for which the chat got the story, or would get it now, each with the reports that met it."""
    known = {topic.id: topic for topic in await topics.visible(connection, chat.id)}
    sent = await reasons.dispatches(connection, chat.id, record.id)
    sent_for = {topic_id for dispatch in sent for topic_id in dispatch.topic_ids}
    wanted = sent_for or set(await topics.followed(connection, chat.id))
    ids = [source.article_id for source in record.sources]
    matched = await matches.of_articles(connection, ids, wanted)
    found = {
        known[topic_id]: [
            (source, match)
            for source in record.sources
            for match in matched.get(source.article_id, ())
            if match.topic_id == topic_id
        ]
        for topic_id in sorted(wanted & known.keys())
    }
    return {topic: reports for topic, reports in found.items() if reports}


async def _judgements(connection: AsyncConnection, say: Say, sources: Sequence[Source]) -> list[str]:
    """The kinds of a story's newest reports, and what each did to the story."""
    shown = sources[-_MOST_REPORTS:]
    known = await reasons.judged(connection, [source.article_id for source in shown])
    lines = []
    for source in shown:
        judged = known[source.article_id]
        publisher = escape(shorten(source.publisher, 60))
        if judged.effect is not None:
            did = brief(effect_words(judged.effect, say))
            lines.append(f"• {say.isolated(publisher)}: {did}. {kind_line(say, judged)}".rstrip())
    if not lines:
        return []
    of_all, of_newest = msg("What its reports did:"), msg("What its newest reports did:")
    return [say(of_all if len(shown) == len(sources) else of_newest), *lines]
