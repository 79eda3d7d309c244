"""A household with canaries in every field, its dossiers at work, and everybody who might look: the cast and more."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from governance.beneficiaries import Beneficiary, Identity
from governance.consents import Consent
from governance.database import Database
from governance.desks import Desk as Counter
from governance.documents import Document
from governance.dossiers import Dossier, by_code
from governance.networks import add_network
from governance.notes import Attachment, File, add_attachment, add_note
from governance.organisations import Representation
from governance.participations import parts_of
from governance.people import Mandate, add_person, give_mandate
from governance.policy import Permission, permissions_on
from governance.roles import Role
from tests.cast import LECCO, MONDAY, SINCE
from tests.met import NOTICED, encounter, report, team
from tests.web.desk import Desk, sit
from workflows.acts import Act, perform
from workflows.contacting import meet_again
from workflows.papers import make_documents
from workflows.situations import Situation

FAMILY = Identity("Zefirina", "Canarinoceleste", "reference", "1990-05-01", "QQ7654321", "+39 111 2223334", "arabo")
NAMES = ("Zefirina", "Canarinoceleste", "QQ7654321", "111 2223334")
"""Who the person is: only for those who may identify her."""

NOTE, FILE = "Cinguettio riservato.", "gabbia-dorata.txt"
TEXTS = ("Cerca casa.", "Cerca un alloggio per la famiglia.", "Vi chiediamo un colloquio.", NOTE, FILE)
"""What was written about her: only for those who may read the dossier it stands in."""

MET_WORDS = "Tossisce come un passero."
"""What a team wrote of somebody unknown: only for the team's own organisation."""
UNKNOWN_TEXTS = {Permission.READ: NOTICED, Permission.WRITE: MET_WORDS}
"""What is told of somebody unknown, by what it takes to read it."""

OUTSIDERS = ("", "stranger", "former", "other_manager", "administrator")
EVERYBODY = (*OUTSIDERS, "manager", "colleague", "case_head", "officer", "intake", "worker", "head")
KINDS = ("case", "need", "referral", "protocol", "blockage", "contact")


@dataclass
class Neighbourhood:
    """The desk, the dossiers by kind, and what the routes' arguments are filled with."""

    desk: Desk
    dossiers: dict[str, Dossier]
    arguments: dict[str, Any]

    def permissions(self, name: str, kind: str) -> frozenset[Permission]:
        """What the policy gives this person on the dossier of that kind."""
        if not name:
            return frozenset()
        dossier = self.dossiers[kind]
        with self.desk.site.database.reading(self.desk.site.database.now()) as tx:
            return permissions_on(self.desk.cast.actor(tx, name), kind, parts_of(tx, dossier.id))

    def sees_nothing(self, name: str) -> list[str]:
        """The kinds whose dossier is hidden from this person."""
        return [kind for kind in KINDS if Permission.SEE not in self.permissions(name, kind)]


def settle_in(database: Database) -> Neighbourhood:
    """The neighbourhood on a migrated database that holds nothing yet."""
    desk = sit(database)
    scene, now = desk.cast, database.now()
    case = scene.case(now, FAMILY)
    need = scene.need(case, now)
    referral = scene.referral(need, now)
    with database.transaction(now) as tx:
        for act in ("note", "attach"):
            perform(tx, Act(case.id, act, scene.actor(tx, "manager")), _writing(act, scene.people["manager"]))
    scene.move(referral.id, "submit", "manager", now)
    scene.move(scene.need(case, now).id, "close_unmet", "manager", now, unmet_reason="no_service")
    make_documents(database)
    _others(desk)
    contact = _met(desk, now)
    with database.reading() as tx:
        protocol = tx.get_one(Dossier, scene.protocol_id)
        blockage = tx.scalars(select(Dossier).where(Dossier.kind == "blockage")).one()
        found = {
            "document_id": tx.scalars(select(Document.id)).first(),
            "digest": tx.scalars(select(Attachment.digest)).first(),
            "consent_id": tx.scalars(select(Consent.id)).first(),
            "beneficiary_id": tx.scalars(select(Beneficiary.id)).first(),
            "mandate_id": tx.scalars(select(Mandate.id)).first(),
            "desk_id": tx.scalars(select(Counter.id)).first(),
            "representation_id": tx.scalars(select(Representation.id)).first(),
        }
    dossiers = {"case": case, "need": need, "referral": referral, "protocol": protocol, "blockage": blockage}
    dossiers["contact"] = contact
    return Neighbourhood(desk, dossiers, {**found, **plain(desk)})


def _writing(act: str, person_id: int) -> Any:
    def write(situation: Situation) -> None:
        dossier = by_code(situation.tx, situation.dossier.code)
        if act == "note":
            add_note(situation.tx, dossier, person_id, NOTE)
        else:
            add_attachment(situation.tx, dossier, person_id, File(FILE, NOTE.encode()))

    return write


def _met(desk: Desk, now: datetime) -> Dossier:
    """Somebody unknown reported from the consortium and entrusted to the cooperative, where a team met them."""
    scene = desk.cast
    contact = report(scene, "case_head", now=now)
    cooperative = str(scene.organisations["cooperative"])
    scene.move(contact.id, "entrust", "officer", now, target_organisation=cooperative)
    met = encounter(team(scene), now.date(), words=MET_WORDS)
    with scene.database.transaction(now) as tx:
        meet_again(tx, scene.actor(tx, "worker"), contact.id, met)
    return contact


def _others(desk: Desk) -> None:
    """One who worked at the cooperative and for the network until last week; one who manages another network."""
    scene = desk.cast
    with desk.site.database.transaction(MONDAY) as tx:
        other = add_network(tx, "altra", "Altra rete di prova")
        former = add_person(tx, "Gino Giapartito", "former@esempio.invalid")
        for place, role in (("cooperative", Role.INTAKE), ("network", Role.MANAGER), ("consortium", Role.WORKER)):
            give_mandate(tx, former.id, scene.organisations[place], role, SINCE).valid_until = date(2026, 11, 16)
        elsewhere = add_person(tx, "Rina Altrarete", "other_manager@esempio.invalid")
        give_mandate(tx, elsewhere.id, other.id, Role.MANAGER, SINCE)
        counter = {"name": "Sportello di prova", "kind": "territory_desk", "seat": LECCO, "hours": "lunedì mattina"}
        tx.add(Counter(organisation_id=scene.organisations["cooperative"], folded_name="sportello", **counter))
        found = {"former": former.id, "other_manager": elsewhere.id}
    scene.people |= found
    desk.site.people |= found


def plain(desk: Desk) -> dict[str, Any]:
    """What the routes' arguments are filled with that needs no row of its own."""
    return {
        "organisation_id": desk.cast.organisations["cooperative"],
        "network_id": desk.cast.organisations["network"],
        "person_id": desk.cast.people["worker"],
        "service_id": desk.cast.services["housing"],
        "member_id": 1,
        "job_id": 1, "version": 1, "slug": "prova", "act": "approve", "kind": "docx", "move": "withdraw",
        "name": "referral_letter", "signed": "x.y.z", "link_id": 1, "family": "raccordo", "path": "raccordo.css",
    }  # fmt: skip
