"""A letter does not leave while its checks find something blocking: each thing with who mends it and where."""

from collections.abc import Sequence

import pytest

from governance.cases import need
from governance.consents import Information
from governance.database import Database
from governance.documents import documents_of
from governance.dossiers import Dossier
from governance.errors import Missing, Unmet
from governance.organisations import Organisation
from tests.cast import MONDAY, Cast, cast
from tests.web.counting import counted


@pytest.fixture
def scene(database: Database) -> Cast:
    return cast(database)


def refused(scene: Cast, referral: Dossier) -> Sequence[Missing]:
    with pytest.raises(Unmet) as refusal:
        scene.move(referral.id, "submit", "manager")
    with scene.database.reading() as tx:
        assert tx.get_one(Dossier, referral.id).stage == "draft" and not documents_of(tx, referral.id)
    return refusal.value.missing


def test_a_letter_waits_for_the_information_given_to_the_person(scene: Cast) -> None:
    referral = scene.referral(scene.need(scene.case()))
    with scene.database.transaction() as tx:
        for each in tx.scalars_of(Information):
            tx.delete(each)
    [lack] = refused(scene, referral)
    assert (lack.mender, lack.page) == ("chi segue la presa in carico", "case:inform")


def test_everything_missing_is_said_at_once_with_the_page_that_mends_it(scene: Cast) -> None:
    referral = scene.referral(scene.need(scene.case()))
    with scene.database.transaction() as tx:
        sender = tx.get_one(Organisation, scene.organisations["consortium"])
        sender.seat = None
        tx.get_one(Organisation, scene.organisations["cooperative"]).name = " "
    pages = {each.page for each in refused(scene, referral)}
    assert pages == {f"organisation:{scene.organisations[name]}" for name in ("consortium", "cooperative")}
