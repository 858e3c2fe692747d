"""Edits let other messages go first."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column(
        "outbox", sa.Column("yields", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.execute("UPDATE outbox SET yields = true WHERE kind = 'edit' AND state = 'due'")
    op.drop_index("ix_outbox_chat_id_state", table_name="outbox")
    op.create_index("ix_outbox_chat_id_state", "outbox", ["chat_id", "state", "yields", "id"])
    op.create_index("ix_outbox_turn", "outbox", ["state", "yields", "due_at", "id"])
