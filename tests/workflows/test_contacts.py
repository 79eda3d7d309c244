"""Contacts: met again and again before anybody knows who it is, reported, entrusted, taken in charge or answered."""

from datetime import timedelta

import pytest

from governance.contacts import contact, contacts_of_case, encounters_of, signal_of
from governance.database import Database
from governance.deadlines import deadlines_of
from governance.dossiers import Dossier
from governance.errors import NotPermitted, NotVisible, Unmet
from governance.lists import awaited_by, waiting_for
from governance.notices import notices_for
from governance.participations import parts_of
from governance.policy import Permission, permissions_on
from tests.cast import MONDAY, Cast, cast
from tests.met import LAKE, NOTICED, WORDS, encounter, meet, report, team
from workflows.contacting import days_to_take_up, meet_again, take_up
from workflows.sweep import sweep

LATER = MONDAY + timedelta(days=10)


@pytest.fixture
def scene(database: Database) -> Cast:
    return cast(database)


def again(scene: Cast, met: Dossier, desk_id: int, key: str = "") -> None:
    with scene.database.transaction(LATER) as tx:
        meet_again(tx, scene.actor(tx, "worker"), met.id, encounter(desk_id, LATER.date(), LAKE, "Sta meglio."), key)


def test_the_same_unknown_person_is_met_again_and_the_last_encounter_counts(scene: Cast) -> None:
    desk_id = team(scene)
    met = meet(scene, desk_id)
    again(scene, met, desk_id)
    with scene.database.reading() as tx:
        facts = contact(tx, met.id)
        assert (facts.times, facts.first_on, facts.last_on) == (2, MONDAY.date(), LATER.date())
        assert (facts.zone, facts.at_risk, facts.size) == (LAKE, False, 3)
        assert [words for _each, words in encounters_of(tx, met.id)] == ["Sta meglio.", WORDS]


def test_the_same_encounter_sent_twice_is_one(scene: Cast) -> None:
    desk_id = team(scene)
    met = meet(scene, desk_id)
    again(scene, met, desk_id, "k")
    again(scene, met, desk_id, "k")
    with scene.database.reading() as tx:
        assert contact(tx, met.id).times == 2


def test_an_encounter_noted_late_does_not_become_the_last(scene: Cast) -> None:
    desk_id = team(scene)
    met = meet(scene, desk_id)
    earlier = MONDAY.date() - timedelta(days=5)
    with scene.database.transaction(LATER) as tx:
        meet_again(tx, scene.actor(tx, "worker"), met.id, encounter(desk_id, earlier, LAKE))
    with scene.database.reading() as tx:
        facts = contact(tx, met.id)
        assert (facts.first_on, facts.last_on, facts.zone) == (earlier, MONDAY.date(), "stazione")


def test_who_is_to_be_seen_again_waits_for_the_desk_and_an_encounter_begins_the_clock_anew(scene: Cast) -> None:
    desk_id = team(scene)
    met = meet(scene, desk_id, seek=True)
    with scene.database.reading() as tx:
        before = {each.timer: each.due_at for each in deadlines_of(tx, met.id)}
        assert [each.id for each in waiting_for(tx, scene.actor(tx, "worker"))] == [met.id]
    again(scene, met, desk_id)
    with scene.database.reading() as tx:
        after = {each.timer: each.due_at for each in deadlines_of(tx, met.id) if each.done_at is None}
    assert set(after) == {"seek_due", "seek_late", "seek_missing"}
    assert all(after[timer] > before[timer] for timer in after)  # type: ignore[operator]


def test_only_the_organisation_that_met_the_person_knows_of_it(scene: Cast) -> None:
    met = meet(scene, team(scene))
    with scene.database.reading() as tx:
        parts = parts_of(tx, met.id)
        held = {name: bool(permissions_on(scene.actor(tx, name), "contact", parts)) for name in scene.people}
    assert {name for name, sees in held.items() if sees} == {"intake", "worker", "head"}


