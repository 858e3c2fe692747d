"""Reasons that were stored in English, said in the language of the chat."""

import pytest

from bot.messages.reasons import stored_reason
from bot.messages.speech.say import ENGLISH, say_in


@pytest.mark.parametrize(
    ("reason", "turkish"),
    [
        ("quiet hours", "sessiz saatler"),
        ("other sources first", "önce diğer kaynaklar"),
        ("more than 20 alerts an hour", "saatte 20 bildirimden fazla"),
        ("the bot may not post in the supergroup", "bot gruba yazamıyor"),
        ("Forbidden: bot was kicked from the group chat", "Forbidden: bot was kicked from the group chat"),
    ],
)
def test_a_stored_reason_is_said_in_the_language_of_the_chat(reason: str, turkish: str) -> None:
    assert stored_reason(reason, say_in("tr")) == turkish
    assert stored_reason(reason, ENGLISH) == reason.replace("supergroup", "group")
