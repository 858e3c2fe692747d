"""What an update is about: its chat, forum topic, message, sender."""

from telegram import Chat, Message, Update
from telegram.constants import ChatType

from bot.messages.markup import JOINER, clean
from bot.messages.speech.languages import language_for
from handlers.answers import Place


def heard_language(update: Update) -> str:
    """The code of the language that the person's Telegram speaks; the default one where it does not say."""
    user = update.effective_user
    return language_for(user.language_code if user is not None else None)


def chat_of(update: Update) -> Chat:
    """The Telegram chat of an update that has one; commands and buttons always do."""
    assert update.effective_chat is not None
    return update.effective_chat


def name_of(chat: Chat) -> str:
    """The title of a group or channel, or the name of the person."""
    return clean(chat.title or " ".join(filter(None, (chat.first_name, chat.last_name))))


def place_of(update: Update) -> Place:
    """Where answers to the update go."""
    return Place(chat_of(update).id, chat_of(update).type, thread_of(update))


def thread_of(update: Update) -> int | None:
    """The forum topic; Telegram also numbers plain reply threads, which are not forum topics."""
    message = message_of(update)
    return message.message_thread_id if message is not None and message.is_topic_message else None


def message_of(update: Update) -> Message | None:
    """The command, or the message whose button was pressed; None where Telegram no longer gives it."""
    query = update.callback_query
    message = query.message if query is not None else update.effective_message
    return message if isinstance(message, Message) else None


def first_line(update: Update) -> str:
    """The title of the message whose button was pressed, as it was before `markup.neutral`."""
    message = message_of(update)
    return ((message.text if message else None) or "").partition("\n")[0].replace(JOINER, "")


def answered_message(update: Update) -> Message | None:
    """The message that a command replies to; in a forum topic, not the one that opened it.

    Telegram makes every message in a forum topic a reply to that, unless it replies to another.
    """
    message = message_of(update)
    answered = message.reply_to_message if message is not None else None
    if message is None or answered is None:
        return None
    opening = message.is_topic_message and answered.message_id == message.message_thread_id
    return None if opening else answered


def is_private(update: Update) -> bool:
    """Whether the chat is one person's with the bot."""
    return chat_of(update).type == ChatType.PRIVATE


def sender_of(update: Update) -> int:
    """The Telegram id of the user who sent it, or of the chat in whose name it was sent."""
    message = update.effective_message
    if update.callback_query is None and message is not None and message.sender_chat is not None:
        return message.sender_chat.id
    user = update.effective_user
    return chat_of(update).id if user is None else user.id
