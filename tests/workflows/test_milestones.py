"""Milestones: read off the history, told anew when it moves on, the same as a plain count of what happened."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from governance.codes import DECLINE_REASONS
from governance.database import Database
from governance.dossiers import Dossier
from governance.figure_views import RECEIVED, SENT, TERRITORY, View, Wanted
from governance.figures import figures, percentile
from governance.history import lines_of
from governance.milestones import Milestones
from tests.cast import MONDAY, Cast, cast
from tests.looping import live
from workflows.amounts import Amount
from workflows.calendars import Calendar, due_at, local
from workflows.milestones import HEARD, catch_up, told

LECCO_CALENDAR = Calendar((12, 6))
DAY = MONDAY.date()


def line(move: str, to_stage: str = "", hours: int = 0, actor: int | None = 1, **answers: str) -> Any:
    return SimpleNamespace(
        move=move, to_stage=to_stage, at=MONDAY + timedelta(hours=hours), actor_id=actor, answers=answers
    )


def test_an_acceptance_that_was_undone_is_no_answer() -> None:
    tale = told([line("submit"), line("accept", "accepted", 1), line("undo_accept", "received", 2)])
    assert (tale.answered, tale.accepted, tale.heard) == (None, None, MONDAY + timedelta(hours=1))


def test_a_refusal_that_was_sent_back_is_answered_anew() -> None:
    tale = told([line("submit"), line("propose_decline", hours=1), line("send_back", hours=2), line("accept", hours=3)])
    assert tale.answered == MONDAY + timedelta(hours=3)


def test_an_outcome_that_was_disputed_is_none() -> None:
    tale = told([line("record_outcome", outcome="need_met"), line("dispute_outcome", "in_progress")])
    assert tale.outcome == ""


def test_who_closed_it_is_told_apart() -> None:
    assert told([line("confirm_closure", "closed")]).confirmation == "person"
    assert told([line("confirm_closure", "closed", actor=None)]).confirmation == "clock"


def test_catching_up_tells_only_what_moved_on(database: Database) -> None:
    scene = cast(database)
    sent = scene.sent()
    assert [catch_up(database), catch_up(database)] == [1, 0]
    scene.move(sent.id, "acknowledge", "intake")
    assert [catch_up(database), catch_up(database)] == [1, 0]
    with database.reading() as tx:
        row = tx.get_one(Milestones, sent.id)
        assert (row.heard, row.heard_days, row.answered, row.sent_on) == (True, 0, False, DAY)


def test_what_was_entered_in_error_counts_for_nothing(database: Database) -> None:
    scene = cast(database)
    scene.move(scene.sent().id, "mark_error", "manager", reason="Doppione.")
    catch_up(database)
    assert counted(scene, MONDAY)["sent"] == 0


def counted(scene: Cast, now: datetime, view: str = TERRITORY, who: str = "plan_office") -> dict[str, int]:
    wanted = Wanted(View(view, scene.organisations[who], ""), DAY, DAY + timedelta(days=60))
    with scene.database.reading(now) as tx:
        return {name: count.value for name, count in figures(tx, wanted, now).counts.items()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_agree_with_a_plain_count_of_the_histories(database: Database, seed: int) -> None:
    scene, sent, now = live(database, seed, 20)
    catch_up(database, batch=7)
    with database.reading() as tx:
        lives = [(tx.get_one(Dossier, each.id), lines_of(tx, each.id)) for each in sent]
    found = counted(scene, now)
    plain = plainly(lives, now)
    assert {name: found[name] for name in plain} == plain
    assert found == counted(scene, now, SENT, "consortium")
    assert found["sent"] == sum(counted(scene, now, RECEIVED, who)["sent"] for who in ("cooperative", "group"))
    wanted = Wanted(View(TERRITORY, scene.organisations["plan_office"], ""), DAY, DAY + timedelta(days=60))
    with database.reading(now) as tx:
        told_now = figures(tx, wanted, now)
    assert sum(count.value for count in told_now.reasons.values()) == plain["declined"]
    assert sum(count.value for count in told_now.sides.values()) == plain["declined"]
    assert {DECLINE_REASONS[name].side for name in told_now.reasons} == set(told_now.sides)
    assert sum(each["sent"].value for each in told_now.months.values()) == len(lives)
    waits = sorted(wait for each in lives if (wait := plain_wait(each[1])) is not None)
    assert percentile(told_now.days["acknowledge"], 0.5) == (waits[(len(waits) - 1) // 2] if waits else None)


def plainly(lives: Iterable[tuple[Dossier, list[Any]]], now: datetime) -> dict[str, int]:
    """The same counts, one history after the other, as one would do with pencil and paper."""
    names = "sent in_time owed silent heard answered accepted declined started concluded confirmed undecided"
    found = dict.fromkeys(names.split(), 0)
    for dossier, lines in lives:
        moves = {each.move: each for each in reversed(lines)}
        heard = next((each.at for each in lines if each.move in HEARD), None)
        answered = next((each.at for each in lines if each.move in ("accept", "propose_decline")), None)
        late = dossier.stage == "expired" or is_late(moves, heard, answered, dossier, now)
        found["sent"] += 1
        found["heard"] += heard is not None
        found["answered"] += answered is not None
        found["in_time"] += answered is not None and not late
        found["owed"] += late or answered is not None
        found["silent"] += heard is None and late
        found["undecided"] += heard is not None and answered is None and (dossier.open or dossier.stage == "expired")
        found["accepted"] += "accept" in moves and dossier.stage != "declined"
        found["declined"] += dossier.stage == "declined"
        found["started"] += "start" in moves
        found["concluded"] += "record_outcome" in moves
        found["confirmed"] += "confirm_closure" in moves and moves["confirm_closure"].actor_id is not None
    return found


def is_late(moves: Any, heard: datetime | None, answered: datetime | None, dossier: Dossier, now: datetime) -> bool:
    """Whether two working days passed before anything was heard, or ten more before an answer."""
    end = now if dossier.open else dossier.since
    if (heard or end) > due_at(moves["submit"].at, Amount.parse("2 wd"), LECCO_CALENDAR):
        return True
    if "acknowledge" not in moves:
        return False
    return (answered or end) > due_at(moves["acknowledge"].at, Amount.parse("10 wd"), LECCO_CALENDAR)


def plain_wait(lines: list[Any]) -> int | None:
    """Working days from sending to the first reaction."""
    sent = next(each.at for each in lines if each.move == "submit")
    heard = next((each.at for each in lines if each.move in HEARD), None)
    return LECCO_CALENDAR.working_days_between(local(sent).date(), local(heard).date()) if heard else None
