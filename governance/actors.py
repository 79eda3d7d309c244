"""Actors: who is acting now, with the roles their mandates give them today, representation included."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from governance.database import Transaction
from governance.organisations import represented_by
from governance.people import Person, mandates_of
from governance.roles import Role

ROME = ZoneInfo("Europe/Rome")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the system) at this request: roles by organisation, read afresh each time."""

    person_id: int | None
    name: str
    roles: Mapping[int, frozenset[str]] = field(default_factory=dict)
    home_ids: frozenset[int] = frozenset()

    @property
    def is_system(self) -> bool:
        """Whether nobody in person acts: a clock, or a move that follows from another."""
        return self.person_id is None

    def holds(self, role: Role, organisation_id: int) -> bool:
        """Whether the actor has this role there today."""
        return role in self.roles.get(organisation_id, ())

    @property
    def is_administrator(self) -> bool:
        """Whether the actor keeps the installation: people, organisations, published pathways."""
        return any(Role.ADMINISTRATOR in roles for roles in self.roles.values())


SYSTEM = Actor(None, "Raccordo")


def actor_of(tx: Transaction, person: Person) -> Actor:
    """The actor this person is at `tx.now`: own mandates, and through them those of whom they represent."""
    day = tx.now.astimezone(ROME).date()
    roles: dict[int, set[str]] = {}
    for mandate in mandates_of(tx, person.id, day):
        roles.setdefault(mandate.organisation_id, set()).add(mandate.role)
    home = frozenset(roles)
    for representative, represented in represented_by(tx, home, day).items():
        for organisation_id in represented:
            roles.setdefault(organisation_id, set()).update(roles[representative] - {Role.ADMINISTRATOR})
    frozen = {organisation_id: frozenset(held) for organisation_id, held in roles.items()}
    return Actor(person.id, person.name, frozen, home)
