"""A referral belongs to organisations: an account that is closed or a mandate that ends leaves nothing stranded.

Each test is named after what was reported of other systems: a referral that could not be taken back once its
recipient was disabled, one that its manager could not take back, one that could be changed without access to it,
and recipients who exported or deleted what the kind of referral hid from them.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from governance.database import Database
from governance.history import lines_of
from governance.lists import waiting_for
from governance.notices import Notice
from governance.people import Mandate, Person
from governance.referrals import referral as facts_of
from governance.roles import Role
from tests.cast import FAMILY, MONDAY, Cast, cast
from tests.web.desk import sit
from tests.withstand.crawling import words_in
from workflows.advance import advance
from workflows.attempt import Attempt
from workflows.sweep import sweep
from workflows.ticks import tick

DAY = timedelta(days=1)
Leaving = Callable[..., None]


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def suspend(scene: Cast, *names: str) -> None:
    """Close these accounts."""
    with scene.database.transaction(MONDAY) as tx:
        for name in names:
            tx.get_one(Person, scene.people[name]).active = False


def end_mandates(scene: Cast, *names: str) -> None:
    """The last day of these people's mandates was yesterday."""
    with scene.database.transaction(MONDAY) as tx:
        ids = [scene.people[name] for name in names]
        for mandate in tx.scalars(select(Mandate).where(Mandate.person_id.in_(ids))):
            mandate.valid_until = date(2026, 11, 22)


def accepted(scene: Cast) -> int:
    """A referral that the worker of the cooperative follows."""
    referral = scene.sent()
    scene.move(referral.id, "accept", "intake", worker=str(scene.people["worker"]))
    return referral.id


def told(scene: Cast, dossier_id: int, name: str) -> set[str]:
    """To which addresses a move or a timer was told."""
    with scene.database.reading() as tx:
        rows = tx.scalars(select(Notice.address).where(Notice.dossier_id == dossier_id, Notice.name == name))
        return {str(each) for each in rows}


def waits_for(scene: Cast, name: str) -> list[int]:
    """The dossiers on somebody's Oggi."""
    with scene.database.reading(MONDAY) as tx:
        return [each.id for each in waiting_for(tx, scene.actor(tx, name))]


@pytest.mark.parametrize("leave", [suspend, end_mandates], ids=["suspended", "mandate_ended"])
@pytest.mark.parametrize("who", ["manager", "colleague"])
def test_a_referral_whose_recipient_is_disabled_is_still_withdrawn(scene: Cast, leave: Leaving, who: str) -> None:
    referral_id = accepted(scene)
    leave(scene, "intake", "worker", "head")
    scene.move(referral_id, "withdraw", who, withdrawal_reason="no_longer_needed")
    assert scene.stage(referral_id) == "withdrawn"


@pytest.mark.parametrize("leave", [suspend, end_mandates], ids=["suspended", "mandate_ended"])
def test_with_intake_gone_its_work_waits_for_the_head_who_is_told_and_can_accept(scene: Cast, leave: Leaving) -> None:
    leave(scene, "intake")
    referral = scene.sent()
    assert told(scene, referral.id, "submit") == {"head@esempio.invalid"}
    assert waits_for(scene, "head") == [referral.id]
    sweep(scene.database, MONDAY + 2 * DAY + timedelta(hours=1))
    assert told(scene, referral.id, "acknowledge_due") == {"head@esempio.invalid"}
    scene.move(referral.id, "accept", "head", worker=str(scene.people["worker"]))


@pytest.mark.parametrize("leave", [suspend, end_mandates], ids=["suspended", "mandate_ended"])
def test_with_the_assigned_worker_gone_the_head_sees_it_and_another_is_assigned(scene: Cast, leave: Leaving) -> None:
    referral_id = accepted(scene)
    assert waits_for(scene, "head") == []
    leave(scene, "worker")
    assert waits_for(scene, "head") == [referral_id]
    sweep(scene.database, MONDAY + 8 * DAY)
    assert "head@esempio.invalid" in told(scene, referral_id, "first_contact")
    for who in ("intake", "head"):
        scene.move(referral_id, "reassign", who, worker=str(scene.people["head"]))
    scene.move(referral_id, "record_outcome", "head", outcome="person_moved", outcome_on="2026-11-23")


