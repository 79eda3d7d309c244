"""Entries of code lists: a name, its labels, and what the name implies."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One entry. `side` tells on whom it falls: person, provider or system; `met` what it means for the need."""

    name: str
    it: str
    en: str
    side: str = ""
    met: str = ""
    area: str = ""

    def text(self, language: str) -> str:
        """The label in that language."""
        return self.en if language == "en" else self.it


def codes(*rows: tuple[str, ...]) -> Mapping[str, Code]:
    """A list of codes by name, in the order written."""
    return {row[0]: Code(*row) for row in rows}


def of_area(area: str, *rows: tuple[str, str, str]) -> list[tuple[str, ...]]:
    """The rows of one area of life."""
    return [(*row, "", "", area) for row in rows]
