"""The ids of chats' own topics no longer spell their queries: each gets a random one, wherever it is used."""

import json
import secrets
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_AT_ONCE = 1000


def upgrade() -> None:
    """Bring the schema to this revision."""
    connection = op.get_bind()
    owned = sa.text("SELECT id FROM topics WHERE owner_chat_id IS NOT NULL")
    new_ids = {old: f"own-{secrets.token_hex(8)}" for old in connection.scalars(owned)}
    if not new_ids:
        return
    for old, new in new_ids.items():
        _rename_topic(connection, old, new)
    for table in ("outbox", "feedback"):
        _rename_in_lists(connection, table, new_ids)
    _rename_in_facts(connection, new_ids)


def _rename_topic(connection: sa.Connection, old: str, new: str) -> None:
    """A row under the new id takes over what points at the old one, whose foreign keys allow no renaming."""
    names = {"old": old, "new": new}
    columns = "name, query, owner_chat_id, state, created_at"
    copy = f"INSERT INTO topics (id, {columns}) SELECT :new, {columns} FROM topics WHERE id = :old"
    connection.execute(sa.text(copy), names)
    for table in ("matches", "subscriptions"):
        connection.execute(sa.text(f"UPDATE {table} SET topic_id = :new WHERE topic_id = :old"), names)
    connection.execute(sa.text("DELETE FROM topics WHERE id = :old"), names)


def _rename_in_lists(connection: sa.Connection, table: str, new_ids: dict[str, str]) -> None:
    """In the lists of ids, joined by commas, that the rows of a table hold."""
    for (joined,) in connection.execute(sa.text(f"SELECT DISTINCT topic_ids FROM {table}")).all():
        renamed = ",".join(new_ids.get(topic_id, topic_id) for topic_id in joined.split(","))
        if renamed != joined:
            connection.execute(
                sa.text(f"UPDATE {table} SET topic_ids = :renamed WHERE topic_ids = :joined"),
                {"renamed": renamed, "joined": joined},
            )


def _rename_in_facts(connection: sa.Connection, new_ids: dict[str, str]) -> None:
    for alert_id, facts in _facts(connection):
        changed = [fact | {"topic_id": new_ids.get(fact["topic_id"], fact["topic_id"])} for fact in facts]
        if changed != facts:
            connection.execute(
                sa.text("UPDATE alerts SET facts = :facts WHERE id = :id"),
                {"id": alert_id, "facts": json.dumps(changed)},
            )


def _facts(connection: sa.Connection) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """(id, facts) of every alert, some at a time."""
    last = 0
    statement = sa.text(
        f"SELECT id, CAST(facts AS TEXT) FROM alerts WHERE id > :last ORDER BY id LIMIT {_AT_ONCE}"
    )
    while rows := connection.execute(statement, {"last": last}).all():
        for alert_id, facts in rows:
            yield alert_id, json.loads(facts)
        last = rows[-1][0]
