"""Bring a database to the schema of this program."""

from storage.database import Database
from storage.tables import metadata


async def upgrade(database: Database) -> None:
    """Create or upgrade the schema in one transaction."""
    async with database.transaction() as connection:
        await connection.run_sync(metadata.create_all)
