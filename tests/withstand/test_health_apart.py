"""The health part of a case: read by who follows it and by the health workers there, and shown nowhere to others."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from governance.assessments import Assessment
from governance.beneficiaries import Identity
from governance.documents import documents_of
from governance.dossiers import Dossier
from governance.event_logs import events
from governance.history import lines_of
from governance.lists import Filter, caseload, waiting_for
from governance.notices import Notice
from governance.people import add_person, give_mandate
from governance.protocols import Clause
from governance.roles import Role
from governance.services import Service
from tests.cast import SINCE
from tests.databases import copied
from tests.web.desk import Desk, sit
from tests.withstand.crawling import path_of, routes, words_in
from tests.withstand.neighbourhood import plain
from workflows.acts import Act
from workflows.beginnings import NOT_OF_HEALTH
from workflows.event_log_forms import write_csv, write_xes
from workflows.messages import message_of
from workflows.papers import make_documents
from workflows.scoring import assess

NOTE, FILE = "Prende un farmaco-canarino.", "referto-canarino.pdf"
WORDS, ASKED = "Dorme male-canarino.", "Un ascolto-canarino."
CANARIES = (NOTE, FILE, WORDS, ASKED)
KIND = ("Sostegno psicologico", "Servizio ascolto")
"""What it is about: in the directory for everybody, next to a code of this case for nobody else."""
LISTS = ("/oggi", "/invii", "/invii/elenco.csv", "/prese-in-carico", "/prese-in-carico/elenco.csv")
PEOPLE = {
    "nurse": [("consortium", Role.HEALTH)],
    "social": [("consortium", Role.WORKER)],
    "both": [("consortium", Role.WORKER), ("consortium", Role.HEALTH)],
}


@dataclass
class Apart:
    """A desk with one case that has a health part, a need about health, and its referral, sent."""

    desk: Desk
    case: Dossier
    need: Dossier
    referral: Dossier

    def codes(self) -> tuple[str, str]:
        """The codes that tell of the person's health by being there."""
        return self.need.code, self.referral.code

    def about_it(self, name: str) -> str:
        """Every page of the three dossiers that somebody can open, their letters, and the lists, as words."""
        visit, app = self.desk.visit(name), self.desk.site.app
        arguments = {
            **plain(self.desk), "move": "record_contact", "document_id": 1, "digest": "0" * 32, "consent_id": 1,
            "beneficiary_id": 1, "mandate_id": 1, "representation_id": 1, "desk_id": 1, "token": "x", "number": 1,
        }  # fmt: skip
        said = [
            words_in(visit.get(path_of(rule, {**arguments, "code": each.code})))
            for rule in routes(app, "GET", with_code=True)
            for each in (self.case, self.need, self.referral)
        ]
        said += [visit.get(each).text for each in LISTS]
        said.append(visit.send(f"/pratiche/{self.case.code}/identita", {}).text)
        said.append(visit.send("/prese-in-carico/cerca", {"words": "Provadestinatari"}).text)
        return "\n".join([*said, *self._letters(visit)])

    def elsewhere(self, name: str) -> str:
        """Every other page and export that somebody can open, as words."""
        visit, app = self.desk.visit(name), self.desk.site.app
        arguments = {
            **plain(self.desk), "consent_id": 1, "beneficiary_id": 1, "mandate_id": 1, "representation_id": 1,
            "desk_id": 1, "token": "x", "number": 1, "document_id": 1, "digest": "0" * 32,
        }  # fmt: skip
        return "\n".join(words_in(visit.get(path_of(rule, arguments))) for rule in routes(app, "GET", with_code=False))

    def _letters(self, visit: Any) -> Iterator[str]:
        with self.desk.site.database.reading() as tx:
            keys = [each.id for each in documents_of(tx, self.referral.id)]
        assert keys
        for key in keys:
            answer = visit.send(f"/pratiche/{self.referral.code}/documenti/{key}", {})
            if answer.status_code == 200:
                with ZipFile(BytesIO(answer.data)) as file:
                    yield "\n".join(file.read(name).decode(errors="ignore") for name in file.namelist())


@pytest.fixture
def apart(migrated: Path, tmp_path: Path) -> Iterator[Apart]:
    """The cast at work, a service for listening, and three more colleagues."""
    with copied(migrated, tmp_path / "desk") as database:
        desk = sit(database)
        scene, now = desk.cast, database.now()
        with database.transaction(now) as tx:
            for name, mandates in PEOPLE.items():
                person = add_person(tx, f"{name.title()} Inventati", f"{name}@esempio.invalid")
                scene.people[name] = desk.site.people[name] = person.id
                for organisation, role in mandates:
                    give_mandate(tx, person.id, scene.organisations[organisation], role, SINCE)
            tx.scalars(select(Clause)).one().category = "psychological_support"
            offered = Service(
                organisation_id=scene.organisations["cooperative"], name="Servizio ascolto",
                category="psychological_support",
            )  # fmt: skip
            tx.add(offered)
            tx.flush()
            scene.services["listening"] = offered.id
        case = scene.case(now)
        yield _filled(desk, case)


