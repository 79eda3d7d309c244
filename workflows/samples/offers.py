"""What the further houses offer: services around the eight ambiti, some full, some not verified lately."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from governance.database import Transaction
from governance.services import Service
from governance.territory import districts
from workflows.samples.houses import HOUSES, House

OFFERED: dict[str, tuple[tuple[str, str, int | None], ...]] = {
    "coop": (
        ("housing_search", "Sportello casa", None),
        ("job_search", "Sportello lavoro", 30),
        ("training", "Corsi professionali", 24),
        ("financial_education", "Bilancio familiare", None),
    ),
    "words": (
        ("language_course", "Corso di italiano", 40),
        ("mediation", "Mediazione linguistica", None),
        ("school_support", "Doposcuola", 25),
    ),
    "group": (("material_aid", "Aiuti e mobili usati", None), ("community_life", "Compagnia e uscite", None)),
    "social": (
        ("parenting", "Sostegno ai genitori", None),
        ("health_support", "Accompagnamento alle cure", None),
        ("legal_support", "Orientamento ai documenti", None),
    ),
    "registry": (("registry_office", "Pratiche di residenza", None),),
    "police": (("registry_office", "Verifica della residenza", None),),
    "works": (("bridge_housing", "Alloggi ponte comunali", 2),),
    "nursery": (("parenting", "Posti al nido e incontri per genitori", 12),),
}
FURTHER: tuple[tuple[str, str, str, int | None], ...] = (
    ("coop:Desio", "bridge_housing", "Alloggi ponte Telaio", 2),
    ("coop:Vimercate", "cohousing", "Casa condivisa di Prova", 6),
    ("coop:Merate", "family_hosting", "Famiglie ospitanti di Prova", 4),
    ("coop:Seregno", "psychological_support", "Ascolto Filanda", 10),
    ("coop:Lecco", "psychological_support", "Ascolto Le Chiavi", None),
    ("coop:Monza", "microcredit", "Piccolo credito di Prova", None),
)
NEXT = {
    "Bellano": "Lecco",
    "Lecco": "Merate",
    "Merate": "Bellano",
    "Monza": "Desio",
    "Desio": "Seregno",
    "Seregno": "Carate Brianza",
    "Carate Brianza": "Vimercate",
    "Vimercate": "Monza",
}
"""Where a house works beside its own ambito, so that each need finds a second door."""
ABROAD = ("coop", "words", "group")
SPEECH = ("arabo", "francese", "inglese", "ucraino", "spagnolo", "urdu", "bengalese", "tigrino", "albanese", "cinese")
NEVER, LATE = 17, 11
"""Every seventeenth service was never verified, every eleventh not lately."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One service of the directory: its key, who offers it (short name), its kind, the ambiti where it works.

    `sender` is the only house that may send there; empty: whoever signed the protocol of the ambito.
    """

    id: int
    house: str
    category: str
    districts: tuple[str, ...]
    sender: str = ""


def reach(house: House) -> tuple[str, ...]:
    """The ambiti where a house works."""
    abroad = house.key.partition(":")[0] in ABROAD
    return (house.district, NEXT[house.district]) if abroad else (house.district,)


def add_offers(tx: Transaction, made: dict[str, int], rng: Random, today: date) -> list[Offer]:
    """Write the directory; each service works in whole ambiti, verified some time before `today`."""
    codes = {each.name: each.code for each in districts(today).values()}
    found: list[Offer] = []
    for number, (house, (category, name, places)) in enumerate(offered(), 1):
        service = _service(house, (category, name, places), _seen(number, rng, today), rng)
        service.organisation_id, service.districts = made[house.key], [codes[each] for each in reach(house)]
        tx.add(service)
        tx.flush()
        found.append(Offer(service.id, house.key, category, reach(house)))
    return found


def offered() -> list[tuple[House, tuple[str, str, int | None]]]:
    """Each house with each of its services: kind, name, places."""
    return [(house, each) for house in HOUSES for each in (*OFFERED[house.key.partition(":")[0]], *_further(house))]


def _further(house: House) -> list[tuple[str, str, int | None]]:
    return [(category, name, places) for key, category, name, places in FURTHER if key == house.key]


def _seen(number: int, rng: Random, today: date) -> date | None:
    """The day of the last verification: lately for most, too long ago for some, never for a few."""
    if number % NEVER == 0:
        return None
    return today - timedelta(days=rng.randint(190, 300) if number % LATE == 0 else rng.randint(1, 172))


def _service(house: House, offered: tuple[str, str, int | None], seen: date | None, rng: Random) -> Service:
    category, name, places = offered
    return Service(
        name=name if (house.key, category, name, places) in FURTHER else f"{name} {house.district}",
        category=category,
        description="Servizio inventato per la dimostrazione: si accede con un invio della rete.",
        contact="000 0000000, al mattino",
        places=places,
        funded=places and max(places // 2, 1),
        languages=["italiano", *rng.sample(SPEECH, 2)],
        verified_on=seen,
        verified_how="phone" if seen else "",
    )
