"""Alerts are queued in slices of chats; indexes find the next slice, and what is to be gathered."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_ONE = {
    "outbox_one_alert": (("story_id", "chat_id"), "kind = 'alert'"),
    "outbox_one_update": (("alert_id", "chat_id"), "kind = 'update'"),
    "outbox_one_pending_edit": (
        ("story_id", "chat_id"),
        "kind = 'edit' AND state = 'due' AND leased_until_at IS NULL",
    ),
}


def upgrade() -> None:
    """Bring the schema to this revision."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "fanouts",
        sa.Column("id", key, nullable=False),
        sa.Column("story_id", key, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("alert_id", key),
        sa.Column("topic_ids", sa.Text(), nullable=False),
        sa.Column("left_id", key),
        sa.Column("kinds", sa.Text()),
        sa.Column("by_default", sa.Boolean(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("done_to", key, nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name="fk_fanouts_story_id_stories", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alerts.id"], name="fk_fanouts_alert_id_alerts", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_fanouts"),
    )
    op.create_index("ix_fanouts_story_id", "fanouts", ["story_id"])
    op.create_index("ix_fanouts_alert_id", "fanouts", ["alert_id"])
    # In the order of a fan-out: its rows then lie side by side, and it goes on where it stopped.
    for name, (columns, where) in _ONE.items():
        op.drop_index(name, table_name="outbox")
        _create_partial(name, "outbox", columns, where, unique=True)
    op.create_index("ix_outbox_story_id_chat_id", "outbox", ["story_id", "chat_id"])
    op.drop_index("ix_outbox_story_id", table_name="outbox")
    op.create_index("ix_subscriptions_topic_id_chat_id", "subscriptions", ["topic_id", "chat_id"])
    op.drop_index("ix_subscriptions_topic_id", table_name="subscriptions")
    _create_partial(
        "ix_outbox_ungathered", "outbox", ("due_at", "chat_id"), "state = 'held' AND digest_id IS NULL"
    )
    _create_partial("ix_chats_with_kinds", "chats", ("id",), "kinds IS NOT NULL")


def _create_partial(
    name: str, table: str, columns: tuple[str, ...], where: str, *, unique: bool = False
) -> None:
    op.create_index(
        name,
        table,
        list(columns),
        unique=unique,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )
