"""Facts of the notice by which one party leaves an agreement."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.accession import AgreementReference
from document_templates.facts.common import Act, DocumentBlock, Organisation, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCommitment:
    """A commitment still open, and what is proposed for it."""

    what: str
    proposal: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case still open, by code; `informed_on` is when the person was told."""

    case_code: str
    new_owner: str | None
    informed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What the lead organisation takes note of: members, weights, quorum and seats from the effect on."""

    on: date
    remaining: int
    weights: str
    quorum: str
    seats: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalNotice:
    """`notice_days` run from `received_on`; the two totals are what the network has on record as open."""

    document: DocumentBlock
    sender: Organisation
    representative: str
    quality: str
    lead: Organisation
    is_lead: bool
    successor: str | None
    agreement: AgreementReference
    reasons: str | None
    approving_act: Act
    act: Act | None
    notice_days: int
    received_on: date
    effect_on: date
    commitments: tuple[OpenCommitment, ...]
    commitments_on_record: int
    cases: tuple[OpenCase, ...]
    cases_on_record: int
    signature: Signature
    consequences: Consequences | None
