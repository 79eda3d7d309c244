"""Exports: the rows of a list as a file that an office opens, CSV or Excel; no cell is ever a formula."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import xlsxwriter
from flask import Response

from web.texts import _
from workflows.calendars import local

CSV, XLSX = "csv", "xlsx"
FORMS = {CSV: "text/csv", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
MOST_ROWS = 500_000
"""More rows than this nobody reads in one file; Excel itself holds about a million."""
LONGEST = 32_000
"""Characters of one cell; Excel holds 32,767."""
IN_MEMORY = 1 << 20
WIDEST = 60
_STARTS_A_FORMULA = re.compile(r"[\t\r]|[\s\x00-\x20\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@%|＝＋－＠％｜]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Cell = str | int | float | Decimal | bool | date | datetime | None


class Share(float):
    """A part of a whole, from 0 to 1, shown as a percentage."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is exported: its title, its headings and its rows, walked once. `made_at` is the instant of the data.

    A cell is a text, a number, a `Share`, a day, an aware instant or None (empty).
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    made_at: datetime


@dataclass(slots=True)
class Export:
    """A finished file, and how many rows it holds."""

    file: IO[bytes]
    name: str
    form: str
    rows: int = 0

    def answer(self) -> Response:
        """The file for a browser to save (RFC 6266), read piece by piece."""
        self.file.seek(0)
        response = Response(iter(lambda: self.file.read(1 << 16), b""), mimetype=FORMS[self.form])
        response.headers.set("Content-Disposition", "attachment", filename=f"{self.name}.{self.form}")
        response.call_on_close(self.file.close)
        return response


def export(sheet: Sheet, name: str, form: str, most: int = MOST_ROWS) -> Export:
    """The sheet as a file of this form, up to `most` rows: they pass one by one into a file on disk."""
    made = Export(SpooledTemporaryFile(max_size=IN_MEMORY), name, form)  # noqa: SIM115 - closed with the answer
    write = _write_csv if form == CSV else _write_xlsx
    try:
        write(sheet, _counted(sheet.rows, made, most), made.file)
    except BaseException:
        made.file.close()
        raise
    return made


def _counted(rows: Iterable[Sequence[Cell]], made: Export, most: int) -> Iterator[Sequence[Cell]]:
    """The first rows, counted; a last one says so where there were more."""
    walked = iter(rows)
    for row in islice(walked, most):
        made.rows += 1
        yield row
    if next(walked, None) is not None:
        yield [_("L'elenco continua: restringi i filtri per esportare il resto.")]


def plain(text: str) -> str:
    """The text as any file may hold it: without control characters, its lines ended alike, cut where too long."""
    kept = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return kept if len(kept) <= LONGEST else f"{kept[: LONGEST - 1]}…"


def harmless(text: str) -> str:
    """The text as a cell of CSV that no program takes for a formula: an apostrophe before what looks like one."""
    kept = plain(text)
    return f"'{kept}" if _STARTS_A_FORMULA.match(text) or _STARTS_A_FORMULA.match(kept) else kept


def _write_csv(sheet: Sheet, rows: Iterable[Sequence[Cell]], file: IO[bytes]) -> None:
    """UTF-8 with its mark, semicolons and CRLF: what Excel and LibreOffice in Italian open with a double click."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(each) for each in sheet.headings])
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def _as_text(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, bool):
        return _("sì") if cell else _("no")
    if isinstance(cell, datetime):
        return local(cell).strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, Share):
        return f"{float(cell) * 100:.1f}%".replace(".", ",")
    return "" if cell is None else str(cell).replace(".", ",")


def _write_xlsx(sheet: Sheet, rows: Iterable[Sequence[Cell]], file: IO[bytes]) -> None:
    """One sheet with a frozen head, typed cells and properties; the same rows give the same bytes."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made = sheet.made_at.astimezone(UTC).replace(tzinfo=None)
    title = plain(sheet.title)
    book.set_properties({"title": title, "author": "Raccordo", "created": made, "comments": _read_by(sheet.made_at)})
    page = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "Raccordo")
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for column, heading in enumerate(sheet.headings):
        page.set_column(column, column, min(max(len(heading) + 2, 14), WIDEST))
        page.write_string(0, column, plain(heading), bold)
    writers = _writers(book, page)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if cell is not None:
                writers[type(cell)](number, column, cell)
    book.close()


def _writers(book: Any, page: Any) -> Mapping[type, Callable[[int, int, Any], object]]:
    """How each type of cell is written."""
    day, instant = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    share, wrapped = book.add_format({"num_format": "0.0%"}), book.add_format({"text_wrap": True, "valign": "top"})
    return {
        str: lambda row, column, cell: page.write_string(
            row, column, plain(cell), wrapped if len(cell) > WIDEST else None
        ),
        bool: lambda row, column, cell: page.write_string(row, column, _as_text(cell)),
        int: page.write_number,
        float: page.write_number,
        Decimal: page.write_number,
        Share: lambda row, column, cell: page.write_number(row, column, float(cell), share),
        date: lambda row, column, cell: page.write_datetime(row, column, cell, day),
        datetime: lambda row, column, cell: page.write_datetime(row, column, local(cell).replace(tzinfo=None), instant),
    }


def _read_by(made_at: datetime) -> str:
    day = local(made_at).strftime("%d/%m/%Y %H:%M")
    return _("Esportato da Raccordo il %(day)s. Contiene solo ciò che chi esporta può vedere.", day=day)
