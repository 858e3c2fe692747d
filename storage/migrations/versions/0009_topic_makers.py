"""Own topics remember which Telegram user made them, who has a quota in all chats together."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision; a topic made in a private chat was made by its user."""
    op.add_column("topics", sa.Column("maker_id", sa.BigInteger()))
    op.execute(
        "UPDATE topics SET maker_id = (SELECT telegram_id FROM chats WHERE chats.id = topics.owner_chat_id"
        " AND chats.kind = 'private') WHERE owner_chat_id IS NOT NULL"
    )
