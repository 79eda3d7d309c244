"""The checks that a document passes before it is issued, by the document's name."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from document_templates.checks.completeness import check_completeness
from document_templates.checks.findings import Finding, Severity
from document_templates.checks.referral_letter import check_referral_letter

__all__ = ["CHECKS", "Finding", "Severity", "check"]

CHECKS: Mapping[str, Callable[[Any], Iterable[Finding]]] = MappingProxyType({"referral_letter": check_referral_letter})
_COMPLETENESS_CODES: Mapping[str, str] = MappingProxyType({})
_ORDER = tuple(Severity)


def check(name: str, facts: Any) -> tuple[Finding, ...]:
    """Return every fault of the facts of the document `name`, the gravest first. KeyError: no such document.

    An empty required field and a leftover placeholder are faults too: nothing is printed as a blank.
    """
    code = _COMPLETENESS_CODES.get(name, "DAT-01")
    leftover = Severity.GRAVE if code == "DAT-01" else Severity.BLOCKING
    found = [*check_completeness(facts, code, leftover), *CHECKS[name](facts)]
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.severity)))
