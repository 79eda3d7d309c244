"""The gap register: needs that no service answered, by kind of service and municipality."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.beneficiaries import present_members
from governance.database import Record, Transaction, key


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


def gaps_of(tx: Transaction, network_ids: Sequence[int], since: datetime | None = None) -> list[Any]:
    """`(network_id, category, municipality, needs, persons, first_at, last_at)`, the most needs first."""
    spot = Gap.network_id, Gap.category, Gap.municipality
    needs = func.count().label("needs")
    figures = needs, func.sum(Gap.persons).label("persons"), func.min(Gap.first_at).label("first_at")
    query = select(*spot, *figures, func.max(Gap.recorded_at).label("last_at")).where(Gap.network_id.in_(network_ids))
    if since:
        query = query.where(Gap.recorded_at >= since)
    return list(tx.execute(query.group_by(*spot).order_by(needs.desc(), *spot)))
