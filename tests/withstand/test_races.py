"""Two people, or two sweeps, at the same instant: one wins, the other is told, nothing happens twice."""

import pytest
from sqlalchemy import func, select

from governance import audit
from governance.database import Database
from governance.deadlines import Deadline
from governance.dossiers import Dossier, read
from governance.errors import Changed
from governance.history import StageChange, lines_of
from governance.notices import Notice
from governance.services import Service
from tests.cast import MONDAY, Cast, cast
from tests.withstand.families import another_case, sent
from tests.withstand.joint import waiting_case
from tests.withstand.racing import attempt, together
from workflows.attempt import Attempt
from workflows.sweep import sweep

ONE_HOUR_LATE = MONDAY.replace(day=25, hour=10)


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def race(scene: Cast, rounds: int) -> None:
    """Accept against withdraw, so many times; the winner's move is undone or a new referral sent."""
    accepting = {"worker": str(scene.people["worker"])}
    referral_id = 0
    for turn in range(rounds):
        if turn % 25 == 0:
            case, referral_id = another_case(scene, turn // 25), 0
        if not referral_id:
            referral_id = scene.referral(scene.need(case)).id
            scene.move(referral_id, "submit", "manager")
        seen = number_of(scene, referral_id)
        acts = [
            attempt(scene, Attempt(referral_id, "accept", revision=seen, answers=accepting), "intake"),
            attempt(
                scene,
                Attempt(referral_id, "withdraw", revision=seen, answers={"withdrawal_reason": "no_longer_needed"}),
                "manager",
            ),
        ]
        outcomes = [type(each) for each in together(acts)]
        assert sorted(outcomes, key=str) == [Changed, int]
        assert number_of(scene, referral_id) == seen + 1
        referral_id = again(scene, referral_id)
    assert audit.verify(scene.database).is_sound


def number_of(scene: Cast, dossier_id: int) -> int:
    with scene.database.reading() as tx:
        return int(read(tx, dossier_id).last_number)


def again(scene: Cast, referral_id: int) -> int:
    """The referral for the next round, or 0 where a new one is needed."""
    if scene.stage(referral_id) == "withdrawn":
        return 0
    scene.move(referral_id, "undo_accept", "intake")
    return referral_id


def test_of_two_who_move_one_referral_at_once_one_wins_and_the_other_is_told(scene: Cast) -> None:
    race(scene, 25)


@pytest.mark.slow
def test_a_thousand_times_exactly_one_of_two_wins(scene: Cast) -> None:
    race(scene, 1000)


def test_the_same_request_eight_times_at_once_makes_one_line_and_one_answer(scene: Cast) -> None:
    referral = scene.sent()
    before = number_of(scene, referral.id)
    wanted = Attempt(referral.id, "acknowledge", revision=before, key="one-form")
    answers = together([attempt(scene, wanted, "intake")] * 8)
    assert len(set(answers)) == 1, answers
    assert number_of(scene, referral.id) == before + 1


@pytest.mark.parametrize("number", [2, 3])
def test_when_the_last_children_end_at_once_the_joint_consequence_happens(scene: Cast, number: int) -> None:
    for each in range(6):
        case, needs = waiting_case(scene, each, number)
        done = Attempt(0, "resolve_otherwise", answers={"note": "Ha trovato casa."})
        acts = [attempt(scene, Attempt(need_id, done.move, answers=done.answers), "manager") for need_id in needs]
        assert all(isinstance(line, int) for line in together(acts))
        assert scene.stage(case) == "done"
        with scene.database.reading() as tx:
            assert [line.move for line in lines_of(tx, case)].count("settle") == 1


def test_a_need_that_is_withdrawn_while_its_referral_is_accepted_locks_nobody_out(scene: Cast) -> None:
    referrals = sent(scene, 6)
    for referral_id in referrals:
        with scene.database.reading() as tx:
            need_id = int(read(tx, referral_id).parent_id)
        acts = [
            attempt(scene, Attempt(referral_id, "accept", answers={"worker": str(scene.people["worker"])}), "intake"),
            attempt(scene, Attempt(need_id, "withdraw", answers={"withdrawal_reason": "no_longer_needed"}), "manager"),
        ]
        together(acts)
        assert (scene.stage(referral_id), scene.stage(need_id)) == ("withdrawn", "withdrawn")
    assert audit.verify(scene.database).is_sound


def test_sixteen_who_want_the_last_place_leave_one_taken(scene: Cast) -> None:
    with scene.database.transaction() as tx:
        tx.get_one(Service, scene.services["housing"]).places = 1
    answers = {"worker": str(scene.people["worker"])}
    together([attempt(scene, Attempt(each, "accept", answers=answers), "intake") for each in sent(scene, 16)])
    with scene.database.reading() as tx:
        service = tx.get_one(Service, scene.services["housing"])
        assert (service.places, service.taken) == (1, 1)


@pytest.mark.parametrize("number", [2, 4])
def test_several_sweeps_at_once_write_each_reminder_once(scene: Cast, number: int) -> None:
    referrals = sent(scene, 12)
    results = together([lambda: sweep(scene.database, ONE_HOUR_LATE)] * number)
    sweep(scene.database, ONE_HOUR_LATE)
    assert not any(getattr(each, "failed", 1) for each in results)
    with scene.database.reading() as tx:
        wanted = Notice.what == "timer", Notice.name == "acknowledge_due"
        assert tx.scalar(select(func.count()).where(*wanted)) == len(referrals)
        fired = select(Deadline.occurrence).where(Deadline.timer == "acknowledge_due")
        assert set(tx.scalars(fired)) == {1}


def test_a_sweep_and_those_who_work_meanwhile_do_not_stop_each_other(scene: Cast) -> None:
    referrals = sent(scene, 12)
    working = [attempt(scene, Attempt(each, "acknowledge"), "intake") for each in referrals]
    results = together([*working, *[lambda: len([sweep(scene.database, ONE_HOUR_LATE)])] * 3])
    assert all(isinstance(each, int) for each in results)
    with scene.database.reading() as tx:
        numbers = tx.execute(select(StageChange.dossier_id, StageChange.number)).tuples().all()
        stages = set(tx.scalars(select(Dossier.stage).where(Dossier.id.in_(referrals))))
    assert (len(numbers), stages) == (len(set(numbers)), {"received"})
    assert audit.verify(scene.database).is_sound


def test_the_same_case_worked_on_at_three_levels_locks_nobody_out(scene: Cast) -> None:
    case = another_case(scene, 1)
    need = scene.need(case)
    referral = scene.referral(need)
    for _ in range(8):
        acts = [
            attempt(scene, Attempt(case.id, "add_note", answers={"note": "Una nota."}), "manager"),
            attempt(scene, Attempt(case.id, "record_contact", answers={"contact": "reached_phone"}), "manager"),
            attempt(scene, Attempt(referral.id, "submit"), "manager"),
            attempt(scene, Attempt(need.id, "withdraw", answers={"withdrawal_reason": "no_longer_needed"}), "stranger"),
        ]
        together(acts)
        scene.move(referral.id, "withdraw", "manager", withdrawal_reason="no_longer_needed")
        referral = scene.referral(need)
    assert audit.verify(scene.database).is_sound