def test_a_contact_becomes_a_case_once_the_case_is_there(scene: Cast) -> None:
    desk_id = team(scene, "consortium")
    met = meet(scene, desk_id, who="case_head")
    with pytest.raises(Unmet, match="Prima apri la presa in carico"):
        scene.move(met.id, "take_up", "case_head")
    case = scene.case(LATER)
    with scene.database.transaction(LATER) as tx:
        take_up(tx, scene.actor(tx, "manager"), met.id, case.id)
    with scene.database.reading() as tx:
        [facts] = contacts_of_case(tx, case.id)
        assert (facts.id, facts.taken_up_on, days_to_take_up(facts)) == (met.id, LATER.date(), 10)
    assert scene.stage(met.id) == "taken_up"


def test_a_report_reaches_the_network_manager_and_the_plan_office_of_the_place(scene: Cast) -> None:
    signal = report(scene)
    with scene.database.reading() as tx:
        for name in ("manager", "colleague", "officer"):
            assert [each.id for each in waiting_for(tx, scene.actor(tx, name))] == [signal.id]
            assert "report" in [each.name for each in notices_for(tx, scene.people[name])]
        assert [each.id for each in awaited_by(tx, scene.actor(tx, "worker"))] == [signal.id]
        assert signal_of(tx, contact(tx, signal.id)) == (NOTICED, "la sera")


def test_a_report_is_entrusted_followed_and_answered(scene: Cast) -> None:
    signal = report(scene)
    chosen = str(scene.organisations["consortium"])
    scene.move(signal.id, "entrust", "officer", target_organisation=chosen, note="Abita vicino a voi.")
    assert scene.stage(signal.id) == "sought"
    with scene.database.reading() as tx:
        assert [each.id for each in waiting_for(tx, scene.actor(tx, "manager"))] == [signal.id]
        assert Permission.WRITE in permissions_on(scene.actor(tx, "case_head"), "contact", parts_of(tx, signal.id))
    scene.move(signal.id, "end", "case_head", closing_reason="directed", note="Siamo andati, ora la segue il Comune.")
    with scene.database.reading() as tx:
        told = [each.name for each in notices_for(tx, scene.people["worker"]) if each.dossier_id == signal.id]
    assert sorted(told) == ["end", "entrust"]


def test_who_was_entrusted_gives_it_back_and_sees_it_no_more(scene: Cast) -> None:
    signal = report(scene)
    scene.move(signal.id, "entrust", "manager", target_organisation=str(scene.organisations["consortium"]))
    scene.move(signal.id, "give_back", "case_head", reason="Non è nel nostro territorio.")
    assert scene.stage(signal.id) == "reported"
    with pytest.raises(NotVisible):
        scene.move(signal.id, "end", "case_head", closing_reason="other")


def test_what_a_desk_met_is_given_back_to_nobody(scene: Cast) -> None:
    met = meet(scene, team(scene), seek=True)
    with pytest.raises(Unmet, match="non viene da una segnalazione"):
        scene.move(met.id, "give_back", "worker", reason="Non so.")


def test_it_is_entrusted_only_where_somebody_may_go_and_see(scene: Cast) -> None:
    signal = report(scene)
    for name in ("group", "stranger"):
        with pytest.raises(Unmet, match="Scegli l'ente"):
            scene.move(signal.id, "entrust", "manager", target_organisation=str(scene.organisations[name]))


def test_who_reports_does_not_sort_it_out_and_strangers_do_not_know(scene: Cast) -> None:
    signal = report(scene)
    with pytest.raises(NotPermitted):
        scene.move(signal.id, "end", "worker", closing_reason="mended")
    with pytest.raises(NotVisible):
        scene.move(signal.id, "end", "stranger", closing_reason="mended")


def test_a_report_without_an_answer_is_told_and_never_ends_by_itself(scene: Cast) -> None:
    signal = report(scene)
    for day in range(1, 40):
        sweep(scene.database, MONDAY + timedelta(days=day, hours=1))
    assert scene.stage(signal.id) == "reported"
    with scene.database.reading() as tx:
        told = {each.name for each in notices_for(tx, scene.people["officer"])}
    assert {"triage_due", "triage_late", "triage_missing"} <= told


def test_the_same_report_sent_twice_is_one(scene: Cast) -> None:
    assert report(scene, key="k").id == report(scene, key="k").id


def test_an_ended_report_is_opened_again_for_who_sorts_it_out(scene: Cast) -> None:
    signal = report(scene)
    scene.move(signal.id, "end", "manager", closing_reason="unfounded")
    scene.move(signal.id, "reopen", "officer", reason="È successo di nuovo.")
    assert scene.stage(signal.id) == "reported"
