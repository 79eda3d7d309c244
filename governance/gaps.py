"""The gap register: needs that no service answered, by kind of service and municipality."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, String, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.actors import Actor
from governance.beneficiaries import present_members
from governance.bodies import Body
from governance.database import Record, Transaction, key
from governance.roles import Role
from governance.verifications import places_kept

SEATS = frozenset({Role.FACILITATOR, Role.CHAIR, Role.SECRETARY, Role.MEMBER})
"""Those who sit at a table."""


class Gap(Record):
    """One need without an answer; recorded again, it keeps its line and counts once."""

    __tablename__ = "gaps"
    __table_args__ = (Index("ix_gaps_spot", "network_id", "category", "municipality", "recorded_at"),)

    id: Mapped[int] = key()
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id"), unique=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"))
    category: Mapped[str] = mapped_column(String(40))
    municipality: Mapped[str] = mapped_column(String(6))
    reason: Mapped[str] = mapped_column(String(40))
    persons: Mapped[int]
    first_at: Mapped[datetime]
    recorded_at: Mapped[datetime]


def record_gap(tx: Transaction, household_id: int, gap: Gap) -> None:
    """Write the line of a need, or write it anew with today's reason and instant."""
    known = tx.scalar(select(Gap).where(Gap.need_id == gap.need_id))
    line = known or gap
    line.reason, line.recorded_at = gap.reason, tx.now
    line.persons = max(len(present_members(tx, household_id)), 1)
    if known is None:
        line.first_at = tx.now
        tx.add(line)
    tx.flush()


def gaps_of(tx: Transaction, seen: ColumnElement[bool], since: datetime | None = None) -> list[Any]:
    """`(network_id, category, municipality, needs, persons, first_at, last_at)`, the most needs first.

    `seen` says which lines count, for example `in_networks(...)`.
    """
    spot = Gap.network_id, Gap.category, Gap.municipality
    needs = func.count().label("needs")
    figures = needs, func.sum(Gap.persons).label("persons"), func.min(Gap.first_at).label("first_at")
    query = select(*spot, *figures, func.max(Gap.recorded_at).label("last_at")).where(seen)
    if since:
        query = query.where(Gap.recorded_at >= since)
    return list(tx.execute(query.group_by(*spot).order_by(needs.desc(), *spot)))


def in_networks(network_ids: Collection[int]) -> ColumnElement[bool]:
    """The lines of these networks."""
    return Gap.network_id.in_(network_ids)


def gaps_seen_by(tx: Transaction, actor: Actor) -> list[Any]:
    """The register as the actor may see it: whole for who runs the network or sits at its table, else their ambito."""
    held = select(Body.id, Body.network_id).where(Body.id.in_(list(actor.roles)))
    tables = {network_id for body_id, network_id in tx.execute(held).tuples() if actor.roles[body_id] & SEATS}
    networks = tables | {each for each in actor.roles if actor.holds(Role.MANAGER, each)}
    return gaps_of(tx, or_(in_networks(networks), Gap.municipality.in_(places_kept(tx, actor))))
