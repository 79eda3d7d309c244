"""Facts of the plan for leaving a stay or a step: where the person goes, what is ready, who follows."""

from dataclasses import dataclass
from datetime import date

from document_templates.facts.accompaniment_pact import Step
from document_templates.facts.common import Contact, DocumentBlock, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitTask:
    """Something to be done before the exit, by whom and when."""

    what: str
    who: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitPlan:
    """The plan; `checks` are the days of the contacts after the exit."""

    document: DocumentBlock
    case_code: str
    from_step: Step
    to_step: Step
    exit_on: date
    destination: str | None
    reached: tuple[str, ...]
    tasks: tuple[ExitTask, ...]
    after_exit: Contact
    checks: tuple[date, ...]
    if_it_fails: str
    person_took_part: bool
    signatures: tuple[Signature, ...]
