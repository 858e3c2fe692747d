"""Reads the bot's answers to inline queries, with Telegram's checks; only articles with a text are known."""

from typing import Any

from bot.demo.standin.keyboard import read_keyboard
from bot.demo.standin.posting import read_content
from bot.demo.standin.refusal import bad_request
from bot.demo.standin.state import Call, InlineAnswer, InlineResult, State

_MOST_RESULTS = 50
_ID_BYTES, _OFFSET_BYTES = 64, 64


async def answer_inline_query(state: State, call: Call) -> bool:
    """Accept an answer, or raise Refusal."""
    query_id = call["inline_query_id"]
    if query_id not in state.open_queries:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(call["results"]) > _MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    offset = call.get("next_offset") or ""
    if len(offset.encode()) > _OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    results = tuple(map(_result, call["results"]))
    if len({result.id for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    state.open_queries.discard(query_id)
    state.inline_answers.append(InlineAnswer(query_id, results, offset, bool(call.get("is_personal"))))
    return True


def _result(raw: Any) -> InlineResult:
    if not isinstance(raw, dict) or raw.get("type") != "article":
        raise bad_request("can't parse inline query result: the stand-in knows articles only")
    result_id, title, content = raw.get("id"), raw.get("title"), raw.get("input_message_content")
    if not isinstance(result_id, str) or not 1 <= len(result_id.encode()) <= _ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not isinstance(title, str) or not title.strip():
        raise bad_request("can't parse inline query result: title is empty")
    if not isinstance(content, dict):
        raise bad_request("can't parse inline query result: there is no message content")
    sent = {"text": content.get("message_text", ""), "parse_mode": content.get("parse_mode")}
    text, entities = read_content(sent, is_text=True)
    buttons = read_keyboard(raw.get("reply_markup"))
    return InlineResult(result_id, title, raw.get("description") or "", text, entities, buttons)
