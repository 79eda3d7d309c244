"""The colleagues of the demonstration: who works in each further house, found again by house and role."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from governance.database import Transaction
from governance.people import add_person, give_mandate
from governance.roles import Role
from workflows.samples.bodies import SEATS, SINCE
from workflows.samples.houses import HOUSES
from workflows.samples.scenes import names

SURNAMES = {"consortium": "Esempio", "network": "Esempio", "office": "Collaudo", "other": "Prova"}
"""What tells at a glance that a person is invented, and where they work."""

POSTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("network", ("manager", "manager")),
    ("consortium", ("worker", "worker", "worker", "worker")),
    ("consortium_monza", ("worker", "worker", "worker", "head")),
    ("consortium_brianza", ("worker", "worker", "worker", "head")),
    ("legal", ("intake+worker", "head")),
    *((place, ("officer", "head")) for place in SEATS if place != "Lecco"),
    *((house.key, house.posts) for house in HOUSES),
)
LEAVING = {"coop:Lecco": 12, "coop:Monza": 20, "Merate": 25, "words:Desio": 6, "consortium_monza": 28}
"""The houses where the first colleague's mandate ends soon: in how many days."""
RETIRED = ("Vimercate", "social:Merate", "coop:Bellano")
"""The houses where a mandate ended lately, without anybody left behind."""


@dataclass(slots=True)
class Crew:
    """Who holds which role where: keys of people by (house, role)."""

    posts: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def at(self, house: str, role: str) -> Sequence[int]:
        """Those who hold the role in this house; nobody where it has no accounts."""
        return self.posts.get((house, role), ())

    def join(self, house: str, role: str, person_id: int) -> None:
        """Somebody holds the role from now on."""
        self.posts.setdefault((house, role), []).append(person_id)


def add_crew(tx: Transaction, made: dict[str, int], password: str | None, today: date) -> Crew:
    """The colleagues, with the same password for all; mandates end around `today`, the day of the demonstration."""
    crew, given = Crew(), iter(names("colleagues"))
    for house, posts in POSTS:
        for number, post in enumerate(posts):
            name = next(given)
            person = add_person(tx, f"{name} {_surname(house)}", f"{name.casefold()}@esempio.invalid", password)
            for role in post.split("+"):
                crew.join(house, role, person.id)
                mandate = give_mandate(tx, person.id, made[house], Role(role), SINCE)
                mandate.valid_until = _until(house, number, today)
    for house in RETIRED:
        gone = add_person(tx, f"{next(given)} {_surname(house)}", f"gia.{made[house]}@esempio.invalid", None)
        give_mandate(tx, gone.id, made[house], Role.WORKER, SINCE).valid_until = today - timedelta(days=15)
    tx.flush()
    return crew


def _until(house: str, number: int, today: date) -> date | None:
    return today + timedelta(days=LEAVING[house]) if number == 0 and house in LEAVING else None


def _surname(house: str) -> str:
    kind = house.partition(":")[0].partition("_")[0]
    public = house in SEATS or kind in ("social", "registry", "works", "nursery", "police")
    return SURNAMES["office" if public else kind if kind in SURNAMES else "other"]
