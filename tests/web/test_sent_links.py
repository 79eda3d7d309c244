"""Addresses on the dossier's page: what became of each, another one sent, one taken back, and by whom."""

from dataclasses import replace

import pytest

from governance.database import Database
from governance.history import lines_of
from governance.organisations import Organisation
from tests.cast import FAMILY
from tests.web.answering import WHO, answered, newest, path, sent
from tests.web.desk import Desk, sit, words_of

OTHER = replace(FAMILY, given_name="Bruna", family_name="Altraprova", document="YY0000002", born_on="1971-01-01")


@pytest.fixture
def desk(database: Database) -> Desk:
    """The cast at work on both databases."""
    return sit(database)


def test_who_sent_it_sees_to_whom_when_and_what_became_of_it(desk: Desk) -> None:
    referral = sent(desk)
    for name in ("manager", "case_head", "colleague"):
        said = words_of(desk.visit(name).get(f"/pratiche/{referral.code}"))
        assert "Risposte senza accesso Chi non ha un accesso" in said and "Ente group group@esempio.invalid" in said
        assert "sta per partire" in said and "Vale fino a" in said
    answered(desk.site.visitor(), path(desk, referral), "accept", **WHO)
    said = words_of(desk.visit("manager").get(f"/pratiche/{referral.code}"))
    assert "Usato oggi" in said and "«Prendi in carico»" in said
    assert "Ente group, con un indirizzo da usare una volta" in said


def test_others_see_nothing_of_the_addresses(desk: Desk) -> None:
    referral = sent(desk)
    assert "Risposte senza accesso" not in desk.visit("officer").get(f"/pratiche/{referral.code}").text
    for name, status in (("officer", 403), ("stranger", 404), ("administrator", 404)):
        for path_ in ("indirizzi", f"indirizzi/{newest(desk, referral).id}/revoca"):
            assert desk.visit(name).send(f"/pratiche/{referral.code}/{path_}", {"key": "k"}).status_code == status


def test_another_address_makes_the_one_before_useless_and_both_acts_are_in_the_history(desk: Desk) -> None:
    referral, visit = sent(desk), desk.visit("manager")
    first = path(desk, referral)
    answer = visit.send(f"/pratiche/{referral.code}/indirizzi", {"key": "again"})
    second = path(desk, referral)
    assert answer.location == f"/pratiche/{referral.code}#indirizzi" and second != first
    assert (desk.site.visitor().get(first).status_code, desk.site.visitor().get(second).status_code) == (410, 200)
    visit.send(f"/pratiche/{referral.code}/indirizzi", {"key": "again"})
    assert path(desk, referral) == second
    visit.send(f"/pratiche/{referral.code}/indirizzi/{newest(desk, referral).id}/revoca", {"key": "back"})
    said = words_of(visit.get(f"/pratiche/{referral.code}"))
    assert "L'indirizzo non vale più." in said and "Sostituito da uno più recente" in said and "Revocato" in said
    with desk.cast.database.reading() as tx:
        assert [line.move for line in lines_of(tx, referral.id)][-2:] == ["send_link", "revoke_link"]


def test_an_address_of_another_dossier_cannot_be_taken_back_from_here(desk: Desk) -> None:
    referral, other = sent(desk), desk.cast.referral(desk.cast.need(desk.cast.case(family=OTHER)))
    answer = desk.visit("manager").send(f"/pratiche/{other.code}/indirizzi/{newest(desk, referral).id}/revoca", {})
    assert answer.status_code == 302
    assert desk.site.visitor().get(path(desk, referral)).status_code == 200


def test_without_an_e_mail_nothing_is_sent_and_the_page_does_not_offer_it(desk: Desk) -> None:
    with desk.cast.database.transaction() as tx:
        tx.get_one(Organisation, desk.cast.organisations["group"]).email = None
    referral, visit = sent(desk), desk.visit("manager")
    assert "Manda un nuovo indirizzo" not in visit.get(f"/pratiche/{referral.code}").text
    visit.send(f"/pratiche/{referral.code}/indirizzi", {"key": "k"})
    assert "Nessuno di chi deve rispondere" in words_of(visit.get(f"/pratiche/{referral.code}"))
