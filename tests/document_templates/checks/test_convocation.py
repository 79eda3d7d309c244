from datetime import date, timedelta
from typing import Any

import pytest

from document_templates.checks.convocation import earliest_day
from document_templates.facts.convocation import Expected, NoticeMode, NoticeTerm
from document_templates.facts.samples import SAMPLES
from tests.document_templates.checks.faults import found

SAMPLE = SAMPLES["convocation"]
START = SAMPLE.sitting.starts_at
CASES = [
    ({"recipients": SAMPLE.recipients[:2]}, ("CNV-01", "grave", "recipients")),
    ({"sitting.starts_at": START - timedelta(days=5)}, ("CNV-02", "blocking", "sitting.starts_at")),
    ({"notice.urgent": True}, ("CNV-03", "blocking", "notice.urgent_reason")),
    ({"items[3].expected": Expected.DECISION}, ("CNV-04", "blocking", "items[3].expected")),
    ({"items": ()}, ("CNV-04", "blocking", "items")),
    ({"items[1].title": SAMPLE.items[0].title}, ("CNV-05", "notice", "items")),
    ({"recipients": (*SAMPLE.recipients, SAMPLE.recipients[0])}, ("CNV-05", "notice", "recipients")),
    ({"second_call_at": START + timedelta(hours=23)}, ("CNV-06", "blocking", "second_call_at")),
    ({"second_call_at": None}, ("CNV-06", "notice", "second_call_at")),
    ({"duration": 109}, ("CNV-07", "notice", "duration")),
    ({"recipients[1].delivered_at": None}, ("CNV-08", "notice", "recipients[1].delivered_at")),
]


@pytest.mark.parametrize(("changes", "fault"), CASES, ids=[f"{fault[0]} {fault[2]}" for _, fault in CASES])
def test_each_fault_is_found_at_the_field_that_mends_it(changes: dict[str, Any], fault: tuple[str, ...]) -> None:
    assert fault in found("convocation", changes)


@pytest.mark.parametrize(
    ("mode", "earliest"),
    [
        (NoticeMode.CLEAR, date(2026, 11, 29)),
        (NoticeMode.ORDINARY, date(2026, 11, 28)),
        (NoticeMode.INCLUSIVE, date(2026, 11, 27)),
    ],
)
def test_five_days_are_counted_in_three_ways(mode: NoticeMode, earliest: date) -> None:
    assert earliest_day(date(2026, 11, 23), NoticeTerm(days=5, mode=mode)) == earliest


@pytest.mark.parametrize(("minutes", "refused"), [(0, False), (1, True)])
def test_an_urgent_notice_needs_its_24_hours_to_the_minute(minutes: int, refused: bool) -> None:
    sent = START - timedelta(hours=24) + timedelta(minutes=minutes)
    changes = {"notice.urgent": True, "notice.urgent_reason": "scadenza del bando", "sent_at": sent}
    assert (("CNV-02", "blocking", "sitting.starts_at") in found("convocation", changes)) is refused
