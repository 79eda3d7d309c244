"""A letter does not leave while its checks find something blocking: each thing with who mends it and where."""

from collections.abc import Sequence
from datetime import date

import pytest

from governance.beneficiaries import Identity, add_beneficiary
from governance.consents import Consent, informations_of
from governance.database import Database
from governance.documents import document_bytes, documents_of, facts_of
from governance.dossiers import Dossier
from governance.errors import Missing, Unmet
from governance.organisations import Organisation
from governance.protocols import protocol
from governance.referrals import referral
from tests.cast import MONDAY, Cast, cast
from tests.document_templates.making import text_of
from workflows.papers import make_documents

CHILD = Identity("Dina", "Provaminore", "reference", "2012-03-04", language="arabo")
TUTOR = Identity("Tullio", "Provatutore", "guardian", phone="000 999", guardianship="volunteer_tutor")


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
    case = scene.case()
    referral = scene.referral(scene.need(case))
    with scene.database.transaction() as tx:
        for each in informations_of(tx, case.id):
            tx.delete(each)
    [lack] = refused(scene, referral)
    assert (lack.mender, lack.page) == ("chi segue la presa in carico", "case:inform")


def test_everything_missing_is_said_at_once_with_the_page_that_mends_it(scene: Cast) -> None:
    referral = scene.referral(scene.need(scene.case()))
    with scene.database.transaction() as tx:
        tx.get_one(Organisation, scene.organisations["consortium"]).name = " "
        tx.get_one(Organisation, scene.organisations["cooperative"]).name = " "
    pages = {each.page for each in refused(scene, referral)}
    assert pages == {f"organisation:{scene.organisations[name]}" for name in ("consortium", "cooperative")}


def test_a_letter_about_a_minor_says_who_answers_for_them_where_the_protocol_lets_it_pass(scene: Cast) -> None:
    case = scene.case(family=CHILD)
    referral = scene.referral(scene.need(case))
    assert {each.page for each in refused(scene, referral)} == {"case:guardian"}
    with scene.database.transaction(MONDAY) as tx:
        add_beneficiary(tx, case.household_id, TUTOR)
        agreed = Consent(case_id=case.id, evidence="guardian", given_on=MONDAY.date(), recorded_by=1)
        tx.add(agreed)
    scene.move(referral.id, "submit", "manager")
    make_documents(scene.database)
    with scene.database.reading() as tx:
        [letter] = documents_of(tx, referral.id)
        made = document_bytes(tx, tx.get_one(Dossier, referral.id), letter.id)
    assert made and "Chi ha la responsabilità del minore" not in text_of(made[1])
    assert "Minorenne" in text_of(made[1])


def test_the_letter_of_a_network_whose_project_is_not_whole_leaves_without_the_lines_of_the_fund(scene: Cast) -> None:
    referral = scene.sent()
    with scene.database.reading() as tx:
        assert '"project": null' in facts_of(tx, documents_of(tx, referral.id)[0], referral.household_id)


def test_a_letter_that_leaves_under_an_exception_says_so(scene: Cast) -> None:
    with scene.database.transaction() as tx:
        protocol(tx, scene.protocol_id).starts_on = protocol(tx, scene.protocol_id).ends_on = date(2025, 12, 31)
    sent = scene.referral(scene.need(scene.case()))
    with scene.database.transaction() as tx:
        facts = referral(tx, sent.id)
        facts.exception_reason, facts.exception_until = "urgent", date(2026, 12, 31)
    scene.move(sent.id, "submit", "manager")
    make_documents(scene.database)
    with scene.database.reading() as tx:
        made = document_bytes(tx, tx.get_one(Dossier, sent.id), documents_of(tx, sent.id)[0].id)
    assert made and "deroga valida fino al 31 dicembre 2026 (la persona non può aspettare)" in text_of(made[1])
