"""The person's name and what was written about her: in no row, message, log or file that is not sealed."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from governance.notices import Notice
from governance.tables import METADATA
from tests.databases import copied
from tests.withstand.crawling import path_of, routes
from tests.withstand.neighbourhood import NAMES, TEXTS, Neighbourhood, settle_in
from workflows.messages import message_of
from workflows.sweep import sweep

SECRETS = (*NAMES, *TEXTS)


@pytest.fixture(scope="module")
def place(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neighbourhood]:
    """One neighbourhood for all."""
    with copied(migrated, tmp_path_factory.mktemp("canaries") / "var") as database:
        yield settle_in(database)


def found_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_the_canaries_are_there_for_whoever_may_read_them(place: Neighbourhood) -> None:
    visit = place.desk.visit("manager")
    read = "".join(visit.get(f"/pratiche/{dossier.code}").text for dossier in place.dossiers.values())
    assert {"Cerca casa.", "Cerca un alloggio per la famiglia.", "Cinguettio riservato."} <= set(found_in(read))


def test_no_row_holds_them_in_the_clear(place: Neighbourhood) -> None:
    with place.desk.site.database.reading() as tx:
        for name, table in METADATA.tables.items():
            for row in tx.execute(select(table)):
                assert not found_in(str(tuple(row))), name


def test_no_file_of_the_installation_holds_them_in_the_clear(place: Neighbourhood) -> None:
    folder = place.desk.site.database.settings.folder
    for file in (each for each in folder.rglob("*") if each.is_file()):
        data = file.read_bytes()
        assert not [secret for secret in SECRETS if secret.encode() in data], file.name


def test_no_message_holds_them(place: Neighbourhood) -> None:
    database, now = place.desk.site.database, place.desk.site.database.now()
    sweep(database, now + timedelta(days=7))
    with database.reading() as tx:
        told = ["\n".join(message_of(tx, notice, "https://raccordo.example")) for notice in tx.scalars(select(Notice))]
    assert len(told) > 5
    assert not [text for text in told if found_in(text)]


def test_no_log_line_holds_them(place: Neighbourhood, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    visit = place.desk.visit("manager")
    for rule in routes(place.desk.site.app, "GET", with_code=True):
        for dossier in place.dossiers.values():
            visit.get(path_of(rule, {**place.arguments, "code": dossier.code}))
    assert not found_in(caplog.text)
