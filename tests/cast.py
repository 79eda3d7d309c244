"""A small invented cast: one network on two real municipalities, its bodies and people, a service and its cover."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from governance.actors import Actor, actor_of
from governance.beneficiaries import Identity
from governance.consents import Consent, Information
from governance.database import Database, Transaction
from governance.dossiers import Dossier
from governance.networks import Membership, add_network
from governance.organisations import OrganisationKind, Representation, add_organisation
from governance.people import Person, add_person, give_mandate
from governance.roles import Role
from governance.services import Service
from workflows.acts import Act, perform
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt
from workflows.beginnings import Intake, Sending, case_opening, need_opening, referral_opening
from workflows.publishing import publish_shipped
from workflows.signings import Cover, Signed, protocol_opening

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SINCE = date(2026, 1, 1)
LECCO, MONZA = "097042", "108033"
FAMILY = Identity("Amina", "Provadestinatari", "reference", "1990-05-01", "XX0000001", "+39 000 0000000", "arabo")

ROLES = {
    "manager": [("network", Role.MANAGER), ("consortium", Role.WORKER)],
    "colleague": [("network", Role.MANAGER), ("consortium", Role.WORKER)],
    "case_head": [("consortium", Role.HEAD)],
    "officer": [("plan_office", Role.OFFICER), ("plan_office", Role.HEAD)],
    "intake": [("cooperative", Role.INTAKE)],
    "worker": [("cooperative", Role.WORKER)],
    "head": [("cooperative", Role.HEAD)],
    "stranger": [("stranger", Role.INTAKE), ("stranger", Role.WORKER), ("stranger", Role.HEAD)],
    "administrator": [("network", Role.ADMINISTRATOR)],
}
KINDS = {
    "consortium": OrganisationKind.CONSORTIUM,
    "plan_office": OrganisationKind.PLAN_OFFICE,
    "cooperative": OrganisationKind.COOPERATIVE,
    "group": OrganisationKind.VOLUNTEER_GROUP,
    "stranger": OrganisationKind.COOPERATIVE,
}


@dataclass
class Cast:
    """Keys by name: organisations, people, services; and the verbs that tests begin with."""

    database: Database
    organisations: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    services: dict[str, int] = field(default_factory=dict)
    protocol_id: int = 0

    def actor(self, tx: Transaction, name: str) -> Actor:
        """This person as an actor now."""
        return actor_of(tx, tx.get_one(Person, self.people[name]))

    def case(self, now: datetime = MONDAY, family: Identity = FAMILY) -> Dossier:
        """A case in charge, informed and consenting to anybody."""
        with self.database.transaction(now) as tx:
            manager = self.actor(tx, "manager")
            intake = Intake(
                self.organisations["network"], self.organisations["consortium"], LECCO, [family], "Cerca casa."
            )
            case, _ = open_dossier(tx, case_opening(tx, manager, intake))
            self.inform(tx, case.id, now.date())
            advance(tx, Attempt(case.id, "take_charge", manager))
        return case

    def inform(self, tx: Transaction, case_id: int, day: date, until: date | None = None) -> None:
        """The privacy notice was given and the person agreed."""
        manager = self.actor(tx, "manager")
        person_id = self.people["manager"]
        told = Information(
            case_id=case_id, version="1.0", language="arabo", channel="in_person", given_on=day, recorded_by=person_id
        )
        agreed = Consent(case_id=case_id, evidence="signed", given_on=day, until=until, recorded_by=person_id)
        perform(tx, Act(case_id, "inform", manager), lambda situation: situation.tx.add(told))
        perform(tx, Act(case_id, "consent", manager), lambda situation: situation.tx.add(agreed))

    def need(self, case: Dossier, now: datetime = MONDAY, category: str = "housing_search") -> Dossier:
        """An open need of the case."""
        with self.database.transaction(now) as tx:
            opening = need_opening(tx, self.actor(tx, "manager"), case, category, "Cerca un alloggio per la famiglia.")
            return open_dossier(tx, opening)[0]

    def referral(self, need: Dossier, now: datetime = MONDAY, service: str = "housing") -> Dossier:
        """A draft referral to a service."""
        with self.database.transaction(now) as tx:
            sending = Sending(need.id, self.services[service], "Vi chiediamo un colloquio.", "ordinary")
            return open_dossier(tx, referral_opening(tx, sending, None, self.actor(tx, "manager")))[0]

    def sent(self, now: datetime = MONDAY, service: str = "housing") -> Dossier:
        """A referral that was sent, with its case and need."""
        referral = self.referral(self.need(self.case(now), now), now, service)
        self.move(referral.id, "submit", "manager", now)
        return referral

    def move(self, dossier_id: int, move: str, who: str, now: datetime = MONDAY, **answers: str) -> int:
        """One move by one person; the number of its line."""
        with self.database.transaction(now) as tx:
            return advance(tx, Attempt(dossier_id, move, self.actor(tx, who), answers=answers)).number

    def stage(self, dossier_id: int) -> str:
        """Where the dossier stands."""
        with self.database.reading() as tx:
            return tx.get_one(Dossier, dossier_id).stage


def cast(database: Database, now: datetime = MONDAY) -> Cast:
    """The cast, on an empty database, with the shipped pathways published and a protocol in force."""
    made = Cast(database)
    with database.transaction(now) as tx:
        made.organisations["network"] = add_network(
            tx, "prova", "Rete di prova", programme="FAMI 2014-2020", prog="0000"
        ).id
        for name, kind in KINDS.items():
            details = {"seat": LECCO, "email": f"{name}@esempio.invalid", "phone": "000 000"}
            made.organisations[name] = add_organisation(tx, kind, f"Ente {name}", **details).id
        for code in (LECCO, MONZA):
            made.organisations[code] = add_organisation(
                tx, OrganisationKind.MUNICIPALITY, f"Comune {code}", seat=code
            ).id
        _bind(tx, made)
        for name, mandates in ROLES.items():
            person = add_person(tx, f"{name.title()} Inventati", f"{name}@esempio.invalid")
            made.people[name] = person.id
            for organisation, role in mandates:
                give_mandate(tx, person.id, made.organisations[organisation], role, SINCE)
        for name, organisation, category in (
            ("housing", "cooperative", "housing_search"),
            ("aid", "group", "housing_search"),
        ):
            service = Service(
                organisation_id=made.organisations[organisation], name=f"Servizio {name}", category=category
            )
            tx.add(service)
            tx.flush()
            made.services[name] = service.id
        administrator = made.actor(tx, "administrator")
    publish_shipped(database, administrator)
    _sign(made, now)
    return made


def _bind(tx: Transaction, made: Cast) -> None:
    """The plan office acts for both municipalities; everybody but the stranger is a member of the network."""
    network = made.organisations["network"]
    for code in (LECCO, MONZA):
        office, place = made.organisations["plan_office"], made.organisations[code]
        tx.add(Representation(representative_id=office, represented_id=place, title="Ambito", valid_from=SINCE))
    for name, organisation_id in made.organisations.items():
        if name not in ("network", "stranger"):
            tx.add(Membership(network_id=network, organisation_id=organisation_id, valid_from=SINCE))
    tx.flush()


def _sign(made: Cast, now: datetime) -> None:
    with made.database.transaction(now) as tx:
        parties = [made.organisations[each] for each in ("plan_office", "consortium", "cooperative", "group")]
        signed = Signed(
            network_id=made.organisations["network"], title="Protocollo di prova", legal_type="protocollo_intesa",
            signed_on=SINCE, starts_on=SINCE, ends_on=date(2028, 12, 31), parties=parties,
            clauses=[Cover("housing_search")], fields=("name", "contact"),
        )  # fmt: skip
        made.protocol_id = open_dossier(tx, protocol_opening(tx, made.actor(tx, "manager"), signed))[0].id
