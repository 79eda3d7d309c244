"""The page of a dossier: who sees what, what is said first, who the person is, and its papers."""

from hashlib import sha256

import pytest

from governance.database import Database
from governance.history import StageChange, lines_of
from governance.participations import Joining
from governance.pathway_versions import PathwayVersion
from governance.policy import TABLE, Permission
from governance.roles import Grant
from tests.cast import Cast
from tests.web.desk import Desk, sit, words_of
from tests.web.site import hidden
from workflows.advance import open_dossier
from workflows.attempt import Opening
from workflows.papers import make_documents

INSIDE = ["manager", "colleague", "case_head", "officer", "intake", "worker", "head"]
NAME = "Provadestinatari"
ERRAND = """
pathway: errand
version: 1
governs: action
label: {it: Commissione, en: Errand}
stages:
  todo: {label: {it: Da fare, en: To do}, waits_for: [worker@owner]}
  done: {label: {it: Fatta, en: Done}, final: true}
timers:
  todo_due: {label: {it: Commissione dovuta, en: Errand due}, in: [todo], after: 5 wd}
moves:
  create: {label: {it: Nuova commissione, en: New errand}, from: [new], to: todo, by: [worker@owner]}
  finish: {label: {it: Fatto, en: Finish}, from: [todo], to: done, by: [worker@owner], asks: [note]}
"""


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


def moves_of(scene: Cast, dossier_id: int) -> list[str]:
    with scene.database.reading() as tx:
        return [line.move for line in lines_of(tx, dossier_id)]


@pytest.mark.parametrize("who", INSIDE)
def test_who_takes_part_sees_a_sent_referral_and_no_name(desk: Desk, who: str) -> None:
    code = desk.cast.sent().code
    page = desk.visit(who).get(f"/pratiche/{code}")
    assert page.status_code == 200
    assert code in page.text
    assert NAME not in page.text


@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_who_does_not_take_part_finds_what_nobody_finds(desk: Desk, who: str) -> None:
    visit, code = desk.visit(who), desk.cast.sent().code
    hidden_page, unknown = visit.get(f"/pratiche/{code}"), visit.get("/pratiche/INV-2222-2222")
    assert (hidden_page.status_code, hidden_page.data) == (404, unknown.data)


def test_a_draft_does_not_exist_for_its_recipient(desk: Desk) -> None:
    draft = desk.cast.referral(desk.cast.need(desk.cast.case()))
    assert desk.visit("intake").get(f"/pratiche/{draft.code}").status_code == 404


def test_the_first_sentence_says_who_must_do_what_by_when(desk: Desk) -> None:
    code = desk.cast.sent().code
    assert "Tocca a te: prendi visione, entro mercoledì 25 novembre." in words_of(
        desk.visit("intake").get(f"/pratiche/{code}")
    )
    assert "Ora tocca a: accoglienza degli invii, Ente cooperative. Presa visione dovuta" in words_of(
        desk.visit("manager").get(f"/pratiche/{code}")
    )


def test_who_sees_only_the_summary_reads_stages_and_dates(desk: Desk) -> None:
    referral = desk.cast.sent()
    said = words_of(desk.visit("officer").get(f"/pratiche/{referral.code}"))
    assert "Inviata" in said
    assert "colloquio" not in said
    assert "Servizio housing" not in said


def test_who_must_decide_on_a_refusal_reads_its_coded_reason_alone(desk: Desk) -> None:
    referral = desk.cast.sent()
    desk.cast.move(referral.id, "propose_decline", "intake", decline_reason="no_capacity", note="Parole private.")
    said = words_of(desk.visit("officer").get(f"/pratiche/{referral.code}"))
    assert "Motivo del diniego: Non ci sono posti" in said
    assert "Parole private" not in said


