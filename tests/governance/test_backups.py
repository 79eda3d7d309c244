"""Backups: whole, consistent while others write, keys apart, and checked when they are put back."""

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from governance import backups, checkpoints, schema
from governance.beneficiaries import Identity, add_beneficiary, identities_of, open_household
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import RaccordoError
from governance.revisions import current
from governance.settings import Settings
from tests.governance.chains import add_line, dossier

DAY = datetime(2026, 11, 23, 4, 40, tzinfo=UTC)


@pytest.fixture
def lived_in(database: Database) -> Database:
    """A database with a household, histories and a checkpoint; its key store where its kind keeps it."""
    with database.transaction(DAY) as tx:
        household = open_household(tx)
        add_beneficiary(tx, household.id, Identity("Nome", "Cognome"))
        for _ in range(5):
            dossier(tx, household_id=household.id)
        checkpoints.write(tx)
    return database


@pytest.fixture
def empty(request: pytest.FixtureRequest, lived_in: Database, tmp_path: Path) -> Iterator[Database]:
    """An empty place of the same kind that has the master key."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    shutil.copy(lived_in.settings.master_key_file, folder)
    settings = replace(lived_in.settings, folder=folder)
    if lived_in.dialect == "postgresql":
        server = request.getfixturevalue("postgresql")
        name = next(server.names)
        server.say(f"CREATE DATABASE {name}")
        settings = replace(settings, database=server.url(name))
    place = Database(settings)
    yield place
    place.close()


def test_a_backup_put_back_in_an_empty_place_is_the_same_installation(
    lived_in: Database, empty: Database, tmp_path: Path
) -> None:
    made = backups.backup(lived_in, tmp_path / "copy")
    manifest, found = backups.restore(tmp_path / "copy", empty)
    assert manifest == made and found.is_sound
    assert (found.dossiers, found.lines, found.texts) == (5, 20, 10)
    assert schema.differences(empty) == []


def test_identities_open_again_with_the_restored_keys(lived_in: Database, empty: Database, tmp_path: Path) -> None:
    backups.backup(lived_in, tmp_path / "copy")
    backups.restore(tmp_path / "copy", empty)
    with empty.reading() as tx:
        assert identities_of(tx, [1])[1][0][1].full_name == "Nome Cognome"


def test_the_master_key_is_in_no_file_of_a_backup(lived_in: Database, tmp_path: Path) -> None:
    backups.backup(lived_in, tmp_path / "copy")
    master = lived_in.settings.master_key_file.read_bytes()
    files = list((tmp_path / "copy").iterdir())
    assert sorted(file.name for file in files) == ["keys.copy", "manifest.json", "raccordo.copy"]
    assert not any(master in file.read_bytes() or master.hex() in file.read_text(errors="ignore") for file in files)


def test_a_backup_taken_while_others_write_is_consistent(lived_in: Database, empty: Database, tmp_path: Path) -> None:
    stopped, written = threading.Event(), threading.Event()

    def write() -> None:
        while not stopped.is_set():
            with lived_in.transaction(DAY) as tx:
                for row in tx.scalars(select(Dossier).order_by(Dossier.id)):
                    add_line(tx, row, {"reason": "parole"})
            written.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(20)
        backups.backup(lived_in, tmp_path / "copy")
    finally:
        stopped.set()
        writer.join()
    assert backups.restore(tmp_path / "copy", empty)[1].is_sound


@pytest.mark.parametrize("name", ["raccordo.copy", "keys.copy"])
def test_a_corrupted_file_is_refused_before_anything_is_written(
    lived_in: Database, empty: Database, tmp_path: Path, name: str
) -> None:
    backups.backup(lived_in, tmp_path / "copy")
    file = tmp_path / "copy" / name
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    with pytest.raises(RaccordoError, match=name):
        backups.restore(tmp_path / "copy", empty)
    assert current(empty) is None


def test_a_changed_manifest_is_refused(lived_in: Database, empty: Database, tmp_path: Path) -> None:
    backups.backup(lived_in, tmp_path / "copy")
    file = tmp_path / "copy" / "manifest.json"
    said = json.loads(file.read_text())
    file.write_text(json.dumps({**said, "heads": "0" * 64}))
    with pytest.raises(RaccordoError, match="chiave principale"):
        backups.restore(tmp_path / "copy", empty)


def test_another_master_key_is_refused(lived_in: Database, tmp_path: Path) -> None:
    backups.backup(lived_in, tmp_path / "copy")
    stranger = Database(replace(lived_in.settings, folder=tmp_path / "stranger"))
    with pytest.raises(RaccordoError, match="chiave principale"):
        backups.restore(tmp_path / "copy", stranger)
    stranger.close()


def test_a_place_that_is_not_empty_is_refused(lived_in: Database, tmp_path: Path) -> None:
    backups.backup(lived_in, tmp_path / "copy")
    with pytest.raises(RaccordoError, match="non è vuoto"):
        backups.restore(tmp_path / "copy", lived_in)


def test_a_folder_that_is_not_empty_takes_no_backup(lived_in: Database) -> None:
    with pytest.raises(RaccordoError, match="non è vuota"):
        backups.backup(lived_in, lived_in.settings.folder)


def test_keys_kept_on_a_server_are_copied_too(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    server = request.getfixturevalue("postgresql")
    names = [next(server.names) for _ in range(4)]
    for name in names:
        server.say(f"CREATE DATABASE {name}")
    here, there = (
        Database(replace_urls(tmp_path, server.url(records), server.url(keys)))
        for records, keys in (names[:2], names[2:])
    )
    schema.upgrade(here)
    sealed = here.vault.seal_text(0, "parole", "a place")
    backups.backup(here, tmp_path / "copy")
    backups.restore(tmp_path / "copy", there)
    assert there.vault.open_text(0, sealed, "a place") == "parole"
    here.close()
    there.close()


def replace_urls(folder: Path, records: str, keys: str) -> Settings:
    return Settings(folder=folder / "var", database=records, keys=keys)


def test_backups_older_than_thirty_days_go(lived_in: Database, tmp_path: Path) -> None:
    for days in (0, 29, 31):
        backups.backup(lived_in, tmp_path / "copies" / str(days), DAY - timedelta(days=days))
    assert [each.name for each in backups.prune(tmp_path / "copies", DAY)] == ["31"]
