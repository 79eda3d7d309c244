"""Blockages: opened by what falls on the system, merged, weighed exactly, and settled as the dossiers go on."""

from datetime import timedelta

import pytest

from governance.blockages import blockage, refresh
from governance.codes import LISTS
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import Unmet
from governance.gaps import gaps_of, in_networks
from governance.history import lines_of
from governance.obstacles import OBSTACLES
from tests.blocked import declined, links, open_blockages, sent
from tests.cast import MONDAY, Cast, cast
from workflows.sweep import sweep

LATER = MONDAY + timedelta(days=10)


@pytest.fixture
def scene(database: Database) -> Cast:
    return cast(database)


def moves(scene: Cast, dossier_id: int) -> list[str]:
    with scene.database.reading() as tx:
        return [line.move for line in lines_of(tx, dossier_id)]


def in_progress(scene: Cast) -> Dossier:
    referral = scene.sent()
    scene.move(referral.id, "accept", "intake", worker=str(scene.people["worker"]))
    scene.move(referral.id, "record_contact", "worker", contact="reached_phone")
    scene.move(referral.id, "start", "worker")
    return referral


def test_every_code_of_the_system_is_in_the_way_of_something() -> None:
    of_system = {(name, code) for name in ("decline_reason", "hold_reason", "unmet_reason")
                 for code, each in LISTS[name].items() if each.side == "system"}  # fmt: skip
    assert OBSTACLES.keys() == of_system and set(OBSTACLES.values()) <= LISTS["block_cause"].keys()


def test_three_refusals_for_want_of_places_are_one_blockage_that_happened_again_twice(scene: Cast) -> None:
    for surname in ("Unotenda", "Duecassa", "Trevaligia"):
        declined(scene, sent(scene, surname))
    [found] = open_blockages(scene)
    assert (found.kind, found.category, found.cause) == ("no_places", "housing_search", "no_capacity")
    assert (found.persons, found.households, found.persons_touched) == (3, 3, 3)
    assert moves(scene, found.id) == ["report", "recur", "recur"]


def test_a_refusal_that_falls_on_the_person_or_the_provider_blocks_nobody(scene: Cast) -> None:
    for surname, reason in (("Unotenda", "person_declined"), ("Duecassa", "not_eligible"), ("Trevaligia", "other")):
        declined(scene, sent(scene, surname), reason)
    assert open_blockages(scene) == []


def test_different_obstacles_are_different_blockages(scene: Cast) -> None:
    declined(scene, sent(scene, "Unotenda"), "no_capacity")
    declined(scene, sent(scene, "Duecassa"), "outside_area")
    assert [each.kind for each in open_blockages(scene)] == ["no_places", "outside_area"]


def test_silence_is_a_blockage(scene: Cast) -> None:
    scene.sent()
    sweep(scene.database, MONDAY + timedelta(days=12), "test")
    sweep(scene.database, MONDAY + timedelta(days=15), "test")
    assert [(each.kind, each.persons) for each in open_blockages(scene)] == [("no_answer", 1)]


def test_missed_updates_are_a_blockage_until_one_comes(scene: Cast) -> None:
    referral = in_progress(scene)
    for days in (45, 62, 70):
        sweep(scene.database, MONDAY + timedelta(days=days), "test")
    [found] = open_blockages(scene)
    assert found.kind == "no_updates"
    scene.move(referral.id, "record_update", "worker", MONDAY + timedelta(days=71), note="Tutto bene.")
    assert open_blockages(scene) == [] and scene.stage(found.id) == "settled"


def test_a_hold_for_want_of_a_place_ends_when_it_is_resumed(scene: Cast) -> None:
    referral = in_progress(scene)
    scene.move(referral.id, "hold", "worker", hold_reason="waiting_place", resume_on="2026-12-10")
    [found] = open_blockages(scene)
    scene.move(referral.id, "resume", "worker", LATER)
    assert scene.stage(found.id) == "settled" and moves(scene, found.id) == ["report", "settle"]


def test_a_hold_that_falls_on_the_person_blocks_nothing(scene: Cast) -> None:
    scene.move(in_progress(scene).id, "hold", "worker", hold_reason="health", resume_on="2026-12-10")
    assert open_blockages(scene) == []


@pytest.mark.parametrize("way", ["outcome", "withdraw"])
def test_a_stuck_referral_that_goes_on_by_another_way_leaves_no_link(scene: Cast, way: str) -> None:
    referral = in_progress(scene)
    scene.move(referral.id, "hold", "worker", hold_reason="waiting_place", resume_on="2026-12-10")
    if way == "outcome":
        scene.move(referral.id, "record_outcome", "worker", LATER, outcome="need_met", outcome_on="2026-11-30")
    else:
        scene.move(referral.id, "withdraw", "manager", LATER, withdrawal_reason="no_longer_needed")
    assert open_blockages(scene) == [] and all(each.until == LATER for each in links(scene))


