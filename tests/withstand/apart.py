"""A case with a health part that holds canaries: who follows it, three colleagues, and everything they can open."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from sqlalchemy import select

from governance.assessments import Assessment
from governance.database import Database
from governance.documents import documents_of
from governance.dossiers import Dossier
from governance.people import add_person, give_mandate
from governance.protocols import Clause
from governance.roles import Role
from governance.services import Service
from tests.cast import SINCE
from tests.web.desk import Desk, sit
from tests.withstand.crawling import path_of, routes, words_in
from tests.withstand.neighbourhood import plain
from workflows.acts import Act
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


def part(database: Database) -> Apart:
    """The cast at work, a service for listening, and three more colleagues."""
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
    return _filled(desk, scene.case(now))


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
