"""The one function: what it refuses, what it writes, what follows."""

import pytest

from governance.database import Database
from governance.errors import Changed, NotOffered, NotPermitted, NotVisible, Unmet
from governance.history import lines_of
from tests.cast import Cast, cast
from workflows.advance import advance
from workflows.attempt import Attempt


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def test_a_referral_goes_from_draft_to_confirmed_closure_and_the_need_is_resolved(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "acknowledge", "intake")
    scene.move(referral.id, "accept", "intake", worker=str(scene.people["worker"]))
    scene.move(referral.id, "record_contact", "worker", contact="reached_phone", note="Ha risposto la signora.")
    scene.move(referral.id, "start", "worker")
    scene.move(referral.id, "record_outcome", "worker", outcome="need_met", outcome_on="2026-11-23")
    scene.move(referral.id, "confirm_closure", "manager")
    assert (scene.stage(referral.id), scene.stage(referral.parent_id or 0)) == ("closed", "resolved")


def test_a_move_the_stage_does_not_offer_is_refused(scene: Cast) -> None:
    with pytest.raises(NotOffered):
        scene.move(scene.sent().id, "start", "worker")


def test_a_move_of_somebody_else_is_refused(scene: Cast) -> None:
    with pytest.raises(NotPermitted):
        scene.move(scene.sent().id, "acknowledge", "manager")


def test_a_stranger_is_told_that_there_is_nothing(scene: Cast) -> None:
    with pytest.raises(NotVisible):
        scene.move(scene.sent().id, "acknowledge", "stranger")


def test_everything_missing_is_said_at_once_with_who_can_mend_it(scene: Cast) -> None:
    referral = scene.sent()
    with pytest.raises(Unmet) as refused:
        scene.move(referral.id, "propose_decline", "intake")
    assert [each.code for each in refused.value.missing] == ["decline_reason"]


def test_a_revision_that_is_not_the_last_is_refused_and_changes_nothing(scene: Cast) -> None:
    referral = scene.sent()
    with pytest.raises(Changed), scene.database.transaction() as tx:
        advance(tx, Attempt(referral.id, "acknowledge", scene.actor(tx, "intake"), revision=1))
    assert scene.stage(referral.id) == "submitted"


def test_the_same_key_twice_gives_the_same_line(scene: Cast) -> None:
    referral = scene.sent()
    for _ in range(2):
        with scene.database.transaction() as tx:
            line = advance(tx, Attempt(referral.id, "acknowledge", scene.actor(tx, "intake"), key="k" * 20))
            number = line.number
    with scene.database.reading() as tx:
        assert [each.number for each in lines_of(tx, referral.id)] == list(range(1, number + 1))
