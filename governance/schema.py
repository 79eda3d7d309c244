"""The schema: numbered migrations brought up to the newest, on both databases, and the key store made."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from governance.database import Database
from governance.errors import RaccordoError
from governance.revisions import SILENT
from governance.tables import METADATA

FOLDER = Path(__file__).parent / "migrations"


def upgrade(database: Database, revision: str = "head") -> None:
    """Apply the migrations that are missing, each in its own transaction, and make the key store if there is none."""
    try:
        with database.engine.connect() as connection:
            command.upgrade(configuration(connection), revision)
    except OperationalError as fault:
        raise RaccordoError(SILENT) from fault
    database.vault.create_store()


def differences(database: Database) -> list[object]:
    """What the tables of the database and those of the code do not share; empty when they are equal."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, METADATA))


def configuration(connection: Connection | None = None) -> Config:
    """What Alembic needs to know, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
