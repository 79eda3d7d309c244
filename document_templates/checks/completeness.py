"""What holds for every document: no required text is empty, no placeholder is left over."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from document_templates.checks.findings import Finding, Severity
from document_templates.facts.labels import label_of

_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|\bTODO\b|\bXXX\b|_{4,}|\.{6,}")
EMPTY_ON_PURPOSE = frozenset({"document.digest"})


def check_completeness(facts: Any, code: str, leftover: Severity) -> Iterator[Finding]:
    """Yield a blocking finding per empty required text and one of severity `leftover` per placeholder."""
    for path, text, required in texts_of(facts):
        if required and not text.strip() and path not in EMPTY_ON_PURPOSE:
            yield Finding(code, Severity.BLOCKING, f"Manca un dato: {label_of(path)}.", path)
        elif _LEFTOVER.search(text):
            sentence = f"È rimasto un segnaposto da completare: {label_of(path)}."
            yield Finding(code, leftover, sentence, path)


def texts_of(facts: Any, path: str = "") -> Iterator[tuple[str, str, bool]]:
    """Yield every text of the facts as (path, text, whether the shape of the facts requires it)."""
    hints = get_type_hints(type(facts))
    for field in fields(facts):
        yield from _texts(getattr(facts, field.name), f"{path}{field.name}", _required(hints[field.name]))


def _texts(value: Any, path: str, required: bool) -> Iterator[tuple[str, str, bool]]:
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _texts(item, f"{path}[{place}]", True)
    elif is_dataclass(value):
        yield from texts_of(value, f"{path}.")
    elif isinstance(value, str):
        yield path, value, required


def _required(hint: Any) -> bool:
    return type(None) not in get_args(hint)
