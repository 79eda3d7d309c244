"""The policy: one table of who may do what, with two faces: on one dossier, and as the ranges of a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from governance.actors import Actor
from governance.database import Transaction
from governance.errors import NotPermitted, NotVisible
from governance.participations import Part, parts_of
from governance.roles import BY_ASSIGNMENT, Capacity, Grant, Role


class Permission(StrEnum):
    """What may be permitted on a dossier; the moves themselves are permitted by its pathway."""

    SEE = "see"
    """Know that it exists, its stage and its dates."""
    READ = "read"
    """Read its content: facts, notes, documents, whole history."""
    IDENTIFY = "identify"
    """See who the person is, not only the case code."""
    WRITE = "write"
    """Add notes, attachments, contacts and consents."""
    INVITE = "invite"
    """Send one-time addresses to who takes part without accounts, and take them back."""


def _grants(text: str) -> frozenset[Grant]:
    return frozenset(Grant.parse(each) for each in text.split())


_CASE_TEAM = "worker@case case_owner@case head@case"
_SENDERS = "worker@sender head@sender"
_RECIPIENTS = "intake@recipient worker@recipient head@recipient"
_LEADS = "head@lead_party officer@lead_party worker@lead_party officer@plan_office procedure_head@plan_office"
_PARTIES = "head@party officer@party worker@party intake@party signatory@party representative@party"
_DESK = "worker@owner intake@owner head@owner"
_REPORTERS = (
    "worker@sender intake@sender head@sender officer@sender procedure_head@sender manager@sender representative@sender "
    "signatory@sender member@sender facilitator@sender secretary@sender chair@sender"
)
_SORTERS = "manager@network officer@plan_office head@plan_office"
_TABLE_SEATS = "manager@network facilitator@body chair@body secretary@body officer@plan_office head@plan_office"

TABLE: Mapping[str, Mapping[Permission, frozenset[Grant]]] = {
    "case": {
        Permission.SEE: _grants(f"{_CASE_TEAM} manager@network officer@plan_office"),
        Permission.READ: _grants(_CASE_TEAM),
        Permission.IDENTIFY: _grants(_CASE_TEAM),
        Permission.WRITE: _grants("worker@case case_owner@case"),
    },
    "need": {
        Permission.SEE: _grants(f"{_CASE_TEAM} manager@network officer@plan_office"),
        Permission.READ: _grants(_CASE_TEAM),
        Permission.IDENTIFY: _grants(_CASE_TEAM),
        Permission.WRITE: _grants("worker@case case_owner@case"),
    },
    "referral": {
        Permission.SEE: _grants(
            f"{_SENDERS} {_RECIPIENTS} dpo@recipient manager@network officer@plan_office head@plan_office"
        ),
        Permission.READ: _grants(f"{_SENDERS} {_RECIPIENTS}"),
        Permission.IDENTIFY: _grants(f"worker@sender {_RECIPIENTS}"),
        Permission.WRITE: _grants("worker@sender intake@recipient worker@recipient"),
        Permission.INVITE: _grants(f"{_SENDERS} manager@network"),
    },
    "protocol": {
        Permission.SEE: _grants(f"{_LEADS} {_PARTIES} manager@network"),
        Permission.READ: _grants(f"{_LEADS} {_PARTIES} manager@network"),
        Permission.IDENTIFY: frozenset(),
        Permission.WRITE: _grants("head@lead_party officer@plan_office manager@network"),
    },
    "blockage": {
        Permission.SEE: _grants(f"{_TABLE_SEATS} member@body"),
        Permission.READ: _grants(f"{_TABLE_SEATS} member@body"),
        Permission.IDENTIFY: frozenset(),
        Permission.WRITE: _grants(_TABLE_SEATS),
    },
    "contact": {
        Permission.SEE: _grants(f"{_DESK} {_REPORTERS} {_SORTERS}"),
        Permission.READ: _grants(f"{_DESK} {_REPORTERS} {_SORTERS}"),
        Permission.IDENTIFY: frozenset(),
        Permission.WRITE: _grants(_DESK),
    },
}
"""Who may do what, by kind of dossier. Anything not written here is closed."""

_NEEDS_CONTENT = frozenset({Permission.READ, Permission.IDENTIFY, Permission.WRITE, Permission.INVITE})


@dataclass(frozen=True, slots=True)
class Range:
    """One stretch of a list: dossiers of a kind in which an organisation takes part in a capacity.

    `person_id` narrows it to those assigned to that person, where the grant comes by assignment alone.
    """

    organisation_id: int
    capacity: str
    kind: str
    person_id: int | None = None


_BY_LINK = frozenset(role for role in Role if role not in (Role.ADMINISTRATOR, Role.DPO, *BY_ASSIGNMENT))
"""Whoever answers by a one-time link answers for everybody the organisation would have."""


def grants_on(actor: Actor, parts: Iterable[Part]) -> frozenset[Grant]:
    """Every grant the actor holds on the dossier these parts belong to; by a link, those of its one part."""
    held: set[Grant] = set()
    for part in parts:
        if actor.link is not None:
            if part.id == actor.link.participation_id:
                held.update(Grant(role, Capacity(part.capacity)) for role in _BY_LINK)
            continue
        roles = actor.roles.get(part.organisation_id)
        if not roles:
            continue
        capacity = Capacity(part.capacity)
        held.update(Grant(Role(role), capacity) for role in roles if role not in BY_ASSIGNMENT)
        if part.person_id == actor.person_id:
            held.update(Grant(role, capacity) for role in BY_ASSIGNMENT)
    return frozenset(held)


def permissions_on(actor: Actor, kind: str, parts: Iterable[Part]) -> frozenset[Permission]:
    """What the actor may do on this one dossier, today; by a link, know of it and make its moves, but read nothing."""
    table = TABLE.get(kind, {})
    allowed: set[Permission] = set()
    for part in parts:
        held = grants_on(actor, (part,))
        for permission, grants in table.items():
            if not held & grants or part.reading == "none":
                continue
            if permission in _NEEDS_CONTENT and part.reading != "content":
                continue
            allowed.add(permission)
    if actor.link is not None and allowed:
        return frozenset({Permission.SEE})
    if allowed:
        allowed.add(Permission.SEE)
    return frozenset(allowed)


def ranges_of(actor: Actor, kinds: Iterable[str], permission: Permission = Permission.SEE) -> list[Range]:
    """The same rule as the ranges a list is the union of; nothing for somebody without mandates."""
    found: list[Range] = []
    for kind in kinds:
        grants = TABLE.get(kind, {}).get(permission, frozenset())
        named = {grant.capacity for grant in grants if grant.role in BY_ASSIGNMENT}
        for organisation_id, roles in actor.roles.items():
            whole = {grant.capacity for grant in grants if grant.role in roles}
            found.extend(Range(organisation_id, capacity, kind) for capacity in sorted(whole))
            mine = sorted(named - whole)
            found.extend(Range(organisation_id, capacity, kind, actor.person_id) for capacity in mine)
    return found


def require(tx: Transaction, actor: Actor, dossier_id: int, kind: str, permission: Permission) -> tuple[Part, ...]:
    """The parts, if the actor may; NotVisible when they may not even know of it, else NotPermitted."""
    parts = parts_of(tx, dossier_id)
    allowed = permissions_on(actor, kind, parts)
    if Permission.SEE not in allowed:
        raise NotVisible
    if permission not in allowed:
        raise NotPermitted("Puoi vedere che esiste e a che punto è, ma non leggerne il contenuto o cambiarlo.")
    return parts
