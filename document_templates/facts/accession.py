"""Facts of the act by which a later organisation joins an agreement in force."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.common import Act, Contact, DocumentBlock, Organisation, Signature
from document_templates.facts.protocol_text import DataRole, Pledge


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementReference:
    """An agreement as other papers cite it; `sha256` is the digest of the consolidated text in force."""

    title: str
    signed_on: date
    sha256: str
    in_force: bool
    accession_open: bool
    members: tuple[str, ...]
    addenda: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """The lead organisation's answer: membership holds from `effect_on`; the vote weighs `weight`."""

    on: date
    effect_on: date
    weight: int
    weight_on: date | None
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Accession:
    """The applicant accepts the text whose digest is `accepted_sha256` and brings its pledges."""

    document: DocumentBlock
    applicant: Organisation
    representative: str
    quality: str
    agreement: AgreementReference
    accepted_sha256: str
    pledges: tuple[Pledge, ...]
    act: Act | None
    contacts: tuple[Contact, ...]
    data_role: DataRole
    signature: Signature
    acknowledgement: Acknowledgement | None
