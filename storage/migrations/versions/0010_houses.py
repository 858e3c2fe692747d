"""Articles are keyed by house, which is more than a name: feeds elsewhere that take it are other houses.

Feeds that are there keep the keys of their articles, which were made of the publisher's name alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("feeds", sa.Column("house", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE feeds SET house = publisher")
