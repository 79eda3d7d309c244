"""Dossiers: everything that moves along a pathway, and who takes part in it as what."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    bindparam,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Json, Record, Transaction, key, table_of
from governance.deadlines import Deadline
from governance.errors import NotVisible

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIXES = {"case": "PIC", "need": "BIS", "referral": "INV", "protocol": "PRO"}


class Dossier(Record):
    """A fascicolo. `since` is when the present stage was entered, `due_at` the first instant something is owed.

    `last_number` counts its history lines: it is the revision that forms carry and `advance` compares.
    """

    __tablename__ = "dossiers"

    id: Mapped[int] = key()
    code: Mapped[str] = mapped_column(String(16), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    pathway: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    stage: Mapped[str] = mapped_column(String(40))
    since: Mapped[datetime]
    open: Mapped[bool] = mapped_column(default=True)
    title: Mapped[str] = mapped_column(String(200))
    grade: Mapped[str | None] = mapped_column(String(20))
    dates: Mapped[Json] = mapped_column(default=dict)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("dossiers.id"), index=True)
    network_id: Mapped[int | None] = mapped_column(ForeignKey("networks.id"), index=True)
    household_id: Mapped[int] = mapped_column(default=0, index=True)
    governed_by_id: Mapped[int | None] = mapped_column(ForeignKey("dossiers.id"), index=True)
    due_at: Mapped[datetime | None]
    opened_at: Mapped[datetime]
    last_number: Mapped[int] = mapped_column(default=0)
    last_digest: Mapped[str] = mapped_column(String(64), default="")


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


_dossiers = table_of(Dossier)
_parts = table_of(Participation)
_clocks = table_of(Deadline)
_CHILDREN = select(_dossiers).where(_dossiers.c.parent_id == bindparam("dossier_id")).order_by(_dossiers.c.id)
_own = _dossiers.alias("own")
_FAMILY = select(_dossiers).where(
    or_(
        _dossiers.c.id == bindparam("dossier_id"),
        _dossiers.c.parent_id == bindparam("dossier_id"),
        _dossiers.c.id == select(_own.c.parent_id).where(_own.c.id == bindparam("dossier_id")).scalar_subquery(),
    )
)
_READ = select(_dossiers).where(_dossiers.c.id == bindparam("dossier_id"))
_PART_COLUMNS = (
    _parts.c.id,
    _parts.c.organisation_id,
    _parts.c.capacity,
    _parts.c.person_id,
    _parts.c.reading,
    _parts.c.waiting_role,
)
_PARTS = select(*_PART_COLUMNS).where(_parts.c.dossier_id == bindparam("dossier_id")).order_by(_parts.c.id)
_MOVE = (
    update(_dossiers)
    .where(_dossiers.c.id == bindparam("dossier_id"), _dossiers.c.last_number == bindparam("seen"))
    .values(
        stage=bindparam("to_stage"), since=bindparam("since_at"), open=bindparam("is_open"),
        last_number=bindparam("number"), last_digest=bindparam("digest"),
        due_at=bindparam("next_due_at"), dates=bindparam("all_dates"),
    )
)  # fmt: skip
_SHOW = (
    update(_parts)
    .where(_parts.c.dossier_id == bindparam("of_dossier"))
    .values(open=bindparam("is_open"), sort_at=bindparam("sorted_at"), due_at=bindparam("next_due_at"))
)
_WAIT = update(_parts).where(_parts.c.id == bindparam("part_id")).values(waiting_role=bindparam("role"))


def _locking() -> Select[Any]:
    """The dossier and all those above it, the topmost first, locked in that order."""
    first = select(_dossiers.c.id, _dossiers.c.parent_id, literal(0).label("height"))
    line = first.where(_dossiers.c.id == bindparam("dossier_id")).cte("line", recursive=True)
    above = select(_dossiers.c.id, _dossiers.c.parent_id, line.c.height + 1)
    family = line.union_all(above.where(_dossiers.c.id == line.c.parent_id))
    query = select(_dossiers).join(family, family.c.id == _dossiers.c.id).order_by(family.c.height.desc())
    return query.with_for_update(key_share=True, of=_dossiers)


_LOCK = _locking()


def new_code(kind: str) -> str:
    """A code people can read over the phone: `PIC-7KQ4-M2XP`; 30^8 possibilities, unique in the table."""
    drawn = "".join(secrets.choice(CODE_LETTERS) for _ in range(8))
    return f"{PREFIXES.get(kind, kind[:3].upper())}-{drawn[:4]}-{drawn[4:]}"


def lock(tx: Transaction, dossier_id: int) -> Any:
    """The dossier's row, locked with all those above it until the transaction ends; NotVisible if there is none.

    The topmost is locked first, by everybody: so nobody holds a part of one family while waiting for another.
    On SQLite the writer is alone already.
    """
    if tx.get_bind().dialect.name == "sqlite":
        return read(tx, dossier_id)
    rows = tx.run(_LOCK, {"dossier_id": dossier_id}).all()
    if not rows:
        raise NotVisible
    return rows[-1]


def read(tx: Transaction, dossier_id: int) -> Any:
    """The dossier's row as it stands; NotVisible if there is none."""
    row = tx.run(_READ, {"dossier_id": dossier_id}).one_or_none()
    if row is None:
        raise NotVisible
    return row


