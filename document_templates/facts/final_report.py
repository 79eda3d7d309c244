"""Facts of the report that closes a cycle or a project: what was promised, done, learnt and left to others."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.common import DocumentBlock, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalObjective:
    """An objective with the figure promised and the figure reached, in the same unit."""

    objective: str
    unit: str
    promised: int
    reached: int
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """An obligation that goes on after the end, and who takes it."""

    what: str
    organisation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalReport:
    """The report on `starts_on` to `ends_on`, both included."""

    document: DocumentBlock
    starts_on: date
    ends_on: date
    summary: str
    objectives: tuple[FinalObjective, ...]
    worked: tuple[str, ...]
    did_not_work: tuple[str, ...]
    good_practices: tuple[str, ...]
    handovers: tuple[Handover, ...]
    signatory: Signature
