"""Criticità on the pages: ranked, narrowed, without anybody's name, as files, and as far as each may see them."""

import csv
import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from werkzeug.test import TestResponse

from governance import dossiers
from governance.blockage_lists import stuck_dossiers
from governance.blockages import refresh
from governance.bodies import add_body
from governance.database import Database
from governance.people import add_person, give_mandate
from governance.roles import Role
from tests.blocked import declined, family, open_blockages, sent
from tests.cast import MONDAY, SINCE
from tests.web.counting import statements
from tests.web.desk import Desk, codes_in, sit, words_of

FORMS = ("csv", "xlsx")


@pytest.fixture
def table(desk: Desk) -> Desk:
    """A desk whose network has a table with a facilitator, and pathways that open blockages."""
    return seated(desk)


@pytest.fixture
def any_table(database: Database) -> Desk:
    """The same on each database."""
    return seated(sit(database))


def seated(desk: Desk) -> Desk:
    with desk.site.database.transaction(MONDAY) as tx:
        body = add_body(tx, desk.cast.organisations["network"], "Tavolo di prova")
        person = add_person(tx, "Flora Facilitatrice", "facilitator@esempio.invalid")
        give_mandate(tx, person.id, body.id, Role.FACILITATOR, SINCE)
        found = {"facilitator": person.id}
    desk.cast.people |= found
    desk.site.people |= found
    return desk


def three_refusals(desk: Desk, reason: str = "no_capacity", families: str = "ABC") -> str:
    for each in families:
        declined(desk.cast, sent(desk.cast, f"Famiglia{each}{reason[:2]}"), reason)
    with desk.site.database.reading() as tx:
        return dossiers.read(tx, open_blockages(desk.cast)[-1].id).code


def rows_in(answer: TestResponse) -> list[list[str]]:
    assert answer.status_code == 200
    if answer.mimetype == "text/csv":
        return [*csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";")][1:]
    sheet: Any = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)][1:]


def test_three_refusals_in_one_municipality_are_one_line(any_table: Desk) -> None:
    code = three_refusals(any_table)
    page = any_table.visit("manager").get("/criticita")
    assert codes_in(page, "CRI") == [code]
    assert "Mancano posti: Ricerca della casa, Lecco" in words_of(page)


def test_what_cost_more_days_comes_first_whatever_came_last(table: Desk) -> None:
    many = three_refusals(table, "outside_area")
    few = three_refusals(table, "no_capacity", "D")
    with table.site.database.transaction(table.site.database.now() + timedelta(days=30)) as tx:
        assert refresh(tx) == 2
    assert codes_in(table.visit("manager").get("/criticita"), "CRI") == [many, few]


def test_fewer_than_three_persons_are_never_counted(table: Desk) -> None:
    code = three_refusals(table, families="A")
    for who in ("manager", "officer", "facilitator"):
        visit = table.visit(who)
        assert "meno di 3" in words_of(visit.get("/criticita"))
        assert "Persone toccate finora meno di 3" in words_of(visit.get(f"/pratiche/{code}"))
        assert rows_in(visit.get("/criticita/elenco.csv"))[0][6:8] == ["meno di 3", "meno di 3"]
    three_refusals(table, families="BC")
    assert rows_in(table.visit("facilitator").get("/criticita/elenco.xlsx"))[0][6] == "3"


@pytest.mark.parametrize("filters", [
    "tipo=no_places", "bisogno=housing_search", "ambito=lecco", "fase=reported", "stato=aperte",
])  # fmt: skip
def test_filters_find_it_and_stay_in_the_address(table: Desk, filters: str) -> None:
    code = three_refusals(table)
    page = table.visit("manager").get(f"/criticita?{filters}")
    assert codes_in(page, "CRI") == [code] and filters in page.text.replace("&amp;", "&")


@pytest.mark.parametrize("filters", ["tipo=no_answer", "bisogno=mediation", "ambito=merate", "fase=proposed",
                                     "stato=chiuse"])  # fmt: skip
def test_filters_leave_out_what_does_not_answer(table: Desk, filters: str) -> None:
    three_refusals(table)
    page = table.visit("manager").get(f"/criticita?{filters}")
    assert codes_in(page, "CRI") == [] and "Nessuna criticità risponde" in page.text