def _filled(desk: Desk, case: Dossier) -> Apart:
    scene, now, visit = desk.cast, desk.site.database.now(), desk.visit("manager")
    file = (BytesIO(b"canarino"), FILE)
    answer = visit.send(f"/pratiche/{case.code}/salute", {"health_note": NOTE, "health_file": file, "key": "apart"})
    assert answer.status_code == 302
    added = visit.send(
        f"/pratiche/{case.code}/bisogni/nuovo",
        {"category": "psychological_support", "description": WORDS, "key": "need", "act": "send"},
    )
    need = desk.dossier(added.location.split("/")[3])
    with desk.site.database.transaction(now) as tx:
        row = Assessment(case_id=case.id, made_on=now.date(), occasion="intake", scale="autonomy@1")
        row.recorded_by = scene.people["manager"]
        assess(tx, Act(case.id, "assess", scene.actor(tx, "manager")), row, {"health": 2, "housing": 3}, "")
    begun = visit.send(f"/invii/nuovo/{need.code}", {"service": scene.services["listening"], "key": "draft"})
    referral = desk.dossier(begun.location.split("/")[2])
    desk.asked(referral.code, ASKED)
    scene.move(referral.id, "submit", "manager", now)
    make_documents(desk.site.database)
    return Apart(desk, case, need, referral)


def found_in(text: str) -> list[str]:
    return [each for each in CANARIES if each in text]


def test_who_follows_the_case_and_a_health_worker_of_the_same_body_read_it(apart: Apart) -> None:
    for name in ("manager", "nurse", "both"):
        case = apart.desk.visit(name).get(f"/pratiche/{apart.case.code}").text
        need = apart.desk.visit(name).get(f"/pratiche/{apart.need.code}").text
        assert (NOTE in case, FILE in case, WORDS in need) == (True, True, True), name


def test_a_health_worker_who_is_nothing_else_does_not_read_the_social_part(apart: Apart) -> None:
    page = apart.desk.visit("nurse").get(f"/pratiche/{apart.case.code}").text
    assert "Cerca casa." not in page and NOTE in page


@pytest.mark.slow
@pytest.mark.parametrize("name", ["social", "colleague", "case_head", "officer"])
def test_no_page_file_export_or_search_shows_it_to_anybody_else(apart: Apart, name: str) -> None:
    about, elsewhere = apart.about_it(name), apart.elsewhere(name)
    assert "Nucleo di Lecco" in about or name == "officer"
    assert found_in(about + elsewhere) == [] and [each for each in KIND if each in about] == []


@pytest.mark.slow
def test_the_same_pages_show_it_to_who_follows_the_case(apart: Apart) -> None:
    about = apart.about_it("manager")
    assert found_in(about) == list(CANARIES) and [each for each in KIND if each in about] == list(KIND)


def test_to_a_colleague_the_need_and_its_referral_are_not_there_at_all(apart: Apart) -> None:
    visit = apart.desk.visit("social")
    assert [visit.get(f"/pratiche/{code}").status_code for code in apart.codes()] == [404, 404]
    pages = "".join(
        visit.get(each).text for each in ("/oggi", "/invii", "/invii/elenco.csv", f"/pratiche/{apart.case.code}")
    )
    assert [code for code in apart.codes() if code in pages] == []
    with apart.desk.site.database.reading() as tx:
        actor = apart.desk.cast.actor(tx, "social")
        listed = {each.code for each in caseload(tx, actor, Filter()).rows}
        assert listed.isdisjoint(apart.codes()) and apart.case.code in listed and waiting_for(tx, actor) == []


def test_the_head_and_the_network_know_that_it_is_there_and_at_what_stage(apart: Apart) -> None:
    for name in ("case_head", "colleague"):
        page = apart.desk.visit(name).get(f"/pratiche/{apart.need.code}")
        assert page.status_code == 200 and "vedi a che punto è" in page.text


def test_a_file_of_the_health_part_is_downloaded_at_no_other_address(apart: Apart) -> None:
    for name, status in (("manager", 200), ("nurse", 200), ("social", 404), ("case_head", 404)):
        visit = apart.desk.visit(name)
        manager = apart.desk.visit("manager").get(f"/pratiche/{apart.case.code}").text
        address = manager.split(f'href="/pratiche/{apart.case.code}/salute/')[1].split('"')[0]
        assert visit.get(f"/pratiche/{apart.case.code}/salute/{address}").status_code == status, name
        assert visit.get(f"/pratiche/{apart.case.code}/allegati/{address}").status_code != 200, name


