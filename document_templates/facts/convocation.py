"""Facts of the notice that convenes a sitting, with its agenda."""

from dataclasses import dataclass
from datetime import datetime

from document_templates.facts.common import Choice, DocumentBlock, Signature
from document_templates.facts.meeting import Body, ItemKind, Sitting


class NoticeMode(Choice):
    """How the days of notice are counted (governance rules, case T01)."""

    CLEAR = "clear", "giorni liberi"
    ORDINARY = "ordinary", "giorni ordinari"
    INCLUSIVE = "inclusive", "giorni compresi gli estremi"


class Expected(Choice):
    """What the body is asked to do with an item."""

    INFORMATION = "information", "informazione"
    OPINION = "opinion", "parere"
    DECISION = "decision", "decisione"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTerm:
    """The term the body's rules ask: `days` counted in `mode`, or `urgent_hours` with a reason."""

    days: int
    mode: NoticeMode
    urgent: bool = False
    urgent_hours: int = 24
    urgent_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvenedItem:
    """One item; `minutes` foreseen; `papers` are the titles of the documents at disposal."""

    title: str
    kind: ItemKind
    expected: Expected
    speaker: str | None = None
    minutes: int | None = None
    papers: tuple[str, ...] = ()
    supplementary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Whom the notice goes to; `delivered_at` is the proof of delivery, empty until it comes."""

    organisation: str
    person: str
    role: str
    channel: str
    address: str
    sent_at: datetime | None = None
    delivered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Convocation:
    """The notice; `entitled` are the organisations with a right to sit; `duration` in minutes."""

    document: DocumentBlock
    body: Body
    sitting: Sitting
    second_call_at: datetime | None
    duration: int | None
    sent_at: datetime
    notice: NoticeTerm
    items: tuple[ConvenedItem, ...]
    entitled: tuple[str, ...]
    recipients: tuple[Recipient, ...]
    for_information: tuple[str, ...]
    papers_place: str | None
    delegation: str | None
    signatory: Signature
