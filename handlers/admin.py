"""For the bot's admins: `/feeds`, `/stats`, `/addfeed` and `/removefeed`."""

import logging
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from telegram import Message, Update

from bot.errors import FeedError
from bot.feeds.house import name_feed
from bot.log import redact
from bot.messages.callback import Press, pack
from bot.messages.markup import clean, escape, instant, link, shorten, verbatim
from bot.messages.paging import BACK_MORE, page_buttons
from bot.messages.speech.say import ENGLISH
from bot.model import Alert, Button, Feed, FeedState
from bot.polling.feed_state import is_stale
from handlers.access import NOT_YOURS
from handlers.context import Context, Desk, FoundFeed, reply, rewrite, runs_the_bot
from handlers.updates import message_of
from storage import feeds, verdicts
from storage.feeds import FeedHealth
from storage.stats import stats as count_all

log = logging.getLogger(__name__)

_PAGE = 10
_SAID_FOR = timedelta(days=30)
_REASONS = {"topic": "not about it", "kind": "no news", "old": "old", "wrong": "wrong"}
_NEWEST_SHOWN = 3
_ADDRESS = "Address: "


async def show_feeds(update: Update, context: Context) -> None:
    """Every feed with its health."""
    if runs_the_bot(update, context):
        await reply(update, context, await _feeds_page(context.desk, 0))
    else:
        await reply(update, context, NOT_YOURS)


async def press_feeds(update: Update, context: Context, press: Press) -> str:
    """Another page of the feeds."""
    if not runs_the_bot(update, context):
        return NOT_YOURS
    await rewrite(update, context, await _feeds_page(context.desk, press.number(0) or 0))
    return ""


async def show_stats(update: Update, context: Context) -> None:
    """Counts of chats, feeds, articles, messages and followers."""
    if not runs_the_bot(update, context):
        await reply(update, context, NOT_YOURS)
        return
    async with context.desk.database.reading() as connection:
        clock = context.desk.clock()
        now, said = await count_all(connection, clock), await verdicts.tally(connection, clock - _SAID_FOR)
    followers = "\n".join(
        f"• {escape(shorten(name, 60))}: {number}" for name, number in list(now.followers.items())[:20]
    )
    await reply(
        update,
        context,
        "\n".join(
            (
                f"<b>Chats</b> {now.chats}, {now.paused_chats} of them paused",
                f"<b>Feeds</b> {now.feeds}, {now.failing_feeds} of them failing",
                f"<b>Last 24 hours</b> {now.articles_today} articles, {now.matched_today} on a topic, "
                f"{now.stories_today} stories, {now.sent_today} messages sent",
                f"<b>Waiting</b> {now.untriaged} articles, {now.waiting} messages; undeliverable: {now.dead}",
                f"<b>Followers</b>\n{followers}",
                f"Topics created in chats: {now.own_topics}",
                *_feedback_lines(said),
            )
        ),
    )


def _feedback_lines(said: Mapping[str, Counter[str]]) -> list[str]:
    """What followers thought of the alerts of the last 30 days, topic by topic."""
    lines = []
    for name, counts in sorted(said.items()):
        why = ", ".join(f"{counts[key]} {label}" for key, label in _REASONS.items() if counts[key])
        judged = f"{counts[verdicts.NOT_RELEVANT]} not relevant" + (f" ({why})" if why else "")
        reactions = f"👍 {counts[verdicts.LIKED]}, 👎 {counts[verdicts.DISLIKED]}"
        lines.append(f"• {escape(shorten(name, 60))}: {judged}; {reactions}")
    return ["<b>Feedback, last 30 days</b>", *lines] if lines else []


async def add_feed(update: Update, context: Context) -> None:
    """Read the feed at an address, or the one its page links to, show it, and ask whether to add it."""
    if not runs_the_bot(update, context):
        await reply(update, context, NOT_YOURS)
        return
    if not context.args:
        await reply(update, context, "Send the address of a feed or a site: <code>/addfeed https://…</code>")
        return
    feed = await _find(context.desk, context.args[0])
    if isinstance(feed, str):
        await reply(update, context, feed)
        return
    async with context.desk.database.reading() as connection:
        named = name_feed(feed.publisher, feed.url, await feeds.every(connection))
    newest = [f"• {escape(shorten(title, 150))}" for title in feed.newest[:_NEWEST_SHOWN]]
    text = "\n".join(
        (
            f"<b>{escape(shorten(feed.title or feed.publisher, 150))}</b>",
            f"Publisher: {escape(shorten(named.publisher, 80))}",
            f"{_ADDRESS}<code>{verbatim(redact(feed.url))}</code>",
            *(newest or ["It has no entries right now."]),
            *([_namesake(feed.publisher, named.namesake)] if named.namesake else []),
        )
    )
    ask = [Button("Add it", data=pack("addfeed", "yes")), Button("Cancel", data=pack("addfeed", "no"))]
    same = Button(shorten(f"It is the same {feed.publisher}", 40), data=pack("addfeed", "same"))
    rows = (tuple(ask), (same,)) if named.namesake else (tuple(ask),)
    # The question repeats no password or key: the answer finds them in the command.
    command = message_of(update)
    await reply(update, context, Alert(text, rows), to=command.message_id if command else None)


