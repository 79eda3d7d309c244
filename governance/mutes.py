"""Mutes: who is not reminded of a dossier for a while, and why; clocks, lateness and escalation never read them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, bindparam, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from governance.code_entries import codes
from governance.database import Record, Transaction, key, table_of
from governance.dossiers import Dossier
from governance.many_keys import among

MUTE_REASONS = codes(
    ("other_updates", "La aggiorna un'altra persona", "Somebody else keeps it up to date"),
    ("date_agreed", "C'è già una data concordata", "A date is already agreed"),
    ("person_away", "La persona non c'è in questo periodo", "The person is away for now"),
    ("other_office", "Si aspetta un altro ente", "Another organisation has to act first"),
    ("other", "Altro, spiegato nella nota", "Other, told in the note"),
)


class Mute(Record):
    """Una sospensione: one person is not reminded of one dossier, in its present stage, until an instant.

    `since` is the stage's own: once the dossier moves on the mute is over by itself. `missed` is the timer of the
    latest reminder held back: when the mute ends, it is told.
    """

    __tablename__ = "mutes"
    __table_args__ = (
        UniqueConstraint("dossier_id", "person_id"),
        Index("ix_mutes_missed", "until", sqlite_where=text("missed IS NOT NULL"),
              postgresql_where=text("missed IS NOT NULL")),
    )  # fmt: skip

    id: Mapped[int] = key()
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    since: Mapped[datetime]
    made_at: Mapped[datetime]
    until: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(40))
    missed: Mapped[str | None] = mapped_column(String(60))


_rows = table_of(Mute)
_OF_ITS_STAGE = (Dossier.id == _rows.c.dossier_id) & (Dossier.since == _rows.c.since)
_IN_FORCE = (
    select(_rows)
    .join(Dossier, _OF_ITS_STAGE)
    .where(among(_rows.c.dossier_id), _rows.c.until > bindparam("now"))
    .order_by(_rows.c.id)
)
_HOLD = update(_rows).where(_rows.c.id == bindparam("mute_id")).values(missed=bindparam("timer"))


class Muting(NamedTuple):
    """What somebody asks for: no reminders until then, and why."""

    until: datetime
    reason: str


def mute(tx: Transaction, dossier: Any, person_id: int, wanted: Muting) -> None:
    """From now on this person is not reminded of the dossier; an earlier mute of theirs is replaced.

    A reminder that the earlier one held back in this very stage is still owed.
    """
    values = {**wanted._asdict(), "since": dossier.since, "made_at": tx.now}
    found = tx.scalar(select(Mute).where(Mute.dossier_id == dossier.id, Mute.person_id == person_id))
    if found is None:
        tx.add(Mute(dossier_id=dossier.id, person_id=person_id, **values))
    else:
        missed = found.missed if found.since == dossier.since else None
        tx.run(update(_rows).where(_rows.c.id == found.id).values(**values, missed=missed))
    tx.flush()


def end(tx: Transaction, dossier_id: int, person_id: int) -> bool:
    """From now on this person is reminded again; False if they were."""
    whose = _rows.c.dossier_id == dossier_id, _rows.c.person_id == person_id, _rows.c.until > tx.now
    return tx.run(update(_rows).where(*whose).values(until=tx.now)).rowcount == 1


def in_force(tx: Transaction, dossier_ids: Iterable[int]) -> dict[int, dict[int, Any]]:
    """The mutes in force of these dossiers, by dossier and person, in one query."""
    ids = set(dossier_ids)
    found: dict[int, dict[int, Any]] = {}
    for row in tx.run(_IN_FORCE, {"ids": ids, "now": tx.now}) if ids else ():
        found.setdefault(row.dossier_id, {})[row.person_id] = row
    return found


def in_networks(tx: Transaction, network_ids: Collection[int], limit: int = 50) -> Sequence[Any]:
    """The mutes in force in the dossiers of these networks, those that last longest first."""
    if not network_ids:
        return ()
    query = (
        select(_rows)
        .join(Dossier, _OF_ITS_STAGE)
        .where(Dossier.network_id.in_(network_ids), Dossier.open, _rows.c.until > tx.now)
        .order_by(_rows.c.until.desc(), _rows.c.id)
    )
    return tx.run(query.limit(limit)).all()


def hold_back(tx: Transaction, held: Mapping[int, str]) -> None:
    """Note which reminder each of these mutes held back last."""
    if held:
        tx.run(_HOLD, [{"mute_id": mute_id, "timer": timer} for mute_id, timer in held.items()])


def over(tx: Transaction, limit: int = 1000) -> Sequence[Any]:
    """The mutes that ended and held a reminder back, oldest first."""
    query = select(_rows).where(_rows.c.missed.is_not(None), _rows.c.until <= tx.now)
    return tx.run(query.order_by(_rows.c.until, _rows.c.id).limit(limit)).all()


def settle(tx: Transaction, mute_ids: Collection[int]) -> None:
    """What these mutes held back was told, or is of no use any more."""
    tx.run(update(_rows).where(_rows.c.id.in_(mute_ids)).values(missed=None))
