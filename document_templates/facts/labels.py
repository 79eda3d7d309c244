"""Italian names of the facts' fields, for the lists of what is missing; the names stand in labels.txt."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_LINES = (Path(__file__).parent / "labels.txt").read_text(encoding="utf-8").splitlines()
_PAIRS = (line.partition(": ") for line in _LINES)
LABELS: Mapping[str, str] = MappingProxyType({name: label for name, _, label in _PAIRS})


def label_of(path: str) -> str:
    """Return `needs[1].description` in words: `bisogno 2, descrizione`. KeyError for an unknown field."""
    steps = (_STEP.fullmatch(step) for step in path.split("."))
    return ", ".join(_step(step[1], step[2]) for step in steps if step)


def _step(name: str, place: str | None) -> str:
    return f"{LABELS[name]} {int(place) + 1}" if place else LABELS[name]
