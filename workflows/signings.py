"""Registering a protocol its parties have already signed: who takes part, its clauses, its terms."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from governance.actors import Actor
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.organisations import OrganisationKind, organisation
from governance.participations import Joining
from governance.protocols import Clause, Protocol
from governance.roles import Capacity
from workflows.attempt import Opening


@dataclass(frozen=True, slots=True)
class Signed:
    """A protocol already signed: its parties, the lead first, its clauses and its terms."""

    network_id: int
    title: str
    legal_type: str
    signed_on: date
    starts_on: date
    ends_on: date
    parties: Sequence[int]
    clauses: Sequence["Cover"]
    terms: dict[str, str] = field(default_factory=dict)
    fields: Sequence[str] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """One clause: a kind of service, who may send whom (None: any party), where (empty: everywhere)."""

    category: str
    sender_id: int | None = None
    recipient_id: int | None = None
    municipalities: Sequence[str] = ()


def protocol_opening(tx: Transaction, actor: Actor, signed: Signed, key: str = "") -> Opening:
    """A protocol the parties have already signed on paper or digitally."""

    def facts(tx: Transaction, dossier: Dossier) -> None:
        protocol = Protocol(
            id=dossier.id,
            legal_type=signed.legal_type,
            number=signed.number,
            signed_on=signed.signed_on,
            starts_on=signed.starts_on,
            ends_on=signed.ends_on,
            terms=dict(signed.terms),
            fields=list(signed.fields),
        )
        tx.add(protocol)
        tx.flush()
        for number, cover in enumerate(signed.clauses, 1):
            tx.add(clause_of(dossier.id, number, cover))

    lead, *others = signed.parties
    parts = [
        Joining(lead, Capacity.LEAD_PARTY),
        *(Joining(each, Capacity.PARTY) for each in others),
        Joining(signed.network_id, Capacity.NETWORK),
    ]
    answers = {"starts_on": signed.starts_on.isoformat(), "ends_on": signed.ends_on.isoformat()}
    opening = Opening("protocol", signed.title, parts, facts, actor, signed.network_id, answers=answers, key=key)
    offices = [each for each in signed.parties if _is_plan_office(tx, each)]
    return replace(opening, parts=[*parts, *(Joining(each, Capacity.PLAN_OFFICE) for each in offices)])


def clause_of(protocol_id: int, number: int, cover: Cover) -> Clause:
    """A clause as it is kept: all of them belong to the ninth article."""
    return Clause(
        protocol_id=protocol_id,
        number=f"9.{number}",
        category=cover.category,
        sender_id=cover.sender_id,
        recipient_id=cover.recipient_id,
        municipalities=sorted(cover.municipalities),
    )


def _is_plan_office(tx: Transaction, organisation_id: int) -> bool:
    found = organisation(tx, organisation_id)
    return found is not None and found.kind == OrganisationKind.PLAN_OFFICE
