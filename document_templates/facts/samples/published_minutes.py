"""Sample facts of the publishable minutes: those of the internal ones, approved, signed and registered."""

from dataclasses import replace
from datetime import date

from document_templates.facts.common import Confidentiality, Registration, Signature, SignatureKind
from document_templates.facts.meeting import Officer
from document_templates.facts.minutes import Approval, ApprovalMode
from document_templates.facts.samples.cast import CHAIR, SECRETARY
from document_templates.facts.samples.minutes import SAMPLE as INTERNAL

APPROVED_ON = date(2026, 12, 17)


def _signed(officer: Officer) -> Signature:
    return Signature(
        name=officer.person,
        role=officer.role,
        organisation=officer.organisation,
        kind=SignatureKind.DIGITAL,
        on=APPROVED_ON,
    )


SAMPLE = replace(
    INTERNAL,
    document=replace(
        INTERNAL.document,
        confidentiality=Confidentiality.PUBLISHABLE,
        issued_on=date(2026, 12, 21),
        registration=Registration(number="0004890", on=date(2026, 12, 18), office="AOO Valle Immaginaria"),
    ),
    approval=Approval(mode=ApprovalMode.VOTE, on=APPROVED_ON, decision="decisione n. 6/2026"),
    signed_by_secretary=_signed(SECRETARY),
    signed_by_chair=_signed(CHAIR),
)
