"""Revocations: a consent taken back closes access at once, in pages, documents, lists and searches."""

import pytest
from sqlalchemy import select

from governance.consents import Consent
from governance.documents import documents_of
from governance.dossiers import Dossier
from governance.notices import Notice
from tests.cast import MONDAY
from tests.web.desk import Desk, words_of
from workflows.papers import make_documents

CANARIES = ("Amina", "Provadestinatari", "Cerca un alloggio per la famiglia.", "Vi chiediamo un colloquio.")


def revoke(desk: Desk, sent: Dossier, who: str = "manager") -> int:
    """The consent of the referral's case, taken back today."""
    with desk.site.database.reading() as tx:
        given = tx.scalars(select(Consent).order_by(Consent.id)).first()
        assert given is not None
        code, key = tx.get_one(Dossier, given.case_id).code, given.id
    return desk.visit(who).send(f"/pratiche/{code}/consenso/{key}/revoca", {"revoked_on": "2026-11-23"}).status_code


def letter(desk: Desk, sent: Dossier) -> str:
    make_documents(desk.site.database)
    with desk.site.database.reading() as tx:
        return f"/pratiche/{sent.code}/documenti/{documents_of(tx, sent.id)[0].id}"


def read_by(desk: Desk, name: str, sent: Dossier) -> str:
    visit = desk.visit(name)
    pages = [f"/pratiche/{sent.code}", "/invii", "/", "/invii?stato=tutte", f"/pratiche/{sent.code}/atti"]
    found = visit.send("/prese-in-carico/cerca", {"words": "Provadestinatari"}).text
    looked = visit.send(f"/pratiche/{sent.code}/identita", {}).text
    return "".join(visit.get(each).text for each in pages) + found.replace('value="Provadestinatari"', "") + looked


def test_the_recipient_loses_everything_in_the_same_instant(any_desk: Desk) -> None:
    sent = any_desk.cast.sent()
    any_desk.cast.move(sent.id, "accept", "intake", worker=str(any_desk.cast.people["worker"]))
    address = letter(any_desk, sent)
    before = read_by(any_desk, "worker", sent)
    assert [each for each in CANARIES if each not in before] == []
    assert any_desk.visit("worker").send(address, {}).status_code == 200
    assert revoke(any_desk, sent) == 302
    after = read_by(any_desk, "worker", sent)
    assert [each for each in CANARIES if each in after] == []
    assert any_desk.visit("worker").send(address, {}).status_code == 403
    assert any_desk.cast.stage(sent.id) == "withdrawn"


def test_the_sender_keeps_the_case_and_the_letter(desk: Desk) -> None:
    sent = desk.cast.sent()
    address = letter(desk, sent)
    revoke(desk, sent)
    assert desk.visit("manager").send(address, {}).status_code == 200
    assert "Ha registrato la revoca" in words_of(desk.visit("manager").get(f"/pratiche/{_case(desk)}"))


def test_an_outcome_that_was_recorded_stays_but_access_ends(any_desk: Desk) -> None:
    sent, scene = any_desk.cast.sent(), any_desk.cast
    scene.move(sent.id, "accept", "intake", worker=str(scene.people["worker"]))
    scene.move(sent.id, "record_outcome", "worker", outcome="need_met", outcome_on="2026-11-23")
    revoke(any_desk, sent)
    assert scene.stage(sent.id) == "outcome_recorded"
    after = read_by(any_desk, "worker", sent)
    assert [each for each in CANARIES if each in after] == []
    assert "Ha chiuso l'accesso" in words_of(any_desk.visit("manager").get(f"/pratiche/{sent.code}"))


def test_another_consent_that_covers_the_recipient_keeps_the_referral_going(desk: Desk) -> None:
    sent = desk.cast.sent()
    with desk.site.database.transaction(MONDAY) as tx:
        desk.cast.inform(tx, tx.scalars(select(Consent.case_id)).one(), MONDAY.date())
    revoke(desk, sent)
    assert desk.cast.stage(sent.id) == "submitted"


def test_messages_that_had_not_left_never_will(any_desk: Desk) -> None:
    sent = any_desk.cast.sent()
    with any_desk.site.database.reading() as tx:
        waiting = [each.id for each in tx.scalars(select(Notice).where(Notice.sent_at.is_(None)))]
    revoke(any_desk, sent)
    with any_desk.site.database.reading() as tx:
        stopped = [tx.get_one(Notice, each) for each in waiting]
        assert stopped and all(each.failed_at for each in stopped if each.dossier_id == sent.id)


@pytest.mark.parametrize("name", ["intake", "stranger", "officer"])
def test_only_who_writes_on_the_case_records_it(desk: Desk, name: str) -> None:
    sent = desk.cast.sent()
    assert revoke(desk, sent, name) in (403, 404)
    assert desk.cast.stage(sent.id) == "submitted"


def _case(desk: Desk) -> str:
    with desk.site.database.reading() as tx:
        return tx.get_one(Dossier, tx.scalars(select(Consent.case_id)).one()).code
