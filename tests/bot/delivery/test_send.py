"""One send, one outcome: against the stand-in over real HTTP."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import telegram
from telegram.error import RetryAfter

from bot.config.settings import DeliverSettings, Settings
from bot.delivery.send import edit, send
from bot.delivery.transport import AiohttpRequest
from bot.demo.standin.faults import Fault
from bot.demo.standin.server import BotApi
from bot.desk.stations import pays
from bot.messages.markup import visible
from bot.model import (
    Alert,
    Button,
    Chat,
    ChatGone,
    ChatMoved,
    Outcome,
    Rejected,
    Sent,
    ThreadClosed,
    ThreadGone,
    Throttled,
    Unknown,
)

READER = Chat(id=1, telegram_id=41, thread_id=None, kind="private")
ALERT = Alert(
    '<b>Convoy leaves</b> AT&amp;T <a href="https://wire.example/1">[1]</a>',
    ((Button("Read", url="https://wire.example/1"), Button("Why this?", data="why:1")),),
)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    bot = telegram.Bot(
        api.token,
        base_url=api.bot_url,
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(1),
    )
    async with bot:
        yield bot


async def test_sends_html_with_buttons_and_without_preview(api: BotApi, bot: telegram.Bot) -> None:
    assert await send(bot, READER, ALERT) == Sent(1)
    [message] = api.messages(41)
    assert message.text == "Convoy leaves AT&T [1]"
    assert [entity.type for entity in message.entities] == ["bold", "text_link"]
    assert message.buttons == ALERT.buttons
    assert not message.preview
    assert not message.silent
    assert api.counts["sendMessage"] == 1


async def test_sends_silently_as_a_reply_into_a_topic(api: BotApi, bot: telegram.Bot) -> None:
    api.add_chat(-1001, "supergroup", forum_threads=[6])
    chat = Chat(id=2, telegram_id=-1001, thread_id=6, kind="supergroup")
    assert await send(bot, chat, Alert("first")) == Sent(1)
    assert await send(bot, chat, Alert("second", silent=True), reply_to=1) == Sent(2)
    message = api.messages(-1001)[1]
    assert (message.reply_to, message.thread_id, message.silent) == (1, 6, True)


async def test_a_reply_to_a_message_that_is_gone_is_sent_all_the_same(api: BotApi, bot: telegram.Bot) -> None:
    assert await send(bot, READER, ALERT, reply_to=99) == Sent(1)
    assert api.messages(41)[0].reply_to is None


async def test_plain_sends_the_text_that_the_html_shows(api: BotApi, bot: telegram.Bot) -> None:
    broken = Alert("<b>5 &lt; 6 & <x>odd</b>")
    outcome = await send(bot, READER, broken)
    assert isinstance(outcome, Rejected)
    assert "unsupported start tag" in outcome.reason.lower()
    assert await send(bot, READER, broken, plain=True) == Sent(1)
    assert (api.messages(41)[0].text, api.messages(41)[0].entities) == ("5 < 6 & odd", ())


@pytest.mark.parametrize("paid", [True, False])
async def test_it_pays_only_when_told_to(api: BotApi, bot: telegram.Bot, paid: bool) -> None:
    calls: list[dict[str, object]] = []
    api.heard = calls.append
    assert isinstance(await send(bot, READER, ALERT, paid=paid), Sent)
    assert [call.get("allow_paid_broadcast") for call in calls] == [True if paid else None]


@pytest.mark.parametrize(
    ("per_second", "paid", "pays_for"), [(30, True, False), (31, True, True), (1000, False, False)]
)
def test_what_is_free_is_not_paid_for(per_second: float, paid: bool, pays_for: bool) -> None:
    assert pays(Settings(deliver=DeliverSettings(per_second=per_second, paid=paid))) is pays_for


def test_visible_text_of_html() -> None:
    assert visible('<a href="x">1 &amp; &quot;2&quot;</a> &lt;b&gt;') == '1 & "2" <b>'


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault.throttled(17), Throttled(17.0)),
        (Fault.migrated(-1007), ChatMoved(-1007)),
        (Fault.blocked(), ChatGone("Forbidden: bot was blocked by the user")),
        (Fault.blocked("user is deactivated"), ChatGone("Forbidden: user is deactivated")),
        (Fault.refused("message thread not found"), ThreadGone("Message thread not found")),
        (Fault.refused("TOPIC_CLOSED"), ThreadClosed("Topic_closed")),
        (Fault.refused("TOPIC_DELETED"), ThreadGone("Topic_deleted")),
        (Fault.refused("BUTTON_DATA_INVALID"), Rejected("Button_data_invalid")),
    ],
)
async def test_translates_telegrams_answers(
    api: BotApi, bot: telegram.Bot, fault: Fault, outcome: Outcome
) -> None:
    api.fail_next(41, fault)
    assert await send(bot, READER, ALERT) == outcome
    assert await send(bot, READER, ALERT) == Sent(1)


@pytest.mark.parametrize(
    "reason",
    [
        "chat not found",
        "user is deactivated",
        "PEER_ID_INVALID",
        "not enough rights to send text messages to the chat",
        "need administrator rights in the channel chat",
        "CHAT_WRITE_FORBIDDEN",
        "have no rights to send a message",
        "group chat was deactivated",
    ],
)
async def test_chats_that_cannot_be_written_to_are_gone(api: BotApi, bot: telegram.Bot, reason: str) -> None:
    api.fail_next(41, Fault.refused(reason))
    outcome = await send(bot, READER, ALERT)
    assert isinstance(outcome, ChatGone)
    assert outcome.reason.lower() == reason.lower()


@pytest.mark.parametrize(
    "fault", [Fault.server_error(), Fault.server_error(500), Fault.drop_before(), Fault.drop_after()]
)
async def test_what_leaves_the_outcome_open_is_unknown(api: BotApi, bot: telegram.Bot, fault: Fault) -> None:
    api.fail_next(41, fault)
    outcome = await send(bot, READER, ALERT)
    assert isinstance(outcome, Unknown)
    assert outcome.reason
    assert api.token not in outcome.reason


async def test_a_token_that_telegram_does_not_know_is_unknown_with_its_mend(
    api: BotApi, bot: telegram.Bot
) -> None:
    api.token = "1:another"
    outcome = await send(bot, READER, ALERT)
    assert outcome == Unknown(
        "Telegram does not recognize this bot: check the token and the address of the Bot API"
    )


async def test_retry_after_as_timedelta(
    api: BotApi, bot: telegram.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    assert RetryAfter(3).retry_after == timedelta(seconds=3)
    api.fail_next(41, Fault.throttled(3))
    assert await send(bot, READER, ALERT) == Throttled(3.0)


async def test_edits_and_counts_no_change_as_sent(api: BotApi, bot: telegram.Bot) -> None:
    await send(bot, READER, ALERT)
    assert await edit(bot, READER, 1, ALERT) == Sent(1)
    assert api.messages(41)[0].edits == 0
    assert await edit(bot, READER, 1, Alert("<i>changed</i>", ALERT.buttons)) == Sent(1)
    message = api.messages(41)[0]
    assert (message.text, message.edits, message.buttons) == ("changed", 1, ALERT.buttons)


async def test_edits_that_cannot_be_made_are_rejected(api: BotApi, bot: telegram.Bot) -> None:
    assert await edit(bot, READER, 9, ALERT) == Rejected("Message to edit not found")
    mine = api.user_sends(41, "mine")
    assert await edit(bot, READER, mine.id, ALERT) == Rejected("Message can't be edited")
