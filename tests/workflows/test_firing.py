"""Firing: a batch of due clocks, each told as if it were alone, in as many statements as one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from governance import dossiers
from governance.answer_links import AnswerLink
from governance.database import Database
from governance.deadlines import Deadline
from governance.dossiers import Dossier
from governance.notices import Notice, queue
from tests.cast import MONDAY, Cast, cast
from tests.web.counting import statements
from tests.withstand.families import another_case, sent
from workflows.sweep import sweep

LATE = MONDAY + timedelta(days=2, hours=1)
MORE_THAN_A_DRIVER_BINDS = 70_000


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def swept(scene: Cast, numbers: range) -> list[str]:
    """The statements of a sweep that tells of the referrals of these families."""
    for number in numbers:
        scene.move(scene.referral(scene.need(another_case(scene, number))).id, "submit", "manager")
    with statements(scene.database) as sent_now:
        assert sweep(scene.database, LATE).due == len(numbers)
    return sent_now


def test_four_reminders_take_as_many_statements_as_one(scene: Cast) -> None:
    swept(scene, range(1))
    assert len(swept(scene, range(1, 2))) == len(swept(scene, range(2, 6)))


def test_in_one_batch_people_and_a_group_without_accounts_are_told_each_as_if_alone(scene: Cast) -> None:
    [housed], helped = sent(scene, 1), scene.referral(scene.need(another_case(scene, 2)), service="aid").id
    scene.move(helped, "submit", "manager")
    sweep(scene.database, LATE)
    with scene.database.reading() as tx:
        rows = tx.scalars(select(Notice).where(Notice.name == "acknowledge_due").order_by(Notice.dossier_id))
        told = [(row.dossier_id, row.person_id, row.address) for row in rows]
        links = set(tx.scalars(select(AnswerLink.dossier_id).where(AnswerLink.made_at == LATE)))
    intake = (housed, scene.people["intake"], "intake@esempio.invalid")
    assert (told, links) == ([intake, (helped, None, "group@esempio.invalid")], {helped})


def test_in_one_batch_what_repeats_is_set_to_its_next_time_and_a_rung_that_was_told_stops(scene: Cast) -> None:
    referral, month = scene.sent(), MONDAY + timedelta(days=30, hours=1)
    sweep(scene.database, month)
    with scene.database.reading() as tx:
        rows = tx.scalars(select(Deadline).where(Deadline.timer.in_(("contact_due", "acknowledge_due"))))
        clocks = {row.timer: (row.due_at, row.owed_at) for row in rows}
        case = tx.scalars(select(Dossier).where(Dossier.kind == "case")).one()
    again = MONDAY + timedelta(days=60)
    assert clocks == {"contact_due": (again, again), "acknowledge_due": (None, MONDAY + timedelta(days=2))}
    assert (case.due_at, referral.id > case.id) == (again, True)


def test_a_message_written_before_is_not_counted_among_the_new_ones(scene: Cast) -> None:
    told = {"what": "move", "name": "submit", "written_at": MONDAY, "not_before": MONDAY}
    first = [{**told, "key": "a", "address": "a@esempio.invalid"}, {**told, "key": "b", "words": "Una parola."}]
    with scene.database.transaction(MONDAY) as tx:
        assert queue(tx, first) == 2
        assert queue(tx, [*first, {**told, "key": "c", "not_before": LATE}]) == 1
        rows = tx.scalars(select(Notice).where(Notice.key.in_(("a", "b", "c"))).order_by(Notice.key)).all()
    assert [(row.address, row.words) for row in rows] == [("a@esempio.invalid", ""), (None, "Una parola."), (None, "")]
    assert [row.not_before for row in rows] == [MONDAY, MONDAY, LATE]


def test_more_keys_than_a_driver_binds_are_asked_for_at_once(scene: Cast) -> None:
    case = scene.case()
    with scene.database.reading() as tx:
        found = dossiers.many(tx, range(1, MORE_THAN_A_DRIVER_BINDS))
        assert found[case.id].code == case.code
        assert dossiers.many(tx, []) == {}
