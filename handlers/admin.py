"""For those who run the bot: `/feeds`, `/stats`, `/addfeed` and `/removefeed`."""

import logging
from datetime import datetime

from telegram import Message, Update

from bot.errors import FeedError
from bot.http.address import without_credentials
from bot.messages.callback import Press, pack
from bot.messages.markup import clean, escape, instant, link, shorten
from bot.model import Alert, Button, Feed, FeedState
from handlers.context import Context, Desk, FoundFeed, message_of, reply, rewrite, runs_the_bot
from storage import feeds
from storage.feeds import FeedHealth
from storage.stats import stats as count_all

log = logging.getLogger(__name__)

NOT_YOURS = "Only those who run this bot can do that. /help shows what you can do."
_PAGE = 10
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
    if update.callback_query is not None:
        await rewrite(update.callback_query, await _feeds_page(context.desk, press.number(0) or 0))
    return ""


async def show_stats(update: Update, context: Context) -> None:
    """How the desk does, in numbers."""
    if not runs_the_bot(update, context):
        await reply(update, context, NOT_YOURS)
        return
    async with context.desk.database.reading() as connection:
        now = await count_all(connection, context.desk.clock())
    followers = "\n".join(
        f"• {escape(shorten(name, 60))}: {number}" for name, number in list(now.followers.items())[:20]
    )
    await reply(
        update,
        context,
        "\n".join(
            (
                f"<b>Chats</b> {now.chats}, of them paused {now.paused_chats}",
                f"<b>Feeds</b> {now.feeds}, of them failing {now.failing_feeds}",
                f"<b>Last 24 hours</b> {now.articles_today} articles, {now.matched_today} on topics, "
                f"{now.stories_today} stories, {now.sent_today} messages sent",
                f"<b>Waiting</b> {now.untriaged} articles, {now.waiting} messages; given up: {now.dead}",
                f"<b>Followers</b>\n{followers}",
                f"Own topics: {now.own_topics}",
            )
        ),
    )


async def add_feed(update: Update, context: Context) -> None:
    """Read the feed at or behind an address, show it, and ask."""
    if not runs_the_bot(update, context):
        await reply(update, context, NOT_YOURS)
        return
    if not context.args:
        await reply(update, context, "Write the address of a feed or a site: <code>/addfeed https://…</code>")
        return
    found = await _find(context.desk, context.args[0])
    if isinstance(found, str):
        await reply(update, context, found)
        return
    newest = [f"• {escape(shorten(title, 150))}" for title in found.newest[:_NEWEST_SHOWN]]
    text = "\n".join(
        (
            f"<b>{escape(shorten(found.title or found.publisher, 150))}</b>",
            f"Publisher: {escape(shorten(found.publisher, 80))}",
            f"{_ADDRESS}<code>{escape(without_credentials(found.url))}</code>",
            *(newest or ["It has no entries just now."]),
        )
    )
    ask = (Button("Add it", data=pack("addfeed", "yes")), Button("Cancel", data=pack("addfeed", "no")))
    # An address with a password is not said again: the answer finds it in the command.
    command = message_of(update) if "@" in context.args[0] else None
    await reply(update, context, Alert(text, (ask,)), to=command.message_id if command else None)


async def press_add_feed(update: Update, context: Context, press: Press) -> str:
    """The answer to what `/addfeed` showed; the address stands in the message."""
    if not runs_the_bot(update, context):
        return NOT_YOURS
    said = "Not added."
    if press.text(0) == "yes":
        message = message_of(update)
        said = await _add(context.desk, *_asked_about(message))
    if update.callback_query is not None:
        await rewrite(update.callback_query, Alert(said))
    return ""


def _asked_about(message: Message | None) -> tuple[str, str]:
    """(the address to add, as it was shown) of a question of `/addfeed`; empty where they are not known."""
    lines = ((message.text if message else None) or "").split("\n")
    shown = next((one.removeprefix(_ADDRESS) for one in lines if one.startswith(_ADDRESS)), "")
    command = message.reply_to_message if message else None
    words = ((command.text if command else None) or "").split()
    return (words[1] if len(words) > 1 else shown), shown


