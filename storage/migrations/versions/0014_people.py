"""Topics are paused, silent or urgent for a chat; feedback has reasons; people have roles, or ask."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("subscriptions", sa.Column("paused_at", sa.BigInteger()))
    for name in ("silent", "urgent"):
        default = sa.text("false")
        op.add_column("subscriptions", sa.Column(name, sa.Boolean(), nullable=False, server_default=default))
    op.add_column("feedback", sa.Column("reason", sa.String(16)))
    op.create_table(
        "roles",
        sa.Column("telegram_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("user_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, server_default=""),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_roles_user_id", "roles", ["user_id"])
    op.create_table(
        "guests",
        sa.Column("telegram_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False, server_default=""),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
    )
