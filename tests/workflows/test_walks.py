from datetime import UTC, datetime, timedelta

import pytest

from tests.workflows.loans import LOAN, spoilt
from workflows.loading import SHIPPED, load_pathway
from workflows.pathway import Pathway
from workflows.walks import MOST_STEPS, Walk, WrongWalk, offers, read_walk, walked

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


def compiled(text: str) -> Pathway:
    pathway, _ = load_pathway(text)
    assert pathway is not None
    return pathway


def test_a_walk_is_its_text_and_back() -> None:
    walk = Walk(MONDAY, grade="ordinary").then("ask", "worker@sender").later(timedelta(days=1))
    assert str(walk) == "0.ask.worker@sender~1440.."
    assert read_walk(str(walk), MONDAY, "ordinary") == walk


def test_who_sees_which_buttons_comes_from_the_stage() -> None:
    seen = {maker: [step.move for step in steps] for maker, steps in offers(compiled(LOAN), "asked").items()}
    assert seen == {"intake@recipient": ["lend", "lapse"], "system": ["lapse"]}


def test_what_would_leave_is_told_with_each_step() -> None:
    pathway, _ = load_pathway(SHIPPED / "referral.yaml")
    assert pathway is not None
    walk = Walk(MONDAY, grade="ordinary").then("create", "worker@sender").then("submit", "worker@sender")
    place = walked(pathway, walk)
    submitted = place.traces[-1]
    assert (place.stage, submitted.told) == ("submitted", ("intake@recipient",))
    assert submitted.step is not None and submitted.step.issues == ("referral_letter",)


def test_time_that_passes_fires_the_timers_in_between() -> None:
    asked = Walk(MONDAY, grade="ordinary").then("ask", "worker@sender")
    assert [name for _, name in walked(compiled(LOAN), asked).due] == ["answer_due"]
    place = walked(compiled(LOAN), asked.later(timedelta(days=2)))
    assert (place.stage, [trace.timer for trace in place.traces]) == ("closed", ["", "answer_due"])
    assert place.traces[-1].step is not None and place.traces[-1].step.move == "lapse"


def test_waiting_for_the_next_clock_is_enough_to_fire_it() -> None:
    asked = Walk(MONDAY + timedelta(seconds=30), grade="urgent").then("ask", "worker@sender")
    due = walked(compiled(LOAN), asked).due[0][0]
    assert walked(compiled(LOAN), asked.later(due - asked.now)).stage == "closed"


def test_a_date_that_is_asked_lies_ahead() -> None:
    walk = Walk(MONDAY, grade="ordinary").then("ask", "worker@sender").then("lend", "intake@recipient")
    assert [name for _, name in walked(compiled(LOAN), walk).due] == ["return_due"]


def test_a_move_of_somebody_else_is_shown_as_refused() -> None:
    place = walked(compiled(LOAN), Walk(MONDAY, grade="ordinary").then("ask", "intake@recipient"))
    assert (place.stage, place.traces[0].refused) == ("new", "not_permitted")


def test_a_move_that_does_not_exist_is_shown_as_refused() -> None:
    text = spoilt(("label: {it: Prestito}", "label: {it: <b>Prestito</b>}"))
    assert walked(compiled(text), Walk(MONDAY, grade="ordinary").then("fly", "x")).traces[0].refused == "not_offered"


@pytest.mark.parametrize(
    "text", ["x", "-1", "5..~4..", "99999999999..", "~".join(["0.."] * (MOST_STEPS + 1)), "0." + "m" * 200]
)
def test_what_nobody_clicked_is_refused(text: str) -> None:
    with pytest.raises(WrongWalk):
        read_walk(text, MONDAY, None)
