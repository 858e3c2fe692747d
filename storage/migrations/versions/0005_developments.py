"""Reports keep their kind and what they do to their story; alerts and updates have headlines of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("articles", sa.Column("effect", sa.JSON()))
    op.add_column("articles", sa.Column("kind", sa.String(16)))
    op.add_column("articles", sa.Column("kind_score", sa.Float()))
    op.add_column("articles", sa.Column("kind_reasons", sa.JSON()))
    op.add_column("alerts", sa.Column("headline", sa.Text(), nullable=False, server_default=""))
    op.add_column("alerts", sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
    op.add_column("alerts", sa.Column("reply_to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
    op.add_column(
        "alerts", sa.Column("sequel", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.add_column(
        "alerts", sa.Column("silent", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