def test_with_everybody_gone_it_expires_and_comes_back_to_the_sender(scene: Cast) -> None:
    referral = scene.sent()
    suspend(scene, "intake", "worker", "head")
    for day in range(1, 12):
        tick(scene.database, "command", MONDAY + day * DAY + timedelta(hours=1))
    assert scene.stage(referral.id) == "expired"
    assert "manager@esempio.invalid" in told(scene, referral.id, "acknowledge_missing")


def test_with_everybody_gone_the_organisation_itself_is_asked_and_answers_by_voice(scene: Cast) -> None:
    suspend(scene, "intake", "worker", "head")
    referral = scene.sent()
    assert told(scene, referral.id, "submit") == {"cooperative@esempio.invalid"}
    with scene.database.transaction(MONDAY) as tx:
        said = {"behalf": "recipient", "channel": "phone", "evidence": "Il centralino, stamattina."}
        advance(tx, Attempt(referral.id, "acknowledge", scene.actor(tx, "manager"), **said))
    assert scene.stage(referral.id) == "received"


def test_with_the_sender_s_worker_gone_the_network_s_manager_withdraws_and_closes(scene: Cast) -> None:
    first = accepted(scene)
    scene.move(first, "record_outcome", "head", outcome="need_met", outcome_on="2026-11-23")
    suspend(scene, "manager")
    scene.move(first, "confirm_closure", "colleague")
    assert scene.stage(first) == "closed"


@pytest.mark.parametrize("leave", [suspend, end_mandates], ids=["suspended", "mandate_ended"])
def test_whoever_left_sees_and_changes_nothing_from_the_next_request(database: Database, leave: Leaving) -> None:
    desk = sit(database)
    referral = desk.cast.sent(database.now())
    visit = desk.visit("intake")
    assert visit.get(f"/pratiche/{referral.code}").status_code == 200
    leave(desk.cast, "intake")
    answers = [visit.get(f"/pratiche/{referral.code}"), visit.send(f"/pratiche/{referral.code}/acknowledge", {})]
    assert {each.status_code for each in answers} <= {302, 401, 404}
    assert not [each for each in answers if referral.title in each.text or FAMILY.family_name in each.text]
    assert desk.cast.stage(referral.id) == "submitted"


def test_a_referral_is_not_changed_by_who_has_no_access_to_it(database: Database) -> None:
    desk = sit(database)
    referral = desk.cast.sent(database.now())
    moves = ("acknowledge", "accept", "propose_decline", "withdraw", "reroute", "revoke_consent", "mark_error")
    for name in ("stranger", "administrator"):
        visit = desk.visit(name)
        assert {visit.send(f"/pratiche/{referral.code}/{move}", {}).status_code for move in moves} == {404}
    with database.reading() as tx:
        assert [line.move for line in lines_of(tx, referral.id)] == ["create", "submit"]


def test_the_recipient_cannot_reach_by_any_export_or_document_what_the_protocol_hides(database: Database) -> None:
    desk = sit(database)
    referral = desk.cast.sent(database.now())
    desk.cast.move(referral.id, "accept", "intake", database.now(), worker=str(desk.cast.people["worker"]))
    for name in ("intake", "worker", "head"):
        visit = desk.visit(name)
        pages = [f"/pratiche/{referral.code}", "/invii", "/invii?vista=bacheca", f"/pratiche/{referral.code}/atti"]
        said = "".join(words_in(visit.get(page)) for page in pages)
        said += words_in(visit.send(f"/pratiche/{referral.code}/identita", {"key": "look"}))
        for number in range(1, 4):
            said += words_in(visit.send(f"/pratiche/{referral.code}/documenti/{number}", {}))
        assert FAMILY.family_name in said
        assert not [word for word in (FAMILY.document, "1990") if word in said]


def test_closing_the_account_of_the_worker_leaves_the_place_taken_and_gives_it_back_at_the_end(scene: Cast) -> None:
    referral_id = accepted(scene)
    suspend(scene, "worker", "intake", "head")
    scene.move(referral_id, "withdraw", "manager", withdrawal_reason="no_longer_needed")
    with scene.database.reading() as tx:
        assert not facts_of(tx, referral_id).holds_place


def test_the_roles_that_dossiers_wait_for_are_those_a_head_answers_for(scene: Cast) -> None:
    referral = scene.sent()
    suspend(scene, "intake")
    with scene.database.reading(MONDAY) as tx:
        head = scene.actor(tx, "head")
        assert not head.holds(Role.INTAKE, scene.organisations["cooperative"])
        assert [each.id for each in waiting_for(tx, head)] == [referral.id]
