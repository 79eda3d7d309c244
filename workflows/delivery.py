"""Delivery: notices leave the outbox by e-mail, each marked in its own short transaction once the server took it.

1. claim a small batch: its next try is put off, so that no other sender takes it meanwhile;
2. hand each message to the server; its Message-ID comes from the notice's key, so that a repetition shows;
3. mark it sent; a temporary fault tries again later, a wrong address fails for good, and nobody else suffers;
4. where the server itself does not answer, give the rest of the batch back and stop until the next time.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import NamedTuple

from governance import notices
from governance.database import Database, Transaction
from governance.notices import Notice
from workflows.messages import message_of
from workflows.post import Folder, Letter, Post, Refused, Unreachable, mail_of, post_of

LOG = logging.getLogger(__name__)
BATCH = 20
CLAIMED_FOR = timedelta(minutes=10)
MOST_ATTEMPTS = 12
"""Tries at an address that answers "not now", about five days in all, before it fails for good."""

Telling = Callable[[Transaction, Notice, str], tuple[str, str]]


class Delivered(NamedTuple):
    """How many messages a server took, and how many it did not (now, or ever)."""

    sent: int = 0
    failed: int = 0


def deliver(
    database: Database, only_dossiers: Collection[int] = (), now: datetime | None = None, tell: Telling = message_of
) -> Delivered:
    """Send what is waiting, of all dossiers or of some. Without a mail server everything stays queued."""
    moment, total = now or database.now(), Delivered()
    post = post_of(database.settings)
    while post and (batch := _claim(database, moment, only_dossiers)):
        with post:
            done = _send(database, post, batch, moment, tell)
        total = Delivered(total.sent + done.sent, total.failed + done.failed)
        if sum(done) < len(batch):
            break
    return total


def _claim(database: Database, now: datetime, only: Collection[int]) -> list[Notice]:
    """A batch nobody else takes for a while; if this process dies, it is free again after that while."""
    with database.transaction(now) as tx:
        batch = notices.to_send(tx, now, BATCH, tuple(only))
        for notice in batch:
            notice.not_before = now + CLAIMED_FOR
    return batch


def _send(database: Database, post: Post | Folder, batch: Sequence[Notice], now: datetime, tell: Telling) -> Delivered:
    """Send a batch; fewer than the batch were sent and failed if the server stopped answering."""
    sent = failed = 0
    for place, notice in enumerate(batch):
        try:
            post.take(_written(database, notice, tell))
        except Refused as fault:
            _mark_failed(database, notice, now, str(fault), fault.for_good)
            failed += 1
        except Unreachable as fault:
            LOG.warning("the mail server does not answer: %s", fault)
            _give_back(database, batch[place:], now)
            break
        except Exception as fault:
            LOG.exception("notice %s could not be written", notice.id)
            _mark_failed(database, notice, now, type(fault).__name__, for_good=False)
            failed += 1
        else:
            with database.transaction(now) as tx:
                notices.mark_sent(tx, notice.id, now)
            sent += 1
    return Delivered(sent, failed)


def _written(database: Database, notice: Notice, tell: Telling) -> EmailMessage:
    with database.reading() as tx:
        subject, body = tell(tx, notice, database.settings.address)
    letter = Letter(notice.key, str(notice.address), notice.written_at, subject, body)
    return mail_of(letter, database.settings.sender)


def _mark_failed(database: Database, notice: Notice, now: datetime, fault: str, for_good: bool) -> None:
    with database.transaction(now) as tx:
        notices.mark_failed(tx, notice, now, fault, for_good or notice.attempts + 1 >= MOST_ATTEMPTS)


def _give_back(database: Database, unsent: Sequence[Notice], now: datetime) -> None:
    """No try is counted: these messages wait for the server, not the server for them."""
    with database.transaction(now) as tx:
        for notice in unsent:
            tx.get_one(Notice, notice.id).not_before = now + notices.RETRY_AFTER
