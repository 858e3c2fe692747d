"""`/help`: every command, in one message."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.messages.speech.say import Say, msg
from handlers.context import Context, reply, runs_the_bot
from handlers.menu import ChatCommand
from handlers.updates import is_private

_SECTIONS: Final = (
    (
        msg("When you get alerts"),
        ("settings", "mute", "quiet", "digest", "timezone", "language", "languages"),
    ),
    (msg("Your data"), ("export", "forget")),
)
_UNLISTED: Final = frozenset({"help", "start"})
_HELD = msg("Held alerts come later in one message; none are lost.")
_IN_GROUPS = msg("In groups and channels, only admins can change topics and settings.")


async def show_help(
    update: Update, context: Context, commands: Sequence[ChatCommand], for_admins: Sequence[ChatCommand]
) -> None:
    """List every command of `commands`, and `for_admins` to whoever runs the bot."""
    say = context.say
    listed = {name for _, names in _SECTIONS for name in names} | _UNLISTED
    first = [command for command in commands if command.name not in listed]
    parts = [_section(say, msg("Commands"), first)]
    for title, names in _SECTIONS:
        parts.append(_section(say, title, [command for command in commands if command.name in names]))
    parts[1] += f"\n{say(_HELD)}"
    if runs_the_bot(update, context):
        parts.append(_section(say, msg("Running this bot"), for_admins))
    if not is_private(update):
        parts.append(say(_IN_GROUPS))
    await reply(update, context, "\n\n".join(parts))


def _section(say: Say, title: str, commands: Sequence[ChatCommand]) -> str:
    lines = [f"{say.isolated('/' + command.name)} – {say(command.description)}" for command in commands]
    return "\n".join((f"<b>{say(title)}</b>", "", *lines))
