"""A chat may choose which kinds of report alert it; those that chose none get what the operator chose."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("chats", sa.Column("kinds", sa.Text()))
