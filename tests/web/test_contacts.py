"""Contacts on the pages: recorded in seconds, found again by the code of a slip, turned into a case in one act."""

import pytest

from governance.contacts import contact, contacts_of_case, encounters_of
from governance.database import Database
from governance.dossiers import by_code
from tests.cast import LECCO
from tests.met import LAKE, STATION, team
from tests.web.counting import statements
from tests.web.desk import AGREED, CASE, INFORMED, Desk, codes_in, sit, words_of

TYPED = {
    "met_on": "2026-11-20",
    "municipality": "Lecco",
    "zone": STATION,
    "adults": "2",
    "minors": "1",
    "languages": "Arabo",
    "asked_housing": "1",
    "done_listened": "1",
    "words": "Dorme sotto i portici.",
}


@pytest.fixture
def desk(database: Database) -> Desk:
    return sit(database)


def add(desk: Desk, who: str = "worker", **more: str) -> str:
    """The code of a contact just noted; what the page says where it was refused."""
    answer = desk.visit(who).send("/contatti/nuovo", {**TYPED, "key": "k", **more})
    return answer.location.split("/")[-1] if answer.status_code == 302 else words_of(answer)


def test_a_contact_is_noted_without_a_name_and_found_in_the_list(desk: Desk) -> None:
    team(desk.cast)
    code = add(desk)
    page = words_of(desk.visit("worker").get("/contatti"))
    assert code in page and "2 adulti, 1 minore" in page and "stazione (a rischio)" in page
    shown = words_of(desk.visit("worker").get(f"/pratiche/{code}"))
    assert "Abitare" in shown and "Dorme sotto i portici." in shown and "Annota un altro incontro" in shown


def test_the_same_form_sent_twice_is_one_contact(desk: Desk) -> None:
    team(desk.cast)
    assert add(desk) == add(desk)
    assert len(codes_in(desk.visit("worker").get("/contatti"), "CON")) == 1


def test_bad_input_is_told_and_kept(desk: Desk) -> None:
    team(desk.cast)
    told = add(
        desk, municipality="Atlantide", adults="0", minors="", met_on="2030-01-01", asked_housing="", done_listened=""
    )
    for sentence in ("Non conosco il Comune", "almeno una", "deve ancora venire", "Segna almeno una cosa"):
        assert sentence in told
    assert "Scrivi un numero da 0 a 20" in add(desk, adults="cento")


@pytest.mark.parametrize("words", ["Si chiama Ugo", "tel. 333 123 4567", "RSSMRA80A01F205X", "ugo@esempio.invalid"])
def test_what_says_who_the_person_is_is_refused(desk: Desk, words: str) -> None:
    team(desk.cast)
    assert "non si scrive chi è la persona" in add(desk, words=words)


def test_dates_and_hours_say_nothing_of_who_it_is(desk: Desk) -> None:
    team(desk.cast)
    assert add(desk, words="Visto il 20/11/2026 e il 21/11/2026, dalle 20.30 alle 22.00.").startswith("CON-")


def test_without_a_desk_there_is_nothing_to_note(desk: Desk) -> None:
    assert "non ha ancora uno sportello" in words_of(desk.visit("worker").get("/contatti/nuovo"))
    assert "lo aggiunge il suo responsabile" in add(desk)


def test_a_slip_says_the_code_and_the_desk_and_leads_back_to_the_same_person(desk: Desk) -> None:
    team(desk.cast)
    code = add(desk)
    slip = words_of(desk.visit("intake").get(f"/contatti/{code}/biglietto"))
    assert code in slip and "ogni sera, 20.00-24.00" in slip and "Lecco" in slip
    visit = desk.visit("intake")
    found = visit.get(f"/contatti?codice={code.lower().replace('-', ' ')}")
    assert visit.get(found.location).location == f"/contatti/{code}/incontro"
    visit.send(f"/contatti/{code}/incontro", {"met_on": "2026-11-22", "zone": LAKE, "done_goods": "1"})
    with desk.site.database.reading() as tx:
        dossier = by_code(tx, code)
        assert contact(tx, dossier.id).times == 2 and encounters_of(tx, dossier.id)[0][0].zone == LAKE


