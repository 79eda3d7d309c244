"""Telling: whom, once each, by day, and never who the person is."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from governance.actors import ROME
from governance.database import Database
from governance.notices import Notice
from governance.people import Person
from governance.protocols import Protocol
from tests.cast import FAMILY, MONDAY, Cast, cast
from workflows.acts import Act, perform
from workflows.messages import message_of
from workflows.situations import Situation
from workflows.sweep import sweep
from workflows.telling import by_day


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def told(scene: Cast, dossier_id: int, move: str) -> list[str]:
    """Whom the move told: first names, or the address of an organisation."""
    with scene.database.reading() as tx:
        names = {person.id: person.name.partition(" ")[0] for person in tx.scalars(select(Person))}
        rows = tx.scalars(select(Notice).where(Notice.dossier_id == dossier_id, Notice.name == move))
        return sorted(names.get(row.person_id or 0, row.address or "") for row in rows)


def test_whoever_holds_the_role_there_is_told(scene: Cast) -> None:
    assert told(scene, scene.sent().id, "submit") == ["Intake"]


def test_a_group_without_accounts_is_written_to_at_its_own_address(scene: Cast) -> None:
    assert told(scene, scene.sent(service="aid").id, "submit") == ["group@esempio.invalid"]


def test_the_person_who_follows_is_told_before_all_others_in_the_role(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "acknowledge", "intake")
    assert told(scene, referral.id, "acknowledge") == ["Manager"]


def test_nobody_is_told_of_what_they_just_did(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "propose_decline", "intake", decline_reason="not_eligible")
    scene.move(referral.id, "confirm_decline", "manager")
    assert told(scene, referral.id, "propose_decline") == ["Colleague", "Manager", "Officer"]
    assert told(scene, referral.id, "confirm_decline") == ["Intake"]


def test_no_message_says_who_the_person_is(scene: Cast) -> None:
    scene.sent()
    with scene.database.reading() as tx:
        for notice in tx.scalars(select(Notice)):
            words = " ".join(message_of(tx, notice, "https://raccordo.example"))
            assert not [word for word in (FAMILY.given_name, FAMILY.family_name, FAMILY.document) if word in words]


@pytest.mark.parametrize(("hour", "leaves"), [(6, (23, 7)), (7, (23, 7)), (19, (23, 19)), (20, (24, 7)), (23, (24, 7))])
def test_reminders_leave_between_seven_and_twenty(hour: int, leaves: tuple[int, int]) -> None:
    leaving = by_day(datetime(2026, 11, 23, hour, 0, tzinfo=ROME)).astimezone(ROME)
    assert (leaving.day, leaving.hour) == leaves


def test_the_night_on_which_the_hour_changes_ends_at_seven_too() -> None:
    for day in (datetime(2026, 10, 25, 2, 30, tzinfo=ROME), datetime(2027, 3, 28, 1, 30, tzinfo=ROME)):
        leaving = by_day(day).astimezone(ROME)
        assert (leaving.date(), leaving.hour, leaving.minute) == (day.date(), 7, 0)


def test_a_message_leads_to_its_dossier(scene: Cast) -> None:
    referral = scene.sent()
    with scene.database.reading(MONDAY) as tx:
        [notice] = tx.scalars(select(Notice).where(Notice.dossier_id == referral.id))
        subject, body = message_of(tx, notice, "https://raccordo.example")
    assert referral.code in subject and f"https://raccordo.example/pratiche/{referral.code}" in body


def test_thirty_days_before_a_protocol_ends_the_message_says_how_many_referrals_it_leaves(scene: Cast) -> None:
    scene.sent()
    with scene.database.transaction(MONDAY) as tx:
        tx.get_one(Protocol, scene.protocol_id).ends_on = (MONDAY + timedelta(days=30)).date()
        perform(tx, Act(scene.protocol_id, "edit", scene.actor(tx, "manager"), dates={"ends_on": "2026-12-23"}), leave)
    sweep(scene.database, MONDAY + timedelta(minutes=1))
    with scene.database.reading(MONDAY) as tx:
        told = list(tx.scalars(select(Notice).where(Notice.name == "end_notice")))
        bodies = {message_of(tx, each, "https://raccordo.example")[1] for each in told}
    assert len(told) == 3 and all(
        "Un invio in corso resta senza protocollo dopo il 23/12/2026." in each for each in bodies
    )


def leave(situation: Situation) -> None:
    """Change nothing else."""


def test_a_reminder_that_one_act_answers_leads_straight_to_it(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "accept", "intake", worker=str(scene.people["worker"]))
    scene.move(referral.id, "record_contact", "worker", contact="reached_phone")
    scene.move(referral.id, "start", "worker")
    sweep(scene.database, MONDAY + timedelta(days=31))
    with scene.database.reading(MONDAY + timedelta(days=31)) as tx:
        [notice] = tx.scalars(select(Notice).where(Notice.dossier_id == referral.id, Notice.name == "update_due"))
        _subject, body = message_of(tx, notice, "https://raccordo.example")
    assert f"Registra aggiornamento: https://raccordo.example/pratiche/{referral.code}/record_update\n" in body


def test_where_nobody_holds_the_role_any_more_the_head_is_told(scene: Cast) -> None:
    with scene.database.transaction(MONDAY) as tx:
        tx.get_one(Person, scene.people["intake"]).active = False
    assert told(scene, scene.sent().id, "submit") == ["Head"]
