"""Actors: who is acting now, with the roles their mandates give them today, representation included."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, or_, select

from governance.database import Transaction
from governance.organisations import representatives_of, represented_by
from governance.people import Mandate, Person, mandates_of, reachable
from governance.roles import Role

ROME = ZoneInfo("Europe/Rome")


class ByLink(NamedTuple):
    """A one-time link in the hands of an organisation without accounts: it speaks for one participation alone."""

    link_id: int
    participation_id: int
    capacity: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, an organisation by a one-time link, or the system: roles by organisation, read afresh each time."""

    person_id: int | None
    name: str
    roles: Mapping[int, frozenset[str]] = field(default_factory=dict)
    home_ids: frozenset[int] = frozenset()
    link: ByLink | None = None

    @property
    def is_system(self) -> bool:
        """Whether nobody acts: a clock, or a move that follows from another."""
        return self.person_id is None and self.link is None

    def holds(self, role: Role, organisation_id: int) -> bool:
        """Whether the actor has this role there today."""
        return role in self.roles.get(organisation_id, ())

    @property
    def is_administrator(self) -> bool:
        """Whether the actor keeps the installation: people, organisations, published pathways."""
        return any(Role.ADMINISTRATOR in roles for roles in self.roles.values())


ANSWERING = frozenset({Role.INTAKE, Role.WORKER, Role.OFFICER, Role.MANAGER})
"""Roles that dossiers wait for; where nobody holds one any more, the head answers for it."""
SYSTEM = Actor(None, "Raccordo")


def actor_of(tx: Transaction, person: Person) -> Actor:
    """The actor this person is at `tx.now`: own mandates, and through them those of whom they represent."""
    day = tx.now.astimezone(ROME).date()
    mandates = [(mandate.organisation_id, mandate.role) for mandate in mandates_of(tx, person.id, day)]
    acting = represented_by(tx, {organisation_id for organisation_id, _role in mandates}, day)
    pairs = [(representative, each) for representative, represented in acting.items() for each in represented]
    return acting_for(person.id, person.name, mandates, pairs)


def acting_for(
    person_id: int, name: str, mandates: Iterable[tuple[int, str]], acting: Iterable[tuple[int, int]]
) -> Actor:
    """The actor with these mandates (organisation, role); of `acting`, the first acts for the second.

    Whoever has a role at the first by a mandate of their own has it at the second too, save that of administrator.
    """
    roles: dict[int, set[str]] = {}
    for organisation_id, role in mandates:
        roles.setdefault(organisation_id, set()).add(role)
    own = {organisation_id: frozenset(held) for organisation_id, held in roles.items()}
    for representative, represented in acting:
        roles.setdefault(represented, set()).update(own[representative] - {Role.ADMINISTRATOR})
    frozen = {organisation_id: frozenset(held) for organisation_id, held in roles.items()}
    return Actor(person_id, name, frozen, frozenset(own))


def signing_in(tx: Transaction, organisation_ids: Iterable[int]) -> set[int]:
    """Of these organisations, those somebody signs in for today: their own people, or those of who represents them.

    For the others what they answer is recorded by somebody else, or comes by a one-time link.
    """
    ids, day = set(organisation_ids), tx.now.astimezone(ROME).date()
    acting = representatives_of(tx, ids, day)
    there = {row.organisation_id for row in reachable(tx, ids.union(*acting.values()), day)}
    return {each for each in ids if there & {each, *acting.get(each, ())}}


_AT_WORK = (
    select(Person.id, Person.name)
    .join(Mandate, Mandate.person_id == Person.id)
    .where(
        Person.id.in_(bindparam("ids", expanding=True)),
        Person.active,
        Mandate.valid_from <= bindparam("day"),
        or_(Mandate.valid_until.is_(None), Mandate.valid_until >= bindparam("day")),
    )
)


def at_work(tx: Transaction, person_ids: Iterable[int | None]) -> dict[int, str]:
    """The names of those of these people who work anywhere today: not suspended, a mandate in force."""
    wanted = list({each for each in person_ids if each})
    values = {"ids": wanted, "day": tx.now.astimezone(ROME).date()}
    return {row.id: row.name for row in tx.run(_AT_WORK, values)} if wanted else {}


def vacancies(tx: Transaction, organisation_ids: Iterable[int]) -> dict[int, set[str]]:
    """By organisation, the roles that dossiers wait for and nobody holds there today: no dossier is left to nobody."""
    wanted = set(organisation_ids)
    if not wanted:
        return {}
    found: dict[int, set[str]] = {each: set(ANSWERING) for each in wanted}
    for row in reachable(tx, wanted, tx.now.astimezone(ROME).date()):
        found[row.organisation_id].discard(row.role)
    return found