def test_a_code_that_is_none_is_told(desk: Desk) -> None:
    assert "Non è il codice di un contatto" in words_of(desk.visit("worker").get("/contatti?codice=PIC-2222-2222"))


def test_zones_at_risk_and_desks_narrow_the_list(desk: Desk) -> None:
    team(desk.cast)
    first, second = add(desk), add(desk, zone=LAKE, key="other")
    visit = desk.visit("worker")
    assert codes_in(visit.get("/contatti?rischio=1"), "CON") == [first]
    assert codes_in(visit.get(f"/contatti?zona={LAKE}"), "CON") == [second]
    file = visit.get("/contatti/elenco.csv?rischio=1").text
    assert first in file and second not in file


def test_a_desk_leads_who_works_there_to_its_contacts(desk: Desk) -> None:
    desk_id = team(desk.cast)
    code, address = add(desk), f"/contatti?sportello={desk_id}"
    visit = desk.visit("worker")
    assert address in visit.get(f"/sportelli/{desk_id}").text and code in visit.get(address).text
    assert address not in desk.visit("manager").get(f"/sportelli/{desk_id}").text


def test_others_find_neither_the_contact_nor_its_list(desk: Desk) -> None:
    team(desk.cast)
    code = add(desk)
    for name in ("manager", "officer", "stranger"):
        assert code not in desk.visit(name).get("/contatti?stato=tutte").text
        assert desk.visit(name).get(f"/contatti/{code}").status_code == 404


def test_a_contact_becomes_a_case_in_one_act(desk: Desk) -> None:
    team(desk.cast, "consortium")
    code = add(desk, "case_head")
    visit = desk.visit("case_head")
    form = visit.get(visit.get(f"/contatti/{code}/presa-in-carico").location)
    assert f"Dal contatto {code}" in words_of(form) and f'value="{LECCO}" selected' in form.text
    assert 'name="people" value="3"' in form.text
    own = {"network": desk.cast.organisations["network"], "contact": code}
    sent = visit.send("/prese-in-carico/nuova", {**own, **CASE, **INFORMED, **AGREED})
    case_code = sent.location.split("/")[-1]
    page = words_of(visit.get(sent.location))
    assert code in page and "preso in carico 3 giorni dopo" in page
    assert case_code in words_of(visit.get(f"/pratiche/{code}"))
    with desk.site.database.reading() as tx:
        assert len(contacts_of_case(tx, by_code(tx, case_code).id)) == 1


def test_a_contact_becomes_one_case_only(desk: Desk) -> None:
    team(desk.cast, "consortium")
    code = add(desk, "case_head")
    own = {"network": desk.cast.organisations["network"], "contact": code, "not_duplicate": "1"}
    own |= {**CASE, **INFORMED, **AGREED}
    assert desk.visit("case_head").send("/prese-in-carico/nuova", {**own, "key": "one"}).status_code == 302
    assert desk.visit("case_head").send("/prese-in-carico/nuova", {**own, "key": "two"}).status_code == 409
    assert len(codes_in(desk.visit("case_head").get("/prese-in-carico"), "PIC")) == 1


def test_nobody_opens_a_case_from_a_contact_they_may_not_see(desk: Desk) -> None:
    team(desk.cast)
    answer = desk.new_case(contact=add(desk))
    assert answer.status_code == 404
    assert codes_in(desk.visit("manager").get("/prese-in-carico"), "PIC") == []


def test_the_list_takes_the_same_statements_for_any_number(desk: Desk) -> None:
    team(desk.cast)
    visit, counts = desk.visit("worker"), []
    for number in range(2):
        for each in range(1 + 8 * number):
            add(desk, key=f"{number} {each}")
        visit.get("/contatti")
        with statements(desk.site.database) as sent:
            visit.get("/contatti")
        counts.append(len(sent))
    assert counts[0] == counts[1]
