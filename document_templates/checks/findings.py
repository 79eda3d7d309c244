"""What a check finds: a code, how grave it is, a sentence, and the field that mends it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Blocking stops the issue, grave asks for a written reason, a notice only warns."""

    BLOCKING = "blocking"
    GRAVE = "grave"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault; `field` is the path inside the facts, such as `items[2].outcome`."""

    code: str
    severity: Severity
    sentence: str
    field: str


def blocking(code: str, field: str, sentence: str) -> Finding:
    """Return a finding that stops the issue of the document."""
    return Finding(code, Severity.BLOCKING, sentence, field)


def grave(code: str, field: str, sentence: str) -> Finding:
    """Return a finding that may be passed over only with a written reason."""
    return Finding(code, Severity.GRAVE, sentence, field)


def notice(code: str, field: str, sentence: str) -> Finding:
    """Return a finding that warns and no more."""
    return Finding(code, Severity.NOTICE, sentence, field)
