"""Routines: what runs by the clock, as plain functions that Prefect, the command line and tests call alike."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from governance import backups, checkpoints, receipts
from governance.actors import ROME
from governance.database import Database
from governance.sweeps import Sweep
from workflows.delivery import deliver
from workflows.issuing.bulk import carry_on_all
from workflows.papers import make_documents
from workflows.sweep import sweep

LOG = logging.getLogger(__name__)
RECEIPTS_KEPT = timedelta(days=30)


def tick(database: Database, by: str, now: datetime | None = None) -> Sweep:
    """What is due, the documents left to make, the messages left to send; gives the sweep."""
    done = sweep(database, now, by)
    made = make_documents(database)
    carry_on_all(database)
    sent = deliver(database, now=now)
    LOG.info("due %s, moved %s, documents %s, messages %s", done.due, done.moved, made, sent.sent)
    return done


def seal(database: Database) -> str:
    """The day's checkpoint over all histories, mailed where the settings say; gives its short form."""
    with database.transaction() as tx:
        anchor = checkpoints.anchor_of(checkpoints.write(tx, database.settings.checkpoint_to))
    deliver(database)
    return anchor


def forget(database: Database) -> int:
    """Forget the answers kept for repeated requests once nobody repeats them any more; how many."""
    with database.transaction() as tx:
        return receipts.prune(tx, tx.now - RECEIPTS_KEPT)


def keep_copy(database: Database) -> Path | None:
    """The day's backup in the folder the settings name, those too old removed; None where none is named."""
    if not database.settings.backups:
        return None
    now, folder = database.now(), Path(database.settings.backups)
    copy = folder / now.astimezone(ROME).strftime("%Y-%m-%d-%H%M%S")
    backups.backup(database, copy, now)
    backups.prune(folder, now)
    return copy
