"""Which words of a message Telegram would turn into a mention, a command or a hashtag by itself."""

import re

# TDLib, MessageEntity.cpp: match_mentions, match_bot_commands, match_hashtags.
_FOUND = re.compile(r"(?<!\w)@\w{2,32}\b|(?<![\w/<>])/[A-Za-z0-9_]{1,64}|(?<![\w\u200c])#[\w\u200c]*[^\W\d_]")


def names_and_commands(text: str) -> list[str]:
    """The mentions, commands and hashtags in plain text, in order of appearance."""
    return _FOUND.findall(text)
