"""The schema: numbered migrations give exactly what the code declares, on both databases."""

import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

import governance
from governance import schema, tables
from governance.database import Database, Record
from governance.directories import list_people
from governance.revisions import FOLDER, current, revisions
from governance.settings import Settings
from tests.databases import Server


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, settings: Settings) -> Database:
    if request.param == "sqlite":
        made = Database(settings)
    else:
        server: Server = request.getfixturevalue("postgresql")
        name = next(server.names)
        server.say(f"CREATE DATABASE {name}")
        server.say(f"CREATE DATABASE {name}_keys")
        made = Database(Settings(folder=settings.folder, database=server.url(name), keys=server.url(f"{name}_keys")))
    request.addfinalizer(made.close)
    return made


def test_from_nothing_to_the_newest_migration_gives_what_the_code_declares(empty: Database) -> None:
    schema.upgrade(empty)
    assert schema.differences(empty) == []
    assert current(empty) == revisions()[-1]


def test_every_migration_can_be_applied_one_after_another(empty: Database) -> None:
    for revision in revisions():
        schema.upgrade(empty, revision)
        assert current(empty) == revision


def test_names_that_were_there_before_search_read_them_folded_are_found(empty: Database) -> None:
    schema.upgrade(empty, "0003")
    with empty.transaction() as tx:
        for key, name in enumerate(("Niccolò D'Agosta", "Anna Prova"), start=1):
            tx.execute(
                text("INSERT INTO people (id, name, email, active, language) VALUES (:id, :name, :name, true, 'it')"),
                {"id": key, "name": name},
            )
    schema.upgrade(empty)
    with empty.reading() as tx:
        assert [each.name for each in list_people(tx, "dagosta NICCOLO")] == []
        assert [each.name for each in list_people(tx, "d’agosta NICCOLO")] == ["Niccolò D'Agosta"]


def test_migrating_again_changes_nothing(database: Database) -> None:
    schema.upgrade(database)
    assert schema.differences(database) == []


def test_migrations_are_numbered_without_gaps() -> None:
    known, scripts = revisions(), ScriptDirectory.from_config(schema.configuration())
    assert {file.name[:4] for file in FOLDER.glob("*.py")} == set(known)
    assert known == [f"{number:04}" for number in range(1, len(known) + 1)]
    assert [each.revision for each in scripts.walk_revisions()][::-1] == known


def test_a_missing_column_is_noticed(database: Database) -> None:
    with database.transaction() as tx:
        tx.execute(text("ALTER TABLE sweeps DROP COLUMN failed"))
    assert len(schema.differences(database)) == 1


def test_partial_indexes_stay_partial(database: Database) -> None:
    kinds = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index'",
        "postgresql": "SELECT indexdef FROM pg_indexes",
    }
    with database.reading() as tx:
        found = [row[0] or "" for row in tx.execute(text(kinds[database.dialect]))]
    partial = [line for line in found if " WHERE " in line]
    assert len(partial) == sum(
        bool(each.dialect_kwargs) for table in tables.METADATA.tables.values() for each in table.indexes
    )


def test_every_module_that_declares_a_table_is_listed() -> None:
    for module in pkgutil.iter_modules([str(Path(governance.__file__).parent)], "governance."):
        import_module(module.name)
    assert {mapper.class_.__module__ for mapper in Record.registry.mappers} == {noun.__name__ for noun in tables.NOUNS}


def test_the_key_store_is_made_apart_from_the_records(database: Database) -> None:
    sealed = database.vault.seal_text(0, "prova", "a place")
    assert database.vault.open_text(0, sealed, "a place") == "prova"
    assert "keys" not in tables.METADATA.tables