def test_the_history_is_computed_anew_and_an_altered_line_is_shown(desk: Desk) -> None:
    referral = desk.cast.sent()
    assert "Integra: 2 righe" in words_of(desk.visit("manager").get(f"/pratiche/{referral.code}"))
    with desk.cast.database.transaction() as tx:
        tx.query(StageChange).filter_by(dossier_id=referral.id, number=1).update({"channel": "phone"})
    assert "La riga 1 non è più come fu scritta" in words_of(desk.visit("manager").get(f"/pratiche/{referral.code}"))


def test_a_name_is_shown_on_demand_and_the_look_is_recorded_once(desk: Desk) -> None:
    referral = desk.cast.sent()
    visit = desk.visit("intake")
    for _ in range(2):
        page = visit.send(f"/pratiche/{referral.code}/identita", {"key": "k1"})
        assert NAME in page.text
    assert moves_of(desk.cast, referral.id).count("show_identity") == 1


def test_who_may_not_know_the_person_is_not_told_and_nothing_is_recorded(desk: Desk) -> None:
    referral = desk.cast.sent()
    for who, status in (("officer", 403), ("stranger", 404)):
        assert desk.visit(who).send(f"/pratiche/{referral.code}/identita", {"key": who}).status_code == status
    assert "show_identity" not in moves_of(desk.cast, referral.id)


def test_the_letter_is_a_download_and_reading_it_is_a_look_at_the_person(desk: Desk) -> None:
    referral = desk.cast.sent()
    make_documents(desk.cast.database)
    visit = desk.visit("intake")
    page = visit.get(f"/pratiche/{referral.code}")
    letter = page.text.partition("/documenti/")[2].partition('"')[0]
    answers = [visit.send(f"/pratiche/{referral.code}/documenti/{letter}", {}) for _ in range(2)]
    assert all(each.data.startswith(b"PK") for each in answers)
    assert "attachment" in answers[0].headers["Content-Disposition"]
    assert moves_of(desk.cast, referral.id).count("show_identity") == 1
    assert desk.visit("officer").send(f"/pratiche/{referral.code}/documenti/{letter}", {}).status_code == 403
    assert visit.send(f"/pratiche/{referral.code}/documenti/99999", {}).status_code == 404


def test_a_case_whose_key_was_erased_keeps_stages_and_dates(desk: Desk) -> None:
    case = desk.cast.case()
    desk.cast.database.vault.erase_key(case.household_id)
    page = desk.visit("manager").get(f"/pratiche/{case.code}")
    assert page.status_code == 200
    assert "I dati della persona sono stati cancellati" in words_of(page)


def test_a_kind_declared_today_has_a_usable_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = frozenset({Grant.parse("worker@owner")})
    monkeypatch.setitem(TABLE, "action", dict.fromkeys(Permission, owner))  # its row of the policy
    code = errand(desk.cast)
    page = desk.visit("manager").get(f"/pratiche/{code}")
    assert "Tocca a te: fatto, entro lunedì 30 novembre." in words_of(page)
    fields = {"revision": hidden(page, "revision"), "key": "done", "note": "Consegnato."}
    assert desk.visit("manager").send(f"/pratiche/{code}/finish", fields).status_code == 302
    assert "È finita" in words_of(desk.visit("manager").get(f"/pratiche/{code}"))
    assert desk.visit("manager").get(f"/pratiche/{code}/modifica").status_code == 404


def errand(scene: Cast) -> str:
    """A dossier of a kind nobody wrote a page for; its code."""
    with scene.database.transaction() as tx:
        digest = sha256(ERRAND.encode()).hexdigest()
        stored = {"name": "errand", "version": 1, "kind": "action", "digest": digest, "source": ERRAND}
        tx.add(PathwayVersion(**stored, status="published", written_at=tx.now))
        tx.flush()
        parts = [Joining(scene.organisations["consortium"], "owner", scene.people["manager"])]
        opening = Opening("action", "Una commissione", parts, lambda tx, dossier: None, scene.actor(tx, "manager"))
        return open_dossier(tx, opening)[0].code
