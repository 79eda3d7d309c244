"""Services brought in from a table: previewed, written once, each by who keeps them."""

import pytest
from sqlalchemy import func, select

from governance.registers import Act
from governance.service_searches import Wanted, search
from governance.services import Service
from tests.cast import LECCO
from tests.web.desk import Desk, words_of

PAGE = "/servizi/importa"
HEAD = "ente;nome;risponde_a;comuni;ambiti;lingue;posti;finanziati;verificato_il;come\n"
GOOD = "Ente cooperative;Sportello nuovo;Ricerca della casa;Lecco, Barzanò;Merate;arabo;10;6;01/10/2026;Per telefono\n"


def count(desk: Desk) -> int:
    with desk.site.database.reading() as tx:
        return int(tx.scalar(select(func.count()).select_from(Service)) or 0)


def send(desk: Desk, rows: str, who: str = "administrator", step: str = "") -> str:
    return words_of(desk.visit(who).send(PAGE, {"rows": HEAD + rows, "step": step}))


def test_a_preview_writes_nothing_and_confirming_writes_once(desk: Desk) -> None:
    before = count(desk)
    assert "1 riga nuova" in send(desk, GOOD) and count(desk) == before
    for _ in range(2):
        send(desk, GOOD, step="write")
    assert count(desk) == before + 1 and "1 riga c'è già" in send(desk, GOOD)


def test_every_column_is_kept_and_the_act_is_written(desk: Desk) -> None:
    send(desk, GOOD, step="write")
    with desk.site.database.reading() as tx:
        found = tx.scalars(select(Service).where(Service.name == "Sportello nuovo")).one()
        assert (found.municipalities, found.districts) == (["097006", LECCO], ["merate"])
        assert (found.places, found.funded, found.verified_how) == (10, 6, "phone")
        assert tx.scalars(select(Act).where(Act.act == "add_service")).one().subject_id == found.id
        assert [each.service.id for each in search(tx, Wanted("sportelo nuovo")).rows] == [found.id]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Nessuno;A;Ricerca della casa;;;;;;;", "ente: non è in elenco"),
        ("Ente cooperative;;Ricerca della casa;;;;;;;", "nome: Questo campo serve"),
        ("Ente cooperative;A;Boh;;;;;;;", "risponde_a: Scegli una delle voci"),
        ("Ente cooperative;A;Microcredito;Atlantide;;;;;;", "comuni: Non conosco questi Comuni: Atlantide"),
        ("Ente cooperative;A;Microcredito;;Narnia;;;;;", "ambiti: Non conosco questi ambiti: Narnia"),
        ("Ente cooperative;A;Microcredito;;;;molti;;;", "posti: Scrivi un numero"),
        ("Ente cooperative;A;Microcredito;;;;3;5;;", "i posti finanziati sono più dei posti"),
        ("Ente cooperative;A;Microcredito;;;;;;01/10/2027;", "verificato_il: Questa data deve ancora venire"),
        (f"{GOOD}{GOOD}", "ripete la riga 2"),
    ],
)
def test_a_dirty_row_is_told(desk: Desk, row: str, sentence: str) -> None:
    assert sentence in send(desk, row)


def test_a_head_brings_in_only_what_the_own_organisation_offers(desk: Desk) -> None:
    assert "1 riga nuova" in send(desk, GOOD, "head")
    assert "i suoi servizi li tiene il suo responsabile" in send(desk, GOOD, "stranger")
    assert desk.visit("worker").get(PAGE).status_code == 403


def test_the_template_is_read_as_it_is(desk: Desk) -> None:
    template = desk.visit("administrator").get(f"{PAGE}/modello.csv").text
    rows = template.replace("Cooperativa Esempio", "Ente cooperative")
    assert "1 riga nuova" in words_of(desk.visit("administrator").send(PAGE, {"rows": rows}))
