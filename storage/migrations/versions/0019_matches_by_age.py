"""The newest matches of a topic are found without reading its past."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_index("ix_matches_topic_id_article_id", "matches", ["topic_id", "article_id"])
    op.drop_index("ix_matches_topic_id", table_name="matches")
    # With what /feeds and /stats count: they need not look at the articles themselves.
    op.create_index("ix_articles_first_seen_at_feed_id", "articles", ["first_seen_at", "feed_id", "baseline"])
    op.drop_index("ix_articles_first_seen_at", table_name="articles")
