from datetime import date
from typing import Any

import pytest

from document_templates.checks.accompaniment_pact import months_after
from tests.document_templates.checks.faults import found

LATER = date(2027, 7, 20)
CASES = [
    ("accompaniment_pact", {"objectives": ()}, ("PTA-01", "blocking", "objectives")),
    ("accompaniment_pact", {"objectives[0].results": ()}, ("PTA-01", "blocking", "objectives[0].results")),
    (
        "accompaniment_pact",
        {"objectives[0].results[0].indicator": None},
        ("PTA-01", "blocking", "objectives[0].results[0].indicator"),
    ),
    (
        "accompaniment_pact",
        {"objectives[0].results[0].due_on": None},
        ("PTA-01", "blocking", "objectives[0].results[0].due_on"),
    ),
    ("accompaniment_pact", {"supports[0].is_member": False}, ("PTA-02", "blocking", "supports[0].organisation")),
    ("accompaniment_pact", {"reviews": ()}, ("PTA-03", "blocking", "reviews")),
    ("accompaniment_pact", {"reviews": (date(2027, 2, 22),)}, ("PTA-03", "blocking", "reviews[0]")),
    ("accompaniment_pact", {"housing.ends_on": LATER}, ("PTA-04", "blocking", "housing.exception")),
    ("accompaniment_pact", {"person_signed_on": None}, ("PTA-05", "blocking", "person_signed_on")),
    ("accompaniment_pact", {"language": "italiano"}, ("PTA-06", "blocking", "language")),
    ("accompaniment_pact", {"copy_delivered_on": None}, ("PTA-06", "notice", "copy_delivered_on")),
    (
        "accompaniment_pact",
        {"supports[0].member_until": date(2027, 7, 18)},
        ("PTA-07", "blocking", "supports[0].note"),
    ),
    (
        "accompaniment_pact",
        {"supports[0].ends_on": date(2027, 1, 1)},
        ("PTA-07", "blocking", "supports[0].ends_on"),
    ),
    ("acceptance_letter", {"worker": None}, ("ACC-01", "blocking", "worker")),
    ("acceptance_letter", {"first_contact_by": None}, ("ACC-02", "blocking", "first_contact_by")),
    ("acceptance_letter", {"first_contact_by": date(2026, 11, 22)}, ("ACC-02", "blocking", "first_contact_by")),
    ("acceptance_letter", {"update_days": 0}, ("ACC-03", "blocking", "update_days")),
    ("acceptance_letter", {"needs": ()}, ("ACC-04", "blocking", "needs")),
    ("exit_plan", {"destination": None}, ("USC-01", "blocking", "destination")),
    ("exit_plan", {"tasks[0].due_on": None}, ("USC-02", "blocking", "tasks[0].due_on")),
    ("exit_plan", {"tasks[0].due_on": LATER}, ("USC-02", "grave", "tasks[0].due_on")),
    ("exit_plan", {"checks": ()}, ("USC-03", "grave", "checks")),
    ("exit_plan", {"person_took_part": False}, ("USC-04", "grave", "person_took_part")),
    ("extension_act", {"decided_on": date(2026, 12, 1)}, ("PRG-01", "blocking", "decided_on")),
    ("extension_act", {"granted_until": date(2026, 11, 30)}, ("PRG-02", "blocking", "granted_until")),
    ("extension_act", {"granted_until": date(2027, 6, 1)}, ("PRG-03", "blocking", "granted_until")),
    ("extension_act", {"findings": ()}, ("PRG-04", "grave", "findings")),
    ("extension_refusal", {"reasons": ()}, ("PRG-04", "blocking", "reasons")),
    ("extension_refusal", {"warned_on": None}, ("PRG-05", "grave", "warned_on")),
    ("extension_refusal", {"warned_on": date(2026, 11, 24)}, ("PRG-05", "blocking", "warned_on")),
    ("extension_refusal", {"alternatives": ()}, ("PRG-06", "notice", "alternatives")),
]


@pytest.mark.parametrize(("name", "changes", "fault"), CASES, ids=[f"{f[0]} {f[2]}" for _, _, f in CASES])
def test_each_fault_is_found_at_the_field_that_mends_it(
    name: str, changes: dict[str, Any], fault: tuple[str, ...]
) -> None:
    assert fault in found(name, changes)


def test_the_last_lawful_day_of_a_stay_passes() -> None:
    assert found("extension_act", {"granted_until": date(2027, 5, 31)}) == set()
    assert found("accompaniment_pact", {"housing.ends_on": date(2027, 7, 19)}) == set()


def test_a_longer_stay_passes_with_its_reason() -> None:
    changes = {"housing.ends_on": LATER, "housing.exception": "fine dell'anno scolastico"}
    assert found("accompaniment_pact", changes) == set()


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2026, 12, 15), 36, date(2029, 12, 15)),
    ],
)
def test_months_are_added_as_the_calendar_has_them(start: date, months: int, end: date) -> None:
    assert months_after(start, months) == end
