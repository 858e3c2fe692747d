"""Articles remember what their entry looked like, and what they said before an edit."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("articles", sa.Column("markup_digest", sa.BigInteger()))
    op.add_column("articles", sa.Column("words_digest", sa.BigInteger()))
    op.add_column("articles", sa.Column("earlier_title", sa.Text()))
    op.add_column("articles", sa.Column("earlier_text", sa.Text()))
