"""`/why`: which words triggered an alert, or why a known article triggered none."""

import re
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update
from telegram.constants import ChatType

from bot.errors import QueryError
from bot.messages.callback import Press
from bot.messages.markup import escape, shorten
from bot.messages.reasons import effect_words, kind_words
from bot.messages.speech.say import Say, msg, say_in
from bot.model import Chat, Match, Source, StoredArticle, Topic
from bot.news import query
from bot.news.articles.identity import identities
from bot.news.matching.match import THRESHOLD, document, score
from handlers.alerts import STORY_GONE
from handlers.buttons import OUTDATED
from handlers.context import Context, Desk, current_chat, message_of, reply
from handlers.preferences import KIND_NAMES
from handlers.roles import refusal
from handlers.topics import NO_TOPICS
from storage import articles, matches, reasons, stories, topics, verdicts
from storage.reasons import Dispatch, Judged

_LINK = re.compile(r"https?://\S+")
_MOST_STORIES = 5
_MOST_REPORTS = 4
_MOST_TOPICS = 10
_USAGE = msg(
    "Reply to an alert with /why to see which words triggered it. Or add a link: /why https://… tells you "
    "why that article did or did not alert you."
)
_NOT_MINE = msg("That message is not one of my alerts.")
_SILENCES = {"baseline": msg("it was already in the feed when Sitrep first read that feed")}
_NOT_FOLLOWED = msg("It did not alert you: you did not follow the topic when it came.")
_STATES = {
    "due": msg("An alert about it is on its way to you"),
    "held": msg("It is waiting for your next digest"),
    "cancelled": msg("Its alert was cancelled"),
    "dead": msg("Telegram refused its alert"),
}


async def why(update: Update, context: Context) -> None:
    """Explain the alert that the command replies to, or the article behind a link."""
    desk, chat = context.desk, await current_chat(update, context)
    message, say = message_of(update), context.say
    link = _LINK.search(context.words)
    answered = message.reply_to_message if message is not None else None
    async with desk.database.reading() as connection:
        if link is not None:
            answer = await _of_link(connection, desk, chat, link[0])
        elif answered is not None:
            ids = await reasons.stories_of_message(connection, chat.id, answered.message_id)
            parts = [await _of_story(connection, chat, story_id) for story_id in ids[:_MOST_STORIES]]
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
        answer = await _of_story(connection, chat, current_id)
    message = message_of(update)
    await reply(update, context, answer, to=message.message_id if message else None)
    return ""


async def _notice(connection: AsyncConnection, say: Say, chat: Chat, story_id: int) -> str:
    """The reason in a notice that only the person who pressed sees: groups and channels stay quiet."""
    record = await _record(connection, chat, story_id)
    if record is None:
        return say(STORY_GONE)
    for topic, reports in (await _matched(connection, chat, record)).items():
        source, match = reports[0]
        words = ", ".join(f"“{shorten(term, 30)}”" for term in match.terms[:4])
        return say(
            "{topic}: {words}, in the report of {publisher}. Reply to the alert with /why to see more.",
            topic=shorten(topic.name, 40),
            words=words,
            publisher=shorten(source.publisher, 40),
        )
    return say("It matches none of the topics that this chat follows now.")


async def _of_story(connection: AsyncConnection, chat: Chat, story_id: int) -> str:
    """Which of the chat's topics the story's reports matched, with the words of each report."""
    record = await _record(connection, chat, story_id)
    say = say_in(chat.language, chat.timezone)
    if record is None:
        return say(STORY_GONE)
    lines = [f"<b>{escape(shorten(record.headline, 200))}</b>"]
    for topic, reports in (await _matched(connection, chat, record)).items():
        lines.append(say("It matched your topic {topic}:", topic=f"<b>{escape(topic.name)}</b>"))
        lines += [
            f"• {escape(shorten(source.publisher, 60))}: {_words(say, match)}"
            for source, match in reports[:_MOST_REPORTS]
        ]
    if len(lines) == 1:
        lines.append(say("It matches none of the topics that you follow now."))
    return "\n".join((*lines, *await _judgements(connection, say, record.sources)))


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
    matched = await matches.of_articles(connection, [source.article_id for source in record.sources])
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
            did = _short(effect_words(judged.effect, say))
            lines.append(f"• {say.isolated(publisher)}: {did}. {_kind(say, judged)}".rstrip())
    if not lines:
        return []
    of_all, of_newest = msg("What its reports did:"), msg("What its newest reports did:")
    return [say(of_all if len(shown) == len(sources) else of_newest), *lines]


async def _of_link(connection: AsyncConnection, desk: Desk, chat: Chat, url: str) -> str:
    """What happened to the article at `url`, as this chat sees it."""
    keys = [key for house in await reasons.houses(connection) for key in identities(house, None, url)]
    known, say = await articles.known_by_keys(connection, keys), say_in(chat.language, chat.timezone)
    if not known:
        return say("Sitrep has not seen that article in any of its feeds.")
    article_id = next(iter(known.values())).id
    article = (await matches.articles_by_id(connection, [article_id]))[article_id]
    head = f"<b>{escape(shorten(article.title, 200))}</b>\n{escape(shorten(article.publisher, 60))}"
    followed = set(await topics.followed(connection, chat.id))
    mine = [topic for topic in await topics.visible(connection, chat.id) if topic.id in followed]
    found = (await matches.of_articles(connection, [article_id])).get(article_id, ())
    matched = {match.topic_id: match for match in found}
    judged = (await reasons.judged(connection, [article_id]))[article_id]
    lines = [_of_topic(say, topic, matched.get(topic.id), article) for topic in mine[:_MOST_TOPICS]]
    if not mine:
        lines = [say(NO_TOPICS)]
    if any(topic.id in matched for topic in mine):
        lines += await _outcome(connection, say, desk, chat, article, judged)
    else:
        lines.append(say("It matched none of the topics that you follow, so it did not alert you."))
    if judged.effect is not None:
        lines.append(say("What it did: {effect}.", effect=_short(effect_words(judged.effect, say))))
    if judged.kind is not None:
        lines.append(_kind(say, judged))
    if judged.page_problem is not None:
        problem = _short(judged.page_problem)
        lines.append(say("Its facts come from the feed, not from its page: {problem}.", problem=problem))
    return "\n".join((f"{head}, {say.moment(article.published_at, desk.clock())}", *lines))


