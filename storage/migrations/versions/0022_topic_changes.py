"""What changed among many topics is found without reading them all."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_index("ix_topics_state_created_at", "topics", ["state", "created_at"])
