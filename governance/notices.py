"""Notices: the outbox. One row is one message to one recipient, written with the change it tells of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, bindparam, func, or_, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from governance.arrays import INSTANT, Together
from governance.database import Record, Transaction, key, table_of

RETRY_AFTER = timedelta(minutes=5)
LONGEST_RETRY = timedelta(hours=12)


class Notice(Record):
    """An avviso. `key` makes it unique: (dossier, timer or line, occurrence, recipient).

    `what` is `move`, `timer`, `speak` (to be told to the person by voice), `answer` (only asked for one) or the name
    of a message of its own (`invitation`, `checkpoint`); `name` says which move or timer. No personal data here.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_to_send", "not_before", "id", sqlite_where=text("sent_at IS NULL AND failed_at IS NULL"),
              postgresql_where=text("sent_at IS NULL AND failed_at IS NULL")),
        Index("ix_notices_person", "person_id", "id"),
    )  # fmt: skip

    id: Mapped[int] = key()
    key: Mapped[str] = mapped_column(String(120), unique=True)
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossiers.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    address: Mapped[str | None] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    words: Mapped[str] = mapped_column(String(2000), default="")
    written_at: Mapped[datetime]
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    fault: Mapped[str | None] = mapped_column(String(200))


_rows = table_of(Notice)
_TYPES = {
    "key": "text", "dossier_id": "bigint", "person_id": "bigint", "address": "text", "what": "text", "name": "text",
    "words": "text", "written_at": INSTANT, "not_before": INSTANT, "attempts": "bigint",
}  # fmt: skip
_UNWRITTEN: dict[str, Any] = {"words": "", "attempts": 0}
_COLUMNS = ", ".join(_TYPES)
_WRITE = Together(
    f"INSERT INTO notices ({_COLUMNS}) SELECT {_COLUMNS} FROM {{rows}} ON CONFLICT (key) DO NOTHING",  # noqa: S608 - our own names
    f"INSERT INTO notices ({_COLUMNS}) VALUES ({', '.join('?' * len(_TYPES))}) ON CONFLICT (key) DO NOTHING",  # noqa: S608 - our own names
    _TYPES,
)


def queue(tx: Transaction, notices: Sequence[Mapping[str, Any]]) -> int:
    """Write messages to the outbox; one whose key is there already is not written again. How many were new."""
    return _WRITE.run(tx, [[notice.get(name, _UNWRITTEN.get(name)) for notice in notices] for name in _TYPES])


def to_send(tx: Transaction, now: datetime, limit: int = 200, only: Sequence[int] = ()) -> list[Notice]:
    """Messages with an address whose time has come, oldest first; each sender claims its own."""
    query = select(Notice).where(
        Notice.sent_at.is_(None),
        Notice.failed_at.is_(None),
        Notice.not_before <= now,
        Notice.address.is_not(None),
    )
    if only:
        query = query.where(Notice.dossier_id.in_(only))
    query = query.order_by(Notice.not_before, Notice.id).limit(limit)
    return list(tx.scalars(query.with_for_update(skip_locked=True)))


def mark_sent(tx: Transaction, notice_id: int, now: datetime) -> None:
    """The server took it."""
    tx.run(update(_rows).where(_rows.c.id == notice_id).values(sent_at=now, attempts=_rows.c.attempts + 1))


def mark_all_sent(tx: Transaction, now: datetime) -> None:
    """Everything whose time has come left at this instant: only for a past that was played, where no server stood."""
    due = (_rows.c.sent_at.is_(None), _rows.c.failed_at.is_(None), _rows.c.not_before <= now)
    tx.run(update(_rows).where(*due, _rows.c.address.is_not(None)).values(sent_at=now, attempts=1))


def mark_failed(tx: Transaction, notice: Notice, now: datetime, fault: str, for_good: bool) -> None:
    """The server did not take it: try again later, each time twice as late, or never if the address is wrong."""
    wait = min(RETRY_AFTER * 2**notice.attempts, LONGEST_RETRY)
    values: dict[str, Any] = {"attempts": notice.attempts + 1, "fault": fault[:200], "not_before": now + wait}
    if for_good:
        values["failed_at"] = now
    tx.run(update(_rows).where(_rows.c.id == notice.id).values(**values))


def stop_pending(
    tx: Transaction, dossier_id: int, people: Collection[int], addresses: Collection[str], why: str
) -> int:
    """Messages of a dossier that have not left yet to these people or addresses never will; how many there were."""
    waiting = _rows.c.dossier_id == dossier_id, _rows.c.sent_at.is_(None), _rows.c.failed_at.is_(None)
    whom = or_(_rows.c.person_id.in_(people), _rows.c.address.in_(addresses))
    return tx.run(update(_rows).where(*waiting, whom).values(failed_at=tx.now, fault=why)).rowcount


_TOLD = (
    select(Notice)
    .where(Notice.person_id == bindparam("person_id"))
    .order_by(Notice.id.desc())
    .limit(bindparam("limit", type_=Integer()))
)
_TOLD_BEFORE = _TOLD.where(Notice.id < bindparam("before"))


def notices_for(tx: Transaction, person_id: int, before: int | None = None, limit: int = 20) -> list[Notice]:
    """What a person was told, newest first, `limit` before a key."""
    values = {"person_id": person_id, "before": before, "limit": limit}
    return list(tx.scalars(_TOLD_BEFORE if before else _TOLD, values))


def by_keys(tx: Transaction, keys: Iterable[str]) -> dict[str, Notice]:
    """Several messages by their keys, in one query."""
    return {each.key: each for each in tx.scalars(select(Notice).where(Notice.key.in_(set(keys))))}


def undelivered(tx: Transaction) -> tuple[int, int]:
    """How many messages wait to leave, and how many could not be delivered."""
    waiting = Notice.sent_at.is_(None) & Notice.failed_at.is_(None) & Notice.address.is_not(None)
    query = select(func.count().filter(waiting), func.count().filter(Notice.failed_at.is_not(None)))
    row = tx.execute(query.where(or_(waiting, Notice.failed_at.is_not(None)))).one()
    return int(row[0]), int(row[1])


def failures(tx: Transaction, limit: int = 20) -> list[Notice]:
    """The latest messages that will not be tried again, newest first."""
    query = select(Notice).where(Notice.failed_at.is_not(None)).order_by(Notice.failed_at.desc(), Notice.id.desc())
    return list(tx.scalars(query.limit(limit)))
