"""Plans of an import: for every row what it would do, in order, before anything is done."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from web.rows import Row


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the preview."""

    line: int
    words: str
    verdict: Verdict
    faults: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """Every row with its verdict, and the writing of the new ones, one by one or all at once."""

    lines: list[Line] = field(default_factory=list)
    writings: list[Callable[[], object]] = field(default_factory=list)

    def add(self, row: Row, words: str, verdict: Verdict, writing: Callable[[], object] | None = None) -> None:
        """Note what becomes of a row."""
        self.lines.append(Line(row.line, words[:200], verdict, tuple(row.faults)))
        if writing:
            self.writings.append(writing)

    def count(self, verdict: str) -> int:
        """How many rows have this verdict."""
        return Counter(line.verdict for line in self.lines)[Verdict(verdict)]

    def write(self) -> int:
        """Do what the new rows ask for; how many there were."""
        for writing in self.writings:
            writing()
        return self.count(Verdict.NEW)
