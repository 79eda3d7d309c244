"""Facts of the two answers to a request to extend a stay: the act that grants it and the one that refuses it."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.common import DocumentBlock, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class StayRequest:
    """The request: for which stay, by whom, when, until when, why; both days included."""

    case_code: str
    place: str
    starts_on: date
    ends_on: date
    requested_by: str
    requested_on: date
    requested_until: date
    grounds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAct:
    """The stay goes on to `granted_until`; `total_months` is the longest the rules allow in all."""

    document: DocumentBlock
    request: StayRequest
    norms: tuple[str, ...]
    findings: tuple[str, ...]
    granted_until: date
    total_months: int
    conditions: tuple[str, ...]
    costs: str
    decided_on: date
    signatory: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRefusal:
    """The stay ends as planned; `review_days` within which one may ask again, to `review_office`."""

    document: DocumentBlock
    request: StayRequest
    norms: tuple[str, ...]
    reasons: tuple[str, ...]
    warned_on: date | None
    alternatives: tuple[str, ...]
    review_days: int
    review_office: str
    decided_on: date
    signatory: Signature
