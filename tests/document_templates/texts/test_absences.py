import re
from typing import Any

import pytest

from document_templates.checks import Severity, check
from document_templates.checks.completeness import READS_WITHOUT
from document_templates.facts import FACTS
from document_templates.facts.samples import SAMPLES
from tests.document_templates.facts.changes import changed, may_be_absent, paths
from tests.document_templates.texts.words import words


def told(name: str, facts: Any, path: str) -> bool:
    """Whether a blocking finding names the field, or the whole that holds it."""
    fields = [found.field for found in check(name, facts) if found.severity is Severity.BLOCKING]
    return any(path == field or path.startswith(f"{field}.") for field in fields)


@pytest.mark.parametrize("name", FACTS)
def test_every_value_that_may_be_absent_is_reported_or_the_text_reads_without_it(name: str) -> None:
    optional = [path for path, hint, value in paths(SAMPLES[name]) if may_be_absent(hint) and value]
    for path in optional:
        facts = changed(SAMPLES[name], path, None)
        if not told(name, facts, path):
            printed = words(name, facts)
            assert not re.search(r"None|\(\)| ,| \.\s|«»", printed), path


@pytest.mark.parametrize("name", FACTS)
def test_every_required_text_left_empty_is_reported_at_its_field(name: str) -> None:
    spared = READS_WITHOUT.get(name, ())
    required = [path for path, hint, value in paths(SAMPLES[name]) if hint is str and value and path not in spared]
    untold = [path for path in required if not told(name, changed(SAMPLES[name], path, "  "), path)]
    assert required and untold == []


@pytest.mark.parametrize("name", FACTS)
def test_every_list_left_empty_is_reported_or_the_text_reads_without_it(name: str) -> None:
    lists = [path for path, _, value in paths(SAMPLES[name]) if isinstance(value, tuple) and value]
    for path in lists:
        facts = changed(SAMPLES[name], path, ())
        if not told(name, facts, path):
            assert not headings_of_nothing(words(name, facts)), path


def headings_of_nothing(printed: str) -> list[str]:
    """A heading with nothing under it, or a line ending in a colon with no list or table after it."""
    lines = [line for line in printed.splitlines() if line.strip() and line != "==="]
    pairs = zip(lines, [*lines[1:], "## end"], strict=True)
    return [
        line
        for line, after in pairs
        if (line.startswith("## ") and after.startswith("## "))
        or (line.endswith(":") and not after.startswith(("-", "1.", "a)", "|")))
    ]


@pytest.mark.parametrize("name", FACTS)
def test_every_sample_prints_no_heading_of_nothing(name: str) -> None:
    assert headings_of_nothing(words(name, SAMPLES[name])) == []
