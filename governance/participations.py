"""Participations: which organisation takes part in a dossier, as what, followed by whom, reading how much."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, bindparam, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key, table_of
from governance.deadlines import Deadline
from governance.dossiers import Dossier
from governance.many_keys import among


class Participation(Record):
    """An organisation takes part in a dossier in a capacity; `person_id` is whom it assigned.

    `reading` is `content`, `summary` or `none`. `waiting_role` names the role the stage waits for here.
    `kind`, `open`, `sort_at` and `due_at` repeat the dossier's, so that one index range makes a list.
    """

    __tablename__ = "participations"
    __table_args__ = (
        UniqueConstraint("dossier_id", "organisation_id", "capacity"),
        Index("ix_participations_list", "organisation_id", "capacity", "kind", "open", "sort_at", "dossier_id"),
        Index("ix_participations_waiting", "organisation_id", "waiting_role", "due_at", "dossier_id"),
        Index("ix_participations_person", "person_id", "open"),
    )

    id: Mapped[int] = key()
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    capacity: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reading: Mapped[str] = mapped_column(String(8), default="content")
    kind: Mapped[str] = mapped_column(String(20))
    open: Mapped[bool] = mapped_column(default=True)
    sort_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    waiting_role: Mapped[str | None] = mapped_column(String(20))


class Part(NamedTuple):
    """One participation as `advance` reads it."""

    id: int
    organisation_id: int
    capacity: str
    person_id: int | None
    reading: str
    waiting_role: str | None


_parts = table_of(Participation)
_clocks = table_of(Deadline)
_dossiers = table_of(Dossier)
_PART_COLUMNS = (
    _parts.c.id,
    _parts.c.organisation_id,
    _parts.c.capacity,
    _parts.c.person_id,
    _parts.c.reading,
    _parts.c.waiting_role,
)
_PARTS = select(*_PART_COLUMNS).where(_parts.c.dossier_id == bindparam("dossier_id")).order_by(_parts.c.id)
_PARTS_OF_MANY = select(_parts.c.dossier_id, *_PART_COLUMNS).where(among(_parts.c.dossier_id)).order_by(_parts.c.id)
_SHOW = (
    update(_parts)
    .where(_parts.c.dossier_id == bindparam("of_dossier"))
    .values(open=bindparam("is_open"), sort_at=bindparam("sorted_at"), due_at=bindparam("next_due_at"))
)
_WAIT = update(_parts).where(_parts.c.id == bindparam("part_id")).values(waiting_role=bindparam("role"))


def parts_of(tx: Transaction, dossier_id: int) -> tuple[Part, ...]:
    """Who takes part, in the order they joined."""
    return tuple(Part(*row) for row in tx.run(_PARTS, {"dossier_id": dossier_id}))


def show_in_lists(tx: Transaction, dossier_id: int, is_open: bool, sorted_at: datetime, due: datetime | None) -> None:
    """Repeat on the participations what lists filter and sort by."""
    values = {"of_dossier": dossier_id, "is_open": is_open, "sorted_at": sorted_at, "next_due_at": due}
    tx.run(_SHOW, values)


def wait_for(tx: Transaction, roles: Mapping[int, str | None]) -> None:
    """Set, per participation key, the role the dossier now waits for (None: it waits for nobody there)."""
    if roles:
        tx.run(_WAIT, [{"part_id": part_id, "role": role} for part_id, role in roles.items()])


class Joining(NamedTuple):
    """An organisation that is to take part: as what, followed by whom, reading how much."""

    organisation_id: int
    capacity: str
    person_id: int | None = None
    reading: str = "content"


def join(tx: Transaction, dossier: Dossier, joining: Joining) -> None:
    """An organisation takes part in the dossier; one already there in that capacity keeps its row."""
    there = {(part.organisation_id, part.capacity) for part in parts_of(tx, dossier.id)}
    if (joining.organisation_id, joining.capacity) in there:
        return
    tx.add(
        Participation(
            dossier_id=dossier.id,
            organisation_id=joining.organisation_id,
            capacity=joining.capacity,
            person_id=joining.person_id,
            reading=joining.reading,
            kind=dossier.kind,
            open=dossier.open,
            sort_at=dossier.since,
            due_at=dossier.due_at,
        )
    )
    tx.flush()


def withdraw(tx: Transaction, dossier_id: int, capacity: str, but: Collection[int] = ()) -> None:
    """Nobody takes part in that capacity any more, but for those organisations."""
    chosen = _parts.c.dossier_id == dossier_id, _parts.c.capacity == capacity
    tx.run(delete(_parts).where(*chosen, _parts.c.organisation_id.not_in(sorted(but))))


def assign(tx: Transaction, dossier_id: int, capacity: str, person_id: int | None) -> None:
    """Name the person who follows the dossier for the organisation in that capacity."""
    chosen = _parts.c.dossier_id == dossier_id, _parts.c.capacity == capacity
    tx.run(update(_parts).where(*chosen).values(person_id=person_id))


def limit_reading(tx: Transaction, dossier_id: int, capacity: str, reading: str) -> None:
    """What the organisation in that capacity may read from now on: `content`, `summary` or `none`."""
    chosen = _parts.c.dossier_id == dossier_id, _parts.c.capacity == capacity
    tx.run(update(_parts).where(*chosen).values(reading=reading))


def recount_due(tx: Transaction, dossier_ids: Iterable[int]) -> None:
    """Write again, on dossiers and their participations, the first instant owed among their running clocks."""
    ids = set(dossier_ids)
    if not ids:
        return
    running = _clocks.c.done_at.is_(None), _clocks.c.paused_at.is_(None)
    owed = select(func.min(_clocks.c.owed_at)).where(*running)
    for rows, dossier_id in ((_dossiers, _dossiers.c.id), (_parts, _parts.c.dossier_id)):
        first = owed.where(_clocks.c.dossier_id == dossier_id).scalar_subquery()
        tx.run(update(rows).where(among(dossier_id)).values(due_at=first), {"ids": ids})


def parts_of_many(tx: Transaction, dossier_ids: Iterable[int]) -> dict[int, list[Part]]:
    """Who takes part in several dossiers, in one query."""
    found: dict[int, list[Part]] = {}
    for row in tx.run(_PARTS_OF_MANY, {"ids": set(dossier_ids)}).all():
        found.setdefault(row[0], []).append(Part._make(row[1:]))
    return found
