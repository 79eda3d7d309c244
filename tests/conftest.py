"""What every test may ask for: a database of each kind, settings, and a mail server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from governance.database import Database
from governance.settings import Settings
from tests.databases import Server, binaries, cloned, copied, prepare, prepared_server
from tests.mail import MailServer
from tests.needs import needed

ON_ONE = ("web", "stories", "withstand")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages and what they withstand are tried on PostgreSQL with what is slow; what they stand on, every time."""
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).parts[0] in ON_ONE and "[postgresql" in item.name:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """One PostgreSQL server for the whole run (of this worker)."""
    with prepared_server(needed(binaries(), "PostgreSQL (initdb, pg_ctl)")) as server:
        yield server


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a migrated SQLite database and its key store."""
    folder = tmp_path_factory.mktemp("migrated")
    prepare(Database(Settings(folder=folder)))
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty migrated database with its key store, once for each kind."""
    if request.param == "sqlite":
        opened = copied(request.getfixturevalue("migrated"), tmp_path / "var")
    else:
        opened = cloned(request.getfixturevalue("postgresql"), tmp_path / "var")
    with opened as ready:
        yield ready


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an installation that has nothing yet, embedded, in a folder of this test's own."""
    return Settings(folder=tmp_path / "var")


@pytest.fixture
def smtp() -> Iterator[MailServer]:
    """A real mail server on this machine that keeps what it is sent."""
    server = MailServer()
    server.start()
    yield server
    server.stop()
