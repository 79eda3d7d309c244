"""Inboxes: an organisation that for a while takes no new referrals says until when, and why."""

from datetime import date

from sqlalchemy import ForeignKey, String, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from governance import registers
from governance.actors import ROME, Actor
from governance.database import Record, Transaction
from governance.errors import Invalid
from governance.keeping import require_organisation
from governance.registers import ORGANISATION, Entry
from governance.service_records import require_keeper


class InboxClosure(Record):
    """The present or last closure of an organisation's inbox; `last_day` is included."""

    __tablename__ = "inbox_closures"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(300))


_CLOSED = select(InboxClosure).where(InboxClosure.last_day >= bindparam("day"))


def closures_on(tx: Transaction, day: date) -> dict[int, InboxClosure]:
    """The organisations that take no new referrals on that day."""
    return {each.organisation_id: each for each in tx.scalars(_CLOSED, {"day": day})}


def closure_of(tx: Transaction, organisation_id: int, day: date) -> InboxClosure | None:
    """The closure of this organisation's inbox on that day, if it is closed."""
    found = tx.get(InboxClosure, organisation_id, populate_existing=True)
    return found if found and found.last_day >= day else None


def close_inbox(tx: Transaction, actor: Actor, organisation_id: int, last_day: date, reason: str) -> None:
    """Take no new referrals until that day included; those that arrived already stay."""
    require_keeper(actor, organisation_id)
    require_organisation(tx, organisation_id, to_change=True)
    if last_day < tx.now.astimezone(ROME).date():
        raise Invalid({"last_day": "Questo giorno è già passato."})
    tx.merge(InboxClosure(organisation_id=organisation_id, last_day=last_day, reason=reason))
    details = {"until": last_day, "reason": reason}
    registers.record(tx, actor, Entry("close_inbox", ORGANISATION, organisation_id, details))


def open_inbox(tx: Transaction, actor: Actor, organisation_id: int) -> None:
    """Take referrals again from now on; nothing happens where the inbox is open."""
    require_keeper(actor, organisation_id)
    require_organisation(tx, organisation_id, to_change=True)
    found = tx.get(InboxClosure, organisation_id)
    if found is not None:
        tx.delete(found)
        registers.record(tx, actor, Entry("open_inbox", ORGANISATION, organisation_id))
