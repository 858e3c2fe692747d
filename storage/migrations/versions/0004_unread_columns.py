"""Columns that nothing reads are dropped: an article's guid (its keys identify it), a hub's last push."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.drop_column("articles", "guid")
    op.drop_column("websub", "last_push_at")
