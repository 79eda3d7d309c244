"""Ticks: what runs every few minutes, as one function that Prefect, the command line and the demo's clock call."""

import logging
from datetime import datetime

from governance.blockages import refresh
from governance.database import Database
from governance.sweeps import Sweep
from workflows.delivery import deliver
from workflows.issuing.bulk import carry_on_all
from workflows.milestones import catch_up
from workflows.papers import make_documents
from workflows.sweep import sweep

LOG = logging.getLogger(__name__)


def tick(database: Database, by: str, now: datetime | None = None) -> Sweep:
    """What is due, the day's weights, documents left to make, messages left to send, milestones; gives the sweep."""
    done = sweep(database, now, by)
    with database.transaction(now) as tx:
        refresh(tx)
    made = make_documents(database)
    carry_on_all(database)
    sent = deliver(database, now=now)
    catch_up(database)
    LOG.info("due %s, moved %s, documents %s, messages %s", done.due, done.moved, made, sent.sent)
    return done
