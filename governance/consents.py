"""Information given to the person, and what the person agreed to: for whom, for what, until when."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import JSON, ForeignKey, String, bindparam, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key

SOON = timedelta(days=30)
"""A consent that ends within this time is about to end: whoever follows the case is told."""
REFERRING = "refer"
"""The purpose without which a consent sends nobody anywhere."""


class Information(Record):
    """The privacy notice was given: which version, in which language, on which day, how."""

    __tablename__ = "informations"

    id: Mapped[int] = key()
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    version: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(40))
    channel: Mapped[str] = mapped_column(String(20))
    given_on: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))


class Consent(Record):
    """What the person agreed to: for one organisation, or for any (None), until a day (included).

    `purposes` and `categories` are codes; empty where they were not asked one by one: all of them.

    The agreement is to the *service*; it is not the legal basis of a public body's own task
    (GDPR art. 6.1.e; d.lgs. 196/2003 art. 2-sexies).
    """

    __tablename__ = "consents"

    id: Mapped[int] = key()
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    purposes: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    categories: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    evidence: Mapped[str] = mapped_column(String(20))
    given_on: Mapped[date]
    until: Mapped[date | None]
    revoked_on: Mapped[date | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("people.id"))

    def state_on(self, day: date) -> str:
        """`holds`, `ending` within a month, or `over`."""
        if self.revoked_on is not None or (self.until is not None and self.until < day):
            return "over"
        return "ending" if self.until is not None and self.until <= day + SOON else "holds"

    def refers_on(self, day: date) -> bool:
        """Whether it lets the person be referred on that day."""
        begun, ended = self.given_on <= day, self.until is not None and self.until < day
        holds = begun and not ended and (self.revoked_on is None or self.revoked_on > day)
        return holds and (not self.purposes or REFERRING in self.purposes)


def informations_of(tx: Transaction, case_id: int) -> list[Information]:
    """The notices given in this case, newest first."""
    query = select(Information).where(Information.case_id == case_id).order_by(Information.id.desc())
    return list(tx.scalars(query))


_CONSENTS = select(Consent).where(Consent.case_id == bindparam("case_id")).order_by(Consent.id.desc())


def consents_of(tx: Transaction, case_id: int) -> list[Consent]:
    """Everything the person agreed to in this case, newest first, revoked included."""
    return list(tx.scalars(_CONSENTS, {"case_id": case_id}))


def consents_covering(tx: Transaction, case_id: int, organisation_id: int, day: date) -> list[Consent]:
    """The consents to a referral in force that day for that organisation, newest first."""
    query = select(Consent).where(
        Consent.case_id == case_id,
        Consent.given_on <= day,
        or_(Consent.organisation_id.is_(None), Consent.organisation_id == organisation_id),
        or_(Consent.until.is_(None), Consent.until >= day),
        or_(Consent.revoked_on.is_(None), Consent.revoked_on > day),
    )
    rows = tx.scalars(query.order_by(Consent.id.desc()))
    return [each for each in rows if not each.purposes or REFERRING in each.purposes]


def consent_covering(
    tx: Transaction, case_id: int, organisation_id: int, day: date, data: Collection[str] = ()
) -> Consent | None:
    """A consent in force that day for that organisation and these categories of data, if there is one."""
    found = consents_covering(tx, case_id, organisation_id, day)
    return next((each for each in found if not each.categories or set(data) <= set(each.categories)), None)
