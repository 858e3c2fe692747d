"""Articles are found by feed and date, so that a copy under another guid and address is seen to be one."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_index("ix_articles_feed_id_published_at", "articles", ["feed_id", "published_at"])
    op.drop_index("ix_articles_feed_id", "articles")
