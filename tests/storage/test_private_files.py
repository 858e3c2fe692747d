"""The files of a database: nobody but their owner reads them, and what was deleted is not in them."""

import logging
import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, text

from storage import maintenance, schema, tables
from storage.database import Database
from tests.stored import NOW


def modes(folder: Path) -> dict[str, str]:
    return {path.name: f"{stat.S_IMODE(path.stat().st_mode):04o}" for path in folder.iterdir()}


@pytest.fixture(autouse=True)
def generous_umask() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


async def test_a_new_database_its_log_and_its_copies_are_private(tmp_path: Path) -> None:
    async with schema.connect(f"sqlite:///{tmp_path / 'sitrep.db'}") as database:
        await maintenance.backup(database, tmp_path / "copy.db")
        async with database.reading() as connection:
            await connection.execute(text("SELECT count(*) FROM notes"))
            found = modes(tmp_path)
    assert found == dict.fromkeys(("sitrep.db", "sitrep.db-wal", "sitrep.db-shm", "copy.db"), "0600")
    async with schema.connect(f"sqlite:///{tmp_path / 'copy.db'}", migrate=False) as copy:
        assert (await maintenance.row_counts(copy))["feeds"] == 0


async def test_what_others_could_read_is_tightened_with_a_line_in_the_log(
    tmp_path: Path, sqlite_template: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "sitrep.db"
    path.write_bytes(sqlite_template.read_bytes())
    path.chmod(0o664)
    with caplog.at_level(logging.WARNING, logger="storage.private_files"):
        for _ in range(2):
            database = Database.open(f"sqlite:///{path}")
            async with database.reading() as connection:
                await connection.execute(text("SELECT 1"))
            await database.close()
    assert modes(tmp_path)["sitrep.db"] == "0600"
    assert [record.getMessage() for record in caplog.records] == [
        f"{path} could be read by other users (mode 0664); it is private now"
    ]


async def test_a_copy_that_fails_leaves_no_file(tmp_path: Path, sqlite_database: Database) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError

    async with sqlite_database.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        driver.execute = fail
    with pytest.raises(RuntimeError):
        await maintenance.backup(sqlite_database, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


async def test_what_was_deleted_is_in_no_free_page_and_not_in_the_log(tmp_path: Path) -> None:
    secret = "whereabouts-of-my-brother" * 20
    async with schema.connect(f"sqlite:///{tmp_path / 'sitrep.db'}") as database:
        async with database.transaction() as connection:
            row = {"name": "a", "value": secret, "written_at": NOW}
            await connection.execute(insert(tables.notes), row)
        async with database.transaction() as connection:
            await connection.execute(delete(tables.notes))
        await database.empty_log()
        files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert b"whereabouts" not in b"".join(files.values())
    assert files["sitrep.db-wal"] == b""
