"""Role-holders: who follows one case of a person follows no other case of theirs."""

from datetime import timedelta

import pytest

from governance.cases import case
from governance.database import Database
from governance.dossiers import Dossier
from governance.errors import NotPermitted
from governance.services import Service
from tests.cast import FAMILY, LECCO, MONDAY, Cast, cast
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt
from workflows.beginnings import Intake, case_opening
from workflows.sweep import sweep

SUSPENDED = {"hold_reason": "health", "resume_on": "2026-12-10"}


def suspend(scene: Cast, case_id: int, who: str) -> None:
    with scene.database.transaction(MONDAY) as tx:
        advance(tx, Attempt(case_id, "suspend", scene.actor(tx, who), answers=SUSPENDED))


def second_case(scene: Cast) -> Dossier:
    """Another case of the same person, checked to be no duplicate, followed by a colleague."""
    with scene.database.transaction(MONDAY) as tx:
        colleague = scene.actor(tx, "colleague")
        intake = Intake(scene.organisations["network"], scene.organisations["consortium"], LECCO, [FAMILY])
        opened, _line = open_dossier(tx, case_opening(tx, colleague, intake))
        scene.inform(tx, opened.id, MONDAY.date())
        case(tx, opened.id).duplicates_checked = True
        advance(tx, Attempt(opened.id, "take_charge", colleague))
    return opened


def test_the_same_person_in_two_cases_has_two_different_role_holders(database: Database) -> None:
    scene = cast(database)
    mine, theirs = scene.case(), second_case(scene)
    with pytest.raises(NotPermitted):
        suspend(scene, theirs.id, "manager")
    suspend(scene, mine.id, "manager")
    suspend(scene, theirs.id, "colleague")
    assert scene.stage(mine.id) == scene.stage(theirs.id) == "suspended"


def test_who_waits_and_is_never_confirmed_returns_to_the_sender(database: Database) -> None:
    scene = cast(database)
    with database.transaction(MONDAY) as tx:
        tx.get_one(Service, scene.services["housing"]).places = 0
    sent = scene.sent()
    scene.move(sent.id, "waitlist", "intake", note="Aspetta volentieri, detto per telefono.")
    for day in (31, 46, 61, 62, 63):
        sweep(database, MONDAY + timedelta(days=day))
    assert scene.stage(sent.id) == "expired"
