"""Delivery: each message once, whoever else is refused, over a real mail server."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from governance import notices
from governance.database import Database
from governance.notices import Notice
from tests.mail import MailServer
from workflows.delivery import MOST_ATTEMPTS, Delivered, deliver

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def office(database: Database, smtp: MailServer) -> Database:
    """A database whose messages leave through the mail server."""
    database.settings = replace(database.settings, smtp=smtp.url)
    return database


def queue(database: Database, number: int, words: str = "Invito\nApri il collegamento.\n") -> None:
    with database.transaction(MORNING) as tx:
        for each in range(number):
            row = {"what": "invitation", "name": "invitation", "words": words, "written_at": tx.now}
            row |= {"key": f"k{each}", "address": f"persona{each}@esempio.invalid", "not_before": tx.now}
            notices.queue(tx, [row])


def rows(database: Database) -> list[Notice]:
    with database.reading() as tx:
        return list(tx.scalars(select(Notice).order_by(Notice.id)))


def test_every_message_arrives_once(office: Database, smtp: MailServer) -> None:
    queue(office, 45)
    assert deliver(office, now=MORNING) == Delivered(45, 0)
    assert deliver(office, now=MORNING + timedelta(days=1)) == Delivered(0, 0)
    assert len(set(smtp.recipients)) == len(smtp.recipients) == 45


def test_a_message_says_that_a_machine_wrote_it(office: Database, smtp: MailServer) -> None:
    queue(office, 1, "Attività à\nÈ ora: così.\n")
    deliver(office, now=MORNING)
    [(address, message)] = smtp.received
    assert (address, message["Subject"], message.get_content().strip()) == (
        "persona0@esempio.invalid",
        "Attività à",
        "È ora: così.",
    )
    assert message["Auto-Submitted"] == "auto-generated"


def test_one_refused_address_among_fifty_harms_nobody(office: Database, smtp: MailServer) -> None:
    smtp.refused["persona25@esempio.invalid"] = "550 5.1.1 no such person"
    queue(office, 50)
    assert deliver(office, now=MORNING) == Delivered(49, 1)
    deliver(office, now=MORNING + timedelta(days=9))
    assert sorted(smtp.recipients) == sorted(f"persona{each}@esempio.invalid" for each in range(50) if each != 25)
    [failed] = [row for row in rows(office) if row.failed_at]
    assert failed.fault == "550 5.1.1 no such person"


def test_an_address_that_answers_not_now_is_tried_again_later_each_time(office: Database, smtp: MailServer) -> None:
    smtp.refused["persona0@esempio.invalid"] = "451 try again later"
    queue(office, 1)
    assert deliver(office, now=MORNING) == Delivered(0, 1)
    assert deliver(office, now=MORNING + timedelta(minutes=4)) == Delivered(0, 0)
    smtp.refused.clear()
    assert deliver(office, now=MORNING + timedelta(minutes=5)) == Delivered(1, 0)


def test_an_address_that_never_answers_fails_in_the_end(office: Database, smtp: MailServer) -> None:
    smtp.refused["persona0@esempio.invalid"] = "451 try again later"
    queue(office, 1)
    for day in range(MOST_ATTEMPTS):
        deliver(office, now=MORNING + timedelta(days=day))
    assert rows(office)[0].failed_at is not None


def test_a_server_down_for_eight_hours_loses_and_repeats_nothing(office: Database, smtp: MailServer) -> None:
    queue(office, 30)
    smtp.stop()
    for minutes in range(0, 8 * 60, 30):
        assert deliver(office, now=MORNING + timedelta(minutes=minutes)) == Delivered(0, 0)
    smtp.start()
    assert deliver(office, now=MORNING + timedelta(hours=8)) == Delivered(30, 0)
    assert len(set(smtp.recipients)) == len(smtp.recipients) == 30
    assert {row.attempts for row in rows(office)} == {1}


def test_without_a_mail_server_messages_stay_queued(database: Database) -> None:
    queue(database, 3)
    assert deliver(database, now=MORNING) == Delivered(0, 0)
    with database.reading() as tx:
        assert notices.undelivered(tx) == (3, 0)


def test_in_the_demonstration_messages_can_be_looked_at(database: Database) -> None:
    database.settings = replace(database.settings, demo=True)
    queue(database, 3)
    assert deliver(database, now=MORNING) == Delivered(3, 0)
    assert len(list((database.settings.folder / "outbox").glob("*.eml"))) == 3


def test_a_line_break_in_an_address_reaches_nobody_else(office: Database, smtp: MailServer) -> None:
    queue(office, 2)
    with office.transaction(MORNING) as tx:
        tx.get_one(Notice, 1).address = "a@esempio.invalid\nBcc: b@esempio.invalid"
    assert deliver(office, now=MORNING) == Delivered(1, 1)
    assert smtp.recipients == ["persona1@esempio.invalid"]


def test_words_that_cannot_be_found_hold_up_nobody(office: Database, smtp: MailServer) -> None:
    def tell(tx: object, notice: Notice, address: str) -> tuple[str, str]:
        return {"k1": ("Oggetto", "Testo")}[notice.key]

    queue(office, 2)
    assert deliver(office, now=MORNING, tell=tell) == Delivered(1, 1)
    assert rows(office)[0].fault == "KeyError"


KILLED = """
import os, sys
from datetime import datetime
from pathlib import Path
from governance import notices
from governance.database import Database
from governance.settings import Settings
from workflows.delivery import deliver
notices.mark_sent = lambda *words: os._exit(137)
folder, url, smtp, now = sys.argv[1:]
deliver(Database(Settings(folder=Path(folder), database=url, smtp=smtp)), now=datetime.fromisoformat(now))
"""


def test_killed_between_the_answer_and_our_mark_it_repeats_with_the_same_message_id(
    office: Database, smtp: MailServer
) -> None:
    queue(office, 1)
    settings = office.settings
    words = [str(settings.folder), settings.database, settings.smtp, MORNING.isoformat()]
    killed = subprocess.run([sys.executable, "-c", KILLED, *words], check=False)
    assert killed.returncode == 137
    assert deliver(office, now=MORNING) == Delivered(0, 0), "the claim holds for a while"
    assert deliver(office, now=MORNING + timedelta(minutes=10)) == Delivered(1, 0)
    assert len(smtp.received) == 2
    assert len({message["Message-ID"] for _, message in smtp.received}) == 1
