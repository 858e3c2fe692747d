"""A chat may choose the languages that it reads; those that chose none read every language."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("chats", sa.Column("reads", sa.Text()))