def test_a_colleague_neither_opens_a_need_about_health_nor_writes_of_it(apart: Apart) -> None:
    visit = apart.desk.visit("social")
    form = visit.get(f"/pratiche/{apart.case.code}/bisogni/nuovo").text
    assert "psychological_support" not in form and "housing_search" in form
    refused = visit.send(
        f"/pratiche/{apart.case.code}/bisogni/nuovo", {"category": "psychological_support", "description": "Prova."}
    )
    written = visit.send(f"/pratiche/{apart.case.code}/salute", {"health_note": "Prova."})
    assert (refused.status_code, written.status_code) == (422, 404)
    assert NOT_OF_HEALTH.startswith("Un bisogno di salute lo apre chi segue")


def test_a_colleague_is_told_the_same_whether_there_is_a_health_part_or_not(apart: Apart) -> None:
    family = Identity("Bruna", "Altrafamiglia", "reference", "1971-02-03")
    bare = apart.desk.cast.case(apart.desk.site.database.now(), family)
    said = [
        "se c'è una parte sanitaria"
        in apart.desk.visit("social").get(f"/pratiche/{each.code}").text.replace("&#39;", "'")
        for each in (apart.case, bare)
    ]
    assert said == [True, True]


def test_a_score_of_health_is_neither_shown_nor_asked_of_a_colleague(apart: Apart) -> None:
    for name, there in (("manager", True), ("social", False)):
        visit = apart.desk.visit(name)
        form = visit.get(f"/pratiche/{apart.case.code}/valutazione").text
        shown = visit.get(f"/pratiche/{apart.case.code}").text
        assert ("score_health" in form, '<th scope="row">Salute</th>' in shown) == (there, there), name
        assert '<th scope="row">Abitare</th>' in shown


def test_the_timeline_of_the_household_leaves_it_out(apart: Apart) -> None:
    for name, there in (("manager", True), ("social", False)):
        page = apart.desk.visit(name).get(f"/nuclei/{apart.case.code}").text
        assert ("parte sanitaria" in page, apart.need.code in page) == (there, there), name


def test_the_event_log_does_not_say_which_notes_are_about_health(apart: Apart) -> None:
    database, table, xes = apart.desk.site.database, StringIO(), StringIO()
    write_csv(events(database), table)
    write_xes(events(database), xes)
    with database.reading() as tx:
        assert "health_note" in {line.move for line in lines_of(tx, apart.case.id)}
    assert "health_note" not in table.getvalue() + xes.getvalue() and found_in(table.getvalue() + xes.getvalue()) == []


def test_no_message_goes_to_a_colleague_or_says_what_it_is_about(apart: Apart) -> None:
    scene = apart.desk.cast
    scene.move(apart.referral.id, "request_info", "intake", apart.desk.site.database.now(), reason="Quando può venire?")
    with apart.desk.site.database.reading() as tx:
        about = [each for each in tx.scalars(select(Notice)) if each.dossier_id in (apart.need.id, apart.referral.id)]
        told = {each.person_id for each in about}
        words = "\n".join("\n".join(message_of(tx, each, "https://esempio.invalid")) for each in about)
    assert scene.people["manager"] in told and told.isdisjoint({scene.people["social"]})
    assert found_in(words) == []


def test_where_the_case_passes_to_a_colleague_its_health_part_passes_with_it(apart: Apart) -> None:
    now = apart.desk.site.database.now()
    apart.desk.cast.move(apart.case.id, "hand_over", "manager", now, new_owner=str(apart.desk.cast.people["social"]))
    taken, left = apart.desk.visit("social"), apart.desk.visit("colleague")
    assert NOTE in taken.get(f"/pratiche/{apart.case.code}").text
    assert [taken.get(f"/pratiche/{code}").status_code for code in apart.codes()] == [200, 200]
    assert WORDS in taken.get(f"/pratiche/{apart.need.code}").text
    assert NOTE not in left.get(f"/pratiche/{apart.case.code}").text


def test_a_need_that_turns_out_to_be_about_health_is_set_apart_with_its_referrals(apart: Apart) -> None:
    scene, now = apart.desk.cast, apart.desk.site.database.now()
    need = scene.need(apart.case, now, "community_life")
    social, visit = apart.desk.visit("social"), apart.desk.visit("manager")
    assert social.get(f"/pratiche/{need.code}").status_code == 200
    form = {"category": "health_support", "description": "Serve altro.", "revision": "1", "key": "turn"}
    assert visit.send(f"/pratiche/{need.code}/modifica", form).status_code == 302
    assert social.get(f"/pratiche/{need.code}").status_code == 404


def test_the_recipient_reads_what_was_written_to_it(apart: Apart) -> None:
    page = apart.desk.visit("intake").get(f"/pratiche/{apart.referral.code}").text
    assert WORDS in page and NOTE not in page
