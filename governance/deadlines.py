"""Deadlines: one row per clock of a dossier, with the next instant at which it falls due."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    bindparam,
    column,
    insert,
    literal,
    select,
    table,
    text,
    tuple_,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from governance.arrays import INSTANT, Together
from governance.database import Record, Transaction, key, table_of
from governance.instants import Instant


class Deadline(Record):
    """A termine. `due_at` is the next instant at which it fires: None while it is paused, told to the end, done,
    or waits for a date the dossier does not have yet. `owed_at` is when the work was first owed: it stays, so
    that what is late is seen to be late. `attempts` counts tries to make its move that found needs unmet.

    `occurrence` grows by one at each fire and each restart over the dossier's life and never goes back:
    with the dossier, the timer and the recipient it makes a message unique. `step` is the next entry of
    the timer's amounts. `left` and `left_unit` are what remained when it was paused.
    """

    __tablename__ = "deadlines"
    __table_args__ = (
        UniqueConstraint("dossier_id", "timer"),
        Index("ix_deadlines_due_at", "due_at", "id", sqlite_where=text("due_at IS NOT NULL"),
              postgresql_where=text("due_at IS NOT NULL")),
    )  # fmt: skip

    id: Mapped[int] = key()
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"))
    timer: Mapped[str] = mapped_column(String(60))
    occurrence: Mapped[int] = mapped_column(default=0)
    step: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    owed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    paused_at: Mapped[datetime | None]
    paused_due_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    amount: Mapped[str | None] = mapped_column(String(200))


_rows = table_of(Deadline)
_READ = select(_rows).where(_rows.c.dossier_id == bindparam("of_dossier")).order_by(_rows.c.id)
_INSERT = insert(_rows)
_WRITE = update(_rows).where(_rows.c.id == bindparam("deadline_id"))
_WRITTEN = (
    "occurrence",
    "step",
    "started_at",
    "due_at",
    "owed_at",
    "attempts",
    "paused_at",
    "paused_due_at",
    "done_at",
    "amount",
)
_TELL = Together(
    "UPDATE deadlines SET step = told.step, occurrence = told.occurrence, due_at = told.due_at, "
    "owed_at = CASE WHEN told.never_late THEN told.due_at ELSE owed_at END FROM {rows} WHERE deadlines.id = told.id",
    "UPDATE deadlines SET step = ?2, occurrence = ?3, due_at = ?4, "
    "owed_at = CASE WHEN ?5 THEN ?4 ELSE owed_at END WHERE id = ?1",
    {"id": "bigint", "step": "bigint", "occurrence": "bigint", "due_at": INSTANT, "never_late": "boolean"},
)
_dossiers = table("dossiers", column("id"), column("pathway"), column("version"), column("stage"))
_DUE = select(
    _rows.c.id, _rows.c.dossier_id, _rows.c.timer, _rows.c.occurrence, _rows.c.step, _rows.c.started_at,
    _rows.c.due_at, _rows.c.attempts, _rows.c.amount, _dossiers.c.pathway, _dossiers.c.version, _dossiers.c.stage,
).join(_dossiers, _dossiers.c.id == _rows.c.dossier_id).order_by(_rows.c.due_at, _rows.c.id)  # fmt: skip


class Told(NamedTuple):
    """What a clock becomes once it was told; one that is `never_late` is owed at its next instant, as it is due."""

    id: int
    step: int
    occurrence: int
    due_at: datetime | None
    never_late: bool


def deadlines_of(tx: Transaction, dossier_id: int) -> list[Any]:
    """Every clock the dossier ever had, running, paused or done."""
    return list(tx.run(_READ, {"of_dossier": dossier_id}))


def write(tx: Transaction, new: Sequence[Mapping[str, Any]], changed: Sequence[Mapping[str, Any]]) -> None:
    """Insert the new rows and write the changed ones (each with its `deadline_id`)."""
    if new:
        tx.run(_INSERT, list(new))
    if changed:
        tx.run(_WRITE, [{name: row[name] for name in ("deadline_id", *_WRITTEN)} for row in changed])


def write_told(tx: Transaction, told: Sequence[Told]) -> None:
    """Write the next instant of clocks that were told; the rest of them stays."""
    _TELL.run(tx, [*zip(*told, strict=True)])


def due(tx: Transaction, now: datetime, limit: int, after: tuple[datetime, int] | None = None) -> list[Any]:
    """Up to `limit` clocks due at `now`, each with where its dossier stands, earliest first.

    On PostgreSQL each sweep claims rows of its own.
    A dossier that is being moved at this very moment is left to the next sweep, so that neither waits for the other.
    """
    query = _DUE.where(_rows.c.due_at <= now).limit(limit)
    if after:
        query = query.where(
            tuple_(_rows.c.due_at, _rows.c.id) > tuple_(literal(after[0], Instant()), literal(after[1]))
        )
    if tx.get_bind().dialect.name != "sqlite":
        query = query.with_for_update(key_share=True, skip_locked=True, of=(_rows, _dossiers))
    return [*tx.run(query).all()]


def claim(tx: Transaction, deadline_id: int, now: datetime) -> Any:
    """The row, locked, if it is still due; None if somebody else was there first."""
    query = select(_rows).where(_rows.c.id == deadline_id, _rows.c.due_at <= now)
    return tx.run(query.with_for_update()).one_or_none()


_RUNNING = (
    select(_rows)
    .where(_rows.c.dossier_id.in_(bindparam("ids", expanding=True)), _rows.c.done_at.is_(None))
    .order_by(_rows.c.due_at, _rows.c.id)
)


def running(tx: Transaction, dossier_ids: Iterable[int]) -> list[Any]:
    """The clocks of several dossiers that still run or stand still, by due instant."""
    return list(tx.run(_RUNNING, {"ids": list(set(dossier_ids))}))


def postpone(tx: Transaction, deadline_id: int, until: datetime | None, attempts: int = 0) -> None:
    """Fire at another instant (None: not any more); what was owed stays owed."""
    tx.run(update(_rows).where(_rows.c.id == deadline_id).values(due_at=until, attempts=_rows.c.attempts + attempts))


def discharge(tx: Transaction, deadline_id: int, now: datetime) -> None:
    """It fired and was not counted anew meanwhile: it does not fire again."""
    tx.run(update(_rows).where(_rows.c.id == deadline_id, _rows.c.due_at <= now).values(due_at=None))


def next_owed(rows: Iterable[Mapping[str, Any]]) -> datetime | None:
    """The first instant owed among clocks that run."""
    running_rows = (row for row in rows if row["done_at"] is None and row["paused_at"] is None)
    return min((row["owed_at"] for row in running_rows if row["owed_at"]), default=None)
