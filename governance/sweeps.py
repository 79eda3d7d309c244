"""Sweeps: when follow-ups last ran and what they did, from our own table and nobody else's."""

from datetime import datetime

from sqlalchemy import Index, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key


class Sweep(Record):
    """One finished sweep: what was due, moved, told, and what failed."""

    __tablename__ = "sweeps"
    __table_args__ = (Index("ix_sweeps_finished_at", "finished_at"),)

    id: Mapped[int] = key()
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(20))
    due: Mapped[int]
    moved: Mapped[int]
    noticed: Mapped[int]
    failed: Mapped[int]


def record(tx: Transaction, sweep: Sweep, keep: int = 5000) -> None:
    """Write a finished sweep; very old ones are forgotten."""
    tx.add(sweep)
    tx.flush()
    tx.run(delete(Sweep).where(Sweep.id < sweep.id - keep))


_LAST = select(Sweep).order_by(Sweep.id.desc()).limit(1)


def last_sweep(tx: Transaction) -> Sweep | None:
    """The latest finished sweep."""
    return tx.scalars(_LAST).first()


def recent(tx: Transaction, limit: int = 10) -> list[Sweep]:
    """The latest finished sweeps, newest first."""
    return list(tx.scalars(select(Sweep).order_by(Sweep.id.desc()).limit(limit)))
