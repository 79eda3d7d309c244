"""Facts of the short minutes of a sitting that could not be held for want of a quorum."""

from dataclasses import dataclass
from datetime import datetime

from document_templates.facts.common import DocumentBlock, Registration, Signature
from document_templates.facts.meeting import Absence, Body, Officer, Presence, Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class DesertionMinutes:
    """`waited_until` is when the want of a quorum was declared; `required` and `entitled` in heads."""

    document: DocumentBlock
    body: Body
    sequence: int
    year: int
    sitting: Sitting
    convocation: Registration | None
    waited_until: datetime
    presences: tuple[Presence, ...]
    absences: tuple[Absence, ...]
    entitled: int
    required: int
    article: str
    chair: Officer
    secretary: Officer | None
    second_call_at: datetime | None
    signed_by_secretary: Signature | None
    signed_by_chair: Signature | None
