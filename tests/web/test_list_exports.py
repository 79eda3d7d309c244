"""Exports of lists: the rows of the page and no more, in every form, and the register of who took them."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from governance.consents import Consent
from governance.lists import Filter, walk
from governance.registers import Act
from tests.cast import MONDAY
from tests.web.counting import statements
from tests.web.desk import Desk, codes_in


def rows_in(answer: TestResponse) -> list[list[str]]:
    if answer.mimetype == "text/csv":
        return [*csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";")]
    sheet: Any = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def codes(answer: TestResponse) -> list[str]:
    assert answer.status_code == 200
    return [row[0] for row in rows_in(answer)[1:]]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("filters", ["", "?stato=chiuse", "?fase=submitted", "?chi=me", "?chi=altri", "?fase=draft"])
def test_the_file_holds_the_rows_of_the_page(desk: Desk, form: str, filters: str) -> None:
    need = desk.cast.need(desk.cast.case())
    desk.cast.move(desk.cast.referral(need).id, "submit", "manager")
    desk.cast.referral(need, service="aid")
    for who in ("manager", "intake"):
        visit = desk.visit(who)
        assert codes(visit.get(f"/invii/elenco.{form}{filters}")) == codes_in(visit.get(f"/invii{filters}"), "INV")


def test_all_pages_are_in_the_file(any_desk: Desk) -> None:
    need = any_desk.cast.need(any_desk.cast.case())
    made = [any_desk.cast.referral(need).code for _ in range(52)]
    assert sorted(codes(any_desk.visit("manager").get("/invii/elenco.csv?dopo=x~1"))) == sorted(made)


def test_a_walk_by_small_batches_meets_every_dossier_once(any_desk: Desk) -> None:
    need = any_desk.cast.need(any_desk.cast.case())
    made = {any_desk.cast.referral(need).id for _ in range(7)}
    with any_desk.site.database.reading() as tx:
        found = [
            each.id for rows in walk(tx, any_desk.cast.actor(tx, "manager"), Filter(("referral",)), 3) for each in rows
        ]
    assert len(found) == 7 and set(found) == made


def test_who_only_watches_gets_no_title(desk: Desk) -> None:
    sent = desk.cast.sent()
    [_head, row] = rows_in(desk.visit("officer").get("/invii/elenco.csv"))
    assert row[:3] == [sent.code, "", "Inviata"]
    assert rows_in(desk.visit("intake").get("/invii/elenco.xlsx"))[1][1]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_once_consent_is_revoked_the_row_is_a_summary(desk: Desk, form: str) -> None:
    sent = desk.cast.sent()
    with desk.site.database.transaction() as tx:
        tx.execute(update(Consent).values(revoked_on=MONDAY.date()))
    desk.cast.move(sent.id, "revoke_consent", "manager")
    [_head, row] = rows_in(desk.visit("intake").get(f"/invii/elenco.{form}?stato=tutte"))
    assert row[:3] == [sent.code, "", "Ritirata"]


def test_cases_protocols_and_organisations_have_their_files(desk: Desk) -> None:
    case = desk.cast.case()
    visit = desk.visit("manager")
    assert codes(visit.get("/prese-in-carico/elenco.xlsx")) == [case.code]
    assert codes(visit.get("/protocolli/elenco.csv")) == codes_in(visit.get("/protocolli"), "PRO")
    assert "Ente cooperative" in codes(visit.get("/enti/elenco.xlsx?q=cooperative"))
    assert len(codes(visit.get("/enti/elenco.csv"))) == 8


def test_services_are_those_of_the_search(desk: Desk) -> None:
    visit = desk.visit("manager")
    assert codes(visit.get("/servizi/elenco.csv")) == []
    assert set(codes(visit.get("/servizi/elenco.xlsx?bisogno=housing_search"))) == {"Servizio housing", "Servizio aid"}
    assert codes(visit.get("/servizi/elenco.csv?q=aid&comune=Nessunposto")) == []


def test_the_register_says_who_took_what(desk: Desk) -> None:
    desk.cast.sent()
    desk.visit("manager").get("/invii/elenco.xlsx?fase=submitted&q=Canarino")
    desk.visit("manager").get("/enti/elenco.csv")
    with desk.site.database.reading() as tx:
        [act] = tx.scalars(select(Act).where(Act.act == "export_list"))
    assert act.actor_id == desk.cast.people["manager"]
    told = {"list": "invii", "form": "xlsx", "rows": 1, "narrowed": "stato=aperte, fase=submitted"}
    assert act.details == told


def test_the_list_offers_its_files_with_its_filters(desk: Desk) -> None:
    desk.cast.sent()
    page = desk.visit("manager").get("/invii?fase=submitted").text
    assert "/invii/elenco.xlsx?stato=aperte&amp;fase=submitted" in page and "Scarica CSV" in page


def test_a_file_of_many_rows_takes_few_statements(desk: Desk) -> None:
    need = desk.cast.need(desk.cast.case())
    visit = desk.visit("manager")
    counts = []
    for wanted in (1, 12):
        for _ in range(wanted):
            desk.cast.referral(need)
        with statements(desk.site.database) as sent:
            visit.get("/invii/elenco.csv")
        counts.append(len(sent))
    assert counts[0] == counts[1]
