"""A volunteer group without accounts answers a whole referral by the addresses that reach it, one e-mail at a time."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from governance import audit
from governance.database import Database
from governance.history import lines_of
from tests.cast import FAMILY
from tests.mail import MailServer
from tests.web.answering import answered
from tests.web.desk import Desk, sit, words_of
from workflows.calendars import local
from workflows.delivery import deliver
from workflows.ticks import tick

GROUP = "group@esempio.invalid"
ADDRESS = re.compile(r"https://localhost(/rispondi/\S+)")


@pytest.fixture
def desk(database: Database, smtp: MailServer) -> Desk:
    """The cast at work on both databases, with a mail server."""
    made = sit(database)
    database.settings = replace(database.settings, smtp=smtp.url)
    return made


def letters(smtp: MailServer) -> list[str]:
    """What the group was written about a referral, in order."""
    return [words for to, message in smtp.received if to == GROUP and "INV-" in (words := message.get_content())]


def does(desk: Desk, smtp: MailServer, move: str, **answers: str) -> str:
    """The group opens its last e-mail on a phone, does one thing, and reads what the page says then."""
    deliver(desk.cast.database)
    found = ADDRESS.search(letters(smtp)[-1])
    assert found, letters(smtp)[-1]
    phone = desk.site.visitor()
    assert not [word for word in (FAMILY.given_name, FAMILY.phone) if word in phone.get(found.group(1)).text]
    sent = answered(phone, found.group(1), move, **answers)
    assert sent.status_code == 302, words_of(sent)
    return words_of(phone.get(sent.location))


def test_a_group_answers_from_the_first_e_mail_to_the_outcome(desk: Desk, smtp: MailServer) -> None:
    now = desk.cast.database.now()
    referral = desk.cast.sent(now, service="aid")
    does(desk, smtp, "acknowledge")
    does(desk, smtp, "request_info", reason="Quanti sono in famiglia?")
    desk.cast.move(referral.id, "provide_info", "manager", desk.cast.database.now(), note="Sono in quattro.")
    said = does(desk, smtp, "accept", worker="La referente")
    assert f"{FAMILY.given_name} {FAMILY.family_name}" in said and FAMILY.phone in said
    does(desk, smtp, "record_contact", contact="reached_phone")
    assert "«In carico»" in does(desk, smtp, "start")
    does(desk, smtp, "record_update", note="Si incontrano il sabato.")
    today = local(desk.cast.database.now()).date().isoformat()
    does(desk, smtp, "record_outcome", outcome="need_met", outcome_on=today)
    desk.cast.move(referral.id, "confirm_closure", "manager", desk.cast.database.now())
    deliver(desk.cast.database)
    assert "Non devi fare nulla." in letters(smtp)[-1] and "/rispondi/" not in letters(smtp)[-1]
    assert not [each for each in letters(smtp) if FAMILY.given_name in each or "quattro" in each]
    with desk.cast.database.reading() as tx:
        by_link = [line.move for line in lines_of(tx, referral.id) if line.channel == "link"]
    assert by_link == [
        "acknowledge", "request_info", "accept", "record_contact", "start", "record_update", "record_outcome"
    ]  # fmt: skip
    assert audit.verify(desk.cast.database).is_sound


def test_a_group_that_does_not_answer_is_reminded_with_an_address_that_works(desk: Desk, smtp: MailServer) -> None:
    referral = desk.cast.sent(desk.cast.database.now(), service="aid")
    desk.cast.database.moved_by += timedelta(days=4)
    tick(desk.cast.database, "command")
    assert len(letters(smtp)) >= 2 and all(ADDRESS.search(each) for each in letters(smtp))
    does(desk, smtp, "propose_decline", decline_reason="no_capacity")
    assert desk.cast.stage(referral.id) == "decline_review"
    first = ADDRESS.search(letters(smtp)[0])
    assert first and desk.site.visitor().get(first.group(1)).status_code == 410
