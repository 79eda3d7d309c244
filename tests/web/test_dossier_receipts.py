"""Receipts: whoever sent a referral reads whether the notice left, was taken by the mail server, and was opened."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from governance.database import Database
from governance.dossiers import Dossier
from governance.readings import FirstReading
from tests.mail import MailServer
from tests.web.desk import Desk, sit, words_of
from workflows.delivery import deliver


@pytest.fixture
def desk(database: Database, smtp: MailServer) -> Desk:
    """The cast at work on both databases, with a mail server."""
    made = sit(database)
    database.settings = replace(database.settings, smtp=smtp.url)
    return made


def sent(desk: Desk, service: str = "housing") -> Dossier:
    return desk.cast.sent(desk.cast.database.now(), service=service)


def said_to(desk: Desk, name: str, referral: Dossier) -> str:
    return words_of(desk.visit(name).get(f"/pratiche/{referral.code}"))


def test_the_sender_reads_that_the_notice_left_and_that_it_was_opened(desk: Desk, smtp: MailServer) -> None:
    referral = sent(desk)
    assert "Il messaggio sta per partire. Non ancora aperto." in said_to(desk, "manager", referral)
    deliver(desk.cast.database, [referral.id])
    assert smtp.recipients == ["intake@esempio.invalid"]
    assert "il server di posta ha preso il messaggio. Non ancora aperto." in said_to(desk, "manager", referral)
    said_to(desk, "intake", referral)
    said = said_to(desk, "case_head", referral)
    assert "Aperto la prima volta oggi alle" in said and "Intake Inventati" not in said


def test_a_refused_address_is_said(desk: Desk, smtp: MailServer) -> None:
    smtp.refused["intake@esempio.invalid"] = "550 no such person"
    referral = sent(desk)
    deliver(desk.cast.database, [referral.id])
    assert "Il messaggio non è arrivato" in said_to(desk, "manager", referral)


def test_only_the_first_reading_is_kept_and_only_of_who_was_sent_it(desk: Desk) -> None:
    referral = sent(desk)
    for name in ("manager", "officer", "colleague", "stranger", "intake", "head", "intake"):
        desk.visit(name).get(f"/pratiche/{referral.code}")
    with desk.cast.database.reading() as tx:
        [read] = tx.scalars(select(FirstReading))
        assert read.at < desk.cast.database.now()


def test_a_draft_has_no_receipts_and_who_received_it_reads_none(desk: Desk) -> None:
    draft = desk.cast.referral(desk.cast.need(desk.cast.case(desk.cast.database.now())), desk.cast.database.now())
    assert "Avviso e lettura" not in said_to(desk, "manager", draft)
    desk.cast.move(draft.id, "submit", "manager", desk.cast.database.now())
    for name in ("intake", "worker", "officer"):
        assert "Avviso e lettura" not in said_to(desk, name, draft)


def test_a_group_without_accounts_has_its_addresses_instead(desk: Desk, smtp: MailServer) -> None:
    referral = sent(desk, "aid")
    deliver(desk.cast.database, [referral.id])
    said = said_to(desk, "manager", referral)
    assert "Avviso e lettura" not in said and "partito oggi alle" in said
    [(to, message)] = smtp.received
    assert to == "group@esempio.invalid"
    assert "/rispondi/" in message.get_content() and "Non serve una password." in message.get_content()
