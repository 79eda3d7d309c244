"""Oggi: what waits for me, late first, what I wait for, what happened, and whether the clock runs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from governance.database import Database
from tests.cast import FAMILY, MONDAY
from tests.web.counting import statements
from tests.web.desk import Desk, codes_in, sit, words_of
from tests.web.site import Visit
from workflows.sweep import sweep

EVERYBODY = ["manager", "colleague", "case_head", "officer", "intake", "worker", "head", "stranger", "administrator"]
NAMES = ["Provauno", "Inventadue", "Esempiotre", "Modelloquattro", "Bozzacinque", "Fintasei"]


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


def sent(desk: Desk, name: str) -> str:
    """A referral of another family; its code."""
    case = desk.cast.case(family=replace(FAMILY, family_name=name, document=name))
    referral = desk.cast.referral(desk.cast.need(case))
    desk.cast.move(referral.id, "submit", "manager")
    return referral.code


def sent_by(visit: Visit, path: str) -> int:
    visit.get(path)
    with statements(visit.site.database) as counted:
        assert visit.get(path).status_code == 200
    return len(counted)


@pytest.mark.parametrize("who", EVERYBODY)
def test_it_opens_for_everybody_and_names_nobody_served(desk: Desk, who: str) -> None:
    desk.cast.sent()
    page = desk.visit(who).get("/oggi")
    assert page.status_code == 200
    assert FAMILY.family_name not in page.text


def test_the_address_without_a_path_leads_there(desk: Desk) -> None:
    assert desk.visit("intake").get("/").location == "/oggi"


def test_each_row_is_one_click_from_its_act(desk: Desk) -> None:
    code, visit = desk.cast.sent().code, desk.visit("intake")
    page = visit.get("/oggi")
    assert f'href="/pratiche/{code}/acknowledge">Prendi visione' in page.text
    assert visit.get(f"/pratiche/{code}/acknowledge").status_code == 200


def test_what_is_late_comes_first_and_says_by_how_much(desk: Desk) -> None:
    late = sent(desk, NAMES[0])
    desk.cast.database.moved_by = MONDAY + timedelta(days=4) - datetime.now(UTC)
    urgent = sent(desk, NAMES[1])
    page = desk.visit("intake").get("/oggi")
    assert codes_in(page, "INV") == [late, urgent]
    assert "in ritardo di 2 giorni lavorativi" in words_of(page)


def test_the_sender_sees_what_others_owe(desk: Desk) -> None:
    code = desk.cast.sent().code
    said = words_of(desk.visit("manager").get("/oggi")).partition("Aspetti da altri")[2]
    assert code in said
    assert "Ora tocca a: accoglienza degli invii, Ente cooperative" in said


def test_nothing_to_do_is_good_news_and_teaches(desk: Desk) -> None:
    said = words_of(desk.visit("stranger").get("/oggi"))
    assert "Nulla aspetta te: buona notizia." in said
    assert "Quando un passo tocca a te compare qui" in said


def test_the_number_of_queries_does_not_grow_with_the_work(desk: Desk) -> None:
    sent(desk, NAMES[0])
    visit = desk.visit("manager")
    few = sent_by(visit, "/oggi")
    for name in NAMES[1:]:
        sent(desk, name)
    assert sent_by(visit, "/oggi") == few


def test_the_queries_of_a_dossier_do_not_grow_with_its_history(desk: Desk) -> None:
    case, visit = desk.cast.case(), desk.visit("manager")
    for move in ("record_contact",) * 2:
        desk.cast.move(case.id, move, "manager", contact="reached_phone", note="Prima.")
    desk.cast.need(case)
    few = sent_by(visit, f"/pratiche/{case.code}")
    for number in range(8):
        desk.cast.move(case.id, "record_contact", "manager", contact="reached_phone", note=f"Nota {number}.")
        visit.send(f"/pratiche/{case.code}/note", {"note": "Ancora una.", "key": f"n{number}"})
    desk.cast.need(case, category="training")
    assert sent_by(visit, f"/pratiche/{case.code}") <= few + 1


def test_it_says_when_the_clock_last_ran_and_warns_when_it_stopped(desk: Desk) -> None:
    visit, database = desk.visit("manager"), desk.cast.database
    assert "Le scadenze non sono ancora mai state controllate" in words_of(visit.get("/oggi"))
    sweep(database, database.now())
    assert "Scadenze controllate oggi alle" in words_of(visit.get("/oggi"))
    sweep(database, database.now() - timedelta(hours=27))
    assert "Le scadenze non vengono controllate da più di un giorno" in words_of(visit.get("/oggi"))


def test_the_guide_is_put_away_and_stays_away(desk: Desk) -> None:
    visit = desk.visit("intake")
    assert "Come rispondi a un invio" in words_of(visit.get("/oggi"))
    visit.send("/oggi/guida", {})
    assert "Come rispondi a un invio" not in words_of(visit.get("/oggi"))
