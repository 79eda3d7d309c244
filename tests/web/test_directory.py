"""The directory on its pages: searched by need, place and words; each service with its reasons; verified in a click."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from governance.registers import Act
from governance.services import Service
from tests.cast import LECCO, MONDAY
from tests.web.desk import Desk, words_of
from tests.web.site import hidden

TODAY = MONDAY.date()


def change(desk: Desk, name: str, **facts: Any) -> None:
    with desk.site.database.transaction() as tx:
        found = tx.get_one(Service, desk.cast.services[name])
        for field, value in facts.items():
            setattr(found, field, value)


def searched(desk: Desk, query: str, who: str = "stranger") -> str:
    answer = desk.visit(who).get(f"/servizi?{query}")
    assert answer.status_code == 200
    return words_of(answer)


def test_everybody_signed_in_searches_and_reads_why(desk: Desk) -> None:
    change(desk, "housing", verified_on=TODAY, places=3, languages=["arabo"])
    said = searched(desk, "q=ricerca+cassa&comune=lecco")
    for reason in ("Somiglia a: ricerca, casa", "3 posti liberi", "Lavora a Lecco, dove ha sede", "Lingue: arabo",
                   "Verificato il 23 novembre 2026", "Mai verificato: chiama prima"):  # fmt: skip
        assert reason in said, reason
    assert said.index("Servizio housing") < said.index("Servizio aid")


def test_nothing_is_searched_before_something_is_said(desk: Desk) -> None:
    assert "Servizio housing" not in searched(desk, "") and "comincia da qui" in searched(desk, "")


def test_a_need_or_a_whole_area_of_life(desk: Desk) -> None:
    assert "Servizio housing" in searched(desk, "bisogno=area-housing")
    assert "Servizio housing" in searched(desk, "bisogno=housing_search")
    assert "Nessun servizio risponde" in searched(desk, "bisogno=area-work")
    assert "comincia da qui" in searched(desk, "bisogno=nulla")


def test_a_municipality_is_understood_however_it_is_typed(desk: Desk) -> None:
    assert "2 servizi" in searched(desk, "comune=Barzano")
    assert "2 servizi" in searched(desk, "comune=Calolziocrote")
    assert "Quale Comune intendi?" in searched(desk, "comune=monte")
    assert "Non conosco il Comune «Xyzzy»" in searched(desk, "comune=Xyzzy")


def test_cover_is_that_of_who_searches(desk: Desk) -> None:
    assert "Coperto dal protocollo «Protocollo di prova»" in searched(desk, "comune=lecco", "manager")
    assert "Coperto" not in searched(desk, "comune=lecco", "stranger")


def test_only_those_who_send_find_the_way_to_sending(desk: Desk) -> None:
    path = f"/servizi/{desk.cast.services['housing']}"
    assert "/invii/nuovo" in desk.visit("manager").get(path).text
    assert "/invii/nuovo" not in desk.visit("intake").get(path).text


@pytest.mark.parametrize("query", ["pagina=0", "pagina=x", "pagina=99999", "q=%00", "comune=%00%ff", "q=" + "a" * 500])
def test_a_mangled_address_is_no_fault(desk: Desk, query: str) -> None:
    assert desk.visit("stranger").get(f"/servizi?bisogno=area-housing&{query}").status_code == 200


@pytest.mark.parametrize("who", ["administrator", "head", "officer"])
def test_keepers_and_the_plan_office_verify_in_one_click(desk: Desk, who: str) -> None:
    change(desk, "housing", verified_on=date(2026, 1, 1), municipalities=[LECCO])
    service_id, visit = desk.cast.services["housing"], desk.visit(who)
    key = hidden(visit.get(f"/servizi/{service_id}"), "key")
    for _ in range(2):
        assert visit.send(f"/servizi/{service_id}/verifica", {"how": "phone", "key": key}).status_code == 302
    with desk.site.database.reading() as tx:
        found = tx.get_one(Service, service_id)
        assert (found.verified_on, found.verified_how) == (TODAY, "phone")
        assert found.verified_by_id == desk.cast.people[who]
        assert len(tx.scalars(select(Act).where(Act.act == "verify_service")).all()) == 1


@pytest.mark.parametrize("who", ["stranger", "worker", "case_head"])
def test_others_do_not_verify(desk: Desk, who: str) -> None:
    path = f"/servizi/{desk.cast.services['housing']}"
    assert "Verificato oggi" not in desk.visit(who).get(path).text
    assert desk.visit(who).send(f"{path}/verifica", {"how": "phone"}).status_code == 403


def test_the_plan_office_verifies_only_where_it_is_its_territory(desk: Desk) -> None:
    change(desk, "housing", municipalities=["058091"])
    path = f"/servizi/{desk.cast.services['housing']}/verifica"
    assert desk.visit("officer").send(path, {"how": "phone"}).status_code == 403


def test_what_is_due_is_listed_for_those_who_verify_it(desk: Desk) -> None:
    change(desk, "housing", verified_on=TODAY - timedelta(days=181))
    change(desk, "aid", verified_on=TODAY)
    for who, seen in (("officer", True), ("head", True), ("administrator", True), ("stranger", False)):
        said = words_of(desk.visit(who).get("/servizi/da-verificare"))
        assert ("Servizio housing" in said, "Servizio aid" in said) == (seen, False), who
    assert desk.visit("worker").get("/servizi/da-verificare").status_code == 403


def test_an_unknown_service_answers_like_any_unknown_page(desk: Desk) -> None:
    assert desk.visit("administrator").get("/servizi/999999").status_code == 404
    assert desk.visit("administrator").send("/servizi/999999/verifica", {"how": "phone"}).status_code == 404