async def press_add_feed(update: Update, context: Context, press: Press) -> str:
    """The answer to what `/addfeed` showed; the message holds the address."""
    if not runs_the_bot(update, context):
        return NOT_YOURS
    answer = "Not added."
    if press.text(0) in ("yes", "same"):
        message = message_of(update)
        answer = await _add(context.desk, *_asked_about(message), keep_name=press.text(0) == "same")
    await rewrite(update, context, Alert(answer))
    return ""


def _asked_about(message: Message | None) -> tuple[str, str]:
    """(address to add, address as shown) of a question of `/addfeed`; empty where unknown."""
    lines = ((message.text if message else None) or "").split("\n")
    # Not in the first line, which is the feed's own title.
    shown = next((line.removeprefix(_ADDRESS) for line in lines[1:] if line.startswith(_ADDRESS)), "")
    command = message.reply_to_message if message else None
    words = ((command.text if command else None) or "").split()
    return (words[1] if len(words) > 1 else shown), shown


async def remove_feed(update: Update, context: Context) -> None:
    """Stop polling a feed, named by its address or its number in /feeds."""
    if not runs_the_bot(update, context):
        await reply(update, context, NOT_YOURS)
        return
    async with context.desk.database.transaction() as connection:
        number = context.words.removeprefix("#")
        by_number = number.isascii() and number.isdigit() and len(number) < 18
        feed = (
            await feeds.get(connection, int(number))
            if by_number
            else await feeds.get_by_url(connection, context.words)
        )
        removed = feed is not None and await feeds.remove(connection, feed.url)
    if feed is None or not removed:
        await reply(update, context, "There is no such feed. Send its number from /feeds, or its address.")
        return
    log.info("feed %d removed by an admin", feed.id)
    back = (
        " It is listed in the configuration: remove it there too, or it comes back."
        if feed.origin == "config"
        else ""
    )
    await reply(update, context, f"Stopped polling {_name(feed)}. Its articles are kept.{back}")


async def _find(desk: Desk, address: str) -> FoundFeed | str:
    """The feed there, or what to say instead (HTML)."""
    if desk.find_feed is None:
        return "This bot takes its feeds from its configuration only."
    try:
        return await desk.find_feed(address)
    except FeedError as error:
        return escape(shorten(redact(str(error)), 1000))


def _namesake(publisher: str, host: str) -> str:
    name, place = escape(shorten(publisher, 80)), escape(shorten(host, 80))
    return f"There is a publisher called {name} at {place} already, so this feed gets a name of its own."


async def _add(desk: Desk, url: str, shown: str, *, keep_name: bool = False) -> str:
    if not shown:
        return "That question has expired. Send /addfeed again."
    found = await _find(desk, url)
    if isinstance(found, str):
        return found
    if redact(found.url) != shown:
        return "The address now leads to another feed. Send /addfeed again."
    async with desk.database.transaction() as connection:
        known = await feeds.every(connection)
        named = name_feed(found.publisher, found.url, known, keep_name=keep_name)
        feed = await feeds.add(
            connection, found.url, named.publisher, found.language, "admin", desk.clock(), found.title,
            named.house,
        )  # fmt: skip
    log.info("feed %d added by an admin", feed.id)
    return f"Added {_name(feed)}. Entries already in it do not trigger alerts."


async def _feeds_page(desk: Desk, page: int) -> Alert:
    now = desk.clock()
    async with desk.database.reading() as connection:
        known = await feeds.list_all(connection, now)
    known.sort(key=lambda health: health.feed.failures == 0 and health.feed.state == FeedState.ACTIVE)
    failing = sum(health.feed.failures > 0 for health in known)
    pages = max(1, -(-len(known) // _PAGE))
    page = min(page, pages - 1)
    lines = [
        f"<b>{len(known)} feeds</b>, {failing} failing"
        + (f" · page {page + 1} of {pages}" if pages > 1 else "")
    ]
    lines += [_describe(health, now) for health in known[page * _PAGE : (page + 1) * _PAGE]]
    turns = page_buttons(ENGLISH, page, pages, BACK_MORE, lambda number: pack("feeds", number))
    return Alert("\n".join(lines), turns)


def _describe(health: FeedHealth, now: datetime) -> str:
    """A feed in at most 350 units: mark, number, name and state."""
    feed = health.feed
    if feed.state is FeedState.GONE:
        state = "gone for good, says its server"
    elif feed.failures:
        state = f"{_failures(feed.failures)}: {escape(shorten(feed.last_error or 'reason unknown', 180))}"
    elif feed.last_success_at is None:
        state = "not polled yet"
    elif feed.newest_at is not None and is_stale(feed, now):
        state = f"stale: nothing new for {(now - feed.newest_at).days} days"
    else:
        state = f"last read {instant(feed.last_success_at, now)}, {health.entries_a_day:g} entries a day"
    mark = "✅" if state.startswith(("last read", "not")) else "⚠️"
    return f"{mark} #{feed.id} {_name(feed)}: {state}"


def _failures(count: int) -> str:
    return "failed once" if count == 1 else f"failed {count} times in a row"


def _name(feed: Feed) -> str:
    url = redact(feed.url)
    title = feed.title if clean(feed.title) else url
    label = feed.publisher if title == feed.publisher else f"{feed.publisher}, {title}"
    return link(url, escape(shorten(label, 80)))
