"""Consegne: everything a person follows passes on in one act, by who may, with a line in every history."""

import pytest

from governance.assignments import followed
from governance.database import Database
from governance.history import lines_of
from governance.people import Mandate, give_mandate
from governance.roles import Role
from tests.cast import SINCE
from tests.web.desk import Desk, sit, words_of


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


def pair(desk: Desk) -> tuple[str, str]:
    """The manager's work at the consortium, as a form names it, and who could take it."""
    consortium, people = desk.cast.organisations["consortium"], desk.cast.people
    return f"{consortium}-{people['manager']}", str(people["colleague"])


def follows(desk: Desk, name: str) -> list[int]:
    with desk.cast.database.reading() as tx:
        return followed(tx, desk.cast.organisations["consortium"], desk.cast.people[name])


def test_a_head_passes_on_everything_somebody_follows(desk: Desk) -> None:
    desk.cast.sent()
    giver, taker = pair(desk)
    had = follows(desk, "manager")
    visit = desk.visit("case_head")
    said = words_of(visit.get(f"/consegne?da={giver}&a={taker}"))
    assert "3 pratiche aperte: da adesso le segue Colleague Inventati, e Manager Inventati non le segue più." in said
    for _ in range(2):
        assert visit.send("/consegne", {"from": giver, "to": taker, "key": "k"}).status_code == 302
    assert (follows(desk, "manager"), follows(desk, "colleague")) == ([], had)
    with desk.cast.database.reading() as tx:
        assert [[line.move for line in lines_of(tx, each)].count("hand_over") for each in had] == [1, 1, 1]


def test_a_person_passes_on_their_own_work_and_the_case_follows(desk: Desk) -> None:
    case = desk.cast.case()
    giver, taker = pair(desk)
    assert desk.visit("manager").send("/consegne", {"from": giver, "to": taker, "key": "k"}).status_code == 302
    assert "Tocca a te" in words_of(desk.visit("colleague").get(f"/pratiche/{case.code}"))
    said = words_of(desk.visit("colleague").get("/promemoria"))
    assert "Consegne ricevute" in said


@pytest.mark.parametrize("who", ["colleague", "head", "stranger", "officer"])
def test_nobody_else_passes_it_on(desk: Desk, who: str) -> None:
    desk.cast.case()
    giver, taker = pair(desk)
    assert desk.visit(who).send("/consegne", {"from": giver, "to": taker, "key": who}).status_code == 422
    assert follows(desk, "colleague") == []


@pytest.mark.parametrize("typed", ["", "x", "1-1", "999999-999999", "x" * 10_000, "<b>-1"])
def test_bad_input_passes_nothing_on(desk: Desk, typed: str) -> None:
    desk.cast.case()
    giver, taker = pair(desk)
    visit = desk.visit("case_head")
    assert visit.send("/consegne", {"from": typed, "to": taker, "key": "a"}).status_code == 422
    assert visit.send("/consegne", {"from": giver, "to": typed, "key": "b"}).status_code == 422
    assert visit.get("/consegne", query_string={"da": typed, "a": typed}).status_code == 200
    assert follows(desk, "colleague") == []


def test_the_work_of_somebody_who_left_can_still_be_passed_on(desk: Desk) -> None:
    desk.cast.case()
    giver, taker = pair(desk)
    with desk.cast.database.transaction() as tx:
        give_mandate(tx, desk.cast.people["case_head"], desk.cast.organisations["consortium"], Role.WORKER, SINCE)
        ended = {"valid_until": SINCE}
        tx.query(Mandate).filter_by(person_id=desk.cast.people["manager"]).update(ended)
    assert desk.visit("case_head").send("/consegne", {"from": giver, "to": taker, "key": "k"}).status_code == 302
    assert follows(desk, "manager") == []
