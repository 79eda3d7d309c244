import re
from datetime import date
from pathlib import Path

import pytest

from document_templates.checks import CHECKS, Severity, check
from document_templates.facts.labels import label_of
from document_templates.facts.samples import SAMPLES
from tests.document_templates.checks.faults import faulty, found, sentences

FOLDER = Path(__file__).parents[3] / "document_templates" / "checks"
RULES = Path(__file__).parents[4] / "shared" / "domain" / "governance.md"
HELD_ELSEWHERE = {"PRS-05": "the layout repeats the header row of every table"}


@pytest.mark.parametrize("name", CHECKS)
def test_every_sample_passes_its_checks(name: str) -> None:
    assert check(name, SAMPLES[name]) == ()


def test_every_code_of_the_rules_is_checked_or_held_elsewhere() -> None:
    if not RULES.exists():
        pytest.skip(f"{RULES} is not here: the list of codes cannot be read")
    families = "CNV|VRB|PRS|PTC|ADS|ADD|RCS|LIN|PTA|RLM|EBK"
    asked = set(re.findall(rf"\b(?:{families})-\d\d\b", RULES.read_text(encoding="utf-8")))
    written = {code for path in FOLDER.glob("*.py") for code in re.findall(r'"([A-Z]{3}-\d\d)"', path.read_text())}
    assert asked - written == set(HELD_ELSEWHERE)


def test_the_gravest_faults_come_first() -> None:
    changes = {"copy_language": None, "agreed_on": None, "wanted_by": date(2026, 1, 1)}
    severities = [fault.severity for fault in check("referral_letter", faulty("referral_letter", changes))]
    assert severities == [Severity.BLOCKING, Severity.GRAVE, Severity.NOTICE]


@pytest.mark.parametrize("leftover", ["{{ nome }}", "TODO", "____", "XXX", "......"])
def test_a_leftover_placeholder_is_found(leftover: str) -> None:
    assert ("DAT-01", "grave", "request") in found("referral_letter", {"request": f"Colloquio {leftover}"})
    assert ("VRB-27", "blocking", "items[0].summary") in found("minutes", {"items[0].summary": leftover})


def test_a_missing_value_is_told_by_the_italian_name_of_its_field() -> None:
    assert "Manca un dato: chi invia, operatore, nome." in sentences("referral_letter", {"sender.operator.name": " "})


@pytest.mark.parametrize("name", CHECKS)
def test_every_finding_points_at_a_field_that_has_a_name(name: str) -> None:
    emptied = dict.fromkeys(("items", "parties", "needs", "objectives", "sheets", "changes"), ())
    present = {field: value for field, value in emptied.items() if hasattr(SAMPLES[name], field)}
    assert all(label_of(field) for _, _, field in found(name, present | {"document.body": ""}))
