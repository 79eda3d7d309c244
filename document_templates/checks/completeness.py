"""What holds for every document: no required text is empty, no placeholder is left over."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from document_templates.checks.findings import Finding, Severity, notice
from document_templates.facts.labels import label_of
from document_templates.values import removed_characters

_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|\bTODO\b|\bXXX\b|_{4,}|\.{6,}")
EMPTY_ON_PURPOSE = frozenset({"document.digest", "accepted_sha256"})
"""The digest is filled in when the document is made; ADS-02 compares the accepted text with the agreement's."""

READS_WITHOUT: Mapping[str, frozenset[str]] = MappingProxyType(
    {"referral_letter": frozenset({"document.place"}), "acceptance_letter": frozenset({"document.place"})}
)
"""A letter about a person does not wait for the seat of who writes it."""
NEEDED_LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "convocation": ("recipients", "entitled"),
        "minutes": ("items",),
        "minutes_publishable": ("items",),
        "attendance_sheet": ("rows",),
        "addendum": ("agreement.members",),
        "accompaniment_pact": (
            "team",
            "resources",
            "needs",
            "own_commitments",
            "supports",
            "criteria",
            "change_conditions",
            "signatures",
        ),
        "exit_plan": ("reached", "tasks", "signatures"),
        "network_plan": ("evidence", "products"),
        "growth_report": ("scores", "facts_of_growth", "growth_space", "next_steps"),
        "final_report": ("worked", "did_not_work"),
        "monitoring_report": (
            "key_figures",
            "key_facts",
            "decisions_asked",
            "meeting_figures",
            "referral_figures",
        ),
        "good_practice_book": ("networks",),
    }
)


def check_lists(name: str, facts: Any, code: str) -> Iterator[Finding]:
    """Yield a blocking finding per list without which the document `name` would have an empty section."""
    for path in NEEDED_LISTS.get(name, ()):
        if not attrgetter(path)(facts):
            yield Finding(code, Severity.BLOCKING, f"Serve almeno una voce: {label_of(path)}.", path)


def check_completeness(name: str, facts: Any, code: str, leftover: Severity) -> Iterator[Finding]:
    """Yield a blocking finding per empty required text and one of severity `leftover` per placeholder.

    What the text of the document `name` reads without is only a notice.
    """
    spared = READS_WITHOUT.get(name, frozenset())
    for path, text, required in texts_of(facts):
        if required and not text.strip() and path not in EMPTY_ON_PURPOSE:
            severity = Severity.NOTICE if path in spared else Severity.BLOCKING
            yield Finding(code, severity, f"Manca un dato: {label_of(path)}.", path)
        elif _LEFTOVER.search(text):
            sentence = f"È rimasto un segnaposto da completare: {label_of(path)}."
            yield Finding(code, leftover, sentence, path)


def check_characters(facts: Any) -> Iterator[Finding]:
    """Yield a notice per text that holds characters that a Word file cannot: they are left out when it is made."""
    for path, gone in removed_characters(facts):
        yield notice(
            "DAT-02", path, f"Caratteri che Word non può contenere, e che si tolgono: {label_of(path)} ({gone})."
        )


def texts_of(facts: Any, path: str = "") -> Iterator[tuple[str, str, bool]]:
    """Yield every text of the facts as (path, text, whether the shape of the facts requires it)."""
    for name, required in _shape(facts.__class__):
        yield from _texts(getattr(facts, name), f"{path}{name}", required)


def _texts(value: Any, path: str, required: bool) -> Iterator[tuple[str, str, bool]]:
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _texts(item, f"{path}[{place}]", True)
    elif is_dataclass(value):
        yield from texts_of(value, f"{path}.")
    elif isinstance(value, str):
        yield path, value, required


@cache
def _shape(kind: type) -> tuple[tuple[str, bool], ...]:
    """Return each field with whether it must have a value; asked once per kind, since type hints are slow."""
    hints = get_type_hints(kind)
    return tuple((field.name, type(None) not in get_args(hints[field.name])) for field in fields(kind))
