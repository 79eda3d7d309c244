"""Mutes on the pages: asked for with a reason, shown where people look, taken back with one press."""

import pytest

from governance.database import Database
from tests.web.desk import Desk, sit, words_of

ASKED = {"until": "30/11/2026", "mute_reason": "other_updates", "key": "k"}


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


def test_who_is_reminded_mutes_and_everybody_concerned_reads_it(desk: Desk) -> None:
    code, visit = desk.cast.sent().code, desk.visit("intake")
    assert "Sospendili per un po'" in words_of(visit.get(f"/pratiche/{code}"))
    assert visit.send(f"/pratiche/{code}/promemoria", ASKED).location == f"/pratiche/{code}"
    own = "Promemoria sospesi fino al 30 novembre 2026: la aggiorna un'altra persona."
    assert own in words_of(visit.get(f"/pratiche/{code}")) and own in words_of(visit.get("/oggi"))
    others = "Intake Inventati ha sospeso i promemoria fino al 30 novembre 2026: la aggiorna un'altra persona."
    manager = desk.visit("manager")
    assert others in words_of(manager.get(f"/pratiche/{code}")) and others in words_of(manager.get("/oggi"))


def test_the_networks_manager_finds_who_muted_what_in_one_list(desk: Desk) -> None:
    code = desk.cast.sent().code
    desk.visit("intake").send(f"/pratiche/{code}/promemoria", ASKED)
    said = words_of(desk.visit("colleague").get("/promemoria"))
    assert "Chi ha sospeso i promemoria" in said and "Intake Inventati" in said
    assert "Chi ha sospeso i promemoria" not in words_of(desk.visit("head").get("/promemoria"))


def test_one_press_brings_the_reminders_back(desk: Desk) -> None:
    code, visit = desk.cast.sent().code, desk.visit("intake")
    visit.send(f"/pratiche/{code}/promemoria", ASKED)
    visit.send(f"/pratiche/{code}/promemoria/riprendi", {"key": "r"})
    said = words_of(visit.get(f"/pratiche/{code}"))
    assert "Promemoria sospesi" not in said and "Riceve di nuovo i promemoria" in said


@pytest.mark.parametrize("wrong", [{"until": "30/12/2026"}, {"until": "forse"}, {"mute_reason": ""}, {"until": ""}])
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk: Desk, wrong: dict[str, str]) -> None:
    code = desk.cast.sent().code
    answer = desk.visit("intake").send(f"/pratiche/{code}/promemoria", {**ASKED, "note": "Sentito ieri.", **wrong})
    assert answer.status_code == 422
    assert "Sentito ieri." in answer.text and "da correggere" in answer.text
    assert desk.dossier(code).last_number == 2


def test_who_is_not_reminded_is_told_so(desk: Desk) -> None:
    code = desk.cast.sent().code
    statuses = [desk.visit(who).get(f"/pratiche/{code}/promemoria").status_code for who in ("head", "stranger")]
    assert statuses == [403, 404]


def test_there_is_nothing_to_take_back_for_who_muted_nothing(desk: Desk) -> None:
    referral = desk.cast.sent()
    assert desk.visit("intake").send(f"/pratiche/{referral.code}/promemoria/riprendi", {"key": "r"}).status_code == 409
    assert desk.dossier(referral.code).last_number == 2
