"""What tests of pages may ask for: a site on loopback, a site behind TLS, and one on each database."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from governance.database import Database
from governance.settings import Settings
from tests.databases import copied
from tests.web.desk import Desk, sit
from tests.web.site import Site, build

LOOPBACK = Settings(demo=True)
BEHIND_TLS = Settings(address="https://localhost")


@pytest.fixture
def site(migrated: Path, tmp_path: Path) -> Iterator[Site]:
    """A site as the demonstration serves it, on SQLite."""
    yield from _opened(migrated, tmp_path, LOOPBACK)


@pytest.fixture
def secure_site(migrated: Path, tmp_path: Path) -> Iterator[Site]:
    """A site as a server serves it, over TLS."""
    yield from _opened(migrated, tmp_path, BEHIND_TLS)


@pytest.fixture
def any_site(database: Database) -> Site:
    """A site on each kind of database, over TLS."""
    database.settings = replace(database.settings, address="https://localhost")
    return build(database)


@pytest.fixture
def desk(migrated: Path, tmp_path: Path) -> Iterator[Desk]:
    """The cast at work on the pages, on SQLite."""
    with copied(migrated, tmp_path / "desk") as database:
        yield sit(database)


@pytest.fixture
def any_desk(database: Database) -> Desk:
    """The cast at work on the pages, on each kind of database."""
    return sit(database)


@pytest.fixture(scope="module")
def one_desk(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for all the tests of a module that change nothing."""
    with copied(migrated, tmp_path_factory.mktemp("desks") / "desk") as database:
        yield sit(database)


def _opened(migrated: Path, tmp_path: Path, settings: Settings) -> Iterator[Site]:
    folder = tmp_path / "site"
    shutil.copytree(migrated, folder)
    database = Database(replace(settings, folder=folder))
    yield build(database)
    database.close()