async def remove_feed(update: Update, context: Context) -> None:
    """Poll a feed no more, by its address or its number in /feeds."""
    if not runs_the_bot(update, context):
        await reply(update, context, NOT_YOURS)
        return
    said = context.words
    async with context.desk.database.transaction() as connection:
        number = said.removeprefix("#")
        by_number = number.isascii() and number.isdigit() and len(number) < 18
        feed = await (feeds.get(connection, int(number)) if by_number else feeds.get_by_url(connection, said))
        removed = feed is not None and await feeds.remove(connection, feed.url)
    if feed is None or not removed:
        await reply(update, context, "No such feed. Write its number from /feeds, or its address.")
        return
    log.info("feed %d removed by an admin", feed.id)
    back = (
        " It is in the configuration: take it out there too, or it comes back."
        if feed.origin == "config"
        else ""
    )
    await reply(update, context, f"{_name(feed)} is polled no more; its articles stay.{back}")


async def _find(desk: Desk, address: str) -> FoundFeed | str:
    """The feed there, or what to tell instead (HTML)."""
    if desk.find_feed is None:
        return "Feeds are added in the configuration of this bot."
    try:
        return await desk.find_feed(address)
    except FeedError as error:
        return escape(shorten(without_credentials(str(error)), 1000))


async def _add(desk: Desk, url: str, shown: str) -> str:
    if not shown:
        return "That question is too old; send /addfeed again."
    found = await _find(desk, url)
    if isinstance(found, str):
        return found
    if without_credentials(found.url) != shown:
        return "Something else is there by now; send /addfeed again."
    async with desk.database.transaction() as connection:
        feed = await feeds.add(
            connection, found.url, found.publisher, found.language, "admin", desk.clock(), found.title
        )
    log.info("feed %d added by an admin", feed.id)
    return f"{_name(feed)} is polled from now on. What is in it already alerts nobody."


async def _feeds_page(desk: Desk, page: int) -> Alert:
    now = desk.clock()
    async with desk.database.reading() as connection:
        known = await feeds.list_all(connection, now)
    known.sort(key=lambda one: one.feed.failures == 0 and one.feed.state == FeedState.ACTIVE)
    failing = sum(one.feed.failures > 0 for one in known)
    pages = max(1, -(-len(known) // _PAGE))
    page = min(page, pages - 1)
    lines = [
        f"<b>{len(known)} feeds</b>, {failing} failing"
        + (f" · page {page + 1} of {pages}" if pages > 1 else "")
    ]
    lines += [_health(one, now) for one in known[page * _PAGE : (page + 1) * _PAGE]]
    turns = [Button("‹ Back", data=pack("feeds", page - 1))] if page else []
    turns += [Button("More ›", data=pack("feeds", page + 1))] if page + 1 < pages else []
    return Alert("\n".join(lines), (tuple(turns),) if turns else ())


def _health(one: FeedHealth, now: datetime) -> str:
    """A feed in at most 350 units: mark, number, name, and how it does."""
    feed = one.feed
    if feed.state is FeedState.GONE:
        state = "the server says it is gone"
    elif feed.failures:
        state = f"failing {feed.failures} times: {escape(shorten(feed.last_error or 'no reason kept', 180))}"
    elif feed.last_success_at is None:
        state = "not polled yet"
    else:
        state = f"read {instant(feed.last_success_at, now)}, {one.entries_a_day:g} entries a day"
    mark = "✅" if state.startswith(("read", "not")) else "⚠️"
    return f"{mark} #{feed.id} {_name(feed)}: {state}"


def _name(feed: Feed) -> str:
    url = without_credentials(feed.url)
    title = feed.title if clean(feed.title) else url
    said = feed.publisher if title == feed.publisher else f"{feed.publisher}, {title}"
    return link(url, escape(shorten(said, 80)))