def parts_of(tx: Transaction, dossier_id: int) -> tuple[Part, ...]:
    """Who takes part, in the order they joined."""
    return tuple(Part(*row) for row in tx.run(_PARTS, {"dossier_id": dossier_id}))


def move(tx: Transaction, dossier_id: int, seen: int, changes: Mapping[str, Any]) -> bool:
    """Write the new stage, head of history and next due instant; False if `seen` was no longer the last line."""
    return tx.run(_MOVE, {"dossier_id": dossier_id, "seen": seen, **changes}).rowcount == 1


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


def assign(tx: Transaction, dossier_id: int, capacity: str, person_id: int | None) -> None:
    """Name the person who follows the dossier for the organisation in that capacity."""
    chosen = _parts.c.dossier_id == dossier_id, _parts.c.capacity == capacity
    tx.run(update(_parts).where(*chosen).values(person_id=person_id))


def limit_reading(tx: Transaction, dossier_id: int, capacity: str, reading: str) -> None:
    """What the organisation in that capacity may read from now on: `content`, `summary` or `none`."""
    chosen = _parts.c.dossier_id == dossier_id, _parts.c.capacity == capacity
    tx.run(update(_parts).where(*chosen).values(reading=reading))


def by_code(tx: Transaction, code: str) -> Dossier:
    """The dossier with this code; NotVisible if there is none."""
    found = tx.scalar(select(Dossier).where(Dossier.code == code))
    if found is None:
        raise NotVisible
    return found


def children_of(tx: Transaction, dossier_id: int, kinds: Iterable[str] = ()) -> list[Any]:
    """The rows of its children, oldest first, all kinds or some."""
    wanted = frozenset(kinds)
    return [row for row in tx.run(_CHILDREN, {"dossier_id": dossier_id}) if not wanted or row.kind in wanted]


def family_of(tx: Transaction, dossier_id: int) -> list[Any]:
    """The rows of the dossier itself, of its parent and of its children, in this order, in one query."""
    rows = tx.run(_FAMILY, {"dossier_id": dossier_id}).all()
    parent_id = next(row.parent_id for row in rows if row.id == dossier_id)
    return sorted(rows, key=lambda row: (row.id != dossier_id, row.id != parent_id, row.id))


def govern(tx: Transaction, dossier_id: int, protocol_id: int | None) -> None:
    """The protocol that governs the dossier from now on."""
    tx.run(update(_dossiers).where(_dossiers.c.id == dossier_id).values(governed_by_id=protocol_id))


def regrade(tx: Transaction, dossier_id: int, grade: str) -> None:
    """The grade that times the dossier's clocks from now on."""
    tx.run(update(_dossiers).where(_dossiers.c.id == dossier_id).values(grade=grade))


def recount_due(tx: Transaction, dossier_ids: Iterable[int]) -> None:
    """Write again, on dossiers and their participations, the first instant owed among their running clocks."""
    ids = list(set(dossier_ids))
    if not ids:
        return
    running = _clocks.c.done_at.is_(None), _clocks.c.paused_at.is_(None)
    owed = select(func.min(_clocks.c.owed_at)).where(*running)
    for rows, dossier_id in ((_dossiers, _dossiers.c.id), (_parts, _parts.c.dossier_id)):
        first = owed.where(_clocks.c.dossier_id == dossier_id).scalar_subquery()
        tx.run(update(rows).where(dossier_id.in_(ids)).values(due_at=first))


def parts_of_many(tx: Transaction, dossier_ids: Iterable[int]) -> dict[int, list[Part]]:
    """Who takes part in several dossiers, in one query."""
    query = select(_parts.c.dossier_id, *_PART_COLUMNS).where(_parts.c.dossier_id.in_(set(dossier_ids)))
    found: dict[int, list[Part]] = {}
    for row in tx.run(query.order_by(_parts.c.id)):
        found.setdefault(row.dossier_id, []).append(Part(*row[1:]))
    return found


def many(tx: Transaction, dossier_ids: Iterable[int]) -> dict[int, Any]:
    """The rows of several dossiers by key, in one query."""
    return {row.id: row for row in tx.run(select(_dossiers).where(_dossiers.c.id.in_(set(dossier_ids))))}
