"""Exports: read back as an office reads them, with every type kept and no text that runs."""

import csv
import io
import tracemalloc
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask_babel import Babel  # type: ignore[import-untyped]
from hypothesis import example, given, settings
from hypothesis import strategies as st

from web.exports import CSV, XLSX, Cell, Share, Sheet, export, harmless, plain

AT = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)
ROW: Sequence[Cell] = ["Casa à Lecco", 3, 2.5, Share(0.523), date(2026, 11, 26), AT, True, None]
DANGEROUS = ("=1+1", "+39 0341", "-2", "@a", "\tx", "\rx", " =1", "\ufeff=1", "\x00=1", "%x", "|x", "＝1", "\n=1")


@pytest.fixture(scope="module", autouse=True)
def speaking() -> Any:
    app = Flask(__name__)
    Babel(app, default_locale="it")
    with app.test_request_context("/"):
        yield


def made(rows: Iterable[Sequence[Cell]], form: str, most: int = 100) -> bytes:
    with export(Sheet("Invii", ["Codice", "=altro"], rows, AT), "invii", form, most).file as file:
        file.seek(0)
        return file.read()


def read_csv(data: bytes) -> list[list[str]]:
    return [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")]


def read_xlsx(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def test_csv_opens_in_an_italian_office() -> None:
    data = made([ROW], CSV)
    assert data.startswith(b"\xef\xbb\xbfCodice;'=altro\r\n")
    told = ["Casa à Lecco", "3", "2,5", "52,3%", "26/11/2026", "26/11/2026 09:30", "sì", ""]
    assert read_csv(data)[1:] == [told]


def test_a_workbook_keeps_numbers_days_and_instants_as_what_they_are() -> None:
    cells = [cell.value for cell in read_xlsx(made([ROW], XLSX))[2]]
    day, instant = datetime(2026, 11, 26), datetime(2026, 11, 26, 9, 30)  # noqa: DTZ001
    assert cells == ["Casa à Lecco", 3, 2.5, 0.523, day, instant, "sì"]


def test_a_workbook_has_a_frozen_head_and_says_what_it_is() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made([ROW], XLSX)))
    assert book.worksheets[0].freeze_panes == "A2" and book.worksheets[0].title == "Invii"
    assert (book.properties.title, book.properties.creator) == ("Invii", "Raccordo")


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_begins_a_formula_is_only_text(text: str) -> None:
    assert read_csv(made([[text]], CSV))[1][0].startswith("'")
    cell = read_xlsx(made([[text]], XLSX))["A2"]
    assert (cell.data_type, cell.value) == ("s", plain(text))


@given(st.text())
@example("\r=1")
@example("\u200b+1")
@example("\x1f@x")
def test_no_text_can_begin_a_formula(text: str) -> None:
    told = harmless(text)
    assert not told.lstrip("\ufeff\u200b" + "".join(map(chr, range(33)))).startswith(tuple("=+-@%|"))
    assert told.removeprefix("'") == plain(text) or told == plain(text)


@settings(max_examples=40)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=3))
def test_any_text_is_read_back_from_both_files(texts: list[str]) -> None:
    assert read_csv(made([texts], CSV))[1] == [harmless(each) for each in texts]
    cells = [str(cell.value or "") for cell in read_xlsx(made([texts, ["fine"] * 3], XLSX))[2]]
    assert cells[: len(texts)] == [plain(each) for each in texts]


def test_the_same_rows_give_the_same_bytes() -> None:
    assert made([ROW], XLSX) == made([ROW], XLSX) and made([ROW], CSV) == made([ROW], CSV)


def test_a_longer_list_says_that_it_goes_on() -> None:
    last = "L'elenco continua: restringi i filtri per esportare il resto."
    assert [row[0] for row in read_csv(made([["a"], ["b"], ["c"]], CSV, 2))[1:]] == ["a", "b", last]
    assert len(read_csv(made([["a"], ["b"]], CSV, 2))) == 3


@pytest.mark.slow
@pytest.mark.parametrize("form", [CSV, XLSX])
def test_a_hundred_thousand_rows_pass_through_a_few_megabytes(form: str) -> None:
    tracemalloc.start()
    made = export(Sheet("Invii", ["a", "b"], ([f"riga {n}", n] for n in range(100_000)), AT), "invii", form)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    made.file.close()
    assert made.rows == 100_000 and peak < 16_000_000
