"""Dossiers: everything that moves along a pathway."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, bindparam, literal, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Json, Record, Transaction, key, table_of
from governance.errors import NotVisible
from governance.many_keys import among

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIXES = {"case": "PIC", "need": "BIS", "referral": "INV", "protocol": "PRO", "blockage": "CRI", "contact": "CON"}


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


_dossiers = table_of(Dossier)
_CHILDREN = select(_dossiers).where(_dossiers.c.parent_id == bindparam("dossier_id")).order_by(_dossiers.c.id)
_own = _dossiers.alias("own")
_FAMILY = select(_dossiers).where(
    or_(
        _dossiers.c.id == bindparam("dossier_id"),
        _dossiers.c.parent_id == bindparam("dossier_id"),
        _dossiers.c.id == select(_own.c.parent_id).where(_own.c.id == bindparam("dossier_id")).scalar_subquery(),
    )
)
_BY_CODE = select(Dossier).where(Dossier.code == bindparam("code"))
_READ = select(_dossiers).where(_dossiers.c.id == bindparam("dossier_id"))
_READ_MANY = select(_dossiers).where(among(_dossiers.c.id))
_MOVE = (
    update(_dossiers)
    .where(_dossiers.c.id == bindparam("dossier_id"), _dossiers.c.last_number == bindparam("seen"))
    .values(
        stage=bindparam("to_stage"), since=bindparam("since_at"), open=bindparam("is_open"),
        last_number=bindparam("number"), last_digest=bindparam("digest"),
        due_at=bindparam("next_due_at"), dates=bindparam("all_dates"),
    )
)  # fmt: skip


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


def move(tx: Transaction, dossier_id: int, seen: int, changes: Mapping[str, Any]) -> bool:
    """Write the new stage, head of history and next due instant; False if `seen` was no longer the last line."""
    return tx.run(_MOVE, {"dossier_id": dossier_id, "seen": seen, **changes}).rowcount == 1


def by_code(tx: Transaction, code: str) -> Dossier:
    """The dossier with this code; NotVisible if there is none."""
    found = tx.scalar(_BY_CODE, {"code": code})
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


def many(tx: Transaction, dossier_ids: Iterable[int]) -> dict[int, Any]:
    """The rows of several dossiers by key, in one query."""
    return {row.id: row for row in tx.run(_READ_MANY, {"ids": set(dossier_ids)}).all()}