def test_a_refused_referral_is_stuck_until_another_service_takes_the_need_up(scene: Cast) -> None:
    refused = scene.sent()
    declined(scene, refused, "outside_area")
    [found] = open_blockages(scene)
    with scene.database.reading() as tx:
        need = tx.get_one(Dossier, refused.parent_id)
    again = scene.referral(need, LATER, "housing")
    scene.move(again.id, "submit", "manager", LATER)
    assert scene.stage(found.id) == "reported"
    scene.move(again.id, "accept", "intake", LATER, worker=str(scene.people["worker"]))
    assert scene.stage(found.id) == "settled"


def test_a_need_that_is_withdrawn_is_stuck_no_longer(scene: Cast) -> None:
    refused = scene.sent()
    declined(scene, refused)
    scene.move(refused.parent_id or 0, "withdraw", "manager", LATER, withdrawal_reason="no_longer_needed")
    assert open_blockages(scene) == []


def test_a_blockage_stays_open_while_somebody_is_stuck(scene: Cast) -> None:
    first, second = sent(scene, "Unotenda"), sent(scene, "Duecassa")
    declined(scene, first)
    declined(scene, second)
    scene.move(first.parent_id or 0, "withdraw", "manager", LATER, withdrawal_reason="no_longer_needed")
    [found] = open_blockages(scene)
    assert (found.persons, found.households, found.persons_touched) == (1, 1, 2)


def test_an_unmet_need_is_a_gap_and_a_blockage_until_it_is_opened_again(scene: Cast) -> None:
    need = scene.need(scene.case())
    for _ in range(2):
        scene.move(need.id, "close_unmet", "manager", unmet_reason="no_service")
        assert [each.kind for each in open_blockages(scene)] == ["no_service"]
        scene.move(need.id, "reopen", "manager", reason="Proviamo ancora.")
        assert open_blockages(scene) == []
    with scene.database.reading() as tx:
        [gap] = gaps_of(tx, in_networks([scene.organisations["network"]]))
    assert (gap.category, gap.needs, gap.persons) == ("housing_search", 1, 1)


def test_persons_times_days_are_exact_and_a_household_counts_once(scene: Cast) -> None:
    case = scene.case()
    first, second = (scene.need(case), scene.need(case))
    for days, need in ((0, first), (4, second)):
        scene.move(need.id, "close_unmet", "manager", MONDAY + timedelta(days=days), unmet_reason="no_capacity")
    assert [each.counts_from for each in links(scene)] == [MONDAY, None]
    scene.move(first.id, "reopen", "manager", LATER, reason="Proviamo ancora.")
    assert [each.counts_from for each in links(scene)] == [MONDAY, LATER]
    [found] = open_blockages(scene)
    assert (found.persons, found.households, found.person_days) == (1, 1, 10)
    with scene.database.transaction(LATER + timedelta(days=5)) as tx:
        assert refresh(tx) == 1
    scene.move(second.id, "reopen", "manager", LATER + timedelta(days=7), reason="Proviamo ancora.")
    with scene.database.reading() as tx:
        assert blockage(tx, found.id).person_days == 17


def test_a_settled_blockage_opens_again_only_while_no_other_has_taken_its_place(scene: Cast) -> None:
    declined(scene, scene.sent())
    [old] = open_blockages(scene)
    scene.move(old.id, "settle", "manager", LATER)
    assert open_blockages(scene) == [] and links(scene)[0].until == LATER
    declined(scene, sent(scene, "Duecassa", LATER), now=LATER)
    with pytest.raises(Unmet, match="già aperta di nuovo"):
        scene.move(old.id, "reopen", "manager", LATER, reason="Non è vero.")
    [new] = open_blockages(scene)
    scene.move(new.id, "dismiss", "manager", LATER, reason="Doppione.")
    scene.move(old.id, "reopen", "manager", LATER, reason="Non è vero.")
    assert [each.id for each in open_blockages(scene)] == [old.id]


def test_a_blockage_goes_to_the_table_and_is_confirmed_by_who_was_stuck(scene: Cast) -> None:
    declined(scene, scene.sent())
    [found] = open_blockages(scene)
    scene.move(found.id, "propose", "officer")
    scene.move(found.id, "act", "manager", note="Chiesti tre posti alla cooperativa.")
    scene.move(found.id, "ask_owners", "manager")
    scene.move(found.id, "still_blocked", "manager", reason="Nessun posto.")
    assert scene.stage(found.id) == "reported"
