"""Articles whose page was read keep what their feed said, by which topics that come later match them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("articles", sa.Column("feed_text", sa.Text()))
