"""Routines: what runs once a day, as plain functions that Prefect, the command line and tests call alike."""

from datetime import timedelta
from pathlib import Path

from governance import backups, checkpoints, receipts
from governance.actors import ROME
from governance.database import Database
from workflows.delivery import deliver

RECEIPTS_KEPT = timedelta(days=30)


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
