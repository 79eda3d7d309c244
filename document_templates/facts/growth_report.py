"""Facts of the report on how much a network has grown between two readings with the same instrument."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from document_templates.facts.common import DocumentBlock, Signature
from document_templates.facts.network_plan import Maturity


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthScore:
    """One dimension, scored from 1 to 5 at both readings."""

    dimension: str
    before: Decimal
    after: Decimal
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthReport:
    """Two readings; growth may be compared only if the instrument is the same."""

    document: DocumentBlock
    instrument_before: str
    instrument_after: str
    read_on: date
    reread_on: date
    maturity_before: Maturity
    maturity_after: Maturity
    scores: tuple[GrowthScore, ...]
    facts_of_growth: tuple[str, ...]
    growth_space: tuple[str, ...]
    next_steps: tuple[str, ...]
    signatory: Signature
