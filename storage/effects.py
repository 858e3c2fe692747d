"""What reports do to their stories, as triage judged it: a column of their articles, in JSON."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import Effect, EffectKind
from storage.tables import articles


async def save(connection: AsyncConnection, effects: Mapping[int, Effect]) -> None:
    """Store what reports do to their stories, by article id."""
    rows = [{"key": article_id, "does": _to_json(effect)} for article_id, effect in effects.items()]
    if rows:
        statement = update(articles).where(articles.c.id == bindparam("key"))
        await connection.execute(
            statement.values(effect=bindparam("does", type_=articles.c.effect.type)), rows
        )


def from_json(value: Mapping[str, Any] | None) -> Effect | None:
    """The effect of a column; None where triage decided none."""
    if value is None:
        return None
    return Effect(
        EffectKind(value["kind"]), tuple(value["reasons"]), value["act"], value["agent"], value["importance"]
    )


def _to_json(effect: Effect) -> dict[str, Any]:
    return {
        "kind": effect.kind.value,
        "reasons": list(effect.reasons),
        "act": effect.act,
        "agent": effect.agent,
        "importance": effect.importance,
    }
