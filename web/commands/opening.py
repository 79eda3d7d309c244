"""Opening the installation that the environment names, for the commands that work on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from governance.database import Database
from governance.errors import RaccordoError
from governance.revisions import require_newest
from governance.settings import Settings, read_settings


def settings_given(**changes: str) -> Settings:
    """The environment's settings with what the command line changes; RaccordoError names a wrong variable."""
    try:
        return replace(read_settings(), **{name: value for name, value in changes.items() if value})  # type: ignore[arg-type]
    except ValueError as fault:
        raise RaccordoError(str(fault)) from fault


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database of an installation that `raccordo init` made; RaccordoError where there is none."""
    database = Database(settings)
    try:
        require_newest(database)
        yield database
    finally:
        database.close()
