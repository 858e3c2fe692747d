"""Keys of articles begin with their publisher; feeds remember the hours in which not to be polled."""

from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_PREFIXED = sa.text(
    "UPDATE article_keys SET key = (SELECT prefix FROM prefixes_0003"
    " JOIN articles ON articles.publisher = prefixes_0003.publisher"
    " WHERE articles.id = article_keys.article_id) || substr(key, 1, 24)"
)


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.drop_index("ix_article_keys_article_id", table_name="article_keys")
    op.add_column("feeds", sa.Column("skip_hours", sa.Integer(), nullable=False, server_default="0"))
    connection = op.get_bind()
    publishers = connection.scalars(sa.text("SELECT DISTINCT publisher FROM articles")).all()
    if not publishers:
        return
    connection.execute(sa.text("CREATE TABLE prefixes_0003 (publisher TEXT PRIMARY KEY, prefix TEXT)"))
    connection.execute(
        sa.text("INSERT INTO prefixes_0003 VALUES (:publisher, :prefix)"),
        [{"publisher": publisher, "prefix": _prefix(publisher)} for publisher in publishers],
    )
    connection.execute(_PREFIXED)
    connection.execute(sa.text("DROP TABLE prefixes_0003"))


def _prefix(publisher: str) -> str:
    """As `bot.news.articles.identity` reckoned it when this revision was made."""
    return blake2b(publisher.strip().casefold().encode(), digest_size=16).hexdigest()[:8]
