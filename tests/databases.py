"""Databases for tests: a SQLite file copied from a migrated one, a PostgreSQL database cloned from one."""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from governance import schema
from governance.database import Database
from governance.settings import Settings

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"
DURABLE = "-c fsync=on -c synchronous_commit=on -c shared_buffers=512MB -c listen_addresses=''"


class Server:
    """A PostgreSQL server of the tests' own, on a Unix socket; root lends it the account `postgres`."""

    def __init__(self, binaries: Path, options: str = QUICK) -> None:
        self.binaries = binaries
        self.options = options
        self.folder = Path(tempfile.mkdtemp(prefix="raccordo-pg-"))
        self.names = (f"test_{number}" for number in itertools.count(1))

    def start(self) -> None:
        """Make the cluster and wait until it answers."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "raccordo", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        self._run("pg_ctl", "-D", data, "-w", "-l", f"{data}.log", "-o", f"{self.options} -k {self.folder}", "start")

    def stop(self) -> None:
        """Stop at once and leave nothing behind."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def url(self, name: str) -> str:
        """The address of one database."""
        return f"postgresql://raccordo@/{name}?host={self.folder}"

    def say(self, statement: str) -> None:
        """One statement outside any transaction."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *words: str) -> None:
        account = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        command = [str(self.binaries / program), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder.parent, **account)  # type: ignore[call-overload]


def binaries() -> Path | None:
    """Where `initdb` and `pg_ctl` are: on the path, or where Debian keeps the newest."""
    found = shutil.which("pg_ctl")
    if found and shutil.which("initdb"):
        return Path(found).parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda each: int(each.parts[-3]))
    return kept[-1].parent if kept else None


def prepare(database: Database) -> None:
    """Migrate a database that others are copied from."""
    try:
        schema.upgrade(database)
    finally:
        database.close()


@contextmanager
def prepared_server(found: Path, options: str = QUICK) -> Iterator[Server]:
    """A running server with the database every test's own is cloned from, and a key store to copy."""
    server = Server(found, options)
    try:
        server.start()
        server.say("CREATE DATABASE records")
        prepare(Database(Settings(folder=server.folder, database=server.url("records"))))
        yield server
    finally:
        server.stop()


@contextmanager
def cloned(server: Server, folder: Path) -> Iterator[Database]:
    """A migrated PostgreSQL database of one test's own with a key store beside it, dropped at its end."""
    name = next(server.names)
    server.say(f"CREATE DATABASE {name} TEMPLATE records STRATEGY FILE_COPY")
    folder.mkdir(parents=True, exist_ok=True)
    for file in ("master.key", "keys.sqlite"):
        shutil.copy(server.folder / file, folder)
    database = Database(Settings(folder=folder, database=server.url(name)))
    try:
        yield database
    finally:
        database.close()
        server.say(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def copied(migrated: Path, folder: Path) -> Iterator[Database]:
    """A migrated SQLite database and key store of one test's own."""
    shutil.copytree(migrated, folder)
    database = Database(Settings(folder=folder))
    try:
        yield database
    finally:
        database.close()
