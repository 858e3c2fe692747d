"""`/languages`: the languages that a chat reads."""

import re
from dataclasses import replace
from functools import cache

from babel.core import Locale
from telegram import Update

from bot.messages.markup import escape, shorten
from bot.messages.speech.say import Say, msg
from bot.model import Chat
from bot.news.language.tags import NAMES, OWN_NAMES, primary
from bot.news.language.words import fold_text
from handlers.context import Context, current_chat, register_chat, reply
from handlers.roles import refusal
from storage import chats

_READS = msg(
    "You read {languages}. I alert you of a story once there is a report in one of them, and show its words "
    "first."
)
_READS_ALL = msg("You read every language. To choose some: <code>/languages en ar</code>")
_ALL = "all"
_BETWEEN = re.compile(r"[\s,;،؛]")
_MOST = 12
"""Languages that a chat may name."""


async def languages(update: Update, context: Context) -> None:
    """Alert of stories that are reported in one of the languages named; without any, say which those are."""
    if not context.args:
        chat = await current_chat(update, context)
        await reply(update, context, _described(context.say, chat))
        return
    if refused := await refusal(update, context):
        await reply(update, context, refused)
        return
    typed = [word for word in map(str.strip, _BETWEEN.split(context.words.casefold())) if word]
    codes = () if typed == [_ALL] else tuple(dict.fromkeys(_code(context.say, word) for word in typed))
    unknown = next((code for code in codes if code not in NAMES), None)
    if unknown is not None:
        text = context.say(
            "I do not know the language code “{name}”. Try <code>/languages en ar</code>, or "
            "<code>/languages all</code>.",
            name=escape(shorten(unknown, 40)),
        )
        await reply(update, context, text)
        return
    async with context.desk.database.transaction() as connection:
        chat = replace(await register_chat(update, context, connection), reads=codes[:_MOST])
        await chats.save_settings(connection, chat)
    await reply(update, context, _described(context.say, chat))


def _code(say: Say, word: str) -> str:
    """The code of a language that is given by its tag, or by its name in English, here, or of its own."""
    code = primary(word)
    return code if code in NAMES else _named(say.language).get(fold_text(word), code)


@cache
def _named(spoken: str) -> dict[str, str]:
    here = Locale.parse(spoken).languages
    names: dict[str, str] = {}
    for code, english in NAMES.items():
        known = (english, here.get(code), OWN_NAMES.get(code))
        # CLDR writes "kurdî (kurmancî)": each is a name.
        parts = (part for name in known for part in re.split(r"[()]", name or ""))
        names |= {folded: code for folded in map(fold_text, parts) if folded}
    return names


def _described(say: Say, chat: Chat) -> str:
    if not chat.reads:
        return say(_READS_ALL)
    return say(_READS, languages=escape(say.listed(map(say.language_name, chat.reads))))
