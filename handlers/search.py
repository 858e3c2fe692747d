"""`/search WORDS`: the stories whose stored articles have the words."""

from telegram import Update

from bot.messages.callback import Press, pack
from bot.messages.digest import PAGE_STORIES, render_story_list
from bot.messages.languages import read_by
from bot.messages.markup import clean, shorten
from bot.messages.paging import NEWER_OLDER, page_buttons, page_note
from bot.messages.speech.say import msg, say_in
from bot.model import Alert, Chat
from handlers.context import Context, Desk, current_chat, reply, rewrite
from handlers.latest import load_entries
from handlers.updates import first_line
from storage import search as index
from storage import topics

_TITLE = msg("Search")
_MOST_ARTICLES = 500
_MOST_REFRESHES = 60
_WORDS_UNITS = 150
_USAGE = msg(
    "What should I search for? Try <code>/search dam collapse</code>. All words must occur. "
    'Use <code>"quoted words"</code> for a phrase and <code>-word</code> to exclude a word.'
)


async def search(update: Update, context: Context) -> None:
    """Reply with the newest stories that have the words."""
    if not context.args:
        await reply(update, context, context.say(_USAGE))
        return
    chat = await current_chat(update, context)
    await reply(update, context, await _page(context.desk, chat, shorten(context.words, _WORDS_UNITS), 0))


async def press_search(update: Update, context: Context, press: Press) -> str:
    """Show another page; the words are in the title of the message."""
    _, colon, words = first_line(update).partition(": ")
    if not colon:
        return context.say("That search has expired. Send /search again.")
    chat = await current_chat(update, context)
    answer = await _page(context.desk, chat, words, press.number(0) or 0)
    await rewrite(update, context, answer)
    return ""


async def _page(desk: Desk, chat: Chat, words: str, page: int) -> Alert:
    say = say_in(chat.language, chat.timezone)
    await bring_up_to_date(desk)
    async with desk.database.reading() as connection:
        ids = await index.find_stories(connection, words, _MOST_ARTICLES)
        pages = -(-len(ids) // PAGE_STORIES)
        page = min(page, max(0, pages - 1))
        visible = [topic.id for topic in await topics.visible(connection, chat.id)]
        shown = ids[page * PAGE_STORIES : (page + 1) * PAGE_STORIES]
        entries = await load_entries(connection, shown, visible, None, read_by(chat))
    return render_story_list(
        entries,
        title=f"{say(_TITLE)}: {clean(words)}",
        now=desk.clock(),
        empty=say("No stored article has all of these words."),
        buttons=page_buttons(say, page, pages, NEWER_OLDER, lambda number: pack("search", number)),
        note="".join(page_note(say, page, pages)),
        say=say,
    )


async def bring_up_to_date(desk: Desk) -> None:
    """Index what was stored since the index was last brought up to date."""
    for _ in range(_MOST_REFRESHES):
        async with desk.database.transaction() as connection:
            if not await index.refresh(connection):
                return
