"""The checks that a document passes before it is issued, by the document's name."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from document_templates.checks.accession import check_accession, check_addendum, check_withdrawal_notice
from document_templates.checks.accompaniment_pact import (
    check_acceptance_letter,
    check_accompaniment_pact,
    check_exit_plan,
    check_extension_act,
    check_extension_refusal,
)
from document_templates.checks.attendance_sheet import check_attendance_sheet
from document_templates.checks.completeness import check_characters, check_completeness, check_lists
from document_templates.checks.convocation import check_convocation
from document_templates.checks.desertion_minutes import check_desertion_minutes
from document_templates.checks.findings import Finding, Severity
from document_templates.checks.good_practice_book import check_good_practice_book
from document_templates.checks.minutes import check_minutes, check_publishable
from document_templates.checks.monitoring_report import (
    check_final_report,
    check_growth_report,
    check_monitoring_report,
    check_network_plan,
)
from document_templates.checks.protocol_text import check_protocol_text
from document_templates.checks.referral_letter import check_referral_letter

__all__ = ["CHECKS", "Finding", "Severity", "check"]

CHECKS: Mapping[str, Callable[[Any], Iterable[Finding]]] = MappingProxyType(
    {
        "convocation": check_convocation,
        "minutes": check_minutes,
        "minutes_publishable": check_publishable,
        "desertion_minutes": check_desertion_minutes,
        "attendance_sheet": check_attendance_sheet,
        "protocol_text": check_protocol_text,
        "accession": check_accession,
        "addendum": check_addendum,
        "withdrawal_notice": check_withdrawal_notice,
        "referral_letter": check_referral_letter,
        "acceptance_letter": check_acceptance_letter,
        "accompaniment_pact": check_accompaniment_pact,
        "exit_plan": check_exit_plan,
        "extension_act": check_extension_act,
        "extension_refusal": check_extension_refusal,
        "network_plan": check_network_plan,
        "growth_report": check_growth_report,
        "final_report": check_final_report,
        "monitoring_report": check_monitoring_report,
        "good_practice_book": check_good_practice_book,
    }
)
_COMPLETENESS_CODES: Mapping[str, str] = MappingProxyType(
    {
        "minutes": "VRB-27",
        "minutes_publishable": "VRB-27",
        "desertion_minutes": "VRB-27",
        "protocol_text": "PTC-15",
        "addendum": "PTC-15",
        "accession": "PTC-15",
    }
)
_ORDER = tuple(Severity)


def check(name: str, facts: Any) -> tuple[Finding, ...]:
    """Return every fault of the facts of the document `name`, the gravest first. KeyError: no such document.

    An empty required field or list and a leftover placeholder are faults too: nothing is printed as a blank.
    """
    code = _COMPLETENESS_CODES.get(name, "DAT-01")
    leftover = Severity.GRAVE if code == "DAT-01" else Severity.BLOCKING
    found = [
        *check_completeness(name, facts, code, leftover),
        *check_lists(name, facts, code),
        *check_characters(facts),
        *CHECKS[name](facts),
    ]
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.severity)))
