"""The keys of articles stay when the articles are deleted, so that none comes again as new."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("fk_article_keys_article_id_articles", "article_keys", type_="foreignkey")
        return
    op.create_table(
        "kept_keys",
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_article_keys"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO kept_keys SELECT key, article_id FROM article_keys ORDER BY key")
    op.drop_table("article_keys")
    op.rename_table("kept_keys", "article_keys")
