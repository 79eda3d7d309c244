"""What people complained of elsewhere: each complaint in the field notes has tests here that keep it from us."""

import pytest
from sqlalchemy import select

from governance.database import Database
from governance.deadlines import Deadline
from governance.dossiers import Dossier
from governance.errors import NotOffered, Unmet
from governance.lists import waiting_for
from governance.participations import parts_of
from tests.cast import Cast, cast
from tests.looped import closed, in_progress
from tests.needs import needed
from tests.processes import HERE
from tests.stories.complaints import KEPT
from tests.stories.mapped import is_there
from tests.withstand.families import another_case
from workflows.questions import field_of
from workflows.situations import situation_of

NOTES = HERE.parent / "shared" / "domain" / "referrals.md"
"""Section 3 is a table: where it was said, what, and the rule that follows."""


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def complaints() -> list[str]:
    """Where each complaint was made, as the notes say it."""
    notes = needed(NOTES if NOTES.is_file() else None, "the field notes")
    section = notes.read_text().split("\n## 3.")[1].split("\n## 4.")[0]
    rows = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("| ")]
    return [row for row in rows if row != "Where"]


def test_every_complaint_has_its_tests() -> None:
    found = complaints()
    assert len(found) > 30
    assert [row for row in found if not any(row.startswith(each) for each in KEPT)] == []


@pytest.mark.parametrize("complaint", KEPT)
def test_the_tests_of_a_complaint_exist(complaint: str) -> None:
    assert [each for each in KEPT[complaint] if not is_there(each)] == []


def test_closing_stops_every_clock_in_the_same_transaction(scene: Cast) -> None:
    referral = closed(scene)
    with scene.database.reading() as tx:
        clocks = tx.scalars(select(Deadline).where(Deadline.dossier_id == referral.id)).all()
        assert clocks and all(each.done_at is not None and each.due_at is None for each in clocks)


def test_a_closed_referral_takes_no_late_update(scene: Cast) -> None:
    referral = closed(scene)
    with pytest.raises(NotOffered):
        scene.move(referral.id, "record_update", "worker", note="Arriva tardi.")


def test_only_those_who_could_follow_it_are_offered_as_workers(scene: Cast) -> None:
    referral = scene.sent()
    with scene.database.reading() as tx:
        situation = situation_of(tx, tx.get_one(Dossier, referral.id), scene.actor(tx, "intake"))
        offered = {int(value) for value, _label in field_of(situation, "worker").options}
    assert offered == {scene.people["worker"]}


def follower(scene: Cast, dossier: Dossier, capacity: str) -> int | None:
    """Whom the organisation in that capacity assigned."""
    with scene.database.reading() as tx:
        return next((each.person_id for each in parts_of(tx, dossier.id) if each.capacity == capacity), None)


def test_who_follows_one_case_is_nobody_in_another(scene: Cast) -> None:
    first, second = another_case(scene, 1), another_case(scene, 2)
    scene.move(first.id, "hand_over", "manager", new_owner=str(scene.people["colleague"]))
    assert follower(scene, first, "case") == scene.people["colleague"]
    assert follower(scene, second, "case") == scene.people["manager"]


def test_after_closing_the_last_who_followed_is_still_named(scene: Cast) -> None:
    assert follower(scene, closed(scene), "recipient") == scene.people["worker"]


def test_what_waits_is_counted_from_the_very_transaction(scene: Cast) -> None:
    referral = scene.sent()
    with scene.database.reading() as tx:
        assert referral.id in [each.id for each in waiting_for(tx, scene.actor(tx, "intake"))]
    scene.move(referral.id, "acknowledge", "intake")
    scene.move(referral.id, "request_info", "intake", reason="Manca un recapito.")
    with scene.database.reading() as tx:
        assert referral.id not in [each.id for each in waiting_for(tx, scene.actor(tx, "intake"))]
        assert referral.id in [each.id for each in waiting_for(tx, scene.actor(tx, "manager"))]


def test_an_outcome_closes_the_need_and_never_the_case(scene: Cast) -> None:
    referral = closed(scene)
    with scene.database.reading() as tx:
        need = tx.get_one(Dossier, referral.parent_id)
        case = tx.get_one(Dossier, need.parent_id)
        assert (need.stage, case.stage) == ("resolved", "open")


def test_a_referral_that_is_withdrawn_opens_nothing_new(scene: Cast) -> None:
    referral = in_progress(scene)
    before = everything(scene)
    scene.move(referral.id, "withdraw", "manager", withdrawal_reason="no_longer_needed")
    assert everything(scene) == before


def everything(scene: Cast) -> list[int]:
    with scene.database.reading() as tx:
        return sorted(tx.scalars(select(Dossier.id)))


def test_a_case_closes_only_after_its_needs(scene: Cast) -> None:
    case = scene.case()
    need = scene.need(case)
    with pytest.raises(Unmet, match=need.code):
        scene.move(case.id, "close", "manager", outcome="need_met")
    scene.move(need.id, "resolve_otherwise", "manager", note="Ha trovato da sola.")
    scene.move(case.id, "close", "manager", outcome="need_met")
    assert scene.stage(case.id) == "closed"


def test_what_is_reopened_says_why(scene: Cast) -> None:
    referral = closed(scene)
    with pytest.raises(Unmet):
        scene.move(referral.id, "reopen", "manager")
    scene.move(referral.id, "reopen", "manager", reason="Il contratto non è stato firmato.")
    assert scene.stage(referral.id) == "in_progress"
