"""Edits and records: facts changed by who may, conflicts shown with both texts, clocks counted anew."""

import re

import pytest
from sqlalchemy import select

from governance.database import Database
from governance.deadlines import deadlines_of
from governance.dossiers import Dossier
from governance.history import lines_of
from governance.organisations import Representation
from governance.participations import parts_of
from tests.cast import MONZA
from tests.web.desk import Desk, sit, words_of
from tests.web.site import Visit, hidden


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


def seen(visit: Visit, address: str) -> dict[str, str]:
    page = visit.get(address)
    return {name: hidden(page, name) for name in ("revision", "key")}


def test_a_need_is_described_otherwise_and_the_history_keeps_it(desk: Desk) -> None:
    need, visit = desk.cast.need(desk.cast.case()), desk.visit("manager")
    address = f"/pratiche/{need.code}/modifica"
    typed = {"category": "bridge_housing", "description": "Serve un alloggio per tre mesi."}
    assert visit.send(address, {**seen(visit, address), **typed}).status_code == 302
    said = words_of(visit.get(f"/pratiche/{need.code}"))
    assert "Alloggio ponte" in said
    assert "Serve un alloggio per tre mesi." in said


def test_a_double_click_on_an_edit_leaves_one_line_and_one_answer(desk: Desk) -> None:
    need, visit = desk.cast.need(desk.cast.case()), desk.visit("manager")
    address = f"/pratiche/{need.code}/modifica"
    typed = {**seen(visit, address), "category": "bridge_housing", "description": "Una volta sola."}
    assert [visit.send(address, typed).status_code for _ in range(2)] == [302, 302]
    with desk.cast.database.reading() as tx:
        assert [line.move for line in lines_of(tx, need.id)].count("edit") == 1


def test_two_who_edit_at_once_see_both_texts(desk: Desk) -> None:
    need, visit = desk.cast.need(desk.cast.case()), desk.visit("manager")
    address = f"/pratiche/{need.code}/modifica"
    mine = {**seen(visit, address), "category": "housing_search", "description": "Il mio testo."}
    other = {**seen(visit, address), "category": "housing_search", "description": "Il testo di un altro."}
    assert desk.visit("colleague").send(address, other).status_code == 302
    answer = visit.send(address, mine)
    assert answer.status_code == 409
    assert "Il mio testo." in answer.text
    assert "Il testo di un altro." in answer.text
    again = {**mine, "revision": hidden(answer, "revision"), "key": "again"}
    assert visit.send(address, again).status_code == 302


def test_a_household_that_moves_changes_municipality_and_plan_office(desk: Desk) -> None:
    sent = desk.cast.sent()
    with desk.cast.database.transaction() as tx:
        need = tx.get_one(Dossier, tx.get_one(Dossier, sent.id).parent_id)
        case, office = tx.get_one(Dossier, need.parent_id), desk.cast.organisations["stranger"]
        acting = Representation.represented_id == desk.cast.organisations[MONZA]
        tx.scalars(select(Representation).where(acting)).one().representative_id = office
    draft, visit = desk.cast.referral(need, service="aid"), desk.visit("manager")
    address = f"/pratiche/{case.code}/modifica"
    typed = {"municipality": MONZA, "situation": "Si trasferisce."}
    assert visit.send(address, {**seen(visit, address), **typed}).status_code == 302
    said = words_of(visit.get(f"/pratiche/{case.code}"))
    assert "Nucleo di Monza" in said and "Dati cambiati" not in said and "Comune: Monza" in said
    with desk.cast.database.reading() as tx:
        offices = {
            each.code: [part.organisation_id for part in parts_of(tx, each.id) if part.capacity == "plan_office"]
            for each in (case, need, draft, sent)
        }
    assert offices == {
        case.code: [office], need.code: [office], draft.code: [office],
        sent.code: [desk.cast.organisations["plan_office"]],
    }  # fmt: skip


def test_a_case_does_not_move_where_the_network_is_not(desk: Desk) -> None:
    case, visit = desk.cast.case(), desk.visit("manager")
    address = f"/pratiche/{case.code}/modifica"
    answer = visit.send(address, {**seen(visit, address), "municipality": "015146", "situation": "Milano"})
    assert answer.status_code == 422 and 'href="#campo-municipality"' in answer.text


@pytest.mark.parametrize(
    ("field", "typed"), [("description", ""), ("description", "x" * 10_000), ("category", "boh"), ("category", "")]
)
def test_bad_input_is_said_at_its_field(desk: Desk, field: str, typed: str) -> None:
    need, visit = desk.cast.need(desk.cast.case()), desk.visit("manager")
    address = f"/pratiche/{need.code}/modifica"
    fields = {**seen(visit, address), "category": "housing_search", "description": "Va bene.", field: typed}
    answer = visit.send(address, fields)
    assert answer.status_code == 422
    assert f'href="#campo-{field}"' in answer.text


def test_an_urgency_changed_while_the_clock_runs_counts_it_anew(desk: Desk) -> None:
    referral, visit = desk.cast.sent(), desk.visit("manager")
    now = desk.cast.database.now()
    desk.cast.move(referral.id, "request_info", "intake", now, reason="Manca un documento.")
    address = f"/pratiche/{referral.code}/modifica"
    typed = {"request": "Vi chiediamo un colloquio.", "urgency": "emergency"}
    assert visit.send(address, {**seen(visit, address), **typed}).status_code == 302
    with desk.cast.database.reading() as tx:
        clocks = {row.timer: row for row in deadlines_of(tx, referral.id)}
    assert clocks["decision_due"].amount == "24 h"
    assert clocks["decision_due"].due_at is None
    assert (clocks["decision_due"].paused_due_at - clocks["decision_due"].started_at).total_seconds() == 24 * 3600


