"""Rows of a table that people bring from a spreadsheet: read whatever separates them, each with its line."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from governance.texts import cleaned, folded

MOST_ROWS = 5000
LONGEST_CELL = 500
RISKY = ("=", "+", "-", "@", "%", "|")
SEPARATORS = ";\t,|"


class UnreadableTable(ValueError):
    """The whole text cannot be read as a table; the argument is the sentence."""


@dataclass(slots=True)
class Row:
    """One row: its line in the file, the cells by the names of our columns, and what is wrong with it."""

    line: int
    cells: dict[str, str]
    faults: list[str] = field(default_factory=list)


def decoded(content: bytes) -> str:
    """The text of a file as spreadsheets save it: UTF-8, with or without its mark, else Windows-1252."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableTable("Il file non è un testo: salvalo come CSV dal foglio di calcolo e riprova.")


def read_rows(text: str, columns: Mapping[str, tuple[str, ...]]) -> list[Row]:
    """The rows below the heading; `columns` gives for each of our names the other headings that mean it.

    UnreadableTable where no heading is known, or where there are too many rows.
    """
    text = text.lstrip("\ufeff").replace("\x00", "")
    lines = text.splitlines()
    if not lines:
        raise UnreadableTable("Non c'è nessuna riga: scegli un file o incolla le righe.")
    separator = max(SEPARATORS, key=lines[0].count)
    try:
        return list(_rows(text, separator, columns))
    except csv.Error as fault:
        raise UnreadableTable("Il file non si legge come tabella: forse una virgoletta non si chiude.") from fault


def _rows(text: str, separator: str, columns: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    meanings = {folded(word): name for name, words in columns.items() for word in (name, *words)}
    heading = [meanings.get(folded(cell), "") for cell in next(reader)]
    if not any(heading):
        raise UnreadableTable("La prima riga deve dire i nomi delle colonne: parti dal modello.")
    before = reader.line_num
    for count, cells in enumerate(reader):
        if count >= MOST_ROWS:
            raise UnreadableTable(f"Troppe righe: al massimo {MOST_ROWS} per volta. Dividi il file.")
        if any(cell.strip() for cell in cells):
            yield _row(before + 1, heading, cells)
        before = reader.line_num


def _row(line: int, heading: list[str], cells: list[str]) -> Row:
    row = Row(line, {name: "" for name in heading if name})
    if len(cells) > len(heading):
        row.faults.append("ha più celle della prima riga")
    for name, cell in zip(heading, cells, strict=False):
        if name:
            row.cells[name] = cleaned(cell)
            row.faults.extend(_faults(name, row.cells[name]))
    return row


def _faults(name: str, cell: str) -> Iterator[str]:
    if len(cell) > LONGEST_CELL:
        yield f"{name}: è troppo lungo"
    is_phone = cell.startswith("+") and cell[1:].replace(" ", "").isdigit()
    if cell.startswith(RISKY) and not is_phone:
        yield f"{name}: comincia con «{cell[0]}», che un foglio di calcolo eseguirebbe"
