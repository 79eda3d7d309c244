"""Facts of the attendance sheet, blank for signing or consolidated from the recorded presences."""

from dataclasses import dataclass
from datetime import datetime

from document_templates.facts.common import DocumentBlock
from document_templates.facts.meeting import Body, Guest, Interval, Officer, Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceRow:
    """One invited person; `identified_by` tells how somebody on video was recognised, and when."""

    person: str
    role: str
    organisation: str
    voting: bool
    remote: bool = False
    intervals: tuple[Interval, ...] = ()
    signed: bool = False
    identified_by: str | None = None
    identified_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheet:
    """`blank` prints one row per invited person and ten empty ones; `total_minutes` sums the presences."""

    document: DocumentBlock
    body: Body
    sitting: Sitting
    blank: bool
    opened_at: datetime | None
    closed_at: datetime | None
    rows: tuple[AttendanceRow, ...]
    guests: tuple[Guest, ...]
    secretary: Officer
    total_minutes: int | None
