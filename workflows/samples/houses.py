"""The further houses of the demonstration, around each of the eight ambiti: all invented, on real municipalities."""

from dataclasses import dataclass

from governance.actors import ROME
from governance.database import Transaction
from governance.networks import Membership
from governance.organisations import OrganisationKind, add_organisation
from workflows.samples.bodies import SEATS, SINCE

CONSORTIA = {
    "Bellano": "consortium",
    "Lecco": "consortium",
    "Merate": "consortium",
    "Monza": "consortium_monza",
    "Vimercate": "consortium_monza",
    "Desio": "consortium_brianza",
    "Seregno": "consortium_brianza",
    "Carate Brianza": "consortium_brianza",
}
"""Which consortium follows the households of each ambito."""


@dataclass(frozen=True, slots=True)
class House:
    """One invented house: its short name, what it is, its title, its ambito, and the roles people hold there."""

    key: str
    kind: OrganisationKind
    title: str
    district: str
    posts: tuple[str, ...]

    @property
    def seat(self) -> str:
        """The municipality of its seat, that of its ambito."""
        return SEATS[self.district]


KINDS = {
    "coop": OrganisationKind.COOPERATIVE,
    "words": OrganisationKind.ASSOCIATION,
    "group": OrganisationKind.VOLUNTEER_GROUP,
    "social": OrganisationKind.OFFICE,
    "registry": OrganisationKind.OFFICE,
    "works": OrganisationKind.OFFICE,
    "nursery": OrganisationKind.OFFICE,
    "police": OrganisationKind.OFFICE,
}
POSTS = {
    "coop": ("intake", "worker", "worker", "head"),
    "words": ("intake+worker", "head"),
    "social": ("intake+worker", "worker+head"),
    "registry": ("intake+worker+head",),
    "works": ("intake+worker+head",),
    "nursery": ("intake+worker+head",),
    "police": ("intake+worker+head",),
    "group": (),
}
"""Who works in each kind of house; volunteer groups mostly answer by phone."""

COOPERATIVES = (
    "Cooperativa Lago di Prova",
    "Cooperativa Le Chiavi Esempio",
    "Cooperativa Colle Esempio",
    "Cooperativa Villa di Prova",
    "Cooperativa Telaio Esempio",
    "Cooperativa Mobili di Prova",
    "Cooperativa Filanda Esempio",
    "Cooperativa Corte di Prova",
)
GROUPS = (
    "Gruppo Vicini di Prova",
    "Gruppo Dispensa Esempio",
    "Gruppo Merenda di Prova",
    "Gruppo Porta Aperta Esempio",
    "Gruppo Biciclette di Prova",
    "Gruppo Armadio Esempio",
    "Gruppo Cucina di Prova",
    "Gruppo Orto Esempio",
)
WITH_ACCOUNTS = ("Monza", "Seregno", "Vimercate")
"""The ambiti whose volunteer group signs in by itself."""
OFFICES = (
    ("registry", "Anagrafe di", ("Lecco", "Monza", "Merate", "Desio")),
    ("works", "Ufficio tecnico di", ("Lecco", "Monza")),
    ("nursery", "Asili nido comunali di", ("Lecco", "Vimercate", "Seregno")),
    ("police", "Polizia locale di", ("Monza", "Carate Brianza")),
)


def _houses() -> tuple[House, ...]:
    found: list[House] = []
    for number, place in enumerate(SEATS):
        found.append(_house("coop", place, COOPERATIVES[number]))
        found.append(_house("words", place, f"Associazione Parole di Prova {place}"))
        found.append(_house("social", place, f"Servizi sociali di {place}"))
        group = _house("group", place, GROUPS[number])
        found.append(group if place not in WITH_ACCOUNTS else House(group.key, group.kind, group.title, place, WHOLE))
    for kind, title, places in OFFICES:
        found.extend(_house(kind, place, f"{title} {place}") for place in places)
    return tuple(found)


WHOLE = ("intake+worker+head",)


def _house(kind: str, district: str, title: str) -> House:
    return House(f"{kind}:{district}", KINDS[kind], title, district, POSTS[kind])


HOUSES = _houses()


def add_houses(tx: Transaction, made: dict[str, int]) -> None:
    """Add them to the bodies, as members of the network; offices belong to their municipality."""
    day = tx.now.astimezone(ROME).date()
    for house in HOUSES:
        mailbox = house.key.replace(":", ".").replace(" ", "-").casefold()
        parent = made[house.seat] if house.kind == OrganisationKind.OFFICE else None
        added = add_organisation(
            tx, house.kind, house.title, seat=house.seat, email=f"{mailbox}@esempio.invalid", phone="000 0000000",
            parent_id=parent,
        )  # fmt: skip
        made[house.key] = added.id
        tx.add(Membership(network_id=made["network"], organisation_id=added.id, valid_from=min(SINCE, day)))
    tx.flush()
