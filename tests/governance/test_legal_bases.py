"""Legal bases: dated, one after the other, and never presumed."""

from datetime import date

import pytest

from governance.database import Database
from governance.legal_bases import LegalBasis, bases_of, bases_on, own_task_of, record_basis
from governance.organisations import OrganisationKind, add_organisation
from governance.registers import acts_on
from tests.cast import MONDAY, Cast, cast

DAY = MONDAY.date()


def give(scene: Cast, organisation_id: int, basis: str, since: date = date(2026, 1, 1)) -> None:
    with scene.database.transaction(MONDAY) as tx:
        row = LegalBasis(
            organisation_id=organisation_id, basis=basis, valid_from=since, recorded_by=scene.people["administrator"]
        )
        record_basis(tx, scene.actor(tx, "administrator"), row)


def public(scene: Cast) -> int:
    with scene.database.transaction(MONDAY) as tx:
        return add_organisation(tx, OrganisationKind.HEALTH_AUTHORITY, "Azienda sanitaria di prova").id


def test_a_new_basis_ends_the_one_before_and_leaves_its_line(database: Database) -> None:
    scene = cast(database)
    place = scene.organisations["consortium"]
    give(scene, place, "consent")
    give(scene, place, "agreement", date(2026, 11, 1))
    with database.reading() as tx:
        assert [(each.basis, each.valid_until) for each in bases_of(tx, place)] == [
            ("agreement", None), ("consent", date(2026, 10, 31))
        ]  # fmt: skip
        assert bases_on(tx, [place], date(2026, 10, 31))[place].basis == "consent"
        assert [each.act for each in acts_on(tx, "organisation", place)] == ["legal_basis", "legal_basis"]


@pytest.mark.parametrize(
    ("sender", "recipient", "permits"),
    [
        ("public_task", "public_task", True),
        ("agreement", "legal_obligation", True),
        ("consent", "public_task", False),
        ("public_task", "consent", False),
        ("", "public_task", False),
        ("public_task", "", False),
    ],
)
def test_only_two_recorded_bases_permit_a_referral_without_consent(
    database: Database, sender: str, recipient: str, permits: bool
) -> None:
    scene = cast(database)
    places = {scene.organisations["consortium"]: sender, public(scene): recipient}
    for place, basis in places.items():
        if basis:
            give(scene, place, basis)
    with database.reading() as tx:
        assert (own_task_of(tx, *places, DAY) is not None) is permits


def test_a_private_recipient_has_no_task_of_its_own(database: Database) -> None:
    scene = cast(database)
    for name in ("consortium", "cooperative"):
        give(scene, scene.organisations[name], "public_task")
    with database.reading() as tx:
        assert own_task_of(tx, scene.organisations["consortium"], scene.organisations["cooperative"], DAY) is None
