"""How one-time links end: by time, by use, with their stage, with an account, and what a late message says."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from governance.database import Database
from governance.notices import Notice
from governance.organisations import Organisation
from governance.people import add_person, give_mandate
from governance.roles import Role
from tests.cast import MONDAY, Cast, cast
from tests.workflows.links import ACCEPT, answer, links, stands
from workflows.answering import Reply, Standing, reply
from workflows.messages import message_of
from workflows.ticks import tick

ADDRESS = "https://raccordo.example"


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def test_a_link_expires_two_weeks_on_or_with_what_is_owed(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    [link] = links(scene, referral.id)
    day = timedelta(days=1)
    assert [stands(scene, link, each) for each in (14 * day - day / 24, 14 * day)] == [Standing.WORKS, Standing.EXPIRED]
    answer(scene, link, ACCEPT)
    answer(scene, links(scene, referral.id)[0], Reply("record_contact", {"contact": "reached_phone"}))
    answer(scene, links(scene, referral.id)[0], Reply("start"))
    assert stands(scene, links(scene, referral.id)[0], 29 * day) is Standing.WORKS


def test_a_link_ends_with_its_stage_even_when_the_stage_comes_back(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    [first] = links(scene, referral.id)
    answer(scene, first, Reply("acknowledge"))
    received = links(scene, referral.id)[0]
    with scene.database.transaction(MONDAY + timedelta(hours=1)) as tx:
        reply(tx, received.id, Reply("propose_decline", {"decline_reason": "no_capacity"}))
    scene.move(referral.id, "send_back", "manager", MONDAY + timedelta(hours=2), reason="C'è posto.")
    again = links(scene, referral.id)[0]
    assert again.id != received.id
    assert (stands(scene, received), stands(scene, again)) == (Standing.USED, Standing.WORKS)
    scene.move(referral.id, "withdraw", "manager", MONDAY + timedelta(hours=3), withdrawal_reason="no_longer_needed")
    assert stands(scene, again) is Standing.MOVED_ON


def test_a_link_ends_when_the_organisation_gets_accounts_or_leaves(scene: Cast) -> None:
    [link] = links(scene, scene.sent(service="aid").id)
    with scene.database.transaction(MONDAY) as tx:
        tx.get_one(Organisation, link.organisation_id).active = False
    assert stands(scene, link) is Standing.INACTIVE
    with scene.database.transaction(MONDAY) as tx:
        tx.get_one(Organisation, link.organisation_id).active = True
        person = add_person(tx, "Nuova Referente", "nuova@esempio.invalid")
        give_mandate(tx, person.id, link.organisation_id, Role.INTAKE, date(2026, 11, 23))
    assert stands(scene, link) is Standing.HAS_ACCOUNTS


def test_a_reminder_carries_a_link_of_its_own_and_using_one_ends_the_other(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    tick(scene.database, "command", MONDAY + timedelta(days=2, hours=1))
    second, first = links(scene, referral.id)
    tick(scene.database, "command", MONDAY + timedelta(days=2, hours=1))
    assert len(links(scene, referral.id)) == 2
    answer(scene, first, Reply("acknowledge"))
    assert stands(scene, second) is Standing.MOVED_ON
    assert all(each.replaced_at for each in links(scene, referral.id) if each.id == second.id)


def test_a_message_that_leaves_after_the_stage_is_over_asks_nothing(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    scene.move(referral.id, "withdraw", "manager", MONDAY + timedelta(hours=1), withdrawal_reason="no_longer_needed")
    with scene.database.reading(MONDAY + timedelta(hours=1)) as tx:
        group = select(Notice).where(Notice.dossier_id == referral.id, Notice.person_id.is_(None))
        said = [message_of(tx, notice, ADDRESS)[1] for notice in tx.scalars(group.order_by(Notice.id))]
    assert len(said) == 2
    assert not [each for each in said if "/rispondi/" in each or "Non devi fare nulla." not in each]
