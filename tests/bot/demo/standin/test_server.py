"""The stand-in as a client sees it: real HTTP on loopback."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo.standin.faults import Fault, FaultRates, Faults, Limits
from bot.demo.standin.methods import METHODS
from bot.demo.standin.server import PATIENCE_S, BotApi


class Client:
    """Calls methods and returns the body of the answer."""

    def __init__(self, api: BotApi, session: aiohttp.ClientSession) -> None:
        self.api = api
        self.session = session

    async def __call__(self, method: str, **parameters: Any) -> dict[str, Any]:
        url = f"{self.api.bot_url}{self.api.token}/{method}"
        async with self.session.post(url, json=parameters) as response:
            body: dict[str, Any] = await response.json()
            assert body["ok"] == (response.status == 200)
            return body

    async def refused(self, method: str, **parameters: Any) -> str:
        body = await self(method, **parameters)
        assert not body["ok"], body
        return str(body["description"])


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def call(api: BotApi) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(api, session)


async def test_sends_a_message_and_stores_it(api: BotApi, call: Client) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Why?", "callback_data": "why:1"}]]}
    answer = await call(
        "sendMessage",
        chat_id=5,
        text="<b>Hi</b> 5 &lt; 6",
        parse_mode="HTML",
        reply_markup=keyboard,
        disable_notification=True,
        link_preview_options={"is_disabled": True},
    )
    result = answer["result"]
    assert result["text"] == "Hi 5 < 6"
    assert result["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert result["reply_markup"] == keyboard
    [message] = api.messages(5)
    assert (message.text, message.silent, message.preview) == ("Hi 5 < 6", True, False)
    assert message.buttons[0][0].data == "why:1"
    assert api.accepted == [message]


async def test_takes_forms_query_strings_and_uploads(api: BotApi, call: Client) -> None:
    url = f"{api.bot_url}{api.token}"
    async with call.session.get(f"{url}/sendmessage?chat_id=1&text=a") as response:
        assert response.status == 200
    async with call.session.post(f"{url}/sendMessage", data={"chat_id": "1", "text": "b"}) as response:
        assert response.status == 200
    form = aiohttp.FormData({"chat_id": "1", "caption": "<i>c</i>", "parse_mode": "HTML"})
    form.add_field("document", b"1,2", filename="a.csv")
    async with call.session.post(f"{url}/sendDocument", data=form) as response:
        assert response.status == 200
    assert [message.text for message in api.messages(1)] == ["a", "b", "c"]
    assert api.messages(1)[2].file == ("a.csv", b"1,2")
    file = await call("getFile", file_id="file-1-3")
    async with call.session.get(f"{api.file_url}{api.token}/{file['result']['file_path']}") as response:
        assert await response.read() == b"1,2"


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 1, "text": " \n"}, "message text is empty"),
        ({"chat_id": 1, "text": "😀" * 2049}, "message is too long"),
        ({"chat_id": 1, "text": "<b>x", "parse_mode": "HTML"}, "can't parse entities"),
        ({"chat_id": 1, "text": "x", "parse_mod": "HTML"}, 'no parameter "parse_mod"'),
        ({"chat_id": "one", "text": "x"}, "must be a valid Number"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"chat_id": 1, "text": "x", "reply_parameters": "{"}, "can't parse reply_parameters JSON"),
        (
            {"chat_id": 1, "text": "x", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        ({"chat_id": 1, "text": "x", "message_thread_id": 3}, "message thread not found"),
    ],
)
async def test_refuses_bad_messages(call: Client, parameters: dict[str, Any], reason: str) -> None:
    assert reason in await call.refused("sendMessage", **parameters)


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "", "callback_data": "x"}, "text is empty"),
        ({"text": "x"}, "Text buttons are unallowed"),
        ({"text": "x", "callback_data": ""}, "Text buttons are unallowed"),
        ({"text": "x", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "url": "javascript:x"}, "Wrong HTTP URL"),
        ({"text": "x", "url": "https://a.example", "callback_data": "x"}, "more than one action"),
        ({"text": "x", "callback": "x"}, "unknown field"),
    ],
)
async def test_refuses_bad_buttons(call: Client, button: dict[str, str], reason: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    assert reason in await call.refused("sendMessage", chat_id=1, text="x", reply_markup=markup)


async def test_text_of_exactly_4096_units_after_parsing_is_accepted(call: Client) -> None:
    html = "<b>" + "😀" * 2048 + "</b>"
    assert (await call("sendMessage", chat_id=1, text=html, parse_mode="HTML"))["ok"]


async def test_edits_in_place_and_refuses_edits_that_change_nothing(api: BotApi, call: Client) -> None:
    await call("sendMessage", chat_id=1, text="a")
    assert (await call("editMessageText", chat_id=1, message_id=1, text="b"))["result"]["text"] == "b"
    assert (api.messages(1)[0].text, api.messages(1)[0].edits) == ("b", 1)
    assert "not modified" in await call.refused("editMessageText", chat_id=1, message_id=1, text="b")
    assert "to edit not found" in await call.refused("editMessageText", chat_id=1, message_id=9, text="b")
    api.user_sends(1, "mine")
    assert "can't be edited" in await call.refused("editMessageText", chat_id=1, message_id=2, text="b")
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    assert (await call("editMessageReplyMarkup", chat_id=1, message_id=1, reply_markup=markup))["ok"]
    assert len(api.accepted) == 1


async def test_wrong_token_and_unknown_method(api: BotApi, call: Client) -> None:
    async with call.session.post(f"{api.bot_url}1:wrong/getMe") as response:
        assert response.status == 401
    async with call.session.post(f"{api.bot_url}{api.token}/sendTelepathy") as response:
        assert response.status == 404
    async with call.session.post(f"{api.url}/elsewhere") as response:
        assert response.status == 404


async def test_get_updates_waits_confirms_and_yields_to_a_newer_poll(api: BotApi, call: Client) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=30))
    await api.wait_for(lambda: api.counts["getUpdates"] == 1)
    api.user_sends(1, "/start now")
    [update] = (await poll)["result"]
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    api.user_sends(1, "second")
    assert len((await call("getUpdates"))["result"]) == 2
    assert len((await call("getUpdates", offset=update["update_id"] + 1))["result"]) == 1
    older = asyncio.create_task(call("getUpdates", offset=-1, allowed_updates=["callback_query"], timeout=30))
    await api.wait_for(lambda: api.counts["getUpdates"] == 4)
    assert (await call("getUpdates", offset=10))["result"] == []
    assert (await older)["error_code"] == 409


async def test_people_press_block_edit_post_and_move(api: BotApi, call: Client) -> None:
    markup = {
        "inline_keyboard": [[{"text": "Why?", "callback_data": "w"}, {"text": "R", "url": "http://a.b/"}]]
    }
    await call("sendMessage", chat_id=1, text="a", reply_markup=markup)
    message = api.messages(1)[0]
    query_id = api.user_presses(message, "Why?")
    with pytest.raises(ValueError, match="opens"):
        api.user_presses(message, "R")
    with pytest.raises(ValueError, match="no button"):
        api.user_presses(message, "Nope")
    assert (await call("answerCallbackQuery", callback_query_id=query_id, text="so"))["ok"]
    assert api.callback_answers[0].text == "so"
    assert "too old" in await call.refused("answerCallbackQuery", callback_query_id=query_id)
    api.my_chat_member(1, "kicked")
    assert await call.refused("sendMessage", chat_id=1, text="b") == "Forbidden: bot was blocked by the user"
    api.user_sends(2, "/x", edited=True)
    api.channel_posts(-1009, "/latest")
    api.add_chat(-5, "group", admins=[7], members=[8])
    api.group_moves(-5, -1005)
    moved = await call("sendMessage", chat_id=-5, text="b")
    assert moved["parameters"] == {"migrate_to_chat_id": -1005}
    kinds = [(set(update) - {"update_id"}).pop() for update in (await call("getUpdates"))["result"]]
    assert kinds == ["callback_query", "my_chat_member", "edited_message", "channel_post", "message"]
    member = await call("getChatMember", chat_id=-1005, user_id=7)
    assert member["result"]["status"] == "creator"
    assert (await call("getChatMember", chat_id=-5, user_id=8))["result"]["status"] == "member"
    assert len((await call("getChatAdministrators", chat_id=-5))["result"]) == 1
    assert (await call("getChatMemberCount", chat_id=-5))["result"] == 3


async def test_forum_topics_rights_and_strangers(api: BotApi, call: Client) -> None:
    api.add_chat(-1001, "supergroup", forum_threads=[4])
    assert (await call("sendMessage", chat_id=-1001, message_thread_id=4, text="x"))["ok"]
    reason = await call.refused("sendMessage", chat_id=-1001, message_thread_id=5, text="x")
    assert reason == "Bad Request: message thread not found"
    api.state.rooms[-1001].bot_may_post = False
    assert "not enough rights" in await call.refused("sendMessage", chat_id=-1001, text="x")
    api.state.strangers = False
    assert "chat not found" in await call.refused("sendMessage", chat_id=77, text="x")


async def test_the_bots_profile_and_commands(api: BotApi, call: Client) -> None:
    menu = [{"command": "latest", "description": "Newest facts"}]
    scope = {"type": "all_private_chats"}
    assert (await call("setMyCommands", commands=menu, scope=scope))["ok"]
    assert api.commands("all_private_chats") == menu == (await call("getMyCommands", scope=scope))["result"]
    assert "INVALID" in await call.refused("setMyCommands", commands=[{"command": "A", "description": "x"}])
    assert (await call("deleteMyCommands", scope=scope))["ok"]
    assert api.commands("all_private_chats") == []
    await call("setMyDescription", description="News")
    assert (await call("getMyDescription"))["result"] == {"description": "News"}
    assert (await call("getMe"))["result"]["is_bot"]
    assert (await call("getWebhookInfo"))["result"]["url"] == ""
    assert (await call("getChat", chat_id=1))["result"]["type"] == "private"
    assert (await call("sendChatAction", chat_id=1, action="typing"))["ok"]
    await call("sendMessage", chat_id=1, text="x")
    assert (await call("deleteMessage", chat_id=1, message_id=1))["ok"]
    assert api.messages(1) == []
    assert "to delete" in await call.refused("deleteMessage", chat_id=1, message_id=1)


async def test_scripted_faults(api: BotApi, call: Client) -> None:
    api.fail_next(1, Fault.throttled(7), Fault.blocked(), Fault.migrated(-1002), Fault.refused("odd"))
    throttled = await call("sendMessage", chat_id=1, text="x")
    assert (throttled["error_code"], throttled["parameters"]) == (429, {"retry_after": 7})
    assert (await call("sendMessage", chat_id=2, text="x"))["ok"]
    assert (await call("sendMessage", chat_id=1, text="x"))["error_code"] == 403
    assert (await call("sendMessage", chat_id=1, text="x"))["parameters"] == {"migrate_to_chat_id": -1002}
    assert await call.refused("sendMessage", chat_id=1, text="x") == "Bad Request: odd"
    api.fail_next(None, Fault.server_error(502))
    async with call.session.post(
        f"{api.bot_url}{api.token}/sendMessage", json={"chat_id": 1, "text": "x"}
    ) as answer:
        assert answer.status == 502
    assert api.messages(1) == []
    api.fail_next(1, Fault.drop_before(), Fault.drop_after())
    for count in (0, 1):
        with pytest.raises(aiohttp.ClientError):
            await call("sendMessage", chat_id=1, text="x")
        assert len(api.messages(1)) == count
    api.faults.throttle(None, 60)
    assert (await call("sendMessage", chat_id=3, text="x"))["parameters"]["retry_after"] == 60
    api.faults.clear(None)
    api.faults.fail_always(3, Fault.blocked())
    assert (await call("sendMessage", chat_id=3, text="x"))["error_code"] == 403
    api.faults.clear(3)
    assert (await call("sendMessage", chat_id=3, text="x"))["ok"]


def test_random_faults_keep_to_their_rates_and_seed() -> None:
    rates = FaultRates(throttled=0.05, server_error=0.03, drop_before=0.02, drop_after=0.02)
    met = [Faults(rates, seed=3).meet(1) for _ in range(2)]
    assert met[0] == met[1]
    faults = Faults(rates, seed=3)
    drawn = [faults.meet(1) for _ in range(5000)]
    assert 500 < sum(fault is not None for fault in drawn) < 700
    assert 200 < sum(fault is not None and fault.status == 429 for fault in drawn) < 300


def test_limits_of_private_chats_groups_and_all() -> None:
    faults = Faults(limits=Limits(per_second=33, private_burst=4, group_per_minute=20))
    assert [faults.meet(1) for _ in range(4)] == [None] * 4
    assert faults.meet(1) == Fault.throttled(1)
    assert [faults.meet(-1) for _ in range(20)] == [None] * 20
    assert faults.meet(-1) == Fault.throttled(60)
    assert [faults.meet(chat) for chat in range(100, 109)] == [None] * 9
    assert faults.meet(200) == Fault.throttled(1)


async def test_wait_for_quotes_the_last_messages_on_timeout(api: BotApi, call: Client) -> None:
    await call("sendMessage", chat_id=1, text="hello")
    with pytest.raises(TimeoutError, match="hello"):
        await api.wait_for(lambda: False, timeout=0.01)
    waiting = asyncio.create_task(api.wait_for(lambda: len(api.messages(1)) == 2))
    await call("sendMessage", chat_id=1, text="again")
    assert await waiting


async def test_runs_as_a_process_and_logs_what_it_accepted(tmp_path: Path) -> None:
    log = tmp_path / "accepted.jsonl"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.demo.standin",
        "--token",
        "1:t",
        "--log",
        str(log),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    url = (await asyncio.wait_for(process.stdout.readline(), PATIENCE_S)).decode().strip()
    async with aiohttp.ClientSession() as session:
        await session.post(f"{url}/bot1:t/sendMessage", json={"chat_id": 1, "text": "x"})
    process.terminate()
    assert await asyncio.wait_for(process.wait(), PATIENCE_S) == 0
    line = json.loads(log.read_text())
    assert (line["method"], line["chat_id"], line["text"], line["dropped"]) == ("sendMessage", 1, "x", False)


def test_the_table_of_methods_agrees_with_the_specification(data_folder: Path) -> None:
    kinds = {
        ("Integer",): "int",
        ("String",): "str",
        ("Boolean",): "bool",
        ("Integer", "String"): "chat",
        ("InputFile", "String"): "file",
    }
    specification = json.loads((data_folder / "telegram" / "api.min.json").read_text())["methods"]
    for name, fields in METHODS.items():
        documented = {
            field["name"]: (
                kinds.get(
                    tuple(field["types"]), "array" if field["types"][0].startswith("Array") else "object"
                ),
                field["required"],
            )
            for field in specification[name].get("fields", [])
        }
        assert dict(fields) == documented, name
