"""What stands under an answer: for which other chat it is, and why no alerts come."""

from dataclasses import replace

from bot.messages.callback import pack
from bot.messages.markup import escape, shorten
from bot.messages.reasons import stored_reason
from bot.messages.speech.say import Say, msg
from bot.model import Alert, Button, Chat

OTHER_CHAT = "@"
"""Begins the data of buttons that work for another chat."""
ALL_CHATS = "channels"
"""The data of the button that leaves it."""
TOO_LATE = "Sorry, I could not answer in time: Telegram limits how much I may send. Please send that again."
TOO_LATE_FOR_SEVERAL = (
    "Sorry, I could not answer {number} messages in time: Telegram limits how much I may send. "
    "Please send the last one again."
)


RESUMED = msg(
    "Alerts to this chat were paused ({reason}). They are on again; /latest shows what happened meanwhile."
)
ALL_PAUSED = msg("All your topics are paused, so no alerts come. /resume starts them again.")


def for_chat(say: Say, chat: Chat | None, message: Alert) -> Alert:
    """The message about another chat than it is sent to: it says so, as do its buttons; None: as it is."""
    if chat is None:
        return message
    rows = tuple(tuple(_for_chat(chat, button) for button in row) for row in message.buttons)
    name = f"<b>{escape(shorten(chat.title or str(chat.telegram_id), 60))}</b>"
    note = say("This is for {chat}.", chat=name)
    return replace(message, html=f"{message.html}\n\n{note}", buttons=rows)


def _for_chat(chat: Chat, button: Button) -> Button:
    if button.data is None or button.data == ALL_CHATS:
        return button
    return replace(button, data=pack(f"{OTHER_CHAT}{chat.id}", *button.data.split(":")))


def silence_note(say: Say, paused_reason: str | None, all_paused: bool, managed: Chat | None) -> str:
    """What a chat that gets no alerts must know with every answer; HTML, empty if there is nothing.

    Where the chat is `managed` from another one, so is the command that helps.
    """
    if paused_reason is not None:
        return say(RESUMED, reason=escape(shorten(stored_reason(paused_reason, say), 200)))
    resume = "/resume" if managed is None else f"/channel {managed.id} resume"
    return say(ALL_PAUSED).replace("/resume", resume) if all_paused else ""


def too_late(say: Say, count: int) -> str:
    """An apology for `count` answers that could not be given in time."""
    return say.plural(TOO_LATE, TOO_LATE_FOR_SEVERAL, count)
