"""Services of an organisation: kept by its head or an administrator, read by everybody, each change an act."""

from sqlalchemy import select

from governance.registers import Act
from governance.services import Service
from tests.cast import LECCO
from tests.web.desk import Desk, words_of
from tests.web.site import hidden

FACTS = {
    "name": "Sportello prova",
    "category": "job_search",
    "municipalities": "Lecco",
    "languages": "Arabo, francese, arabo",
    "places": "4",
    "verified_on": "20/11/2026",
}


def test_the_head_adds_a_service_once(any_desk: Desk) -> None:
    path = f"/enti/{any_desk.cast.organisations['cooperative']}/servizi"
    for _ in range(2):
        assert any_desk.visit("head").send(f"{path}/nuovo", {**FACTS, "key": "one"}).location == path
    with any_desk.site.database.reading() as tx:
        added = tx.scalars(select(Service).where(Service.name == FACTS["name"])).one()
        assert tx.scalars(select(Act).where(Act.act == "add_service")).one().subject_id == added.id
    assert (added.municipalities, added.languages, added.places) == ([LECCO], ["arabo", "francese"], 4)


def test_everybody_reads_what_is_offered(desk: Desk) -> None:
    said = words_of(desk.visit("stranger").get(f"/enti/{desk.cast.organisations['cooperative']}/servizi"))
    assert "Servizio housing" in said and "Ricerca della casa" in said and "Modifica" not in said


def test_others_change_nothing(desk: Desk) -> None:
    path = f"/enti/{desk.cast.organisations['cooperative']}/servizi/nuovo"
    assert desk.visit("stranger").send(path, FACTS).status_code == 403
    assert desk.visit("worker").send(path, FACTS).status_code == 403


def test_a_change_is_kept_and_a_second_writer_is_told(desk: Desk) -> None:
    path, visit = f"/servizi/{desk.cast.services['housing']}/modifica", desk.visit("administrator")
    seen = hidden(visit.get(path), "revision")
    assert visit.send(path, {**FACTS, "active": "1", "revision": seen}).status_code == 302
    assert visit.send(path, {**FACTS, "name": "Altro", "revision": seen}).status_code == 409
    with desk.site.database.reading() as tx:
        assert tx.get_one(Service, desk.cast.services["housing"]).name == FACTS["name"]


def test_places_are_never_fewer_than_those_taken(desk: Desk) -> None:
    with desk.site.database.transaction() as tx:
        tx.get_one(Service, desk.cast.services["housing"]).taken = 3
    path, visit = f"/servizi/{desk.cast.services['housing']}/modifica", desk.visit("head")
    answer = visit.send(path, {**FACTS, "places": "2", "revision": hidden(visit.get(path), "revision")})
    assert answer.status_code == 422 and "Ora sono occupati 3 posti" in words_of(answer)


def test_two_services_of_one_organisation_have_two_names(desk: Desk) -> None:
    path = f"/enti/{desk.cast.organisations['cooperative']}/servizi/nuovo"
    answer = desk.visit("head").send(path, {**FACTS, "name": "servizio HOUSING"})
    assert answer.status_code == 422 and "già un servizio con questo nome" in words_of(answer)


def test_an_unknown_service_answers_like_any_unknown_page(desk: Desk) -> None:
    assert desk.visit("administrator").get("/servizi/999999/modifica").status_code == 404
    assert desk.visit("administrator").get("/enti/999999/servizi").status_code == 404
