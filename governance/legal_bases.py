"""Legal bases: on what ground an organisation handles people's data, recorded with its dates."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ForeignKey, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.actors import Actor
from governance.database import Record, Transaction, key
from governance.organisations import Organisation, OrganisationKind
from governance.registers import ORGANISATION, Entry, record

OWN_TASK = frozenset({"public_task", "legal_obligation"})
"""Where the task is the organisation's own, consent is not what permits it."""


PUBLIC = frozenset(
    {
        OrganisationKind.MUNICIPALITY, OrganisationKind.PLAN_OFFICE, OrganisationKind.HEALTH_AUTHORITY,
        OrganisationKind.EMPLOYMENT_CENTRE, OrganisationKind.MINISTRY, OrganisationKind.REGION,
        OrganisationKind.PROVINCE, OrganisationKind.OFFICE, OrganisationKind.SCHOOL,
    }
)  # fmt: skip
"""Kinds that have tasks of their own by law."""


class LegalBasis(Record):
    """A base giuridica of an organisation between two days (included); the newest that holds is the one that counts."""

    __tablename__ = "legal_bases"

    id: Mapped[int] = key()
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    basis: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(1000), default="")
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))

    @property
    def is_own_task(self) -> bool:
        """Whether it permits what the organisation does without the person's consent."""
        return self.basis in OWN_TASK


def record_basis(tx: Transaction, actor: Actor, basis: LegalBasis, key: str = "") -> None:
    """Write a basis and its line in the register; the one before it ends the day before."""
    for before in tx.scalars(select(LegalBasis).where(LegalBasis.organisation_id == basis.organisation_id)):
        if before.valid_from < basis.valid_from and (before.valid_until or basis.valid_from) >= basis.valid_from:
            before.valid_until = date.fromordinal(basis.valid_from.toordinal() - 1)
    tx.add(basis)
    tx.flush()
    details = {"basis": basis.basis, "valid_from": basis.valid_from, "note": basis.note}
    record(tx, actor, Entry("legal_basis", ORGANISATION, basis.organisation_id, details), key)


def bases_of(tx: Transaction, organisation_id: int) -> list[LegalBasis]:
    """Every basis an organisation ever had, newest first."""
    query = select(LegalBasis).where(LegalBasis.organisation_id == organisation_id)
    return list(tx.scalars(query.order_by(LegalBasis.valid_from.desc(), LegalBasis.id.desc())))


def bases_on(tx: Transaction, organisation_ids: Iterable[int], day: date) -> dict[int, LegalBasis]:
    """The basis that holds that day, by organisation."""
    query = select(LegalBasis).where(
        LegalBasis.organisation_id.in_(set(organisation_ids)),
        LegalBasis.valid_from <= day,
        or_(LegalBasis.valid_until.is_(None), LegalBasis.valid_until >= day),
    )
    rows = tx.scalars(query.order_by(LegalBasis.valid_from, LegalBasis.id))
    return {row.organisation_id: row for row in rows}


def own_tasks_of(
    tx: Transaction, sender_id: int | None, recipients: Iterable[Organisation], day: date
) -> dict[int, LegalBasis]:
    """By recipient, its own public task, where it and the sender's basis let a person be sent without consent.

    The recipient is a public body with a recorded task of its own; the sender acts by its own task, or by an
    agreement with a public body. Nothing is presumed: without both rows there is none. One query for any number.
    """
    public = {each.id for each in recipients if each.kind in PUBLIC}
    if sender_id is None or not public:
        return {}
    held = bases_on(tx, {sender_id, *public}, day)
    own = held.get(sender_id)
    if own is None or not (own.is_own_task or own.basis == "agreement"):
        return {}
    return {key: held[key] for key in public if key in held and held[key].is_own_task}


def own_task_of(tx: Transaction, sender_id: int | None, recipient_id: int, day: date) -> LegalBasis | None:
    """The same for one recipient."""
    recipient = tx.get(Organisation, recipient_id)
    return own_tasks_of(tx, sender_id, [recipient], day).get(recipient_id) if recipient else None
