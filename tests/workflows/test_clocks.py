"""Clocks on the days when the hour changes, at night, and after nobody looked for a long time."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from governance.actors import ROME
from governance.database import Database
from governance.deadlines import Deadline
from governance.notices import Notice
from tests.cast import MONDAY, Cast, cast
from workflows.sweep import sweep

BEFORE_WINTER = datetime(2026, 10, 23, 9, 0, tzinfo=UTC)
BEFORE_SUMMER = datetime(2027, 3, 26, 9, 0, tzinfo=UTC)
AT_NIGHT = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def sent(database: Database, now: datetime) -> tuple[Cast, int]:
    scene = cast(database, now)
    return scene, scene.sent(now).id


def due_of(scene: Cast, dossier_id: int, timer: str) -> datetime:
    with scene.database.reading() as tx:
        found = select(Deadline.due_at).where(Deadline.dossier_id == dossier_id, Deadline.timer == timer)
        return tx.scalars(found).one() or MONDAY


def reminders(scene: Cast, dossier_id: int) -> list[Notice]:
    with scene.database.reading() as tx:
        query = select(Notice).where(Notice.dossier_id == dossier_id, Notice.what == "timer").order_by(Notice.id)
        return list(tx.scalars(query))


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (BEFORE_WINTER, datetime(2026, 10, 27, 11, 0, tzinfo=ROME)),
        (BEFORE_SUMMER, datetime(2027, 3, 31, 10, 0, tzinfo=ROME)),
    ],
)
def test_over_a_change_of_the_hour_the_term_ends_at_the_same_hour_of_the_day(
    database: Database, now: datetime, due: datetime
) -> None:
    scene, referral_id = sent(database, now)
    assert due_of(scene, referral_id, "acknowledge_due") == due


@pytest.mark.parametrize("now", [BEFORE_WINTER, BEFORE_SUMMER])
def test_sweeps_every_quarter_of_an_hour_over_that_night_remind_each_once(database: Database, now: datetime) -> None:
    scene, referral_id = sent(database, now)
    night = datetime.combine((now + timedelta(days=1)).date(), datetime.min.time(), UTC) + timedelta(hours=22)
    for step in range(32):
        sweep(scene.database, night + step * QUARTER)
    due = due_of(scene, referral_id, "acknowledge_due")
    for step in range(-2, 3):
        sweep(scene.database, due + step * QUARTER)
    told = Counter((each.name, each.person_id) for each in reminders(scene, referral_id))
    assert set(told.values()) == {1} and {name for name, _ in told} == {"acknowledge_due"}


def test_a_reminder_that_falls_at_night_leaves_in_the_morning(database: Database) -> None:
    scene, referral_id = sent(database, AT_NIGHT)
    sweep(scene.database, due_of(scene, referral_id, "acknowledge_due"))
    [reminder] = reminders(scene, referral_id)
    assert reminder.not_before == datetime(2026, 11, 26, 7, 0, tzinfo=ROME)


def test_after_half_a_year_without_a_sweep_only_the_latest_of_a_countdown_is_told(database: Database) -> None:
    scene = cast(database)
    sweep(scene.database, datetime(2028, 12, 20, 9, 0, tzinfo=UTC))
    told = Counter(each.name for each in reminders(scene, scene.protocol_id))
    assert told["end_notice"] == len({each.person_id for each in reminders(scene, scene.protocol_id)})


def test_down_for_a_week_nothing_is_lost_and_nothing_is_told_twice(database: Database) -> None:
    scene, referral_id = sent(database, MONDAY)
    for _ in range(3):
        sweep(scene.database, MONDAY + timedelta(days=7, hours=3))
    names = Counter((each.name, each.person_id) for each in reminders(scene, referral_id))
    assert set(names.values()) == {1}
    assert {name for name, _ in names} == {"acknowledge_due", "acknowledge_overdue", "acknowledge_late"}


def test_an_ended_dossier_is_reminded_of_nothing(database: Database) -> None:
    scene, referral_id = sent(database, MONDAY)
    scene.move(referral_id, "withdraw", "manager", withdrawal_reason="no_longer_needed")
    sweep(scene.database, MONDAY + timedelta(days=90))
    assert reminders(scene, referral_id) == []
