"""Facts of the yearly plan that accompanies a network according to its maturity."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.common import Choice, Contact, DocumentBlock, Signature


class Maturity(Choice):
    """How far a network has come (life cycle of networks, PMC7323782)."""

    PLANNING = "planning", "progettazione"
    FORMATION = "formation", "formazione"
    MATURATION = "maturation", "maturazione"
    SUSTAINABILITY = "sustainability", "sostenibilità"
    TRANSITION = "transition", "transizione"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkObjective:
    """What the network wants to reach, how it will be seen, by when, who answers for it."""

    objective: str
    indicator: str
    due_on: date | None
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMeeting:
    """A meeting of the plan."""

    on: date
    subject: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPlan:
    """The plan from `starts_on` to `ends_on`, both included."""

    document: DocumentBlock
    coordinator: Contact
    starts_on: date
    ends_on: date
    members: tuple[str, ...]
    maturity: Maturity
    evidence: tuple[str, ...]
    objectives: tuple[NetworkObjective, ...]
    meetings: tuple[PlannedMeeting, ...]
    laboratories: tuple[str, ...]
    products: tuple[str, ...]
    signatory: Signature
