"""Where benches are run: an embedded SQLite database and a PostgreSQL server, both durable as in use."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from governance.database import Database
from governance.settings import Settings
from tests.databases import DURABLE, binaries, cloned, copied, prepare, prepared_server


@contextmanager
def embedded() -> Iterator[Database]:
    """A migrated SQLite database with its key store, gone at the end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(Database(Settings(folder=folder / "migrated")))
        with copied(folder / "migrated", folder / "var") as database:
            yield database


@contextmanager
def served() -> Iterator[Database]:
    """A migrated PostgreSQL database on a server of its own, gone at the end; RuntimeError where there is none."""
    found = binaries()
    if found is None:
        raise RuntimeError("this bench needs PostgreSQL (initdb, pg_ctl)")
    with (
        prepared_server(found, DURABLE) as server,
        tempfile.TemporaryDirectory() as name,
        cloned(server, Path(name) / "var") as database,
    ):
        yield database
