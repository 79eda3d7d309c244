"""What a group without accounts says by phone, in person or on paper: every move it needs, with its evidence."""

from typing import Any

import pytest

from governance import audit
from governance.database import Database
from governance.errors import NotPermitted, Unmet
from governance.history import StageChange, lines_of, texts_of
from tests.cast import MONDAY, Cast, cast
from workflows.advance import advance
from workflows.attempt import Attempt

SAID: dict[str, Any] = {"behalf": "recipient", "channel": "phone", "evidence": "La referente (23/11/2026)"}


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def said(scene: Cast, dossier_id: int, move: str, more: dict[str, Any] | None = None, **answers: str) -> StageChange:
    """One move of the group, recorded by the sender's worker."""
    with scene.database.transaction(MONDAY) as tx:
        told = {**SAID, **(more or {})}
        return advance(tx, Attempt(dossier_id, move, scene.actor(tx, "manager"), answers=answers, **told))


def test_the_whole_loop_of_a_group_is_recorded_from_the_first_answer_to_the_outcome(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    moves: list[tuple[str, dict[str, str]]] = [
        ("acknowledge", {}),
        ("request_info", {"reason": "Serve sapere la scuola."}),
        ("accept", {"worker": "La referente"}),
        ("reassign", {"worker": "Un altro volontario"}),
        ("record_contact", {"contact": "not_reached_phone"}),
        ("record_contact", {"contact": "reached_phone"}),
        ("start", {}),
        ("record_update", {"note": "Si vedono ogni settimana."}),
        ("hold", {"hold_reason": "person_absent", "resume_on": "2026-12-10"}),
        ("resume", {}),
        ("record_outcome", {"outcome": "need_met", "outcome_on": "2026-11-23"}),
    ]
    for move, answers in moves:
        line = said(scene, referral.id, move, **answers)
        assert (line.behalf, line.channel) == ("recipient", "phone")
        if move == "request_info":
            scene.move(referral.id, "provide_info", "manager")
    scene.move(referral.id, "confirm_closure", "manager")
    with scene.database.reading() as tx:
        lines = lines_of(tx, referral.id)
        kept = texts_of(tx, lines, referral.household_id)
    recorded = [line for line in lines if line.behalf]
    assert [line.move for line in recorded] == [move for move, _ in moves]
    assert {kept[line.id]["evidence"] for line in recorded} == {"La referente (23/11/2026)"}
    assert audit.verify(scene.database).is_sound


@pytest.mark.parametrize("channel", ["phone", "in_person", "paper", "email"])
def test_a_refusal_is_recorded_by_any_channel_and_confirmed_by_somebody_else(scene: Cast, channel: str) -> None:
    referral = scene.sent(service="aid")
    said(scene, referral.id, "propose_decline", {"channel": channel}, decline_reason="no_capacity")
    with pytest.raises(NotPermitted):
        scene.move(referral.id, "confirm_decline", "manager")
    scene.move(referral.id, "confirm_decline", "colleague")
    assert scene.stage(referral.id) == "declined"


@pytest.mark.parametrize("more", [{"channel": "web"}, {"channel": "link"}, {"evidence": " "}])
def test_without_a_channel_or_evidence_nothing_is_recorded(scene: Cast, more: dict[str, str]) -> None:
    referral = scene.sent(service="aid")
    with pytest.raises(Unmet):
        said(scene, referral.id, "acknowledge", more)
    assert scene.stage(referral.id) == "submitted"


def test_nobody_speaks_for_an_organisation_that_signs_in_or_for_the_other_side(scene: Cast) -> None:
    referral = scene.sent()
    for behalf in ("recipient", "plan_office", "network", "nobody"):
        with pytest.raises(NotPermitted):
            said(scene, referral.id, "acknowledge", {"behalf": behalf})


def test_who_may_not_write_in_it_records_nothing_for_anybody(scene: Cast) -> None:
    referral = scene.sent(service="aid")
    for who in ("officer", "case_head"):
        with scene.database.transaction(MONDAY) as tx, pytest.raises(NotPermitted):
            advance(tx, Attempt(referral.id, "acknowledge", scene.actor(tx, who), **SAID))
