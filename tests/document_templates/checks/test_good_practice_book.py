from typing import Any

import pytest

from document_templates.facts.good_practice_book import PracticeStatus
from document_templates.facts.samples import SAMPLES
from tests.document_templates.checks.faults import found

SHEET = SAMPLES["good_practice_book"].sheets[0]
CASES = [
    ({"sheets[0].status": PracticeStatus.REVIEWED}, ("EBK-01", "blocking", "sheets[0].status")),
    ({"sheets[0].approved_on": None}, ("EBK-01", "blocking", "sheets[0].approved_on")),
    ({"sheets[0].authors[1].consented_on": None}, ("EBK-02", "blocking", "sheets[0].authors[1].consented_on")),
    ({"sheets[0].pictures[0].people": 2}, ("EBK-02", "blocking", "sheets[0].pictures[0].consents")),
    (
        {"sheets[0].stories[0].place": "Castel Fittizio", "sheets[0].stories[0].age": 34},
        ("EBK-03", "blocking", "sheets[0].stories[0]"),
    ),
    ({"sheets[0].pictures[0].description": None}, ("EBK-04", "blocking", "sheets[0].pictures[0].description")),
    ({"sheets": (SHEET, SHEET)}, ("EBK-05", "blocking", "sheets")),
    ({"sheets": ()}, ("EBK-05", "blocking", "sheets")),
    ({"themes[0].sheets": ("Altra scheda",)}, ("EBK-06", "blocking", "themes[0].sheets[0]")),
    ({"themes[0].sheets": ()}, ("EBK-06", "blocking", "themes[0].sheets")),
    ({"sheets[0].sources": ()}, ("EBK-06", "notice", "sheets[0].sources")),
]


@pytest.mark.parametrize(("changes", "fault"), CASES, ids=[f"{fault[0]} {fault[2]}" for _, fault in CASES])
def test_each_fault_is_found_at_the_field_that_mends_it(changes: dict[str, Any], fault: tuple[str, ...]) -> None:
    assert fault in found("good_practice_book", changes)


def test_two_of_place_origin_and_age_do_not_identify() -> None:
    assert found("good_practice_book", {"sheets[0].stories[0].place": "Castel Fittizio"}) == set()
