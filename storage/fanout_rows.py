"""Fan-outs as values and as rows of their table; see `storage.fanouts`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from storage.followers import Takers


class FanOutKind(StrEnum):
    """What is queued."""

    ALERT = "alert"
    NEWCOMERS = "newcomers"
    """The story's alert, for those who follow one of its topics and have none; made for the first of them."""
    TOPIC = "topic"
    """Nothing, but alerts name topics that the story met later."""
    UPDATE = "update"
    EDIT = "edit"
    MERGE = "merge"
    """Nothing, but what was queued for another story that became part of this one moves to it."""


@dataclass(frozen=True, slots=True)
class FanOut:
    """Something to be queued for every chat that should get it."""

    kind: FanOutKind
    story_id: int
    due_at: datetime
    created_at: datetime
    alert_id: int | None = None
    topic_ids: tuple[str, ...] = ()
    left_id: int | None = None
    """A story whose alert keeps chats from this one; of a merge, the one that is merged."""
    takers: Takers | None = None
    """The chats to which it is worth an alert; None: to every follower."""
    silent: bool = False
    """Whether an alert that is made for newcomers makes no sound."""
    turn: int = 0
    """Of an alert: how many stories its feed told in the hour before."""


def to_row(fan_out: FanOut) -> dict[str, Any]:
    """A fan-out as a new row of its table."""
    takers = fan_out.takers
    return {
        "story_id": fan_out.story_id,
        "kind": fan_out.kind.value,
        "alert_id": fan_out.alert_id,
        "topic_ids": ",".join(fan_out.topic_ids),
        "left_id": fan_out.left_id,
        "kinds": None if takers is None else ",".join(sorted(takers.kinds)),
        "by_default": takers is not None and takers.by_default,
        "silent": fan_out.silent,
        "turn": fan_out.turn,
        "due_at": fan_out.due_at,
        "created_at": fan_out.created_at,
        "done_to": 0,
    }


def from_row(row: Row[Any]) -> FanOut:
    """A row of the table as a fan-out."""
    takers = None if row.kinds is None else Takers(frozenset(row.kinds.split(",")), row.by_default)
    return FanOut(
        FanOutKind(row.kind),
        row.story_id,
        row.due_at,
        row.created_at,
        row.alert_id,
        tuple(filter(None, row.topic_ids.split(","))),
        row.left_id,
        takers,
        row.silent,
        row.turn,
    )
