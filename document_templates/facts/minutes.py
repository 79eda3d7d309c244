"""Facts of the minutes of a sitting; the internal and the publishable text are made from the same facts."""

from dataclasses import dataclass
from datetime import date, datetime

from document_templates.facts.common import Choice, DocumentBlock, Registration, Signature
from document_templates.facts.meeting import Absence, Body, Guest, ItemKind, Officer, Presence, Sitting
from document_templates.facts.vote import Vote


class ItemOutcome(Choice):
    """How an item ended; every item has one before the minutes leave drafting."""

    TREATED = "treated", "trattato"
    DECIDED = "decided", "deciso"
    CONSENTED = "consented", "assunto per consenso"
    NOTED = "noted", "preso atto"
    DEFERRED = "deferred", "rinviato"
    WITHDRAWN = "withdrawn", "ritirato"
    REFERRED = "referred", "rimesso ad altro organo"


class ApprovalMode(Choice):
    """How the body approves its minutes."""

    VOTE = "vote", "con votazione"
    TACIT = "tacit", "per silenzio, scaduto il termine per le osservazioni"
    ON_THE_SPOT = "on_the_spot", "al termine della seduta"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumStatement:
    """Heads and weights at the opening; `required` heads; `article` of the rules that ask for them."""

    present: int
    entitled: int
    required: int
    article: str
    present_weight: int | None = None
    entitled_weight: int | None = None
    weight_unit: str = "abitanti"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Somebody who came in or went out before an item."""

    at: datetime
    organisation: str
    person: str
    entering: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words somebody asked to have on record; `public` if they may be published."""

    author: str
    text: str
    public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesItem:
    """One item of the agenda; `public_summary` takes the place of `summary` in the publishable text."""

    title: str
    kind: ItemKind
    summary: str
    outcome: ItemOutcome | None
    public_summary: str | None = None
    supplementary: bool = False
    speaker: str | None = None
    movements: tuple[Movement, ...] = ()
    statements: tuple[Statement, ...] = ()
    papers: tuple[str, ...] = ()
    decision_number: str | None = None
    decision: str | None = None
    vote: Vote | None = None
    objections: tuple[str, ...] = ()
    referred_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Who does what by when; `item` is the number of the item it comes from, from 1."""

    what: str
    organisation: str | None
    person: str | None
    due_on: date | None
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """A request of a participation group and the answer given."""

    group: str
    received_on: date
    request: str
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """A case discussed, by code only; printed in the restricted annex and nowhere else."""

    case_code: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The approval of these minutes."""

    mode: ApprovalMode
    on: date
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes number `sequence` of `year`; `last_*` tell of the minutes before them in the same body.

    `agenda` holds the titles as convened; `entitled` the organisations that were members on that day.
    """

    document: DocumentBlock
    body: Body
    sequence: int
    year: int
    last_sequence: int | None
    last_sitting_on: date | None
    last_approved: bool
    sitting: Sitting
    opened_at: datetime | None
    closed_at: datetime | None
    convocation: Registration | None
    entitled: tuple[str, ...]
    presences: tuple[Presence, ...]
    absences: tuple[Absence, ...]
    guests: tuple[Guest, ...]
    chair: Officer
    secretary: Officer | None
    quorum: QuorumStatement | None
    proxy_limit: int
    agenda: tuple[str, ...]
    items: tuple[MinutesItem, ...]
    commitments: tuple[Commitment, ...]
    petitions: tuple[Petition, ...]
    cases: tuple[CaseNote, ...]
    next_sitting_at: datetime | None
    project_sitting: bool
    drafted_at: datetime | None
    circulated_at: datetime | None
    approval: Approval | None
    signed_by_secretary: Signature | None
    signed_by_chair: Signature | None
