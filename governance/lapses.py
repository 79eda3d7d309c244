"""Lapses: the referrals under way that are left without a protocol when theirs ends, shown to those who can act.

A referral that runs goes on under the protocol it left with; but what would be sent for the same person after the
last day, by the same organisation to the same one, finds no cover: unless another protocol covers it then.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from governance.actors import ROME, Actor
from governance.cases import Case, Need
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.lists import PAGE
from governance.organisations import representatives_of
from governance.participations import Participation
from governance.policy import Permission
from governance.protocols import InForce, Protocol, clauses_in_force
from governance.ranges import condition_of, ranges_of
from governance.referrals import Referral
from governance.roles import Capacity, Role

AHEAD = timedelta(days=30)
"""How long before a protocol ends its lapses are shown and told."""
ACTING = ((Role.HEAD, Capacity.LEAD_PARTY), (Role.OFFICER, Capacity.PLAN_OFFICE), (Role.MANAGER, Capacity.NETWORK))
"""Who can act: renew it, extend it, or send the people elsewhere in time."""
ONE_DAY = timedelta(days=1)

_Sender, _Recipient = aliased(Participation), aliased(Participation)
_SPOT = (_Sender.organisation_id, _Recipient.organisation_id, Need.category, Case.municipality)


class Spot(NamedTuple):
    """From whom to whom, for which kind of service, for people of which municipality."""

    sender_id: int
    recipient_id: int
    category: str
    municipality: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A protocol that ends soon, and where its referrals under way find no other: how many at each spot."""

    dossier: Dossier
    ends_on: date
    spots: Mapping[Spot, int]

    @property
    def number(self) -> int:
        """How many referrals under way are left without a protocol."""
        return sum(self.spots.values())


def endings_for(tx: Transaction, actor: Actor) -> list[Ending]:
    """The protocols about to end on which the actor can act, the first to end on top; a constant number of queries."""
    held = [(house, capacity) for role, capacity in ACTING for house in actor.roles if actor.holds(role, house)]
    if not held:
        return []
    part = select(Participation.id).where(
        Participation.dossier_id == Dossier.id,
        tuple_(Participation.organisation_id, Participation.capacity).in_(held),
    )
    return _endings(tx, part.exists())


def ending_of(tx: Transaction, protocol_id: int) -> Ending | None:
    """The lapses of one protocol, if it is about to end."""
    return next(iter(_endings(tx, Dossier.id == protocol_id)), None)


def can_act(actor: Actor, parts: Collection[Any]) -> bool:
    """Whether the actor can act on the protocol these parts belong to."""
    return any(
        part.capacity == capacity and actor.holds(role, part.organisation_id)
        for part in parts
        for role, capacity in ACTING
    )


def lapsing(
    tx: Transaction, actor: Actor, ending: Ending, after: int = 0, limit: int = PAGE
) -> Sequence[tuple[Dossier, str, str]]:
    """Up to one row more than `limit` of the referrals the actor may know of: dossier, kind of service, municipality.

    By key, those after one; one query.
    """
    held = [condition_of(each) for each in ranges_of(actor, ("referral",), Permission.SEE)]
    if not held or not ending.spots:
        return []
    part = select(Participation.id).where(Participation.dossier_id == Dossier.id, or_(*held))
    query = _under_way(select(Dossier, Need.category, Case.municipality)).where(
        Referral.protocol_id == ending.dossier.id,
        tuple_(*_SPOT).in_([tuple(each) for each in ending.spots]),
        Dossier.id > after,
        part.exists(),
    )
    return [row._tuple() for row in tx.execute(query.order_by(Dossier.id).limit(limit + 1))]


def walk(
    tx: Transaction, actor: Actor, ending: Ending, size: int = 500
) -> Iterator[Sequence[tuple[Dossier, str, str]]]:
    """All of them, batch by batch."""
    after = 0
    while rows := lapsing(tx, actor, ending, after, size):
        yield rows[:size]
        if len(rows) <= size:
            return
        after = rows[size - 1][0].id


def _endings(tx: Transaction, wanted: ColumnElement[bool]) -> list[Ending]:
    day = _today(tx)
    query = select(Dossier, Protocol.ends_on).join(Protocol, Protocol.id == Dossier.id)
    soon = (Dossier.open, Protocol.ends_on >= day, Protocol.ends_on <= day + AHEAD)
    found = [row._tuple() for row in tx.execute(query.where(*soon, wanted).order_by(Protocol.ends_on, Dossier.id))]
    if not found:
        return []
    spots = _spots(tx, [dossier.id for dossier, _ in found])
    later = clauses_in_force(tx, found[0][1] + ONE_DAY, until=found[-1][1] + ONE_DAY)
    houses = {house for each in spots.values() for spot in each for house in (spot.sender_id, spot.recipient_id)}
    acting = representatives_of(tx, houses, day) if houses else {}
    return [
        Ending(dossier, ends_on, _uncovered(spots.get(dossier.id, {}), later, acting, ends_on + ONE_DAY))
        for dossier, ends_on in found
    ]


def _spots(tx: Transaction, protocol_ids: Collection[int]) -> dict[int, dict[Spot, int]]:
    """How many referrals are under way at each spot, by protocol."""
    query = _under_way(select(Referral.protocol_id, *_SPOT, func.count())).where(Referral.protocol_id.in_(protocol_ids))
    found: dict[int, dict[Spot, int]] = {}
    for protocol_id, *spot, number in tx.execute(query.group_by(Referral.protocol_id, *_SPOT)):
        found.setdefault(protocol_id, {})[Spot(*spot)] = number
    return found


def _under_way(query: Select[Any]) -> Select[Any]:
    """The query over referrals that run, each with its need, its case and its two organisations."""
    return (
        query.select_from(Referral)
        .join(Dossier, Dossier.id == Referral.id)
        .join(Need, Need.id == Referral.need_id)
        .join(Case, Case.id == Need.case_id)
        .join(_Sender, (_Sender.dossier_id == Referral.id) & (_Sender.capacity == Capacity.SENDER))
        .join(_Recipient, (_Recipient.dossier_id == Referral.id) & (_Recipient.capacity == Capacity.RECIPIENT))
        .where(Dossier.open)
    )


def _uncovered(
    spots: Mapping[Spot, int], later: Sequence[InForce], acting: Mapping[int, Sequence[int]], day: date
) -> dict[Spot, int]:
    """The spots that no clause covers on that day."""
    there = [each for each in later if each.starts_on <= day <= each.ends_on]
    return {spot: number for spot, number in spots.items() if not any(_covers(each, spot, acting) for each in there)}


def _covers(each: InForce, spot: Spot, acting: Mapping[int, Sequence[int]]) -> bool:
    if each.clause.category != spot.category:
        return False
    if each.clause.municipalities and spot.municipality not in each.clause.municipalities:
        return False
    senders = (spot.sender_id, *acting.get(spot.sender_id, ()))
    recipients = (spot.recipient_id, *acting.get(spot.recipient_id, ()))
    return any(each.sends(sender) and each.receives(recipient) for sender, recipient in product(senders, recipients))


def _today(tx: Transaction) -> date:
    return tx.now.astimezone(ROME).date()
