"""The sweep: everything due and not done, however late, however often."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from governance.database import Database
from governance.notices import Notice
from governance.people import Person
from tests.cast import MONDAY, Cast, cast
from workflows.sweep import sweep


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def told(scene: Cast, dossier_id: int) -> list[tuple[str, str]]:
    """(timer, person) of each reminder of a dossier, in the order written."""
    with scene.database.reading() as tx:
        query = select(Notice.name, Person.name).join(Person, Person.id == Notice.person_id)
        rows = tx.execute(query.where(Notice.dossier_id == dossier_id, Notice.what == "timer").order_by(Notice.id))
        return [(name, person.partition(" ")[0]) for name, person in rows.tuples()]


def days(number: int, hours: int = 0) -> datetime:
    """That long after the Monday on which the referral was sent."""
    return MONDAY + timedelta(days=number, hours=hours)


def test_nobody_answers_and_the_ladder_is_climbed_until_it_returns_to_the_sender(scene: Cast) -> None:
    referral = scene.sent()
    for day in range(1, 9):
        sweep(scene.database, days(day, 1))
    assert told(scene, referral.id) == [
        ("acknowledge_due", "Intake"),
        ("acknowledge_overdue", "Head"),
        ("acknowledge_late", "Officer"),
        ("acknowledge_late", "Colleague"),
        ("acknowledge_late", "Manager"),
        ("acknowledge_missing", "Manager"),
        ("acknowledge_missing", "Colleague"),
    ]
    assert scene.stage(referral.id) == "expired"
    assert scene.stage(referral.parent_id or 0) == "open"


def test_a_second_sweep_at_the_same_instant_does_nothing_more(scene: Cast) -> None:
    referral = scene.sent()
    first, again = sweep(scene.database, days(2, 1)), sweep(scene.database, days(2, 1))
    assert (first.noticed > 0, again.noticed, again.moved) == (True, 0, 0)
    assert len(told(scene, referral.id)) == 1


def test_after_a_week_without_sweeps_a_consequence_waits_one_working_day_for_its_reminder(scene: Cast) -> None:
    referral = scene.sent()
    sweep(scene.database, days(9))
    assert scene.stage(referral.id) == "submitted"
    sweep(scene.database, days(10, 1))
    assert scene.stage(referral.id) == "expired"


def test_while_information_is_awaited_the_decision_clock_stands_still(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "acknowledge", "intake", days(1))
    scene.move(referral.id, "request_info", "intake", days(1), reason="Manca il codice fiscale.")
    sweep(scene.database, days(6))
    scene.move(referral.id, "provide_info", "manager", days(7), note="Eccolo.")
    sweep(scene.database, days(18))
    assert ("decision_due", "Intake") not in told(scene, referral.id)


def test_what_is_late_stays_seen_as_late_after_the_reminder(scene: Cast) -> None:
    referral = scene.sent()
    sweep(scene.database, days(2, 1))
    with scene.database.reading() as tx:
        assert tx.get_one(type(referral), referral.id).due_at == days(2)
