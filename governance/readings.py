"""Readings: when an organisation first opened what it was sent, and how the message that told it fared."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, bindparam, select, text
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, table_of
from governance.notices import Notice
from governance.people import Mandate


class FirstReading(Record):
    """The first time somebody of an organisation opened the dossier it takes part in; who it was is not kept."""

    __tablename__ = "first_readings"

    participation_id: Mapped[int] = mapped_column(ForeignKey("participations.id"), primary_key=True)
    at: Mapped[datetime]


class Message(NamedTuple):
    """How one message to somebody of an organisation fared: written, taken by the mail server, or refused for good."""

    written_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None


_readings = table_of(FirstReading)
_NOTE = text(
    "INSERT INTO first_readings (participation_id, at) VALUES (:participation_id, :at) ON CONFLICT DO NOTHING"
).bindparams(bindparam("at", type_=_readings.c.at.type))


def note(tx: Transaction, participation_ids: Iterable[int]) -> None:
    """These organisations have the dossier open now; only the first time counts."""
    rows = [{"participation_id": each, "at": tx.now} for each in participation_ids]
    if rows:
        tx.run(_NOTE, rows)


_FIRST = select(_readings.c.participation_id, _readings.c.at).where(
    _readings.c.participation_id.in_(bindparam("ids", expanding=True))
)


def first_readings(tx: Transaction, participation_ids: Iterable[int]) -> dict[int, datetime]:
    """When each of these parts was first read, where it was."""
    rows = tx.run(_FIRST, {"ids": list(set(participation_ids))})
    return {row.participation_id: row.at for row in rows}


def first_messages(tx: Transaction, dossier_id: int, organisation_id: int) -> Sequence[Message]:
    """The messages that first told people of an organisation of the dossier: those of one and the same step."""
    people = select(Mandate.person_id).where(Mandate.organisation_id == organisation_id)
    query = select(Notice).where(Notice.dossier_id == dossier_id, Notice.what == "move", Notice.person_id.in_(people))
    found = tx.scalars(query.order_by(Notice.id)).all()
    step = found[0].key.rpartition(":")[0] if found else ""
    same = [each for each in found if each.key.rpartition(":")[0] == step]
    return [Message(each.written_at, each.sent_at, each.failed_at) for each in same]
