"""Referrals: one attempt to answer a need, from a sender to a recipient, under a protocol."""

import json
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.cases import Need
from governance.database import Json, Record, Transaction
from governance.dossiers import Dossier
from governance.errors import NotVisible

UNSENT = ("draft", "exception_asked")
"""Stages in which nothing has left yet: the recipient reads nothing and is told nothing."""


class Referral(Record):
    """An invio. `sealed_packet` is what the recipient was given at sending, frozen; before, `sealed_request`.

    `clause` and `protocol_id` are frozen at sending. `exception_reason` is the code of why it may leave without a
    protocol, once that was granted, until `exception_until` (included). `holds_place` is whether it took a place
    of its service. `summary` is what stays of it for the sender once it is closed: codes and dates alone.
    """

    __tablename__ = "referrals"

    id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id"), index=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), index=True)
    protocol_id: Mapped[int | None] = mapped_column(ForeignKey("protocols.id"), index=True)
    clause: Mapped[str | None] = mapped_column(String(10))
    exception_reason: Mapped[str | None] = mapped_column(String(40))
    exception_until: Mapped[date | None]
    sealed_request: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_packet: Mapped[bytes | None] = mapped_column(LargeBinary)
    holds_place: Mapped[bool] = mapped_column(default=False)
    summary: Mapped[Json | None]

    def is_excepted(self, day: date) -> bool:
        """Whether an exception lets it leave on that day without a protocol."""
        return self.exception_until is not None and day <= self.exception_until


_REFERRAL = select(Referral).where(Referral.id == bindparam("dossier_id"))


def referral(tx: Transaction, dossier_id: int) -> Referral:
    """The facts of a referral; NotVisible if there is none."""
    found = tx.scalar(_REFERRAL, {"dossier_id": dossier_id})
    if found is None:
        raise NotVisible
    return found


def write_request(tx: Transaction, facts: Referral, household_id: int, text: str) -> None:
    """Seal what is asked of the recipient."""
    facts.sealed_request = tx.vault.seal_text(household_id, text, f"referrals.request:{facts.id}")
    tx.flush()


def request(tx: Transaction, facts: Referral, household_id: int) -> str:
    """What is asked of the recipient, opened."""
    if facts.sealed_request is None:
        return ""
    return tx.vault.open_text(household_id, facts.sealed_request, f"referrals.request:{facts.id}")


def write_packet(tx: Transaction, facts: Referral, household_id: int, packet: dict[str, Any] | None) -> None:
    """Freeze what the recipient is given; None takes it away."""
    place = f"referrals.packet:{facts.id}"
    plain = None if packet is None else json.dumps(packet, ensure_ascii=False)
    facts.sealed_packet = None if plain is None else tx.vault.seal_text(household_id, plain, place)
    tx.flush()


def packet(tx: Transaction, facts: Referral, household_id: int) -> dict[str, Any]:
    """What the recipient was given, opened; empty before sending and after redaction."""
    if facts.sealed_packet is None:
        return {}
    opened: dict[str, Any] = json.loads(
        tx.vault.open_text(household_id, facts.sealed_packet, f"referrals.packet:{facts.id}")
    )
    return opened


def open_referrals_of(tx: Transaction, need_id: int) -> list[tuple[Referral, Dossier]]:
    """The referrals of a need that are not over, oldest first."""
    query = (
        select(Referral, Dossier)
        .join(Dossier, Dossier.id == Referral.id)
        .where(Referral.need_id == need_id, Dossier.open)
        .order_by(Dossier.id)
    )
    return [row._tuple() for row in tx.execute(query)]


def sent_of_case(tx: Transaction, case_id: int) -> list[Dossier]:
    """The referrals of a case that left, over or not, oldest first."""
    query = select(Dossier).join(Referral, Referral.id == Dossier.id).join(Need, Need.id == Referral.need_id)
    return list(tx.scalars(query.where(Need.case_id == case_id, Dossier.stage.not_in(UNSENT)).order_by(Dossier.id)))
