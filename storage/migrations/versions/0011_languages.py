"""A chat has a language: its people's, until it chooses one."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("chats", sa.Column("language", sa.String(8), nullable=False, server_default="en"))
    op.add_column(
        "chats", sa.Column("language_chosen", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
