"""`sitrep run` as a process; what signals do to it is tested in `tests/whole/test_run.py`."""

from pathlib import Path

import pytest
from sqlalchemy import text

from bot.config.settings import DatabaseSettings, Settings
from bot.desk.process import reload
from storage import schema


async def test_configuration_stays_while_the_database_cannot_be_asked(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(database=DatabaseSettings(url=f"sqlite:///{tmp_path / 'sitrep.db'}"))
    assert await reload(lambda: settings) == settings
    async with schema.connect(settings.database.url) as database, database.transaction() as connection:
        await connection.execute(text("ALTER TABLE feeds RENAME TO lost"))
    assert await reload(lambda: settings) is None
    assert caplog.messages[-2:] == ["no such table: feeds", "the configuration stays as it was"]
