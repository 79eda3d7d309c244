"""Lengths of time as a pathway writes them: `2 wd`, `30 d`, `72 h`."""

import re
from dataclasses import dataclass
from enum import StrEnum

LARGEST = 9999
_PATTERN = re.compile(r"(\d{1,4}) (wd|d|h)")


class Unit(StrEnum):
    """Working days of a calendar, civil days, or hours that run through the night."""

    WORKING_DAYS = "wd"
    DAYS = "d"
    HOURS = "h"


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number of one unit; zero is allowed ("on the day itself")."""

    number: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Amount":
        """Read `2 wd`; ValueError says what is accepted."""
        found = _PATTERN.fullmatch(text)
        if not found:
            raise ValueError(f"«{text}» non è una durata: scrivi un numero e wd, d oppure h, per esempio «2 wd»")
        return cls(int(found[1]), Unit(found[2]))

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"
