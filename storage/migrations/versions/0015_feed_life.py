"""Feeds remember where they moved from, when a document came in full, and their newest entry."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("feeds", sa.Column("skip_days", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("feeds", sa.Column("original_url", sa.Text()))
    op.add_column("feeds", sa.Column("original_asked_at", sa.BigInteger()))
    op.add_column("feeds", sa.Column("full_at", sa.BigInteger()))
    op.add_column("feeds", sa.Column("newest_at", sa.BigInteger()))
    op.add_column("feeds", sa.Column("rhythm_s", sa.Float()))
    op.add_column("feeds", sa.Column("stale_told_at", sa.BigInteger()))
