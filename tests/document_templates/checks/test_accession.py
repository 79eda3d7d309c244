from datetime import date
from typing import Any

import pytest

from document_templates.facts.common import ActKind
from document_templates.facts.samples import SAMPLES
from tests.document_templates.checks.faults import found

MEMBERS = SAMPLES["accession"].agreement.members
SIGNATURES = SAMPLES["addendum"].signatures
CASES = [
    ("accession", {"agreement.in_force": False}, ("ADS-01", "blocking", "agreement.in_force")),
    ("accession", {"agreement.accession_open": False}, ("ADS-01", "blocking", "agreement.accession_open")),
    ("accession", {"accepted_sha256": "0" * 64}, ("ADS-02", "blocking", "accepted_sha256")),
    ("accession", {"applicant.name": MEMBERS[0]}, ("ADS-03", "blocking", "applicant.name")),
    ("accession", {"acknowledgement.weight": 0}, ("ADS-04", "blocking", "acknowledgement.weight")),
    ("accession", {"acknowledgement.weight_on": None}, ("ADS-04", "blocking", "acknowledgement.weight_on")),
    ("accession", {"applicant.seat": None}, ("PTC-01", "blocking", "applicant.seat")),
    ("accession", {"contacts": ()}, ("PTC-01", "grave", "contacts")),
    ("accession", {"act": None}, ("PTC-03", "grave", "act")),
    ("addendum", {"changes": ()}, ("ADD-01", "blocking", "changes")),
    ("addendum", {"changes[0].number": 30}, ("ADD-01", "blocking", "changes[0].number")),
    ("addendum", {"changes[1].number": 9}, ("ADD-01", "blocking", "changes[1].before")),
    ("addendum", {"signatures": SIGNATURES[1:]}, ("ADD-02", "blocking", "signatures")),
    ("addendum", {"agreement.members": MEMBERS[1:]}, ("ADD-02", "blocking", "signatures[0]")),
    ("addendum", {"consolidated_sha256": None}, ("ADD-03", "blocking", "consolidated_sha256")),
    ("withdrawal_notice", {"act": None}, ("RCS-01", "blocking", "act")),
    ("withdrawal_notice", {"act.kind": ActKind.MANAGER}, ("RCS-01", "blocking", "act.kind")),
    ("withdrawal_notice", {"effect_on": date(2027, 2, 27)}, ("RCS-02", "blocking", "effect_on")),
    ("withdrawal_notice", {"commitments": ()}, ("RCS-03", "blocking", "commitments")),
    (
        "withdrawal_notice",
        {"commitments[0].proposal": None},
        ("RCS-03", "blocking", "commitments[0].proposal"),
    ),
    ("withdrawal_notice", {"cases": ()}, ("RCS-04", "blocking", "cases")),
    ("withdrawal_notice", {"cases[0].new_owner": None}, ("RCS-04", "blocking", "cases[0].new_owner")),
    ("withdrawal_notice", {"cases[0].informed_on": None}, ("RCS-04", "blocking", "cases[0].informed_on")),
    ("withdrawal_notice", {"is_lead": True}, ("RCS-05", "blocking", "successor")),
]


@pytest.mark.parametrize(("name", "changes", "fault"), CASES, ids=[f"{f[0]} {f[2]}" for _, _, f in CASES])
def test_each_fault_is_found_at_the_field_that_mends_it(
    name: str, changes: dict[str, Any], fault: tuple[str, ...]
) -> None:
    assert fault in found(name, changes)


def test_ninety_days_from_30_november_end_on_28_february() -> None:
    assert found("withdrawal_notice", {"effect_on": date(2027, 2, 28)}) == set()
