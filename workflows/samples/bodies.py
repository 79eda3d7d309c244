"""The bodies of the demonstration: real municipalities and ambiti, invented consortia, cooperatives and groups."""

from datetime import date

from governance.actors import ROME
from governance.database import Transaction
from governance.networks import Membership, add_network
from governance.organisations import OrganisationKind, Representation, add_organisation
from governance.people import add_person, give_mandate
from governance.services import Service
from governance.territory import districts, memberships, municipalities
from workflows.samples.people import ACCOUNTS

SINCE = date(2025, 1, 1)
PROVINCES = ("MB", "LC")
SEATS = {
    "Bellano": "097008",
    "Lecco": "097042",
    "Merate": "097048",
    "Monza": "108033",
    "Desio": "108023",
    "Seregno": "108039",
    "Carate Brianza": "108015",
    "Vimercate": "108050",
}
INVENTED = {
    "consortium": (OrganisationKind.CONSORTIUM, "Consorzio Esempio Lecco", "097042"),
    "consortium_monza": (OrganisationKind.CONSORTIUM, "Consorzio Esempio Monza", "108033"),
    "consortium_brianza": (OrganisationKind.CONSORTIUM, "Consorzio Esempio Brianza", "108039"),
    "cooperative": (OrganisationKind.COOPERATIVE, "Cooperativa La Prova", "097042"),
    "school": (OrganisationKind.ASSOCIATION, "Scuola di italiano Esempio", "097048"),
    "group": (OrganisationKind.VOLUNTEER_GROUP, "Gruppo volontari Mani di Prova", "097042"),
    "legal": (OrganisationKind.COOPERATIVE, "Cooperativa Sportello Esempio", "108033"),
}
SERVICES = (
    ("cooperative", "Sportello casa La Prova", "housing_search", 12),
    ("cooperative", "Tirocini La Prova", "job_search", 8),
    ("school", "Corso di italiano serale", "language_course", 20),
    ("group", "Accompagnamento ai servizi", "community_life", None),
    ("group", "Pacchi e mobili usati", "material_aid", None),
    ("legal", "Sportello documenti", "legal_support", None),
    ("legal", "Bilancio di casa", "financial_education", 15),
)


def add_bodies(tx: Transaction) -> dict[str, int]:
    """Everybody of After Care; gives their keys by short name (municipalities by ISTAT code)."""
    today = tx.now.astimezone(ROME).date()
    made = {"network": _network(tx)}
    for name, (kind, title, seat) in INVENTED.items():
        made[name] = _add(tx, kind, title, seat, name)
    for district in districts(today).values():
        title = f"Ufficio di Piano di {district.name}"
        made[district.name] = _add(tx, OrganisationKind.PLAN_OFFICE, title, SEATS[district.name], "ufficio")
    places = [each for each in municipalities(today).values() if each.plate in PROVINCES]
    for place in places:
        organisation = add_organisation(
            tx, OrganisationKind.MUNICIPALITY, f"Comune di {place.name}", seat=place.istat_code
        )
        made[place.istat_code] = organisation.id
    for membership in memberships(today):
        office = made[districts(today)[membership.district].name]
        tx.add(
            Representation(
                representative_id=office,
                represented_id=made[membership.istat_code],
                title="Accordo di programma del Piano di Zona",
                valid_from=SINCE,
            )
        )
    for organisation_id in made.values():
        if organisation_id != made["network"]:
            tx.add(Membership(network_id=made["network"], organisation_id=organisation_id, valid_from=SINCE))
    tx.flush()
    return made


def add_people(tx: Transaction, made: dict[str, int], password: str | None) -> dict[str, int]:
    """The invented people with one password for all; gives their keys by address."""
    people: dict[str, int] = {}
    for account in ACCOUNTS:
        person = add_person(tx, account.name, account.email, password)
        people[account.address] = person.id
        for organisation, role in account.mandates:
            give_mandate(tx, person.id, made[organisation], role, SINCE)
    return people


def add_services(tx: Transaction, made: dict[str, int], verified_on: date) -> dict[str, int]:
    """What the invented bodies offer, last verified on a day; gives the keys by kind of service."""
    services: dict[str, int] = {}
    for organisation, name, category, places in SERVICES:
        service = Service(
            organisation_id=made[organisation],
            name=name,
            category=category,
            places=places,
            languages=["italiano", "arabo", "francese"],
            verified_on=verified_on,
        )
        tx.add(service)
        tx.flush()
        services[category] = service.id
    return services


def _network(tx: Transaction) -> int:
    network = add_network(
        tx,
        "after-care",
        "After Care",
        programme="Fondo Asilo, Migrazione e Integrazione (FAMI)",
        period="2014-2020",
        prog="0000",
        cup="X00X00000000000",
        starts_on=SINCE,
    )
    return network.id


def _add(tx: Transaction, kind: OrganisationKind, title: str, seat: str, mailbox: str) -> int:
    name = title.casefold().replace(" ", "-").replace("'", "")
    email = f"{mailbox}.{name}@esempio.invalid"
    return add_organisation(tx, kind, title, seat=seat, email=email[:200], phone="000 0000000").id
