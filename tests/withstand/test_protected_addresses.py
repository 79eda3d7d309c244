"""Refuges: a protected address is read by who works there and by who brings somebody, and stands nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from governance.documents import documents_of
from governance.dossiers import Dossier
from governance.notices import Notice
from governance.people import give_mandate
from governance.roles import Role
from governance.tables import METADATA
from tests.cast import SINCE
from tests.databases import copied
from tests.web.desk import Desk, sit
from tests.withstand.crawling import path_of, routes, words_in
from tests.withstand.neighbourhood import plain
from workflows.messages import message_of
from workflows.papers import make_documents
from workflows.sweep import sweep

STREET, PLACE = "via del Canarino 7", "Perledo"
ADDRESS = f"{STREET}, {PLACE}"


@dataclass
class Refuge:
    """A desk where the housing service is a refuge, with a referral to it that was sent."""

    desk: Desk
    sent: Dossier

    def page(self, name: str) -> str:
        """The referral as somebody reads it."""
        return self.desk.visit(name).get(f"/pratiche/{self.sent.code}").text

    def service(self, name: str) -> str:
        """The service in the directory as somebody reads it."""
        return self.desk.visit(name).get(f"/servizi/{self.desk.cast.services['housing']}").text

    def accept(self) -> None:
        """The refuge takes the person up."""
        scene, now = self.desk.cast, self.desk.site.database.now()
        scene.move(self.sent.id, "accept", "intake", now, worker=str(scene.people["worker"]))

    def everything(self, name: str) -> str:
        """Every page and file that somebody can open, searches and letters included, as words."""
        visit, app = self.desk.visit(name), self.desk.site.app
        arguments = {
            **plain(self.desk), "code": self.sent.code, "move": "record_contact", "document_id": 1, "digest": "0" * 32,
            "consent_id": 1, "beneficiary_id": 1, "mandate_id": 1, "representation_id": 1, "desk_id": 1, "token": "x",
            "number": 1,
        }  # fmt: skip
        rules = [*routes(app, "GET", with_code=True), *routes(app, "GET", with_code=False)]
        said = [words_in(visit.get(path_of(rule, arguments))) for rule in rules]
        said += [words_in(visit.get(f"/servizi?q={words}")) for words in ("canarino", "Perledo", "housing")]
        return "\n".join([*said, *self._letters(visit)])

    def _letters(self, visit: Any) -> Iterator[str]:
        with self.desk.site.database.reading() as tx:
            keys = [each.id for each in documents_of(tx, self.sent.id)]
        for key in keys:
            answer = visit.send(f"/pratiche/{self.sent.code}/documenti/{key}", {})
            if answer.status_code == 200:
                with ZipFile(BytesIO(answer.data)) as file:
                    yield "\n".join(file.read(name).decode(errors="ignore") for name in file.namelist())


@pytest.fixture
def refuge(migrated: Path, tmp_path: Path) -> Iterator[Refuge]:
    """The cast at work; the head of the cooperative wrote where the refuge is."""
    with copied(migrated, tmp_path / "desk") as database:
        desk = sit(database)
        address = f"/servizi/{desk.cast.services['housing']}/indirizzo"
        assert desk.visit("head").send(address, {"address": ADDRESS, "protected": "1"}).status_code == 302
        sent = desk.cast.sent(database.now())
        make_documents(database)
        yield Refuge(desk, sent)


def found_in(text: str) -> list[str]:
    return [each for each in (STREET, PLACE) if each in text]


def test_who_works_there_reads_it_and_anybody_else_reads_that_it_is_protected(refuge: Refuge) -> None:
    for name, known in (("head", True), ("intake", True), ("worker", True), ("manager", False), ("officer", False)):
        page = refuge.service(name)
        assert (ADDRESS in page, "indirizzo protetto" in page) == (known, True), name
    assert found_in(refuge.service("administrator") + refuge.service("stranger")) == []


def test_who_sends_reads_it_from_when_the_person_is_taken_up(refuge: Refuge) -> None:
    before = refuge.page("manager")
    refuge.accept()
    assert (ADDRESS in before, "si legge qui finché" in before) == (False, True)
    assert ADDRESS in refuge.page("manager")
    assert found_in(refuge.page("officer")) == []


def test_where_the_person_goes_no_further_who_sent_reads_it_no_more(refuge: Refuge) -> None:
    refuge.accept()
    now = refuge.desk.site.database.now()
    refuge.desk.cast.move(refuge.sent.id, "withdraw", "manager", now, withdrawal_reason="no_longer_needed")
    assert found_in(refuge.page("manager")) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["stranger", "officer", "administrator", "case_head"])
def test_no_page_search_export_or_letter_shows_it_to_anybody_else(refuge: Refuge, name: str) -> None:
    if name != "case_head":
        refuge.accept()
    make_documents(refuge.desk.site.database)
    assert STREET not in refuge.everything(name)


def test_the_letters_say_nothing_of_it_to_whoever_reads_them(refuge: Refuge) -> None:
    refuge.accept()
    make_documents(refuge.desk.site.database)
    letters = [*refuge._letters(refuge.desk.visit("manager"))]
    assert len(letters) == 2 and found_in("".join(letters)) == []


def test_no_message_and_no_row_holds_it_in_the_clear(refuge: Refuge) -> None:
    refuge.accept()
    database = refuge.desk.site.database
    sweep(database, database.now() + timedelta(days=30))
    with database.reading() as tx:
        told = ["\n".join(message_of(tx, each, "https://esempio.invalid")) for each in tx.scalars(select(Notice))]
        rows = [str(tuple(row)) for table in METADATA.tables.values() for row in tx.execute(select(table))]
    assert told and STREET not in "\n".join([*told, *rows])


def test_an_administrator_who_keeps_the_service_is_not_told_where_it_is(refuge: Refuge) -> None:
    address = f"/servizi/{refuge.desk.cast.services['housing']}/indirizzo"
    visit = refuge.desk.visit("administrator")
    assert visit.get(address).status_code == 403
    assert visit.send(address, {"address": "Altrove."}).status_code == 403
    assert ADDRESS in refuge.service("head")


def test_what_is_not_protected_is_read_by_everybody_and_can_be_taken_away(refuge: Refuge) -> None:
    address, visit = f"/servizi/{refuge.desk.cast.services['housing']}/indirizzo", refuge.desk.visit("head")
    visit.send(address, {"address": ADDRESS})
    shown = [ADDRESS in refuge.service("stranger"), ADDRESS in refuge.page("manager")]
    visit.send(address, {"address": ""})
    assert shown == [True, True] and found_in(refuge.service("head")) == []


def test_whoever_begins_to_work_there_reads_it_and_whoever_leaves_does_not(refuge: Refuge) -> None:
    scene, database = refuge.desk.cast, refuge.desk.site.database
    with database.transaction(database.now()) as tx:
        mandate = give_mandate(tx, scene.people["stranger"], scene.organisations["cooperative"], Role.WORKER, SINCE)
        key = mandate.id
    assert ADDRESS in refuge.service("stranger")
    with database.transaction(database.now()) as tx:
        tx.get_one(type(mandate), key).valid_until = SINCE
    assert found_in(refuge.service("stranger")) == []
