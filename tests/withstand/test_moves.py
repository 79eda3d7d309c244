"""Every stage, move and person of the shipped pathways, tried for real: only what the published table says succeeds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import update

import workflows
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import NotOffered, NotPermitted, NotVisible, Unmet
from governance.participations import parts_of
from governance.policy import Permission, grants_on, permissions_on
from tests.blocked import declined, open_blockages, sent
from tests.cast import MONDAY, ROLES, Cast, cast
from tests.databases import copied
from tests.met import report
from workflows.advance import advance
from workflows.attempt import Attempt

SHIPPED = Path(workflows.__file__).parent / "pathways"

NAMES = ("case", "need", "referral", "protocol", "blockage", "contact")
NO_MOVES = ("to_accepted", "to_closed", "__class__", "__init__", "accept ", "ACCEPT", "", "create", "trigger", "delete")
"""Names that must never move anything: those of machines and objects, misspelt ones, beginnings, acts."""

PEOPLE = sorted(ROLES)
ACTING = ("manager", "colleague", "officer", "intake", "worker", "head")
"""Who has some move to make on a referral."""


@pytest.fixture(scope="module")
def scene(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """One dossier of each kind; nothing that is tried on it is kept."""
    with copied(migrated, tmp_path_factory.mktemp("moves") / "var") as database:
        yield cast(database)


@pytest.fixture(scope="module")
def dossiers(scene: Cast) -> dict[str, int]:
    referral = scene.sent()
    stuck = sent(scene, "Fermaqui")
    declined(scene, stuck, "outside_area")
    noticed = report(scene)
    scene.move(noticed.id, "entrust", "officer", target_organisation=str(scene.organisations["cooperative"]))
    with scene.database.reading() as tx:
        need = tx.get_one(Dossier, referral.parent_id)
        return {
            "case": need.parent_id or 0,
            "need": need.id,
            "referral": referral.id,
            "protocol": scene.protocol_id,
            "blockage": open_blockages(scene)[0].id,
            "contact": noticed.id,
        }


def declared(name: str) -> dict[str, Any]:
    newest = SHIPPED / f"{name}_2.yaml"
    return dict(yaml.safe_load((newest if newest.exists() else SHIPPED / f"{name}.yaml").read_text()))


def makers(pathway: dict[str, Any], stage: str, move: str) -> list[str] | None:
    """Who may make the move there, read from the published text and nothing else; None where it is not offered."""
    entry = pathway["moves"].get(move)
    if entry is None or entry["from"] == ["new"]:
        return None
    named = entry["from"]
    if named == ["any_open"]:
        named = [each for each, facts in pathway["stages"].items() if not facts.get("final")]
    return list(entry["by"]) if stage in named and stage not in entry.get("except", []) else None


def tried(tx: Transaction, scene: Cast, attempt: Attempt) -> str:
    """What came of it."""
    answers = {
        "worker": str(scene.people["worker"]), "new_owner": str(scene.people["case_head"]), "reason": "Un motivo.",
        "target_service": str(scene.services["aid"]), "note": "Una nota.", "decline_reason": "other",
        "outcome": "need_met", "withdrawal_reason": "other",
        "hold_reason": "other", "unmet_reason": "other", "contact": "reached_phone",
        "outcome_on": "2026-11-23", "resume_on": "2026-12-01", "starts_on": "2026-01-01", "ends_on": "2029-12-31",
        "exception_reason": "urgent", "excepted_until": "2026-12-31", "follow_up_on": "2026-12-31",
    }  # fmt: skip
    try:
        advance(tx, Attempt(attempt.dossier_id, attempt.move, attempt.actor, answers=answers))
    except (NotVisible, NotOffered, NotPermitted, Unmet) as refused:
        return type(refused).__name__
    return "made"


def expected(tx: Transaction, dossier: Dossier, actor: Any, by: list[str] | None) -> set[str]:
    parts = parts_of(tx, dossier.id)
    if Permission.SEE not in permissions_on(actor, dossier.kind, parts):
        return {"NotVisible"}
    if by is None:
        return {"NotOffered"}
    if not {str(grant) for grant in grants_on(actor, parts)} & set(by):
        return {"NotPermitted", "NotOffered"}
    return {"made", "Unmet", "NotOffered", "NotPermitted"}


@pytest.mark.parametrize(
    "person", [pytest.param(each, marks=() if each in ("stranger", "intake") else pytest.mark.slow) for each in PEOPLE]
)
@pytest.mark.parametrize("name", NAMES)
def test_only_what_the_published_table_says_can_be_done(
    scene: Cast, dossiers: dict[str, int], name: str, person: str
) -> None:
    pathway, made = declared(name), set()
    for stage in pathway["stages"]:
        for move in (*pathway["moves"], *NO_MOVES):
            with scene.database.reading(MONDAY) as tx:
                tx.execute(update(Dossier).where(Dossier.id == dossiers[name]).values(stage=stage))
                dossier, actor = tx.get_one(Dossier, dossiers[name]), scene.actor(tx, person)
                wanted = expected(tx, dossier, actor, makers(pathway, stage, move))
                came = tried(tx, scene, Attempt(dossier.id, move, actor))
                assert came in wanted, (stage, move, came)
                made |= {came}
    assert ("made" in made) == (person in ACTING) or name != "referral"


def test_the_same_move_by_everybody_at_once_is_told_apart(scene: Cast, dossiers: dict[str, int]) -> None:
    came = {}
    for person in PEOPLE:
        with scene.database.reading(MONDAY) as tx:
            came[person] = tried(tx, scene, Attempt(dossiers["referral"], "accept", scene.actor(tx, person)))
    assert {person for person, result in came.items() if result == "made"} == {"intake", "head"}
    assert came["stranger"] == came["administrator"] == "NotVisible"
