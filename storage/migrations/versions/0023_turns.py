"""Feeds take turns in the queue of a chat."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    for table in ("outbox", "fanouts"):
        op.add_column(
            table, sa.Column("turn", sa.SmallInteger(), nullable=False, server_default=sa.text("0"))
        )
    op.drop_index("ix_outbox_chat_id_state", table_name="outbox")
    op.create_index("ix_outbox_chat_id_state", "outbox", ["chat_id", "state", "yields", "turn", "id"])
