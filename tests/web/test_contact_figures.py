"""Figures of contacts: how many, how many became a case and how soon; too few are never told."""

from datetime import timedelta

import pytest

from governance.beneficiaries import Identity
from governance.database import Database
from governance.people import add_person, give_mandate
from governance.roles import Role
from tests.cast import MONDAY, SINCE
from tests.met import meet, report, team
from tests.web.desk import Desk, sit, words_of
from workflows.contacting import take_up

FIRST = ("Ada", "Bruno", "Carla", "Dino")
PERIOD = "/cifre?dal=2026-11-01&al=2026-12-31"


@pytest.fixture
def desk(database: Database) -> Desk:
    return sit(database)


def meetings(desk: Desk, number: int, taken: int = 0) -> None:
    """So many contacts of the consortium's team, some of which become cases four days later."""
    scene = desk.cast
    desk_id = team(scene, "consortium")
    for place in range(number):
        met = meet(scene, desk_id, who="case_head")
        if place < taken:
            family = Identity(FIRST[place], f"{FIRST[place]}diprova", "reference", "1990-05-01")
            case = scene.case(MONDAY + timedelta(days=4), family)
            with scene.database.transaction(MONDAY + timedelta(days=4)) as tx:
                take_up(tx, scene.actor(tx, "manager"), met.id, case.id)


def test_how_many_were_met_became_cases_and_how_soon(desk: Desk) -> None:
    meetings(desk, 8, taken=4)
    page = words_of(desk.visit("case_head").get(f"{PERIOD}&vista=sender-{desk.cast.organisations['consortium']}"))
    assert "Persone e nuclei incontrati 8" in page and "Diventati prese in carico 50%" in page
    assert "su 8 contatti" in page and "metà entro 4 giorni, nove su dieci entro 4 giorni" in page


def test_too_few_are_not_told_nor_worked_out(desk: Desk) -> None:
    meetings(desk, 4, taken=1)
    report(desk.cast)
    page = words_of(desk.visit("manager").get(PERIOD))
    section = page.split("I contatti", 1)[1]
    assert "Persone e nuclei incontrati 4" in section and "Segnalazioni meno di 3" in section
    assert "contatti " not in section.split("Diventati prese in carico")[1].split("Dalla prima volta")[0]
    assert "su 5" not in section and "metà entro" not in section


def test_an_evaluator_reads_the_aggregates_and_no_contact(desk: Desk) -> None:
    meetings(desk, 5)
    with desk.site.database.transaction(MONDAY) as tx:
        added = add_person(tx, "Eva Valutaprova", "eva@esempio.invalid")
        give_mandate(tx, added.id, desk.cast.organisations["network"], Role.EVALUATOR, SINCE)
        desk.site.people["evaluator"] = added.id
    visit = desk.visit("evaluator")
    assert "Persone e nuclei incontrati 5" in words_of(visit.get(PERIOD))
    assert visit.get("/contatti").status_code == 403 and "CON-" not in visit.get(PERIOD).text


def test_the_file_says_the_same(desk: Desk) -> None:
    meetings(desk, 4)
    file = desk.visit("manager").get(PERIOD.replace("/cifre", "/cifre/cifre.csv")).text
    assert "Contatti;Persone e nuclei incontrati" in file.replace('"', "").replace(",", ";")
