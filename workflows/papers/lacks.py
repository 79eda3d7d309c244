"""What keeps a referral's letter from leaving: the blocking checks of the letter, each with who mends it and where."""

from document_templates.checks import check
from document_templates.checks.findings import Finding, Severity
from governance.errors import Missing
from governance.referrals import referral
from governance.services import service
from workflows.papers.previews import letter_preview
from workflows.situations import Situation

LETTER = "referral_letter"
CASE_TEAM, SENDER, OFFICE = "chi segue la presa in carico", "chi invia", "l'Ufficio di Piano"
ADMINISTRATOR, NETWORK = "l'amministratore", "chi cura la rete"
_ASKED_BY = frozenset(
    {
        ("protocol_covers", "LIN-01", "protocol"),
        ("consent_covers", "LIN-02", "agreed_on"),
        ("beneficiary_informed", "LIN-02", "privacy_notice"),
        ("guardian_agrees", "LIN-07", "person.guardian"),
    }
)
"""Findings that a requirement of its own says already: that requirement, the code and the field."""
_MENDED = {
    "request": (SENDER, "edit"),
    "needs": (SENDER, "need"),
    "privacy_notice": (CASE_TEAM, "case:inform"),
    "copy_language": (CASE_TEAM, "case:inform"),
    "agreed_on": (CASE_TEAM, "case:consent"),
    "person": (CASE_TEAM, "case:guardian"),
    "protocol": (OFFICE, "protocols"),
    "reply_days": (OFFICE, "protocols"),
    "reply_by": (OFFICE, "protocols"),
}
"""Who can mend a fact of the letter, and on which page."""
_OF_SENDER = ("sender", "signatory", "document")


def letter_findings(situation: Situation) -> tuple[Finding, ...]:
    """What the checks find in the letter as it would leave now, the gravest first; once per move."""
    return situation.reckon(_findings)


def letter_lacks(situation: Situation) -> list[Missing]:
    """Every blocking finding of the letter that the step would issue, but for what another of its needs says.

    Nothing is rendered: what a letter lacks stands in its facts.
    """
    step = situation.step
    if step is None or LETTER not in step.issues:
        return []
    return [
        Missing(each.sentence, *mending(situation, each.field))
        for each in letter_findings(situation)
        if each.severity is Severity.BLOCKING and not _is_asked(each, step.needs)
    ]


def mending(situation: Situation, field: str) -> tuple[str, str]:
    """Who can mend this field of the letter, and the page where."""
    head = field.partition(".")[0].partition("[")[0]
    if head in _MENDED:
        return _MENDED[head]
    if "project" in field or field == "document.network":
        return NETWORK, ""
    organisation_id = situation.organisation_in("sender") if head in _OF_SENDER else None
    if head == "recipient":
        target = service(situation.tx, situation.recall(referral).service_id)
        organisation_id = target.organisation_id if target else None
    return ADMINISTRATOR, f"organisation:{organisation_id}" if organisation_id else ""


def _is_asked(finding: Finding, needs: tuple[str, ...]) -> bool:
    return any((name, finding.code, finding.field) in _ASKED_BY for name in needs)


def _findings(situation: Situation) -> tuple[Finding, ...]:
    return check(LETTER, letter_preview(situation))