def _of_topic(say: Say, topic: Topic, match: Match | None, article: StoredArticle) -> str:
    """How well an article matches one topic."""
    name = say.isolated(f"<b>{escape(topic.name)}</b>")
    if match is not None:
        return f"• {name}: {_words(say, match)}"
    try:
        near = score(query.parse(topic.query), document(article.title, article.text, article.language))
    except QueryError:
        near = None
    if near is None:
        return "• " + say("{topic}: the article does not have its words", topic=name)
    words = _words(say, near)
    if near.score >= THRESHOLD:
        return "• " + say(
            "{topic}: {words}, but the topic is newer than the article", topic=name, words=words
        )
    least = f"{THRESHOLD:.2f}"
    text = msg("{topic}: only mentioned: {words}; alerts start at {least}")
    return "• " + say(text, topic=name, words=words, least=least)


async def _outcome(
    connection: AsyncConnection,
    say: Say,
    desk: Desk,
    chat: Chat,
    article: StoredArticle,
    judged: Judged,
) -> list[str]:
    """What was sent about an article that matched a topic, or why nothing was."""
    fate = await reasons.fate(connection, article.id)
    if fate.story_id is None:
        untold = say("It is still being processed.")
        return [_silence(say, fate.silence, desk, chat) if fate.triaged else untold]
    lines = []
    sent = await reasons.dispatches(connection, chat.id, fate.story_id)
    if await verdicts.has_muted(connection, chat.id, fate.story_id):
        lines.append(say("You muted its story."))
    record = (await stories.records(connection, [fate.story_id])).get(fate.story_id)
    if record is not None and record.sources[0].article_id != article.id:
        headline = escape(shorten(record.headline, 200))
        lines.append(say("It is part of the story “{headline}”.", headline=headline))
    if sent:
        return [*lines, _state(say, sent[0], desk)]
    if fate.silence is not None:
        return [*lines, _silence(say, fate.silence, desk, chat)]
    if judged.kind is not None and not judged.sure and judged.kind not in _kinds(desk, chat):
        return [*lines, _kind_off(say, judged.kind)]
    if chat.paused_reason:
        reason = _short(chat.paused_reason)
        return [*lines, say("Alerts to this chat are paused: {reason}.", reason=reason)]
    return lines or [say(_NOT_FOLLOWED)]


def _state(say: Say, dispatch: Dispatch, desk: Desk) -> str:
    if dispatch.state == "sent" and dispatch.settled_at is not None:
        return say("An alert about it was sent: {time}.", time=say.moment(dispatch.settled_at, desk.clock()))
    explained = dispatch.reason and dispatch.state != "due"
    reason = f": {say.isolated(_short(dispatch.reason or ''))}." if explained else "."
    return say(_STATES.get(dispatch.state, _STATES["due"])) + reason


def _kind(say: Say, judged: Judged) -> str:
    if judged.kind is None:
        return ""
    return _short(kind_words(judged.kind, judged.kind_reasons, say, judged.sure))


def _short(words: str) -> str:
    return escape(shorten(words, 200))


def _kinds(desk: Desk, chat: Chat) -> frozenset[str]:
    return desk.kinds if chat.kinds is None else chat.kinds


def _kind_off(say: Say, kind: str) -> str:
    return say(
        "It did not alert you: reports of the kind “{kind}” are switched off in this chat. /settings "
        "switches them on.",
        kind=_short(say(KIND_NAMES.get(kind, kind))),
    )


def _silence(say: Say, reason: str | None, desk: Desk, chat: Chat) -> str:
    if reason is None:
        return say(_NOT_FOLLOWED)
    if reason == "too old" and desk.max_age is not None:
        hours = round(desk.max_age.total_seconds() / 3600)
        return say("It did not alert: it was older than {hours}h when it came.", hours=hours)
    kind = reason.removeprefix("kind: ")
    if kind != reason and kind in _kinds(desk, chat):
        return say(
            "It did not alert you: reports of the kind “{kind}” were switched off when it came, or its event "
            "was told already.",
            kind=_short(say(KIND_NAMES.get(kind, kind))),
        )
    if kind != reason:
        return _kind_off(say, kind)
    known = say(_SILENCES[reason]) if reason in _SILENCES else _short(reason)
    return say("It did not alert: {reason}.", reason=known)


def _words(say: Say, match: Match) -> str:
    terms = ", ".join(say.isolated(f"“{escape(shorten(term, 40))}”") for term in match.terms[:8])
    score = f"{match.score:.2f}"
    return say("{words} (score {score})", words=terms or say("its words"), score=score)
