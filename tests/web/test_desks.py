"""Desks: who keeps them, how they are found from a municipality, which instruments they share."""

import pytest

from governance.database import Database
from governance.desks import desks_for
from tests.cast import LECCO, MONDAY, MONZA
from tests.web.counting import statements
from tests.web.desk import Desk, sit, words_of

TYPED = {
    "name": "Sportello di prova",
    "kind": "territory_desk",
    "seat": "Lecco",
    "hours": "lunedì, 9.00-12.30\ngiovedì, 14.00-17.00",
    "team": "assistente sociale, mediatrice",
    "languages": "Arabo, francese",
    "municipalities": "Lecco, Calolziocorte",
    "instruments": "Scheda di primo ascolto 2.1",
}


@pytest.fixture
def desk(database: Database) -> Desk:
    return sit(database)


def add(desk: Desk, who: str = "administrator", organisation: str = "cooperative", **more: str) -> str:
    path = f"/enti/{desk.cast.organisations[organisation]}/sportelli/nuovo"
    answer = desk.visit(who).send(path, {**TYPED, "key": more.get("name", "k"), **more})
    return answer.location or words_of(answer)


def test_the_head_adds_one_and_everybody_finds_it(desk: Desk) -> None:
    address = add(desk, "head")
    page = words_of(desk.visit("manager").get(address))
    assert "arabo, francese" in page and "Scheda di primo ascolto 2.1" in page
    assert "Sportello aggiunto" not in page and "Sportello aggiunto" in words_of(desk.visit("head").get(address))


def test_others_do_not_keep_it(desk: Desk) -> None:
    assert "li tiene il suo responsabile" in add(desk, "case_head")
    address = add(desk)
    assert desk.visit("stranger").get(f"{address}/modifica").status_code == 403


def test_it_is_found_from_the_municipalities_it_serves(desk: Desk) -> None:
    add(desk)
    add(desk, name="Équipe di Monza", kind="mobile_team", seat="Monza", municipalities="")
    found = words_of(desk.visit("manager").get("/sportelli?comune=Calolziocorte"))
    assert "Sportello di prova" in found and "Équipe di Monza" in found
    assert "Sportello di prova" not in words_of(desk.visit("manager").get("/sportelli?comune=Monza"))
    assert "Sportello di prova" not in words_of(desk.visit("manager").get("/sportelli?tipo=mobile_team"))


def test_those_that_stand_in_the_municipality_come_first(desk: Desk) -> None:
    add(desk, name="A servizio di tutti", seat="Monza", municipalities="")
    add(desk)
    with desk.site.database.reading() as tx:
        day = MONDAY.date()
        assert [each.seat for each, _ in desks_for(tx, LECCO, day)] == [LECCO, MONZA]


def test_five_desks_that_share_one_form_know_of_each_other(desk: Desk) -> None:
    addresses = [add(desk, name=f"Sportello {number}") for number in range(5)]
    page = words_of(desk.visit("manager").get(addresses[0]))
    assert all(f"Sportello {number}" in page for number in range(1, 5))


def test_bad_input_is_told_and_kept(desk: Desk) -> None:
    told = add(desk, seat="Atlantide", municipalities="Lecco, Eldorado", kind="castle")
    assert "Non conosco il Comune «Atlantide»" in told and "Eldorado" in told
    add(desk)
    assert "già uno sportello con questo nome" in add(desk, name="SPORTELLO di prova")


def test_a_closed_desk_is_found_no_more(desk: Desk) -> None:
    address = add(desk)
    visit = desk.visit("administrator")
    revision = visit.get(f"{address}/modifica").text.split('name="revision" value="')[1].split('"')[0]
    assert visit.send(f"{address}/modifica", {**TYPED, "revision": revision}).status_code == 302
    assert "Sportello di prova" not in words_of(visit.get("/sportelli"))
    assert "Questo sportello è chiuso" in words_of(visit.get(address))


def test_the_list_takes_the_same_statements_for_any_number(desk: Desk) -> None:
    visit, counts = desk.visit("manager"), []
    for number in range(2):
        for each in range(1 + 9 * number):
            add(desk, name=f"Sportello {number} {each}")
        visit.get("/sportelli")
        with statements(desk.site.database) as sent:
            visit.get("/sportelli")
        counts.append(len(sent))
    assert counts[0] == counts[1]