@pytest.mark.parametrize("who", ["manager", "officer", "facilitator"])
def test_the_page_and_the_files_hold_the_same(table: Desk, who: str) -> None:
    code = three_refusals(table)
    visit = table.visit(who)
    assert codes_in(visit.get("/criticita"), "CRI") == [code]
    assert [rows_in(visit.get(f"/criticita/elenco.{form}"))[0][0] for form in FORMS] == [code, code]


@pytest.mark.parametrize("who", ["intake", "worker", "stranger"])
def test_who_sits_at_no_table_does_not_come_in(table: Desk, who: str) -> None:
    code = three_refusals(table)
    visit = table.visit(who)
    assert visit.get("/criticita").status_code == 403
    assert visit.get(f"/pratiche/{code}").status_code == 404


def test_who_may_see_the_referrals_finds_their_codes_and_the_table_does_not(table: Desk) -> None:
    code = three_refusals(table)
    assert len(codes_in(table.visit("manager").get(f"/pratiche/{code}"), "INV")) == 3
    assert codes_in(table.visit("facilitator").get(f"/pratiche/{code}"), "INV") == []


def test_no_word_about_a_person_is_on_any_page_or_file(table: Desk) -> None:
    code = three_refusals(table)
    for who in ("manager", "officer", "facilitator"):
        visit = table.visit(who)
        for path in ("/criticita", f"/pratiche/{code}", "/criticita/senza-risposta", "/criticita/elenco.csv"):
            body = visit.get(path).data.decode(errors="replace")
            assert not [word for word in ("Famiglia", "Amina", "XX-", "Cerca", "colloquio", "PIC-") if word in body]


def test_the_list_sends_as_many_statements_for_one_as_for_many(table: Desk) -> None:
    visit, counts = table.visit("manager"), []
    for reason, families in (("no_capacity", "A"), ("outside_area", "AB"), ("missing_documents", "AB")):
        three_refusals(table, reason, families)
        visit.get("/criticita")
        with statements(table.site.database) as told:
            visit.get("/criticita")
        counts.append(len(told))
    assert counts[0] == counts[1] == counts[2]


def test_the_facilitator_proposes_it_for_the_table(table: Desk) -> None:
    code = three_refusals(table)
    visit = table.visit("facilitator")
    page = visit.get(f"/pratiche/{code}")
    assert "Proponi per il tavolo" in page.text and "Come arriva al tavolo" in page.text
    table.cast.move(table.dossier(code).id, "propose", "facilitator")
    assert codes_in(visit.get("/criticita?fase=proposed"), "CRI") == [code]


def test_the_gap_register_is_listed_with_its_figures(table: Desk) -> None:
    scene = table.cast
    for name in ("Unotenda", "Duecassa", "Trevaligia"):
        scene.move(scene.need(scene.case(family=family(name))).id, "close_unmet", "manager", unmet_reason="no_service")
    page = words_of(table.visit("facilitator").get("/criticita/senza-risposta"))
    assert "Ricerca della casa Lecco 3 3" in page
    assert rows_in(table.visit("officer").get("/criticita/senza-risposta/elenco.csv"))[0][:4] == [
        "Ricerca della casa", "Lecco", "3", "3",
    ]  # fmt: skip


def test_everybody_at_the_table_finds_the_entry(table: Desk) -> None:
    assert 'href="/criticita"' in table.visit("facilitator").get("/oggi").text
    assert 'href="/criticita"' not in table.visit("intake").get("/oggi").text


def test_a_stuck_referral_says_so_to_whoever_sees_it_and_links_for_the_table(table: Desk) -> None:
    code = three_refusals(table)
    with table.site.database.reading() as tx:
        stuck = dossiers.read(tx, stuck_dossiers(tx, open_blockages(table.cast)[0].id)[0][0]).code
    assert code in table.visit("manager").get(f"/pratiche/{stuck}").text
    page = table.visit("intake").get(f"/pratiche/{stuck}")
    assert "È ferma: mancano posti" in words_of(page) and code not in page.text


def test_who_writes_is_told_that_the_table_reads(table: Desk) -> None:
    code = three_refusals(table)
    assert "non scrivere nomi" in table.visit("manager").get(f"/pratiche/{code}/act").text
