"""Reports on the pages: what any member noticed reaches who sorts it out, is entrusted, and is answered."""

import pytest

from governance.database import Database
from tests.met import report
from tests.web.desk import Desk, codes_in, sit, words_of
from tests.web.site import hidden


@pytest.fixture
def desk(database: Database) -> Desk:
    return sit(database)


def test_a_member_reports_and_hears_how_it_ended(desk: Desk) -> None:
    fields = {"signal": "loneliness", "signal_words": "Non esce più di casa.", "municipality": "Lecco", "key": "s"}
    sent = desk.visit("intake").send("/contatti/segnala", fields)
    code = sent.location.split("/")[-1]
    assert code in desk.visit("manager").get("/oggi").text and code in desk.visit("officer").get("/oggi").text
    assert "Non esce più di casa." in words_of(desk.visit("officer").get(f"/pratiche/{code}"))
    officer = desk.visit("officer")
    revision = hidden(officer.get(f"/pratiche/{code}/end"), "revision")
    answer = {"closing_reason": "followed", "note": "La segue già il Comune.", "revision": revision}
    assert officer.send(f"/pratiche/{code}/end", answer).status_code == 302
    told = words_of(desk.visit("intake").get(f"/pratiche/{code}"))
    assert "È già seguita da un ente" in told and "La segue già il Comune." in told


def test_who_was_entrusted_with_a_report_notes_what_they_saw_even_without_a_desk(desk: Desk) -> None:
    now = desk.site.database.now()
    signal = report(desk.cast, now=now)
    chosen = str(desk.cast.organisations["consortium"])
    desk.cast.move(signal.id, "entrust", "officer", now, target_organisation=chosen)
    visit, address = desk.visit("case_head"), f"/contatti/{signal.code}"
    sent = visit.send(f"{address}/incontro", {"met_on": "2026-11-23", "done_listened": "1", "words": "Ora sta bene."})
    assert sent.status_code == 302 and "Ora sta bene." in words_of(visit.get(f"/pratiche/{signal.code}"))
    assert "Ente consortium" in words_of(visit.get(f"{address}/biglietto"))
    for name in ("worker", "officer"):
        assert "Ora sta bene." not in desk.visit(name).get(f"/pratiche/{signal.code}").text


def test_tensions_that_were_reported_are_a_register_and_alert_who_sorts_them_out(desk: Desk) -> None:
    fields = {"signal_words": "Litigano ai giardini.", "municipality": "Lecco"}
    for kind in ("conflict", "money"):
        desk.visit("intake").send("/contatti/segnala", {**fields, "signal": kind, "key": kind})
    officer = desk.visit("officer")
    [tension] = codes_in(officer.get("/contatti?notato=conflict"), "CON")
    assert "Tensione tra vicini" in words_of(officer.get("/contatti?notato=conflict"))
    assert tension in words_of(officer.get("/oggi"))


def test_a_report_with_faults_changes_nothing(desk: Desk) -> None:
    told = words_of(
        desk.visit("intake").send("/contatti/segnala", {"signal_words": "Si chiama Ugo", "municipality": ""})
    )
    assert "Scegli una delle voci" in told and "non si scrive chi è la persona" in told
    assert codes_in(desk.visit("manager").get("/contatti"), "CON") == []
