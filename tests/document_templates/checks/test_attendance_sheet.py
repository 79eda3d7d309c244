from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from document_templates.facts.samples import SAMPLES
from tests.document_templates.checks.faults import faulty, found
from tests.document_templates.texts.words import words

SAMPLE = SAMPLES["attendance_sheet"]
FIRST = SAMPLE.rows[0]
CASES = [
    ({"opened_at": None}, ("PRS-01", "blocking", "opened_at")),
    ({"rows[0].intervals": ()}, ("PRS-01", "blocking", "rows[0].intervals")),
    (
        {"rows[0].intervals[0].since": SAMPLE.opened_at - timedelta(minutes=1)},
        ("PRS-01", "blocking", "rows[0].intervals[0]"),
    ),
    (
        {"rows[0].intervals[0].until": SAMPLE.closed_at + timedelta(minutes=1)},
        ("PRS-01", "blocking", "rows[0].intervals[0]"),
    ),
    ({"rows": (FIRST, replace(FIRST, voting=False))}, ("PRS-02", "blocking", "rows")),
    ({"rows[1].organisation": FIRST.organisation}, ("PRS-03", "blocking", "rows")),
    ({"rows[0].signed": False}, ("PRS-04", "grave", "rows[0].signed")),
    ({"rows[1].identified_by": None}, ("PRS-04", "blocking", "rows[1].identified_by")),
    ({"rows[1].identified_at": None}, ("PRS-04", "blocking", "rows[1].identified_at")),
    ({"total_minutes": 209}, ("PRS-06", "blocking", "total_minutes")),
]


@pytest.mark.parametrize(("changes", "fault"), CASES, ids=[f"{fault[0]} {fault[2]}" for _, fault in CASES])
def test_each_fault_is_found_at_the_field_that_mends_it(changes: dict[str, Any], fault: tuple[str, ...]) -> None:
    assert fault in found("attendance_sheet", changes)


def test_a_blank_sheet_has_ten_empty_rows_and_no_hours_to_check() -> None:
    changes = {"blank": True, "opened_at": None, "closed_at": None, "total_minutes": None}
    assert found("attendance_sheet", changes) == set()
    assert words("attendance_sheet", faulty("attendance_sheet", changes)).count("| | | | | | | | |\n") == 10


def test_the_same_person_for_two_organisations_is_no_overlap() -> None:
    other = replace(FIRST, organisation="Comune di Villa Supposta")
    changes = {"rows": (FIRST, other), "total_minutes": 220}
    assert found("attendance_sheet", changes) == set()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"waited_until": SAMPLES["desertion_minutes"].sitting.starts_at - timedelta(minutes=1)},
            ("VRB-01", "blocking", "waited_until"),
        ),
        ({"secretary": None}, ("VRB-02", "blocking", "secretary")),
        ({"convocation": None}, ("VRB-07", "grave", "convocation")),
        ({"required": 1}, ("VRB-09", "blocking", "presences")),
        ({"entitled": 4}, ("VRB-06", "grave", "absences")),
        (
            {"second_call_at": SAMPLES["desertion_minutes"].waited_until},
            ("CNV-06", "blocking", "second_call_at"),
        ),
        ({"document": SAMPLE.document}, ("VRB-03", "blocking", "signed_by_secretary")),
    ],
)
def test_each_fault_of_a_deserted_sitting_is_found(changes: dict[str, Any], fault: tuple[str, ...]) -> None:
    assert fault in found("desertion_minutes", changes)
