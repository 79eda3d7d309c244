"""Copies of one database into one file and back, taken while others go on writing."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, func, make_url, select
from sqlalchemy.engine import URL

from governance.database import table_of
from governance.dossiers import Dossier
from governance.errors import RaccordoError
from governance.tables import METADATA


def copy_out(url: str, file: Path, snapshot: str = "") -> None:
    """Copy the database at this address into a file; on PostgreSQL as of an exported snapshot, if one is named."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        _copy_sqlite(Path(str(address.database)), file)
    else:
        chosen = [f"--snapshot={snapshot}"] if snapshot else []
        _run("pg_dump", address, "-Fc", "--no-owner", "--no-privileges", *chosen, "-f", str(file))
    file.chmod(0o600)


def copy_in(url: str, file: Path) -> None:
    """Fill the empty database at this address from a file."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        _copy_sqlite(file, Path(str(address.database)))
    else:
        _run("pg_restore", address, "--no-owner", "--single-transaction", "--exit-on-error", str(file))


def summary_of(connection: Connection) -> tuple[dict[str, int], str]:
    """How many rows each table has, and one digest (SHA-256) over the heads of all histories."""
    counts = {
        name: int(connection.scalar(select(func.count()).select_from(table)) or 0)
        for name, table in sorted(METADATA.tables.items())
    }
    heads, dossiers = hashlib.sha256(), table_of(Dossier)
    query = select(dossiers.c.id, dossiers.c.last_number, dossiers.c.last_digest).order_by(dossiers.c.id)
    for row in connection.execute(query.execution_options(yield_per=5000)):
        heads.update(f"{row.id} {row.last_number} {row.last_digest}\n".encode())
    return counts, heads.hexdigest()


def digest_of(file: Path) -> str:
    """SHA-256 of a file (hexadecimal)."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


def _run(program: str, address: URL, *words: str) -> None:
    """One of PostgreSQL's own programs; the password travels in the environment, where others cannot read it."""
    found = _program(program)
    environment = {**os.environ, "PGPASSWORD": address.password} if address.password else dict(os.environ)
    place = address.set(drivername="postgresql", password=None).render_as_string()
    done = subprocess.run([found, "-d", place, *words], env=environment, capture_output=True, text=True)  # noqa: S603 - fixed programs, no shell
    if done.returncode:
        raise RaccordoError(f"{program} non è riuscito: {done.stderr.strip()[-400:]}")


def _program(name: str) -> str:
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda each: int(each.parts[-3]))
    found = shutil.which(name) or (str(kept[-1]) if kept else "")
    if not found:
        raise RaccordoError(f"Serve il programma {name} di PostgreSQL, che qui non c'è.")
    return found
