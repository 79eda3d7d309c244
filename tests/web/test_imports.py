"""Imports: a preview row by row, nothing written before, nothing changed by a second time."""

import io
from pathlib import Path

import pytest
from sqlalchemy import func, select

from governance.organisations import Organisation
from governance.people import Mandate, Person
from tests.web.site import Site

REAL = Path("../shared/data/organisations/third_sector_MB_LC_LO.csv")
HEAD = "nome;tipo;codice_fiscale;comune;email;telefono\n"
PEOPLE = "nome;email;ente;ruolo;dal;al\n"


def count(site: Site, noun: type) -> int:
    with site.database.reading() as tx:
        return int(tx.scalar(select(func.count()).select_from(noun)) or 0)


def preview(site: Site, path: str, rows: str) -> str:
    return site.visitor("administrator").send(path, {"rows": rows}).text


def write(site: Site, path: str, rows: str) -> int:
    return site.visitor("administrator").send(path, {"rows": rows, "step": "write"}).status_code


def test_a_preview_writes_nothing(any_site: Site) -> None:
    before = count(any_site, Organisation)
    assert "1 riga nuova" in preview(any_site, "/enti/importa", HEAD + "Ente Nuovo;ufficio;;Lecco;;")
    assert count(any_site, Organisation) == before


def test_confirming_writes_once_however_often(any_site: Site) -> None:
    before, rows = count(any_site, Organisation), HEAD + "Ente Nuovo;ufficio;;Lecco;;\nAltro;Scuola;00000000018;;;"
    assert [write(any_site, "/enti/importa", rows) for _ in range(3)] == [302, 302, 302]
    assert count(any_site, Organisation) == before + 2


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (";ufficio;;;;", "Questo campo serve"),
        ("Ente;boh;;;;", "Scegli una delle voci"),
        ("Ente;ufficio;123;;;", "codice fiscale non è giusto"),
        ("Ente;ufficio;;Atlantide;;", "Comune non è nell"),
        ("Ente;ufficio;;;chiocciola;", "non è un indirizzo e-mail"),
        ("Ente;ufficio;;;;abc", "Scrivi il telefono"),
        ("=1+1;ufficio;;;;", "un foglio di calcolo eseguirebbe"),
        ("@SUM(A1);ufficio;;;;", "un foglio di calcolo eseguirebbe"),
        ("Ente;ufficio;;;;;;;", "più celle"),
        ("<b>Ente</b>;ufficio;;;;", "i segni &lt; e &gt;"),
        ("Cooperativa;ufficio;;;;\nCooperativa;ufficio;;;;", "ripete la riga 2"),
    ],
)
def test_a_dirty_row_is_told_with_its_line(site: Site, row: str, sentence: str) -> None:
    text = preview(site, "/enti/importa", HEAD + row)
    assert sentence in text
    assert f"<td>{2 + row.count(chr(10))}</td>" in text


@pytest.mark.parametrize(
    "rows", ["", "a;b;c\n1;2;3", HEAD + "x;ufficio\n" * 5001, 'nome;tipo\n"x;ufficio\n' + "y" * 200_000]
)
def test_what_is_no_table_gets_a_sentence(site: Site, rows: str) -> None:
    answer = site.visitor("administrator").send("/enti/importa", {"rows": rows})
    assert (answer.status_code, "error-summary" in answer.text) == (422, True)


def test_good_rows_are_written_and_dirty_ones_left(site: Site) -> None:
    before = count(site, Organisation)
    assert write(site, "/enti/importa", HEAD + "Buono;ufficio;;;;\n;ufficio;;;;") == 302
    assert count(site, Organisation) == before + 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_is_read_however_it_was_saved(site: Site, encoding: str, separator: str) -> None:
    content = f"Denominazione{separator}Tipo\r\nPerché no{separator}Ente valutatore\r\n".encode(encoding)
    visit = site.visitor("administrator")
    answer = visit.send("/enti/importa", {"file": (io.BytesIO(content), "enti.csv")})
    assert "Perché no" in answer.text and "1 riga nuova" in answer.text


def test_a_file_that_is_no_text_gets_a_sentence(site: Site) -> None:
    content = io.BytesIO(b"PK\x03\x04\x81\x8d\x8f" * 100)
    answer = site.visitor("administrator").send("/enti/importa", {"file": (content, "enti.xlsx")})
    assert answer.status_code == 422


def test_the_template_can_be_imported_as_it_is(site: Site) -> None:
    visit = site.visitor("administrator")
    answer = visit.get("/enti/importa/modello.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "1 riga nuova" in preview(site, "/enti/importa", answer.text)


def test_people_get_their_mandates_once(any_site: Site) -> None:
    rows = PEOPLE + "Pia Provaprova;pia@prova.example;Cooperativa Molo di Prova;operatore;1/1/2026;"
    assert [write(any_site, "/persone/importa", rows) for _ in range(2)] == [302, 302]
    with any_site.database.reading() as tx:
        person = tx.scalars(select(Person).where(Person.email == "pia@prova.example")).one()
        assert len(tx.scalars(select(Mandate).where(Mandate.person_id == person.id)).all()) == 1


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Pia;pia;Cooperativa Molo di Prova;operatore;;", "non è un indirizzo e-mail"),
        ("Pia;pia@prova.example;Nessuna;operatore;;", "questo ente non è in elenco"),
        ("Pia;pia@prova.example;Cooperativa Molo di Prova;re;;", "il ruolo «re» non esiste"),
        ("Pia;pia@prova.example;Cooperativa Molo di Prova;operatore;32/1/2026;", "Questa data non esiste"),
        ("Pia;pia@prova.example;Cooperativa Molo di Prova;operatore;1/2/2026;1/1/2026", "la fine viene prima"),
    ],
)
def test_a_dirty_person_is_told(site: Site, row: str, sentence: str) -> None:
    assert sentence in preview(site, "/persone/importa", PEOPLE + row)


def test_a_thousand_real_organisations_keep_equal_names_apart(site: Site) -> None:
    if not REAL.exists():
        pytest.skip(f"{REAL} is not here")
    rows = REAL.read_text(encoding="utf-8")
    before = count(site, Organisation)
    assert write(site, "/enti/importa", rows) == 302
    assert count(site, Organisation) == before + 1072
    with site.database.reading() as tx:
        name = "ASSOCIAZIONE VOLONTARI ITALIANI DEL SANGUE"
        assert len(tx.scalars(select(Organisation).where(Organisation.name == name)).all()) == 3
    assert "1072 righe ci sono già" in preview(site, "/enti/importa", rows)
