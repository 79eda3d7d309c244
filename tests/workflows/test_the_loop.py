"""The loop of a referral: what people complained of elsewhere, each as a rule kept here."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from governance import deadlines
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import NotOffered, Unmet
from governance.notices import Notice
from governance.siblings import superseded_of
from tests.blocked import sent
from tests.cast import MONDAY, Cast, cast
from tests.looped import (
    MET,
    TUESDAY,
    WITHDRAWN,
    accepted,
    closed,
    counting,
    facts,
    in_progress,
    moves,
    offered,
    time_passes,
)
from tests.withstand.racing import attempt, together
from workflows.attempt import Attempt


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def two_at_once(scene: Cast) -> tuple[Dossier, Dossier]:
    """Two referrals of one need, to two services."""
    need = scene.need(scene.case())
    both = scene.referral(need), scene.referral(need, service="aid")
    for each in both:
        scene.move(each.id, "submit", "manager")
    return both


def told(scene: Cast, dossier: Dossier, who: str) -> list[str]:
    with scene.database.reading() as tx:
        query = select(Notice).where(Notice.dossier_id == dossier.id, Notice.person_id == scene.people[who])
        return [each.name for each in tx.scalars(query.order_by(Notice.id)) if each.what == "move"]


def test_one_acceptance_proposes_to_withdraw_the_others_and_closes_none(scene: Cast) -> None:
    first, second = two_at_once(scene)
    accepted(scene, referral=first)
    assert (scene.stage(second.id), moves(scene, second)[-1]) == ("submitted", "propose_withdrawal")
    with scene.database.reading() as tx:
        assert superseded_of(tx, first.parent_id or 0) == {second.id: first.id}
    scene.move(second.id, "withdraw", "manager", withdrawal_reason="other_service_found")
    assert (scene.stage(first.id), scene.stage(second.id)) == ("accepted", "withdrawn")


def test_a_pause_touches_no_sibling(scene: Cast) -> None:
    first, second = two_at_once(scene)
    accepted(scene, referral=first)
    scene.move(first.id, "hold", "worker", hold_reason="health", resume_on="2026-12-10")
    assert scene.stage(second.id) == "submitted"


def test_a_draft_that_is_thrown_away_is_told_to_nobody(scene: Cast) -> None:
    draft = scene.referral(scene.need(scene.case()))
    scene.move(draft.id, "withdraw", "manager", **WITHDRAWN)
    assert told(scene, draft, "intake") == []


def test_the_sender_hears_three_times_read_decided_begun(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "acknowledge", "intake")
    accepted(scene, referral=referral)
    scene.move(referral.id, "record_contact", "worker", contact="reached_phone")
    scene.move(referral.id, "start", "worker")
    assert told(scene, referral, "manager") == ["acknowledge", "accept", "start"]


def test_information_is_asked_twice_at_most_while_the_clock_stands_still(scene: Cast) -> None:
    referral = scene.sent()
    for _ in range(2):
        scene.move(referral.id, "request_info", "intake", reason="Serve il certificato.")
        with scene.database.reading() as tx:
            paused = {row.timer for row in deadlines.running(tx, [referral.id]) if row.paused_at}
        assert "decision_due" in paused
        scene.move(referral.id, "provide_info", "manager")
    with pytest.raises(NotOffered, match="al massimo 2"):
        scene.move(referral.id, "request_info", "intake", reason="Ancora.")


def test_who_waits_and_never_says_so_again_goes_back_to_the_sender(scene: Cast) -> None:
    counting(scene, places=0)
    referral = scene.sent()
    scene.move(referral.id, "waitlist", "intake", note="Accetta di aspettare, per telefono.")
    scene.move(referral.id, "confirm_waiting", "intake", MONDAY + timedelta(days=25), note="Aspetta ancora.")
    time_passes(scene, 62)
    assert scene.stage(referral.id) == "waitlisted"
    time_passes(scene, 95)
    assert (scene.stage(referral.id), scene.stage(referral.parent_id or 0)) == ("expired", "open")


def test_a_service_that_counts_no_places_may_keep_a_waiting_list(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "waitlist", "intake", note="Accetta di aspettare.")
    assert scene.stage(referral.id) == "waitlisted"


def test_a_wrong_acceptance_is_undone_within_a_day(scene: Cast) -> None:
    referral = accepted(scene)
    scene.move(referral.id, "undo_accept", "intake", MONDAY + timedelta(hours=23))
    assert scene.stage(referral.id) == "received"
    accepted(scene, TUESDAY, referral)
    with pytest.raises(NotOffered, match="è passato il 25/11/2026"):
        scene.move(referral.id, "undo_accept", "intake", TUESDAY + timedelta(hours=25))


def test_thirty_days_after_it_was_closed_it_is_not_reopened(scene: Cast) -> None:
    referral = closed(scene)
    with pytest.raises(NotOffered, match="comincia una pratica nuova"):
        scene.move(referral.id, "reopen", "manager", MONDAY + timedelta(days=31), reason="Ha perso la casa.")
    scene.move(referral.id, "reopen", "manager", MONDAY + timedelta(days=29), reason="Ha perso la casa.")
    assert scene.stage(referral.id) == "in_progress"


def test_a_reopened_referral_takes_its_place_again(scene: Cast) -> None:
    counting(scene)
    referral = closed(scene)
    assert offered(scene).free == 1
    scene.move(referral.id, "reopen", "manager", TUESDAY, reason="Ha perso la casa.")
    assert (offered(scene).free, facts(scene, referral).holds_place) == (0, True)


def test_the_sender_keeps_a_summary_that_says_nothing_of_the_person(scene: Cast) -> None:
    kept = facts(scene, closed(scene)).summary
    assert kept == {
        "sent_on": "2026-11-23", "accepted_on": "2026-11-23", "started_on": "2026-11-23", "outcome": "need_met",
        "outcome_on": "2026-11-23", "closed_on": "2026-11-23", "confirmed_by": "sender",
    }  # fmt: skip


def test_when_a_withdrawal_crosses_an_outcome_the_outcome_wins(scene: Cast) -> None:
    referral = in_progress(scene)
    acts = [
        attempt(scene, Attempt(referral.id, "record_outcome", answers=MET), "worker"),
        attempt(scene, Attempt(referral.id, "withdraw", answers=WITHDRAWN), "manager"),
    ]
    done = together(acts)
    assert isinstance(done[0], int) and isinstance(done[1], int | NotOffered)
    assert scene.stage(referral.id) == "outcome_recorded"
    scene.move(referral.id, "dispute_outcome", "manager", reason="Non è così.")
    assert scene.stage(referral.id) == "in_progress"


def test_two_days_after_a_withdrawal_no_outcome_comes_any_more(scene: Cast) -> None:
    referral = in_progress(scene)
    scene.move(referral.id, "withdraw", "manager", **WITHDRAWN)
    with pytest.raises(Unmet, match="ritirato"):
        scene.move(referral.id, "record_outcome", "worker", MONDAY + timedelta(days=3), **MET)


def test_what_was_withdrawn_before_anybody_took_it_up_has_no_outcome(scene: Cast) -> None:
    referral = scene.sent()
    scene.move(referral.id, "withdraw", "manager", **WITHDRAWN)
    with pytest.raises(Unmet, match="ritirato"):
        scene.move(referral.id, "record_outcome", "worker", **MET)


def test_two_acceptances_of_the_last_place_give_one(scene: Cast) -> None:
    counting(scene)
    both = sent(scene, "Unotenda"), sent(scene, "Duecassa")
    worker = {"worker": str(scene.people["worker"])}
    done = together([attempt(scene, Attempt(each.id, "accept", answers=worker), "intake") for each in both])
    assert {type(each) for each in done} == {int, Unmet}
    assert offered(scene).taken == 1


def test_once_it_is_resolved_the_person_is_heard_again(scene: Cast) -> None:
    referral = closed(scene)
    need_id = referral.parent_id or 0
    with scene.database.reading() as tx:
        assert tx.get_one(Dossier, need_id).dates["follow_up_on"] == "2026-12-23"
        assert "follow_up" in {row.timer for row in deadlines.running(tx, [need_id])}
    scene.move(need_id, "record_follow_up", "manager", contact="reached_phone", note="La casa va bene.")
    assert scene.stage(need_id) == "resolved"
