"""Ranges: the policy's other face, the stretches of `participations` that a list is the union of."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_

from governance.actors import Actor
from governance.participations import Participation
from governance.policy import APART, HEALTH, TABLE, Permission
from governance.roles import BY_ASSIGNMENT, Grant


class Shelf(StrEnum):
    """How much of a stretch's health part is in the list."""

    WITH = "with"
    WITHOUT = "without"
    OWN = "own"
    """Only what is assigned to the person of the range."""
    ONLY = "only"
    """Nothing but the health part."""


SHELVES = {
    Shelf.WITH: "reading <> 'none'",
    Shelf.WITHOUT: f"reading NOT IN ('none', '{HEALTH}')",
    Shelf.OWN: f"reading <> 'none' AND (reading <> '{HEALTH}' OR person_id = :person_{{n}})",
    Shelf.ONLY: f"reading = '{HEALTH}'",
}
"""The same as conditions of a list that is written as text."""


@dataclass(frozen=True, slots=True)
class Range:
    """One stretch of a list: dossiers of a kind in which an organisation takes part in a capacity.

    `person_id` narrows it to those assigned to that person, where the grant comes by assignment alone; with
    `Shelf.OWN` it narrows the health part only.
    """

    organisation_id: int
    capacity: str
    kind: str
    person_id: int | None = None
    shelf: Shelf = Shelf.WITH

    @property
    def is_assigned(self) -> bool:
        """Whether everything in it is assigned to the person."""
        return self.person_id is not None and self.shelf is not Shelf.OWN


def ranges_of(actor: Actor, kinds: Iterable[str], permission: Permission = Permission.SEE) -> list[Range]:
    """What the actor may do on single dossiers, as ranges of a list; nothing for somebody without mandates."""
    return [
        each
        for kind in kinds
        for organisation_id, roles in actor.roles.items()
        for each in _ranges_at(organisation_id, roles, kind, permission, actor.person_id)
    ]


def condition_of(each: Range) -> ColumnElement[bool]:
    """The participations of a range, for a query that is composed; what the part reads beyond `none` is not asked."""
    row = Participation
    wanted = [row.organisation_id == each.organisation_id, row.capacity == each.capacity, row.kind == each.kind]
    if each.is_assigned:
        wanted.append(row.person_id == each.person_id)
    if each.shelf is Shelf.WITHOUT:
        wanted.append(row.reading != HEALTH)
    elif each.shelf is Shelf.OWN:
        wanted.append(or_(row.reading != HEALTH, row.person_id == each.person_id))
    elif each.shelf is Shelf.ONLY:
        wanted.append(row.reading == HEALTH)
    return and_(row.reading != "none", *wanted)


def _ranges_at(
    organisation_id: int, roles: frozenset[str], kind: str, permission: Permission, person_id: int | None
) -> list[Range]:
    whole, mine = _reached(TABLE.get(kind, {}).get(permission, frozenset()), roles)
    apart, own = _reached(APART.get(kind, {}).get(permission, frozenset()), roles)
    found = []
    for capacity in sorted(whole):
        shelf = Shelf.WITH if capacity in apart else Shelf.OWN if capacity in own else Shelf.WITHOUT
        shelf = shelf if kind in APART else Shelf.WITH
        found.append(Range(organisation_id, capacity, kind, person_id if shelf is Shelf.OWN else None, shelf))
    found.extend(Range(organisation_id, each, kind, None, Shelf.ONLY) for each in sorted(apart - whole))
    for capacity in sorted((mine | own) - whole):
        shelf = Shelf.WITH if capacity in mine and (capacity in own or kind not in APART) else Shelf.WITHOUT
        shelf = shelf if capacity in mine else Shelf.ONLY
        found.append(Range(organisation_id, capacity, kind, person_id, shelf))
    return found


def _reached(grants: Iterable[Grant], roles: frozenset[str]) -> tuple[set[str], set[str]]:
    """The capacities in which these roles reach everything, and those in which only what is assigned."""
    whole = {str(grant.capacity) for grant in grants if grant.role in roles}
    return whole, {str(grant.capacity) for grant in grants if grant.role in BY_ASSIGNMENT} - whole
