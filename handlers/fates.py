"""What became of an article for a chat: which topics it met, what was sent about it, or why nothing was."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import QueryError
from bot.messages.markup import escape, shorten
from bot.messages.reasons import effect_words, kind_words, stored_reason
from bot.messages.speech.say import Say, msg, say_in
from bot.model import AlertKind, Chat, Match, StoredArticle, Topic
from bot.news import query
from bot.news.articles.identity import identities
from bot.news.matching.match import THRESHOLD, document, score
from handlers.context import Desk
from handlers.preferences import KIND_NAMES
from handlers.topics import NO_TOPICS, followed_topics
from storage import articles, matches, reasons, stories, verdicts
from storage.reasons import Dispatch, Judged

_MOST_TOPICS = 10
_SILENCES = {"baseline": msg("it was already in the feed when Sitrep first read that feed")}
_NOT_FOLLOWED = msg("It did not alert you: you did not follow the topic when it came.")
_STATES = {
    "due": msg("An alert about it is on its way to you"),
    "held": msg("It is waiting for your next digest"),
    "cancelled": msg("Its alert was cancelled"),
    "dead": msg("Telegram refused its alert"),
}
_UPDATE_STATES = {
    "due": msg("An update about it is on its way to you"),
    "held": msg("Its update is waiting for your next digest"),
    "cancelled": msg("Its update was cancelled"),
    "dead": msg("Telegram refused its update"),
}


async def fate_of_link(connection: AsyncConnection, desk: Desk, chat: Chat, url: str) -> str:
    """What happened to the article at `url`, as this chat sees it."""
    keys = [key for house in await reasons.houses(connection) for key in identities(house, None, url)]
    found_keys = await articles.known_by_keys(connection, keys)
    known = [one for one in found_keys.values() if not one.is_forgotten]
    say = say_in(chat.language, chat.timezone)
    if not known:
        return say("Sitrep has not seen that article in any of its feeds.")
    article_id = known[0].id
    article = (await matches.articles_by_id(connection, [article_id]))[article_id]
    head = f"<b>{escape(shorten(article.title, 200))}</b>\n{escape(shorten(article.publisher, 60))}"
    mine = await followed_topics(connection, chat)
    my_ids = [topic.id for topic in mine]
    found = (await matches.of_articles(connection, [article_id], my_ids)).get(article_id, ())
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
        lines.append(say("What it did: {effect}.", effect=brief(effect_words(judged.effect, say))))
    if judged.kind is not None:
        lines.append(kind_line(say, judged))
    if judged.page_problem is not None:
        problem = brief(judged.page_problem)
        lines.append(say("Its facts come from the feed, not from its page: {problem}.", problem=problem))
    return "\n".join((say.listed((head, say.moment(article.published_at, desk.clock()))), *lines))


def _of_topic(say: Say, topic: Topic, match: Match | None, article: StoredArticle) -> str:
    """How well an article matches one topic."""
    name = say.isolated(f"<b>{escape(topic.name)}</b>")
    if match is not None:
        return f"• {name}: {match_words(say, match)}"
    try:
        near = score(
            query.parse(topic.query),
            document(article.title, article.text, article.language, article.publisher),
        )
    except QueryError:
        near = None
    if near is None:
        return "• " + say("{topic}: the article does not have its words", topic=name)
    words = match_words(say, near)
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
        own = next((dispatch for dispatch in sent if dispatch.report_id == article.id), sent[0])
        return [*lines, _state(say, own, desk)]
    if fate.silence is not None:
        return [*lines, _silence(say, fate.silence, desk, chat)]
    if judged.kind is not None and not judged.sure and judged.kind not in _kinds(desk, chat):
        return [*lines, _kind_off(say, judged.kind)]
    if chat.paused_reason:
        reason = brief(stored_reason(chat.paused_reason, say))
        return [*lines, say("Alerts to this chat are paused: {reason}.", reason=reason)]
    return lines or [say(_NOT_FOLLOWED)]


def _state(say: Say, dispatch: Dispatch, desk: Desk) -> str:
    now, update = desk.clock(), dispatch.kind == AlertKind.UPDATE
    if dispatch.state == "sent" and dispatch.settled_at is not None:
        time = say.moment(dispatch.settled_at, now)
        return (
            say("An update about it was sent: {time}.", time=time)
            if update
            else say("An alert about it was sent: {time}.", time=time)
        )
    if update and dispatch.state == "due" and dispatch.due_at > now:
        return update_waits(say, dispatch, now)
    explained = dispatch.reason and dispatch.state != "due"
    reason = f": {say.isolated(brief(stored_reason(dispatch.reason or '', say)))}." if explained else "."
    states = _UPDATE_STATES if update else _STATES
    return say(states.get(dispatch.state, states["due"])) + reason


def update_waits(say: Say, dispatch: Dispatch, now: datetime) -> str:
    """That an update waits for its turn, and until when; HTML."""
    return say(
        "An update about it waits until {time}, because the updates of a story are spaced.",
        time=say.moment(dispatch.due_at, now),
    )


def kind_line(say: Say, judged: Judged) -> str:
    """What kind of report it is, and why; HTML."""
    if judged.kind is None:
        return ""
    return brief(kind_words(judged.kind, judged.kind_reasons, say, judged.sure))


def brief(words: str) -> str:
    """A reason as HTML, short."""
    return escape(shorten(words, 200))


def _kinds(desk: Desk, chat: Chat) -> frozenset[str]:
    return desk.kinds if chat.kinds is None else chat.kinds


def _kind_off(say: Say, kind: str) -> str:
    return say(
        "It did not alert you: reports of the kind “{kind}” are switched off in this chat. /settings "
        "switches them on.",
        kind=brief(say(KIND_NAMES.get(kind, kind))),
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
            kind=brief(say(KIND_NAMES.get(kind, kind))),
        )
    if kind != reason:
        return _kind_off(say, kind)
    known = say(_SILENCES[reason]) if reason in _SILENCES else brief(reason)
    return say("It did not alert: {reason}.", reason=known)


def match_words(say: Say, match: Match) -> str:
    """The words of an article that met a topic, with the score; HTML."""
    if not match.score:
        return say("it says the same as other reports of its story")
    terms = say.listed(say.isolated(f"“{escape(shorten(term, 40))}”") for term in match.terms[:8])
    score = f"{match.score:.2f}"
    return say("{words} (score {score})", words=terms or say("its words"), score=score)
