"""Sample facts of every document, for previews, tests and the download of templates; all invented."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from document_templates.facts.samples import (
    accompaniment,
    agreements,
    meetings,
    memberships,
    minutes,
    monitoring,
    practices,
    published_minutes,
    referral_letter,
    reports,
)

SAMPLES: Mapping[str, Any] = MappingProxyType(
    {
        "convocation": meetings.CONVOCATION,
        "minutes": minutes.SAMPLE,
        "minutes_publishable": published_minutes.SAMPLE,
        "desertion_minutes": meetings.DESERTION,
        "attendance_sheet": meetings.ATTENDANCE_SHEET,
        "protocol_text": agreements.PROTOCOL,
        "accession": memberships.ACCESSION,
        "addendum": memberships.ADDENDUM,
        "withdrawal_notice": memberships.WITHDRAWAL,
        "referral_letter": referral_letter.SAMPLE,
        "acceptance_letter": accompaniment.ACCEPTANCE,
        "accompaniment_pact": accompaniment.PACT,
        "exit_plan": accompaniment.EXIT_PLAN,
        "extension_act": accompaniment.EXTENSION,
        "extension_refusal": accompaniment.REFUSAL,
        "network_plan": reports.NETWORK_PLAN,
        "growth_report": reports.GROWTH,
        "final_report": reports.FINAL_REPORT,
        "monitoring_report": monitoring.SAMPLE,
        "good_practice_book": practices.SAMPLE,
    }
)
