"""What a check finds in sample facts after a few changes."""

from typing import Any

from document_templates.checks import Finding, check
from document_templates.facts.samples import SAMPLES
from tests.document_templates.facts.changes import changed


def faulty(name: str, changes: dict[str, Any]) -> Any:
    """The sample facts of a document with other values at some paths."""
    facts = SAMPLES[name]
    for path, value in changes.items():
        facts = changed(facts, path, value)
    return facts


def found(name: str, changes: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Code, severity and field of each finding."""
    return {(f.code, f.severity.value, f.field) for f in check(name, faulty(name, changes))}


def sentences(name: str, changes: dict[str, Any]) -> list[str]:
    findings: tuple[Finding, ...] = check(name, faulty(name, changes))
    return [finding.sentence for finding in findings]
