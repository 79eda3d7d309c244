"""Refusals with their consequences, and places: locked on acceptance, given back on every way out."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from governance.codes import DECLINE_REASONS
from governance.database import Database
from governance.declines import CONSEQUENCES
from governance.dossiers import Dossier
from governance.errors import NotOffered, NotPermitted, Unmet
from governance.people import give_mandate
from governance.roles import Role
from governance.shortages import open_again
from governance.verifications import due_services, verify
from tests.cast import MONDAY, SINCE, Cast, cast
from tests.looped import MET, WITHDRAWN, accepted, counting, facts, offered, time_passes

NOBODY = {"contact": "not_reached_phone", "note": "Non risponde."}


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def declined(scene: Cast, reason: str, referral: Dossier | None = None) -> Dossier:
    found = referral or scene.sent()
    scene.move(found.id, "propose_decline", "intake", decline_reason=reason, note="Una nota.")
    scene.move(found.id, "confirm_decline", "officer")
    return found


def test_every_reason_says_what_it_brings() -> None:
    assert CONSEQUENCES.keys() == DECLINE_REASONS.keys()
    assert {each.side for each in DECLINE_REASONS.values()} == {"person", "provider", "system"}


def test_no_place_shows_everybody_none_until_its_keeper_opens_it(scene: Cast) -> None:
    counting(scene, places=5)
    declined(scene, "no_capacity")
    assert (offered(scene).free, offered(scene).full_on) == (0, MONDAY.date())
    with scene.database.transaction(MONDAY) as tx:
        with pytest.raises(NotPermitted):
            open_again(tx, scene.actor(tx, "intake"), scene.services["housing"])
        open_again(tx, scene.actor(tx, "head"), scene.services["housing"])
    assert offered(scene).free == 5


def test_until_it_is_confirmed_a_refusal_changes_nothing(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "propose_decline", "intake", decline_reason="no_capacity")
    assert offered(scene).full_on is None
    scene.move(referral.id, "send_back", "officer", reason="Ci sono posti.")
    assert (scene.stage(referral.id), offered(scene).full_on) == ("received", None)


@pytest.mark.parametrize("reason", ["service_not_provided", "outside_area"])
def test_what_the_directory_got_wrong_is_to_be_verified_anew(scene: Cast, reason: str) -> None:
    with scene.database.transaction(MONDAY) as tx:
        verify(tx, scene.actor(tx, "head"), scene.services["housing"], "visit")
    declined(scene, reason)
    with scene.database.transaction(MONDAY) as tx:
        assert scene.services["housing"] in [each.id for each, _ in due_services(tx, scene.actor(tx, "head"))]
        verify(tx, scene.actor(tx, "head"), scene.services["housing"], "visit")
    assert offered(scene).doubted_on is None


def test_who_cannot_be_reached_was_looked_for_three_times(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "acknowledge", "intake")
    for _ in range(2):
        scene.move(referral.id, "record_contact", "intake", **NOBODY)
    with pytest.raises(Unmet, match="finora sono 2"):
        scene.move(referral.id, "propose_decline", "intake", decline_reason="person_not_reachable")
    scene.move(referral.id, "record_contact", "intake", **NOBODY)
    scene.move(referral.id, "propose_decline", "intake", decline_reason="person_not_reachable")
    assert scene.stage(referral.id) == "decline_review"


def test_another_reason_is_told_in_the_note(scene: Cast) -> None:
    with pytest.raises(Unmet, match="scrivi nella nota"):
        scene.move(scene.sent().id, "propose_decline", "intake", decline_reason="other")


def test_who_proposed_a_refusal_never_confirms_it(scene: Cast) -> None:
    with scene.database.transaction() as tx:
        give_mandate(tx, scene.people["intake"], scene.organisations["plan_office"], Role.OFFICER, SINCE)
    referral = scene.sent()
    scene.move(referral.id, "propose_decline", "intake", decline_reason="not_eligible")
    with pytest.raises(NotPermitted, match="un'altra persona"):
        scene.move(referral.id, "confirm_decline", "intake")


def test_a_refusal_is_sent_back_three_times_and_no_more(scene: Cast) -> None:
    referral = scene.sent()
    for _ in range(3):
        scene.move(referral.id, "propose_decline", "intake", decline_reason="not_eligible")
        scene.move(referral.id, "send_back", "officer", reason="Riguardate.")
    scene.move(referral.id, "propose_decline", "intake", decline_reason="not_eligible")
    with pytest.raises(NotOffered, match="al massimo 3"):
        scene.move(referral.id, "send_back", "officer", reason="Ancora.")


def test_the_person_may_decline_after_acceptance(scene: Cast) -> None:
    counting(scene)
    referral = declined(scene, "person_declined", accepted(scene))
    assert (scene.stage(referral.id), scene.stage(referral.parent_id or 0), offered(scene).free) == (
        "declined", "open", 1,
    )  # fmt: skip


def test_a_place_is_locked_on_acceptance_and_not_before(scene: Cast) -> None:
    counting(scene, places=3, funded=2)
    referral = scene.sent()
    assert (offered(scene).free, offered(scene).funded_free) == (3, 2)
    accepted(scene, referral=referral)
    assert (offered(scene).free, offered(scene).funded_free, facts(scene, referral).holds_place) == (2, 1, True)


def test_without_a_place_nobody_is_accepted_and_the_sentence_says_who_mends_it(scene: Cast) -> None:
    counting(scene, places=0)
    with pytest.raises(Unmet) as refused:
        accepted(scene)
    assert (
        "lista d'attesa" in refused.value.sentence and refused.value.missing[0].mender == "il responsabile del servizio"
    )


def undone(scene: Cast, referral: Dossier) -> None:
    scene.move(referral.id, "undo_accept", "intake", MONDAY + timedelta(hours=1))


def refused(scene: Cast, referral: Dossier) -> None:
    declined(scene, "not_eligible", referral)


def rerouted(scene: Cast, referral: Dossier) -> None:
    scene.move(referral.id, "reroute", "intake", target_service=str(scene.services["aid"]))


def rerouted_under_review(scene: Cast, referral: Dossier) -> None:
    scene.move(referral.id, "propose_decline", "intake", decline_reason="needs_higher_level")
    scene.move(referral.id, "reroute", "manager", target_service=str(scene.services["aid"]))


def withdrawn(scene: Cast, referral: Dossier) -> None:
    scene.move(referral.id, "withdraw", "manager", **WITHDRAWN)


def confirmed(scene: Cast, referral: Dossier) -> None:
    scene.move(referral.id, "record_outcome", "worker", **MET)
    scene.move(referral.id, "confirm_closure", "manager")


def never_confirmed(scene: Cast, referral: Dossier) -> None:
    scene.move(referral.id, "record_outcome", "worker", **MET)
    time_passes(scene, 40)
    assert scene.stage(referral.id) == "closed"


def with_the_need(scene: Cast, referral: Dossier) -> None:
    scene.move(referral.parent_id or 0, "withdraw", "manager", **WITHDRAWN)


WAYS_OUT = [
    undone, refused, rerouted, rerouted_under_review, withdrawn, confirmed, never_confirmed, with_the_need
]  # fmt: skip


@pytest.mark.parametrize("leave", WAYS_OUT, ids=lambda each: each.__name__)
def test_every_way_out_gives_the_place_back(scene: Cast, leave: Callable[[Cast, Dossier], None]) -> None:
    counting(scene)
    referral = accepted(scene)
    assert offered(scene).free == 0
    leave(scene, referral)
    assert (offered(scene).free, facts(scene, referral).holds_place) == (1, False)
