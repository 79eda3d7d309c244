"""A protocol in force edited: clauses and terms change for what leaves from now on, never for what runs."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from governance.database import Database
from governance.deadlines import deadlines_of
from governance.dossiers import Dossier
from governance.errors import Unmet
from governance.history import lines_of
from governance.protocols import Clause, clauses_of, terms_of
from governance.referrals import referral
from tests.cast import MONDAY
from tests.web.desk import Desk, sit, words_of
from tests.web.site import Visit, hidden

KEPT = {"clauses": "1", "clause_category_1": "housing_search"}
OTHER = {"clauses": "1", "clause_category_1": "job_search", "clause_sender_1": "Ente consortium"}
FASTER = {"term_decide_ordinary": "3", "term_decide_ordinary_unit": "wd", "term_acknowledge_ordinary": "1",
          "term_acknowledge_ordinary_unit": "wd"}  # fmt: skip


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


def code_of(desk: Desk) -> str:
    with desk.cast.database.reading() as tx:
        return tx.get_one(Dossier, desk.cast.protocol_id).code


def address(desk: Desk) -> str:
    return f"/protocolli/{code_of(desk)}/clausole"


def amend(desk: Desk, who: str = "officer", **fields: str) -> TestResponse:
    visit, path = desk.visit(who), address(desk)
    return visit.send(path, {**seen(visit, path), **fields})


def seen(visit: Visit, path: str) -> dict[str, str]:
    page = visit.get(path)
    return {name: hidden(page, name) for name in ("revision", "key")} if page.status_code == 200 else {}


def test_a_clause_that_changes_is_withdrawn_and_the_new_one_has_a_number_of_its_own(desk: Desk) -> None:
    assert amend(desk, **OTHER).status_code == 302
    with desk.cast.database.reading() as tx:
        [clause] = clauses_of(tx, desk.cast.protocol_id)
        line = lines_of(tx, desk.cast.protocol_id)[-1]
    assert (clause.number, clause.category) == ("9.2", "job_search")
    assert clause.sender_id == desk.cast.organisations["consortium"]
    assert line.move == "edit" and line.answers == {"clauses_withdrawn": ["9.1"], "clauses_added": ["job_search"]}


def test_a_running_referral_keeps_its_clause_and_its_clocks(desk: Desk) -> None:
    sent = desk.cast.sent()
    with desk.cast.database.reading() as tx:
        before = [(row.timer, row.amount, row.due_at) for row in deadlines_of(tx, sent.id)]
    assert amend(desk, **OTHER, **FASTER).status_code == 302
    with desk.cast.database.reading() as tx:
        assert [(row.timer, row.amount, row.due_at) for row in deadlines_of(tx, sent.id)] == before
        facts = referral(tx, sent.id)
        named = tx.scalars(select(Clause).where(Clause.number == facts.clause)).one()
    assert (facts.protocol_id, named.category) == (desk.cast.protocol_id, "housing_search")
    assert "Clausole non più in vigore" in words_of(desk.visit("officer").get(f"/pratiche/{code_of(desk)}"))


def test_a_clock_paused_while_the_protocol_changes_goes_on_with_the_amount_it_began_with(desk: Desk) -> None:
    sent, later = desk.cast.sent(), MONDAY + timedelta(hours=2)
    desk.cast.move(sent.id, "request_info", "intake", later, reason="Manca un documento.")
    assert amend(desk, **KEPT, **FASTER).status_code == 302
    desk.cast.move(sent.id, "provide_info", "manager", later + timedelta(hours=1), text="Eccolo.")
    with desk.cast.database.reading() as tx:
        clocks = {row.timer: row for row in deadlines_of(tx, sent.id)}
    assert clocks["decision_due"].amount == "10 wd" and clocks["decision_due"].due_at is not None


def test_what_leaves_from_now_on_follows_the_protocol_as_it_is_now(desk: Desk) -> None:
    case = desk.cast.case()
    draft, other = (desk.cast.referral(desk.cast.need(case), service=each) for each in ("housing", "aid"))
    assert amend(desk, **KEPT, **FASTER).status_code == 302
    desk.cast.move(draft.id, "submit", "manager")
    with desk.cast.database.reading() as tx:
        assert {row.timer: row.amount for row in deadlines_of(tx, draft.id)}["acknowledge_due"] == "1 wd"
    assert amend(desk, **OTHER).status_code == 302
    with pytest.raises(Unmet, match="Nessun protocollo"):
        desk.cast.move(other.id, "submit", "manager")


def test_terms_that_change_are_told_in_words(desk: Desk) -> None:
    assert amend(desk, **KEPT, **FASTER).status_code == 302
    with desk.cast.database.reading() as tx:
        assert terms_of(tx, desk.cast.protocol_id) == {
            "acknowledge": {"ordinary": "1 wd"},
            "decide": {"ordinary": "3 wd"},
        }
    said = words_of(desk.visit("officer").get(f"/pratiche/{code_of(desk)}"))
    assert "Decisione entro (ordinaria): da come di solito a 3 giorni lavorativi" in said
    assert "Decisione dovuta: ordinaria 3 giorni lavorativi" in said


FAULTS = {
    "nothing changed": (KEPT, "Non hai cambiato nulla"),
    "no service": ({**OTHER, "clause_category_1": ""}, "clausola 1"),
    "a sender that is no party": ({**OTHER, "clause_sender_1": "Ente stranger"}, "non è tra le parti"),
    "a place nobody knows": ({**OTHER, "clause_places_1": "Atlantide"}, "Atlantide"),
    "a term that is no number": ({**KEPT, **FASTER, "term_decide_ordinary": "x"}, "numero intero"),
    "a very long place": ({**OTHER, "clause_places_1": "x" * 10_000}, "10000"),
    "markup": ({**OTHER, "clause_recipient_1": "<b>a</b>"}, "non si possono usare"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_a_sentence_and_changes_nothing(desk: Desk, what: str) -> None:
    fields, sentence = FAULTS[what]
    answer = amend(desk, **fields)
    assert answer.status_code == 422 and sentence in words_of(answer)
    with desk.cast.database.reading() as tx:
        assert [each.number for each in clauses_of(tx, desk.cast.protocol_id)] == ["9.1"]


def test_rows_come_and_go_without_losing_what_was_typed(desk: Desk) -> None:
    more = amend(desk, **OTHER, act="add_clauses")
    assert more.status_code == 200 and 'id="campo-clause_category_2"' in more.text and "Ente consortium" in more.text


def test_two_who_edit_at_once_are_told(desk: Desk) -> None:
    visit, path = desk.visit("officer"), address(desk)
    fields = seen(visit, path)
    assert amend(desk, "manager", **OTHER).status_code == 302
    answer = visit.send(path, {**fields, **KEPT, "clause_places_1": "Lecco"})
    assert answer.status_code == 409 and "Clausole tolte" in words_of(answer) and 'value="Lecco"' in answer.text


def test_the_same_request_twice_changes_once(desk: Desk) -> None:
    visit, path = desk.visit("officer"), address(desk)
    fields = {**seen(visit, path), **OTHER}
    assert [visit.send(path, fields).status_code for _ in range(2)] == [302, 302]
    with desk.cast.database.reading() as tx:
        assert [each.number for each in clauses_of(tx, desk.cast.protocol_id)] == ["9.2"]


@pytest.mark.parametrize(("who", "status"), [("manager", 302), ("intake", 403), ("stranger", 404)])
def test_only_whom_the_stage_lets_edits(desk: Desk, who: str, status: int) -> None:
    assert amend(desk, who, **OTHER).status_code == status
