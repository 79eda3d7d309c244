"""A recorded log: who moved which case when, as a table of `case,move,at[,by]`."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from workflows.calendars import ROME

COLUMNS = ("case", "move", "at")
LONGEST = {"case": 200, "move": 60, "by": 200}


class WrongLog(ValueError):
    """The table cannot be read as a log at all; the sentence, in Italian, says why."""


@dataclass(frozen=True, slots=True)
class Event:
    """One row: its line in the file, and the instant as read; `fault` says what is wrong with the row."""

    line: int
    case: str
    move: str
    at: datetime | None
    by: str
    written_at: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """The rows in the order of the file, and whether it says who moved."""

    events: tuple[Event, ...]
    says_who: bool


def read_log(lines: Iterable[str]) -> Log:
    """The log in a text of comma-separated values; other columns are passed over. WrongLog without the three."""
    rows = csv.reader(lines)
    try:
        header = [name.strip().casefold() for name in next(rows, [])]
        absent = [name for name in COLUMNS if name not in header]
        if absent:
            raise WrongLog(f"mancano le colonne: {', '.join(absent)} (servono case, move, at; by se si sa chi)")
        return Log(tuple(_events(rows, header)), "by" in header)
    except csv.Error as fault:
        raise WrongLog(f"riga {rows.line_num}: {fault}") from fault


def _events(rows: Iterator[list[str]], header: list[str]) -> Iterator[Event]:
    reader: csv.Reader = rows  # type: ignore[name-defined]
    places = {name: header.index(name) for name in (*COLUMNS, "by") if name in header}
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        told = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        at, fault = _instant(told["at"])
        missing = next((name for name in ("case", "move") if not told[name]), "")
        long = next((name for name, most in LONGEST.items() if len(told.get(name, "")) > most), "")
        fault = f"manca «{missing}»" if missing else f"«{long}» è troppo lungo" if long else fault
        yield Event(reader.line_num, told["case"], told["move"], at, told.get("by", ""), told["at"], fault)


def _instant(text: str) -> tuple[datetime | None, str]:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None, f"«{text}» non è un istante, per esempio 2026-11-24T10:00:00+01:00"
    return (at if at.tzinfo else at.replace(tzinfo=ROME)), ""
