"""Assessments: needs scored at intake and at review, kept side by side, sealed, with a clock for the next."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from governance.assessments import Assessment
from governance.deadlines import deadlines_of
from governance.dossiers import Dossier
from governance.networks import Network
from tests.cast import MONDAY
from tests.web.desk import Desk, words_of

FIRST = {"made_on": "2026-11-20", "occasion": "intake", "score_housing": "1", "score_work": "3", "remark": "Fiduciosa."}
LATER = {"made_on": "2026-11-23", "occasion": "review", "score_housing": "3", "score_work": "2"}


def score(desk: Desk, case: Dossier, typed: dict[str, str], who: str = "manager") -> int:
    return desk.visit(who).send(f"/pratiche/{case.code}/valutazione", typed).status_code


def test_scores_stand_side_by_side_with_what_changed(any_desk: Desk) -> None:
    case = any_desk.cast.case()
    assert score(any_desk, case, FIRST) == score(any_desk, case, LATER) == 302
    said = words_of(any_desk.visit("manager").get(f"/pratiche/{case.code}"))
    assert "Abitare 1 · In crisi 3 · Regge con aiuto meglio dell'inizio" in said
    assert "Lavoro 3 · Regge con aiuto 2 · Fragile peggio dell'inizio" in said


def test_the_network_chooses_the_words_of_the_scale(desk: Desk) -> None:
    with desk.site.database.transaction(MONDAY) as tx:
        tx.get_one(Network, desk.cast.organisations["network"]).scale = "sostegno"
    case = desk.cast.case()
    score(desk, case, FIRST)
    assert "1 · Sostegno continuo" in words_of(desk.visit("manager").get(f"/pratiche/{case.code}"))


def test_history_says_that_needs_were_scored_and_never_how(desk: Desk) -> None:
    case = desk.cast.case()
    score(desk, case, FIRST)
    with desk.site.database.reading() as tx:
        row = tx.scalars(select(Assessment)).one()
    assert b"housing" not in row.sealed and b"Fiduciosa" not in row.sealed
    said = words_of(desk.visit("officer").get(f"/pratiche/{case.code}"))
    assert "In crisi" not in said and "Fiduciosa" not in said


def test_the_clock_for_the_next_begins_again(desk: Desk) -> None:
    case = desk.cast.case()
    desk.site.database.moved_by += timedelta(days=100)
    score(desk, case, {**FIRST, "made_on": "2027-03-01"})
    with desk.site.database.reading() as tx:
        due = {row.timer: row.due_at for row in deadlines_of(tx, case.id)}["assessment_due"]
    assert due is not None and due > MONDAY + timedelta(days=270)


@pytest.mark.parametrize(
    "typed",
    [{"score_housing": "6"}, {"made_on": "2027-01-01"}, {"occasion": ""}, {"score_housing": "", "score_work": ""}],
)
def test_bad_input_keeps_nothing(desk: Desk, typed: dict[str, str]) -> None:
    case = desk.cast.case()
    assert score(desk, case, {**FIRST, **typed}) == 422
    assert "Ancora nessuna valutazione" in words_of(desk.visit("manager").get(f"/pratiche/{case.code}"))


@pytest.mark.parametrize(("who", "status"), [("intake", 404), ("stranger", 404), ("officer", 403)])
def test_only_the_team_scores(desk: Desk, who: str, status: int) -> None:
    assert score(desk, desk.cast.case(), FIRST, who) == status
