"""Revisions: which migrations there are and which one a database stands at, without the tool that applies them."""

from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from governance.database import Database
from governance.errors import RaccordoError

SILENT = "La base di dati non risponde: controlla che sia accesa e l'indirizzo giusto."
FOLDER = Path(__file__).parent / "migrations" / "versions"


def revisions() -> list[str]:
    """The numbers of all migrations, first one first: each file's name begins with its own."""
    return sorted(file.name.partition("_")[0] for file in FOLDER.glob("[0-9]*_*.py"))


def current(database: Database) -> str | None:
    """The number of the migration the database stands at; None for a database without tables."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return str(found) if found else None


def require_newest(database: Database) -> None:
    """RaccordoError unless the database answers and stands at the newest migration."""
    try:
        found = current(database)
    except OperationalError as fault:
        raise RaccordoError(SILENT) from fault
    if found != revisions()[-1]:
        raise RaccordoError("La base di dati non c'è ancora, o è di una versione precedente: esegui raccordo init.")
