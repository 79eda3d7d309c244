"""Facts of the accompaniment pact: needs, objectives, commitments, supports, reviews, signatures."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.common import Choice, Contact, DocumentBlock, Signature
from document_templates.facts.referral_letter import NeedArea, PrivacyNotice


class Step(Choice):
    """The steps of the staged exit, from reception to autonomy."""

    RECEPTION = "reception", "in accoglienza"
    BEFORE_EXIT = "before_exit", "pre-uscita"
    BRIDGE = "bridge", "ponte"
    HALF_AUTONOMY = "half_autonomy", "semi-autonomia"
    FOLLOWED_AUTONOMY = "followed_autonomy", "autonomia accompagnata"
    AUTONOMY = "autonomy", "autonomia"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedNeed:
    """A need with its level at the start, from 1 (in crisis) to 5 (able to do without help)."""

    area: NeedArea
    level: int
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedResult:
    """A measurable result and the day by which it is expected."""

    result: str
    indicator: str | None
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PactObjective:
    """A general objective, its expected results and the small steps towards them."""

    objective: str
    results: tuple[ExpectedResult, ...]
    small_steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What an organisation gives; `member_until` is the end of its membership, empty if there is none in sight."""

    organisation: str
    what: str
    quantity: str
    starts_on: date
    ends_on: date
    is_member: bool
    member_until: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Housing:
    """A bridge stay; `months` is the longest allowed; `exception` says why it lasts longer."""

    place: str
    starts_on: date
    ends_on: date
    months: int
    exception: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccompanimentPact:
    """The pact; `person` is printed as the person wants to be called; `summary` is in `language`."""

    document: DocumentBlock
    case_code: str
    person: str
    team: tuple[Contact, ...]
    context: str
    resources: tuple[str, ...]
    needs: tuple[AssessedNeed, ...]
    objectives: tuple[PactObjective, ...]
    own_commitments: tuple[str, ...]
    supports: tuple[Support, ...]
    step: Step
    next_step: Step
    criteria: tuple[str, ...]
    housing: Housing | None
    reviews: tuple[date, ...]
    change_conditions: tuple[str, ...]
    privacy_notice: PrivacyNotice
    language: str
    understood_languages: tuple[str, ...]
    summary: str
    copy_delivered_on: date | None
    person_signed_on: date | None
    no_signature_reason: str | None
    signatures: tuple[Signature, ...]
