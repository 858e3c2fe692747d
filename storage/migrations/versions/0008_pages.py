"""Articles remember why their page was not used, and how their feed filed them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("articles", sa.Column("page_problem", sa.Text()))
    op.add_column("articles", sa.Column("categories", sa.JSON()))
