"""Protocols: what the organisations signed, as clauses that open and time referrals."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, ForeignKey, String, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Json, Record, Transaction, key
from governance.dossiers import Dossier
from governance.errors import NotVisible
from governance.participations import Participation


class Protocol(Record):
    """An agreement. Who signed takes part in its dossier as lead_party or party; `ends_on` is the last day.

    `opens`: whether referrals may leave under it now. `terms` are amounts by name (`{"decide": "10 wd"}`, or
    one per grade); `fields` are the parts of a person's packet that may be shared under it.
    """

    __tablename__ = "protocols"

    id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    legal_type: Mapped[str] = mapped_column(String(40))
    number: Mapped[str] = mapped_column(String(40), default="")
    signed_on: Mapped[date]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    opens: Mapped[bool] = mapped_column(default=False)
    terms: Mapped[Json] = mapped_column(default=dict)
    fields: Mapped[list[str]] = mapped_column(JSON, default=list)


class Clause(Record):
    """Who may send whom (None: any party), for which kind of service, in which municipalities (empty: all).

    A clause is never rewritten: from `withdrawn_at` on it opens nothing, and referrals sent under it still name it.
    """

    __tablename__ = "clauses"

    id: Mapped[int] = key()
    protocol_id: Mapped[int] = mapped_column(ForeignKey("protocols.id"), index=True)
    number: Mapped[str] = mapped_column(String(10))
    category: Mapped[str] = mapped_column(String(40), index=True)
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    municipalities: Mapped[list[str]] = mapped_column(JSON, default=list)
    withdrawn_at: Mapped[datetime | None]


def protocol(tx: Transaction, dossier_id: int) -> Protocol:
    """The facts of a protocol; NotVisible if there is none."""
    found = tx.get(Protocol, dossier_id, populate_existing=True)
    if found is None:
        raise NotVisible
    return found


def keep_dates(tx: Transaction, dossier_id: int, dates: Mapping[str, str]) -> None:
    """The days in force that a step wrote: an extension makes the cover last as long as the clocks say."""
    facts = protocol(tx, dossier_id)
    for name in {"starts_on", "ends_on"} & dates.keys():
        setattr(facts, name, date.fromisoformat(dates[name]))
    tx.flush()


def clauses_of(tx: Transaction, protocol_id: int) -> list[Clause]:
    """The clauses that hold, in their order."""
    return [each for each in every_clause_of(tx, protocol_id) if each.withdrawn_at is None]


def every_clause_of(tx: Transaction, protocol_id: int) -> list[Clause]:
    """The clauses that hold and those withdrawn, in their order."""
    return list(tx.scalars(select(Clause).where(Clause.protocol_id == protocol_id).order_by(Clause.id)))


_TERMS = select(Protocol.terms).where(Protocol.id == bindparam("protocol_id"))


def terms_of(tx: Transaction, protocol_id: int) -> dict[str, Any]:
    """The terms of a protocol by name; none where there is no such protocol."""
    return dict(tx.run(_TERMS, {"protocol_id": protocol_id}).scalar() or {})


class InForce(NamedTuple):
    """A clause that lets its parties send between two days, with its protocol and who signed it."""

    clause: Clause
    dossier: Dossier
    starts_on: date
    ends_on: date
    signed: frozenset[int]

    def sends(self, organisation_id: int) -> bool:
        """Whether this organisation may send under it."""
        return organisation_id in self.signed and self.clause.sender_id in (None, organisation_id)

    def receives(self, organisation_id: int) -> bool:
        """Whether referrals may be sent to this organisation under it."""
        return organisation_id in self.signed and self.clause.recipient_id in (None, organisation_id)


_IN_FORCE = (
    select(Clause, Dossier, Protocol.starts_on, Protocol.ends_on)
    .join(Protocol, Protocol.id == Clause.protocol_id)
    .join(Dossier, Dossier.id == Protocol.id)
    .where(Protocol.opens, Protocol.starts_on <= bindparam("last"), Protocol.ends_on >= bindparam("first"))
    .where(Clause.withdrawn_at.is_(None))
    .order_by(Protocol.ends_on.desc(), Clause.id)
)
_OF_CATEGORIES = _IN_FORCE.where(Clause.category.in_(bindparam("categories", expanding=True)))
_SIGNED = select(Participation.dossier_id, Participation.organisation_id).where(
    Participation.dossier_id.in_(bindparam("ids", expanding=True)),
    Participation.capacity.in_(("lead_party", "party")),
)


def clauses_in_force(
    tx: Transaction, day: date, categories: Collection[str] = (), municipality: str = "", until: date | None = None
) -> list[InForce]:
    """The clauses in force that day (or on some day up to `until`), those of the protocol that ends last first.

    Two queries for any number. For all kinds of service and for everywhere, where none is named.
    """
    values = {"first": day, "last": until or day, "categories": sorted(categories)}
    found = [row._tuple() for row in tx.execute(_OF_CATEGORIES if categories else _IN_FORCE, values)]
    signed = _signatories(tx, {dossier.id for _, dossier, *_ in found}) if found else {}
    return [
        InForce(clause, dossier, starts_on, ends_on, frozenset(signed.get(dossier.id, ())))
        for clause, dossier, starts_on, ends_on in found
        if not municipality or not clause.municipalities or municipality in clause.municipalities
    ]


def covering(
    tx: Transaction, parties: Iterable[tuple[int, int]], category: str, municipality: str, day: date
) -> tuple[Clause, Dossier] | None:
    """The clause in force that day that lets one of the (sender, recipient) pairs act; the latest to end wins.

    Both organisations must be parties of the protocol, directly or through whoever represents them.
    """
    for each in clauses_in_force(tx, day, (category,), municipality):
        if any(each.sends(sender) and each.receives(recipient) for sender, recipient in parties):
            return each.clause, each.dossier
    return None


def _signatories(tx: Transaction, dossier_ids: set[int]) -> dict[int, set[int]]:
    signed: dict[int, set[int]] = {}
    for row in tx.run(_SIGNED, {"ids": list(dossier_ids)}):
        signed.setdefault(row.dossier_id, set()).add(row.organisation_id)
    return signed
