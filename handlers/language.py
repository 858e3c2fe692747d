"""The language of a chat: heard before every handler, chosen with `/language`."""

import logging
from dataclasses import replace

from babel.core import Locale
from sqlalchemy.exc import SQLAlchemyError
from telegram import Update
from telegram.constants import ChatType

from bot.messages.callback import Press, pack
from bot.messages.markup import escape, shorten
from bot.messages.speech.languages import LANGUAGES, language_for
from bot.messages.speech.say import Say, msg, say_in
from bot.model import Alert, Button, Chat
from bot.news.language.words import fold_text
from handlers.context import Context, current_chat, register_chat, reply, rewrite
from handlers.roles import refusal
from handlers.updates import heard_language, is_private, thread_of
from storage import chats, wishes

log = logging.getLogger(__name__)

_AUTOMATIC = "auto"
_TITLE = msg(
    "<b>Language</b>\nIn which language should I speak here? News stays in the language of its publisher."
)


async def listen(update: Update, context: Context) -> None:
    """Give the context the language and time zone of the chat from which the update comes, and its pauses.

    Those that were stored, or, in a private chat that chose none, the language of the person's Telegram.
    """
    if not _concerns_us(update):
        return
    telegram_chat = update.effective_chat
    assert telegram_chat is not None
    heard = heard_language(update)
    try:
        async with context.desk.database.reading() as connection:
            chat = await chats.find(connection, telegram_chat.id, thread_of(update))
            known = await wishes.of_chat(connection, chat.id) if chat is not None else {}
            context.all_paused = wishes.all_paused(known)
            if chat is not None and not is_private(update):  # a person who writes knows of the pause
                context.paused_reason = chat.paused_reason
    except (SQLAlchemyError, OSError) as error:  # the handler that needs the database reports it
        log.warning("chat %s: its language cannot be read: %s", telegram_chat.id, error)
        chat = None
    if chat is None:
        context.say = say_in(heard)
    elif heard and is_private(update) and not chat.language_chosen:
        context.say = say_in(heard, chat.timezone)
    else:
        context.say = say_in(chat.language, chat.timezone)


async def language(update: Update, context: Context) -> None:
    """Speak the language that is named; without a name, offer all."""
    if not context.args:
        await reply(update, context, _menu(context.say, await current_chat(update, context)))
    elif refused := await refusal(update, context):
        await reply(update, context, refused)
    elif (code := _named(context.say, context.words)) is None:
        say = context.say
        unknown = say(
            "I do not speak “{name}”. These are my languages:", name=escape(shorten(context.words, 60))
        )
        await reply(update, context, replace(_menu(say, await current_chat(update, context)), html=unknown))
    else:
        await _choose(update, context, code)
        await reply(update, context, _chosen(context.say))


async def press_language(update: Update, context: Context, press: Press) -> str:
    """Speak the language whose button was pressed."""
    if refused := await refusal(update, context):
        return refused
    code = press.text(0)
    if not code:
        await rewrite(update, context, _menu(context.say, await current_chat(update, context)))
        return ""
    if code != _AUTOMATIC and code not in LANGUAGES:
        return ""
    chat = await _choose(update, context, code)
    await rewrite(update, context, _menu(context.say, chat))
    return _chosen(context.say)


async def _choose(update: Update, context: Context, code: str) -> Chat:
    """Store the language, and speak it from here on."""
    chosen = code != _AUTOMATIC
    spoken = code if chosen else heard_language(update)
    async with context.desk.database.transaction() as connection:
        chat = replace(
            await register_chat(update, context, connection), language=spoken, language_chosen=chosen
        )
        await chats.save_settings(connection, chat)
    context.say = say_in(spoken, chat.timezone)
    return chat


def _menu(say: Say, chat: Chat) -> Alert:
    """A button for each language, under its own name, the present one ticked."""
    buttons = [
        Button(("✅ " if code == say.language else "") + known.name, data=pack("language", code))
        for code, known in LANGUAGES.items()
    ]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    if chat.kind == ChatType.PRIVATE:
        ticked = "" if chat.language_chosen else "✅ "
        rows.append((Button(ticked + say("As in my Telegram"), data=pack("language", _AUTOMATIC)),))
    return Alert(say(_TITLE), tuple(rows))


def _chosen(say: Say) -> str:
    return say("I speak English here now.")


def _named(say: Say, words: str) -> str | None:
    """The language meant by its code, or the beginning of its name: its own, the English or the chat's."""
    typed = fold_text(words)
    here = Locale(say.language).languages
    for code, known in LANGUAGES.items():
        names = (
            fold_text(known.name),
            fold_text(Locale(code).english_name or ""),
            fold_text(here.get(code, "")),
        )
        if typed == code or (len(typed) > 2 and any(name.startswith(typed) for name in names)):
            return code
    found = language_for(typed)
    return found if found != "en" else None


def _concerns_us(update: Update) -> bool:
    """Whether the update may be answered: not what people say to each other in groups."""
    message = update.effective_message
    if update.effective_chat is None:
        return False
    if update.callback_query is not None or update.my_chat_member is not None or message is None:
        return True
    return is_private(update) or (message.text or "").startswith("/")
