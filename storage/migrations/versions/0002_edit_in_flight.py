"""An edit that is on its way no longer stands for one that is to show a newer report."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WAITING = sa.text("kind = 'edit' AND state = 'due' AND leased_until_at IS NULL")


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.drop_index("outbox_one_pending_edit", table_name="outbox")
    op.create_index(
        "outbox_one_pending_edit",
        "outbox",
        ["chat_id", "story_id"],
        unique=True,
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
