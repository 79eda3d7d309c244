"""Muting: quiet for who asked, until a day and with a reason; clocks, lateness and escalation as ever."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from governance.beneficiaries import Identity
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import Invalid, NotPermitted
from governance.history import lines_of
from governance.mutes import in_force
from governance.notices import Notice
from governance.people import Person, give_mandate
from governance.roles import Role
from tests.cast import MONDAY, SINCE, Cast, cast
from tests.web.counting import statements
from workflows.messages import message_of
from workflows.muting import Quiet, mute, resume
from workflows.sweep import sweep


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def days(number: int, hours: int = 1) -> datetime:
    return MONDAY + timedelta(days=number, hours=hours)


def muted(scene: Cast, dossier_id: int, who: str = "intake", until: int = 10, reason: str = "date_agreed") -> None:
    with scene.database.transaction(MONDAY) as tx:
        mute(tx, Quiet(dossier_id, scene.actor(tx, who), days(until).date(), reason))


def another(scene: Cast, number: int = 1, now: datetime = MONDAY) -> Dossier:
    """A referral of a family of its own, sent."""
    names = ("Pera", "Mela", "Susina", "Fico", "Uva", "Nocciola", "Mora", "Ribes")
    family = Identity("Nadia", f"{names[number]}inventata", "reference", f"19{60 + number}-02-01", f"YY000{number}")
    referral = scene.referral(scene.need(scene.case(now, family), now), now)
    scene.move(referral.id, "submit", "manager", now)
    return referral


def told(scene: Cast, dossier_id: int) -> list[tuple[str, str]]:
    with scene.database.reading() as tx:
        query = select(Notice.name, Person.name).join(Person, Person.id == Notice.person_id)
        rows = tx.execute(query.where(Notice.dossier_id == dossier_id, Notice.what == "timer").order_by(Notice.id))
        return [(name, person.partition(" ")[0]) for name, person in rows.tuples()]


def test_who_muted_is_not_reminded_and_the_ladder_is_climbed_all_the_same(scene: Cast) -> None:
    referral, other = scene.sent(), another(scene)
    muted(scene, referral.id)
    for day in range(1, 9):
        sweep(scene.database, days(day))
    assert ("acknowledge_due", "Intake") in told(scene, other.id)
    assert told(scene, referral.id) == [each for each in told(scene, other.id) if each[1] != "Intake"]
    assert scene.stage(referral.id) == scene.stage(other.id) == "expired"


def test_a_mute_touches_no_clock_and_what_is_late_is_seen_as_late(scene: Cast) -> None:
    referral, other = scene.sent(), another(scene)
    muted(scene, referral.id)
    sweep(scene.database, days(3))
    with scene.database.reading() as tx:
        due = [tx.get_one(Dossier, each.id).due_at for each in (referral, other)]
    assert due == [days(2, 0)] * 2


def test_what_was_held_back_is_told_when_the_mute_ends(scene: Cast) -> None:
    referral = scene.sent()
    muted(scene, referral.id, until=3)
    sweep(scene.database, days(2))
    assert told(scene, referral.id) == []
    for hours in (0, 1):
        sweep(scene.database, days(3, hours))
    assert told(scene, referral.id).count(("acknowledge_due", "Intake")) == 1


def test_nothing_is_told_late_of_a_stage_that_was_left(scene: Cast) -> None:
    referral = scene.sent()
    muted(scene, referral.id, until=3)
    sweep(scene.database, days(2))
    scene.move(referral.id, "acknowledge", "intake", days(2, 2))
    sweep(scene.database, days(4))
    assert told(scene, referral.id) == []


def test_once_the_dossier_moves_on_its_new_reminders_arrive(scene: Cast) -> None:
    referral = scene.sent()
    muted(scene, referral.id, until=28)
    scene.move(referral.id, "acknowledge", "intake", days(1))
    sweep(scene.database, days(16))
    assert ("decision_due", "Intake") in told(scene, referral.id)


def test_whoever_answers_again_is_reminded_again(scene: Cast) -> None:
    referral = scene.sent()
    muted(scene, referral.id)
    sweep(scene.database, days(2))
    with scene.database.transaction(days(2, 2)) as tx:
        resume(tx, referral.id, scene.actor(tx, "intake"))
    sweep(scene.database, days(2, 3))
    assert told(scene, referral.id) == [("acknowledge_due", "Intake")]


def test_who_is_told_as_head_too_is_told(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "accept", "intake", worker=str(scene.people["worker"]))
    with scene.database.transaction(MONDAY) as tx:
        give_mandate(tx, scene.people["worker"], scene.organisations["cooperative"], Role.HEAD, SINCE)
    muted(scene, referral.id, "worker")
    sweep(scene.database, days(8))
    assert ("first_contact", "Worker") in told(scene, referral.id)


def test_a_mute_leaves_its_line_with_reason_and_day(scene: Cast) -> None:
    referral = scene.sent()
    muted(scene, referral.id)
    with scene.database.reading(MONDAY) as tx:
        line = lines_of(tx, referral.id)[-1]
        assert list(in_force(tx, [referral.id])[referral.id]) == [scene.people["intake"]]
    assert (line.move, line.answers["mute_reason"], line.answers["until"]) == ("mute", "date_agreed", "2026-12-03")


@pytest.mark.parametrize("who", ["head", "worker", "officer", "manager"])
def test_who_is_not_reminded_has_nothing_to_mute(scene: Cast, who: str) -> None:
    referral = scene.sent()
    with pytest.raises(NotPermitted):
        muted(scene, referral.id, who)


@pytest.mark.parametrize(
    ("until", "reason"), [(0, "date_agreed"), (31, "date_agreed"), (5, "enough"), (5, "other"), (-1, "date_agreed")]
)
def test_no_mute_without_a_reason_nor_for_longer_than_thirty_days(scene: Cast, until: int, reason: str) -> None:
    referral = scene.sent()
    with pytest.raises(Invalid):
        muted(scene, referral.id, until=until, reason=reason)


def test_a_sweep_takes_the_same_statements_for_any_number_of_mutes(scene: Cast) -> None:
    counts = []
    for numbers, week in ((range(1), 0), (range(1, 6), 7)):
        for each in [another(scene, number, days(week, 0)) for number in numbers]:
            with scene.database.transaction(days(week, 0)) as tx:
                mute(tx, Quiet(each.id, scene.actor(tx, "intake"), days(week + 10).date(), "date_agreed"))
        sweep(scene.database, days(week + 1))
        with statements(scene.database) as made:
            sweep(scene.database, days(week + 2))
        counts.append(sum("mutes" in each for each in made))
    assert counts[0] == counts[1]


def test_a_reminder_opens_its_act_and_says_where_to_mute_it(scene: Cast) -> None:
    referral = scene.sent()
    sweep(scene.database, days(2))
    with scene.database.reading(days(2)) as tx:
        [notice] = tx.scalars(select(Notice).where(Notice.name == "acknowledge_due"))
        body = message_of(tx, notice, "https://raccordo.example")[1]
    assert f"Prendi visione: https://raccordo.example/pratiche/{referral.code}/acknowledge\n" in body
    assert f"Sospendi questi promemoria: https://raccordo.example/pratiche/{referral.code}/promemoria\n" in body


def test_who_only_watches_is_given_no_act_and_no_mute(scene: Cast) -> None:
    referral = scene.sent()
    for day in (2, 3, 4):
        sweep(scene.database, days(day))
    with scene.database.reading(days(4)) as tx:
        query = select(Notice).where(Notice.name == "acknowledge_late", Notice.person_id == scene.people["officer"])
        body = message_of(tx, tx.scalars(query).one(), "https://raccordo.example")[1]
    assert f"pratiche/{referral.code}/" not in body
