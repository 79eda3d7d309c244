"""The register of administrative acts: who did what to which person or organisation, and when; never rewritten."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, event, func, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from governance.actors import Actor
from governance.database import Json, Record, Transaction, key, table_of


class Act(Record):
    """An atto amministrativo: no passwords, no links. `key` marks the request, so that a repeated one is known."""

    __tablename__ = "acts"
    __table_args__ = (
        UniqueConstraint("actor_id", "key"),
        Index("ix_acts_subject", "subject", "subject_id", "id"),
    )

    id: Mapped[int] = key()
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    act: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    details: Mapped[Json]
    key: Mapped[str | None] = mapped_column(String(64))


PERSON = "person"
ORGANISATION = "organisation"


class Entry(NamedTuple):
    """What an act says: what was done to which person or organisation."""

    act: str
    subject: str
    subject_id: int
    details: Mapping[str, object] = MappingProxyType({})


@event.listens_for(Act, "before_update")
@event.listens_for(Act, "before_delete")
def _refuse(mapper: Mapper[Act], connection: Connection, target: Act) -> None:
    raise TypeError("an act is never changed or removed")


def record(tx: Transaction, actor: Actor, entry: Entry, key: str = "") -> None:
    """Write one act, in the transaction of the change it tells of; `key` marks the request that made it."""
    tx.add(
        Act(
            at=tx.now,
            actor_id=actor.person_id,
            act=entry.act,
            subject=entry.subject,
            subject_id=entry.subject_id,
            details={name: _plain(value) for name, value in entry.details.items()},
            key=key or None,
        )
    )
    tx.flush()


def record_all(tx: Transaction, actor: Actor, entries: Iterable[Entry]) -> None:
    """Write many acts of one request in one statement."""
    values = [
        {
            "at": tx.now,
            "actor_id": actor.person_id,
            "act": each.act,
            "subject": each.subject,
            "subject_id": each.subject_id,
            "details": {name: _plain(value) for name, value in each.details.items()},
        }
        for each in entries
    ]
    if values:
        tx.run(insert(table_of(Act)), values)


def made_with(tx: Transaction, actor: Actor, key: str) -> Act | None:
    """The act this very request made before, if it comes a second time."""
    if not key:
        return None
    return tx.scalar(select(Act).where(Act.actor_id == actor.person_id, Act.key == key))


def revision_of(tx: Transaction, subject: str, subject_id: int) -> str:
    """A mark that changes with every act on the subject."""
    query = select(func.max(Act.id)).where(Act.subject == subject, Act.subject_id == subject_id)
    return str(tx.scalar(query) or 0)


def acts_on(tx: Transaction, subject: str, subject_id: int, limit: int = 50) -> list[Act]:
    """The acts on a subject, newest first."""
    query = select(Act).where(Act.subject == subject, Act.subject_id == subject_id)
    return list(tx.scalars(query.order_by(Act.id.desc()).limit(limit)))


def acts_named(tx: Transaction, subject: str, act: str) -> list[Act]:
    """Every act of this name on subjects of one kind, oldest first."""
    return list(tx.scalars(select(Act).where(Act.subject == subject, Act.act == act).order_by(Act.id)))


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | bool) else str(value)
