"""What a referral must withstand: each line of the notes has tests that exist, and the few that had none stand here."""

from datetime import UTC, datetime

import pytest

from governance.database import Database
from governance.deadlines import deadlines_of
from governance.dossiers import Dossier
from governance.errors import NotOffered
from governance.organisations import Organisation
from tests.blocked import declined
from tests.cast import LECCO, Cast, cast
from tests.looped import closed
from tests.needs import needed
from tests.stories.mapped import is_there
from tests.stories.test_complaints import NOTES
from tests.stories.withstood import LINES, RULES
from tests.withstand.families import another_case
from workflows.loading import SHIPPED, load_pathway

MILAN = "015146"
BEFORE_AMBROSE = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
"""A Thursday; the Monday after is Saint Ambrose in Milan, the Tuesday a holiday everywhere."""
TAKING = frozenset({"open_access", "assign_worker", "change_owner", "reserve_capacity"})


@pytest.fixture
def scene(database: Database) -> Cast:
    """The cast on both databases."""
    return cast(database)


def section(number: str) -> str:
    notes = needed(NOTES if NOTES.is_file() else None, "the field notes")
    return notes.read_text().split(f"### {number} ")[1].split("\n###")[0].split("\n", 1)[1]


def test_every_line_of_what_must_be_withstood_has_its_tests() -> None:
    lines = [each.strip().rstrip(".") for each in section("5.9").strip().split(";")]
    assert len(lines) > 15 and sorted(lines) == sorted(LINES)


def test_every_common_rule_has_its_tests() -> None:
    rules = [
        line.removeprefix("- **").split("**")[0] for line in section("5.0").splitlines() if line.startswith("- **")
    ]
    assert len(rules) == len(RULES) and all(any(each.startswith(rule) for rule in RULES) for each in rules)


@pytest.mark.parametrize("line", [*LINES, *RULES])
def test_the_tests_of_a_line_exist(line: str) -> None:
    assert [each for each in {**LINES, **RULES}[line] if not is_there(each)] == []


def test_what_is_over_is_withdrawn_by_nobody(scene: Cast) -> None:
    over, refused = closed(scene), sent(scene, 1)
    declined(scene, refused, "not_eligible", BEFORE_AMBROSE)
    for referral in (over, refused):
        for who in ("manager", "intake"):
            with pytest.raises(NotOffered):
                scene.move(referral.id, "withdraw", who, BEFORE_AMBROSE, withdrawal_reason="no_longer_needed")


def sent(scene: Cast, number: int) -> Dossier:
    """A referral of the family with this number, sent on the Thursday."""
    case = another_case(scene, number, BEFORE_AMBROSE)
    referral = scene.referral(scene.need(case, BEFORE_AMBROSE), BEFORE_AMBROSE)
    scene.move(referral.id, "submit", "manager", BEFORE_AMBROSE)
    return referral


def test_the_patron_saint_of_the_recipients_seat_moves_its_term(scene: Cast) -> None:
    due = []
    for number, seat in enumerate((LECCO, MILAN)):
        with scene.database.transaction(BEFORE_AMBROSE) as tx:
            tx.get_one(Organisation, scene.organisations["cooperative"]).seat = seat
        referral = sent(scene, number)
        with scene.database.reading() as tx:
            clocks = deadlines_of(tx, referral.id)
        due.append(next(each.due_at.day for each in clocks if each.timer == "acknowledge_due"))
    assert due == [7, 9]


def test_no_clock_takes_anybody_in_charge_nor_moves_who_follows() -> None:
    for file in sorted(SHIPPED.glob("*.yaml")):
        pathway, _faults = load_pathway(file)
        assert pathway is not None
        made = {timer.makes for timer in pathway.timers.values() if timer.makes}
        done = {name for (_stage, move), step in pathway.steps.items() if move in made for name in step.does}
        assert not done & TAKING, pathway.name
