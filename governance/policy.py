"""The policy: one table of who may do what on one dossier; `governance.ranges` is its other face, for lists."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

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
    HEALTH = "health"
    """Read and write its health part: notes, attachments and scores about the person's health."""
    INVITE = "invite"
    """Send one-time addresses to who takes part without accounts, and take them back."""


def _grants(text: str) -> frozenset[Grant]:
    return frozenset(Grant.parse(each) for each in text.split())


_CASE_TEAM = "worker@case case_owner@case head@case"
_HEALTH_TEAM = "health@case case_owner@case"
_SENDERS = "worker@sender head@sender"
_HEALTH_SENDERS = "health@sender assignee@sender"
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
        Permission.SEE: _grants(f"{_CASE_TEAM} {_HEALTH_TEAM} manager@network officer@plan_office"),
        Permission.READ: _grants(_CASE_TEAM),
        Permission.IDENTIFY: _grants(f"{_CASE_TEAM} {_HEALTH_TEAM}"),
        Permission.WRITE: _grants("worker@case case_owner@case"),
        Permission.HEALTH: _grants(_HEALTH_TEAM),
    },
    "need": {
        Permission.SEE: _grants(f"{_CASE_TEAM} manager@network officer@plan_office"),
        Permission.READ: _grants(_CASE_TEAM),
        Permission.IDENTIFY: _grants(_CASE_TEAM),
        Permission.WRITE: _grants("worker@case case_owner@case"),
        Permission.HEALTH: _grants("case_owner@case"),
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

APART: Mapping[str, Mapping[Permission, frozenset[Grant]]] = {
    "need": {
        Permission.SEE: _grants(f"{_HEALTH_TEAM} head@case"),
        **dict.fromkeys(
            (Permission.READ, Permission.IDENTIFY, Permission.WRITE, Permission.HEALTH), _grants(_HEALTH_TEAM)
        ),
    },
    "referral": {
        Permission.SEE: _grants(f"{_HEALTH_SENDERS} head@sender"),
        **dict.fromkeys(
            (Permission.READ, Permission.IDENTIFY, Permission.WRITE, Permission.HEALTH, Permission.INVITE),
            _grants(_HEALTH_SENDERS),
        ),
    },
}
"""The same for needs and referrals about health, on the side of whoever follows the person.

Who follows her and who works on health there read them; the head knows that they exist, since somebody has to answer
for them; to every other colleague they are not there. Nothing of it binds the recipient: it was written to them.
"""
HEALTH = "health"
"""What a part reads where `APART` decides instead of `TABLE`."""

_NEEDS_CONTENT = frozenset(Permission) - {Permission.SEE}


_NOTHING, _FORBIDDEN = frozenset[Grant](), frozenset[Permission]()
COMBINATIONS = 4096
"""Of roles, capacities and readings there are few, and every row of a list asks what one of them permits."""

_BY_LINK = frozenset(role for role in Role if role not in (Role.ADMINISTRATOR, Role.DPO, *BY_ASSIGNMENT))
"""Whoever answers by a one-time link answers for everybody the organisation would have."""


def grants_on(actor: Actor, parts: Iterable[Part]) -> frozenset[Grant]:
    """Every grant the actor holds on the dossier these parts belong to; by a link, those of its one part."""
    return _NOTHING.union(*(_held_on(actor, part) for part in parts))


def _held_on(actor: Actor, part: Part) -> frozenset[Grant]:
    if actor.link is not None:
        return _grants_of(_BY_LINK, part.capacity, False) if part.id == actor.link.participation_id else _NOTHING
    roles = actor.roles.get(part.organisation_id)
    return _grants_of(roles, part.capacity, part.person_id == actor.person_id) if roles else _NOTHING


@lru_cache(COMBINATIONS)
def _grants_of(roles: frozenset[str], capacity: str, assigned: bool) -> frozenset[Grant]:
    """What these roles are at an organisation in this capacity, to whom it assigned and to whom it did not."""
    named = BY_ASSIGNMENT if assigned else frozenset()
    return frozenset(Grant(Role(role), Capacity(capacity)) for role in (roles - BY_ASSIGNMENT) | named)


def table_of(kind: str, reading: str) -> Mapping[Permission, frozenset[Grant]]:
    """The rows that decide for a part which reads this much of a dossier of this kind."""
    return (APART if reading == HEALTH else TABLE).get(kind, {})


def permissions_on(actor: Actor, kind: str, parts: Iterable[Part]) -> frozenset[Permission]:
    """What the actor may do on this one dossier, today; by a link, know of it and make its moves, but read nothing."""
    allowed = _FORBIDDEN.union(*(_allowed_by(kind, part.reading, _held_on(actor, part)) for part in parts))
    if actor.link is not None and allowed:
        return frozenset({Permission.SEE})
    return allowed | {Permission.SEE} if allowed else allowed


@lru_cache(COMBINATIONS)
def _allowed_by(kind: str, reading: str, held: frozenset[Grant]) -> frozenset[Permission]:
    """What these grants permit on a dossier of which their organisation reads this much."""
    if reading == "none":
        return _FORBIDDEN
    reads = reading in ("content", HEALTH)
    given = {permission for permission, grants in table_of(kind, reading).items() if held & grants}
    return frozenset(given if reads else given - _NEEDS_CONTENT)


def require(tx: Transaction, actor: Actor, dossier_id: int, kind: str, permission: Permission) -> tuple[Part, ...]:
    """The parts, if the actor may; NotVisible when they may not even know of it, else NotPermitted."""
    parts = parts_of(tx, dossier_id)
    allowed = permissions_on(actor, kind, parts)
    if Permission.SEE not in allowed:
        raise NotVisible
    if permission not in allowed:
        raise NotPermitted("Puoi vedere che esiste e a che punto è, ma non leggerne il contenuto o cambiarlo.")
    return parts