def test_facts_are_closed_to_who_does_not_follow_them(desk: Desk) -> None:
    case = desk.cast.case()
    for who, status in (("case_head", 403), ("officer", 403), ("stranger", 404)):
        assert desk.visit(who).get(f"/pratiche/{case.code}/modifica").status_code == status


def test_the_terms_of_sharing_of_a_protocol_are_edited(desk: Desk) -> None:
    with desk.cast.database.reading() as tx:
        code = tx.get_one(Dossier, desk.cast.protocol_id).code
    visit, address = desk.visit("officer"), f"/pratiche/{code}/modifica"
    typed = {"number": "12/2026", "legal_type": "accordo_art15", "signed_on": "02/01/2026", "share_name": "1"}
    assert visit.send(address, {**seen(visit, address), **typed}).status_code == 302
    said = words_of(visit.get(f"/pratiche/{code}"))
    assert "12/2026" in said
    assert "Dati che si possono condividere nome e cognome Chi" in said


def test_information_and_consent_are_recorded_and_taken_back(desk: Desk) -> None:
    case, visit = desk.cast.case(), desk.visit("manager")
    told = {"version": "2.0", "language": "francese", "channel": "in_person", "given_on": "22/11/2026", "key": "i"}
    assert visit.send(f"/pratiche/{case.code}/informativa", told).status_code == 302
    cooperative = str(desk.cast.organisations["cooperative"])
    agreed = {"organisation": cooperative, "evidence": "signed", "given_on": "2026-11-22", "until": "", "key": "c"}
    assert visit.send(f"/pratiche/{case.code}/consenso", agreed).status_code == 302
    page = visit.get(f"/pratiche/{case.code}")
    assert "Ente cooperative dal 22 novembre 2026" in words_of(page)
    revoke = page.text.partition(f"/pratiche/{case.code}/consenso/")[2].partition('"')[0]
    answer = visit.send(f"/pratiche/{case.code}/consenso/{revoke}", {"revoked_on": "2026-11-23", "key": "r"})
    assert answer.status_code == 302
    assert "revocato il 23 novembre 2026" in words_of(visit.get(f"/pratiche/{case.code}"))
    with desk.cast.database.reading() as tx:
        assert [line.move for line in lines_of(tx, case.id)][-3:] == ["inform", "consent", "revoke"]


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("informativa", {"version": "", "language": "", "channel": "piccione", "given_on": "2026-02-30"}),
        ("informativa", {"version": "1", "language": "<b>", "channel": "phone", "given_on": "2027-01-01"}),
        ("consenso", {"organisation": "999999", "evidence": "signed", "given_on": "2026-11-22"}),
        ("consenso", {"evidence": "boh", "given_on": "2026-11-22", "until": "2026-11-01"}),
        ("persone/nuova", {"given_name": "", "family_name": "x" * 10_000, "relation": "zio", "born_on": "2030-01-01"}),
    ],
)
def test_records_with_bad_input_write_nothing(desk: Desk, page: str, fields: dict[str, str]) -> None:
    case = desk.cast.case()
    with desk.cast.database.reading() as tx:
        before = len(lines_of(tx, case.id))
    answer = desk.visit("manager").send(f"/pratiche/{case.code}/{page}", {**fields, "key": "k"})
    assert answer.status_code == 422
    with desk.cast.database.reading() as tx:
        assert len(lines_of(tx, case.id)) == before


def test_a_person_is_added_to_the_household_and_corrected(desk: Desk) -> None:
    case, visit = desk.cast.case(), desk.visit("manager")
    child = {"given_name": "Nour", "family_name": "Figliainventata", "relation": "child", "born_on": "2015-03-01"}
    assert visit.send(f"/pratiche/{case.code}/persone/nuova", {**child, "key": "a"}).status_code == 302
    page = visit.send(f"/pratiche/{case.code}/identita", {"key": "look"})
    key = re.findall(r"/persone/(\d+)/apri", page.text)[-1]
    form = visit.send(f"/pratiche/{case.code}/persone/{key}/apri", {"key": "open"})
    assert "Figliainventata" in form.text
    changed = {**child, "family_name": "Figliacorretta", "key": "b"}
    assert visit.send(f"/pratiche/{case.code}/persone/{key}", changed).status_code == 302
    assert "Figliacorretta" in visit.send(f"/pratiche/{case.code}/identita", {"key": "look2"}).text
    assert desk.visit("officer").send(f"/pratiche/{case.code}/persone/{key}", changed).status_code == 403
    assert visit.send(f"/pratiche/{case.code}/persone/99999", {**changed, "key": "z"}).status_code == 404


def test_a_duplicate_is_looked_for_and_the_answer_kept(desk: Desk) -> None:
    case, visit = desk.cast.case(), desk.visit("manager")
    assert "Nessun altro nucleo somiglia a questo" in words_of(visit.get(f"/pratiche/{case.code}/doppioni"))
    assert visit.send(f"/pratiche/{case.code}/doppioni", {"key": "d"}).status_code == 302
    assert "verificato: nessun doppione" in words_of(visit.get(f"/pratiche/{case.code}"))
