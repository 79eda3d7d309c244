"""The sweep: whatever is due and not done is done now, however late it is and however often this runs.

1. claim a batch of due deadlines, earliest first;
2. those whose timer only tells: one outbox row per recipient, the deadline moved to its next instant, all in
   set-based statements of one transaction;
3. those whose timer makes a move: each in a transaction of its own, through `advance`; a consequence never
   follows in the same sweep as a reminder of the same dossier: it waits one working day;
4. a move whose needs are unmet stays due, is told to those the timer tells, and is tried again the next
   working day; anything else that fails is put off an hour, so that one broken dossier blocks nobody.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from governance import deadlines, dossiers, sweeps
from governance.actors import SYSTEM
from governance.database import Database, Transaction
from governance.errors import RaccordoError, Unmet
from governance.sweeps import Sweep
from workflows import published
from workflows.advance import advance
from workflows.amounts import Amount, Unit
from workflows.attempt import Attempt
from workflows.calendars import Calendar, due_at
from workflows.firing import fire, tell
from workflows.muting import remind_again
from workflows.pathway import Timer

LOG = logging.getLogger(__name__)
BATCH = 2000
PUT_OFF = timedelta(hours=1)
ONE_WORKING_DAY = Amount(1, Unit.WORKING_DAYS)


def sweep(database: Database, now: datetime | None = None, by: str = "command") -> Sweep:
    """Do everything due at `now` (the database's present by default) and record that it was done."""
    moment = now or database.now()
    done = Sweep(started_at=moment, finished_at=moment, by=by, due=0, moved=0, noticed=0, failed=0)
    told: set[int] = set()
    consequences: list[Any] = []
    after: tuple[datetime, int] | None = None
    while True:
        with database.transaction(moment) as tx:
            rows = deadlines.due(tx, moment, BATCH, after)
            if not rows:
                break
            after = (rows[-1].due_at, rows[-1].id)
            fired = fire(tx, rows)
            done.due += len(rows)
            done.noticed += fired.noticed
            told |= fired.told
            consequences.extend(fired.consequences)
    for row in consequences:
        _carry_out(database, moment, row, row.dossier_id in told, done)
    done.finished_at = database.now() if now is None else now
    with database.transaction(moment) as tx:
        done.noticed += remind_again(tx)
        sweeps.record(tx, done)
    return done


def _carry_out(database: Database, moment: datetime, row: Any, just_told: bool, done: Sweep) -> None:
    """One consequence in a transaction of its own."""
    try:
        with database.transaction(moment) as tx:
            done.moved += _move(tx, row, just_told)
    except Unmet as fault:
        with database.transaction(moment) as tx:
            done.noticed += _report(tx, row, fault)
    except RaccordoError as fault:
        LOG.warning("deadline %s of dossier %s: %s", row.timer, row.dossier_id, type(fault).__name__)
        _put_off(database, moment, row, done)
    except Exception:
        LOG.exception("deadline %s of dossier %s", row.timer, row.dossier_id)
        _put_off(database, moment, row, done)


def _move(tx: Transaction, row: Any, just_told: bool) -> int:
    dossier = dossiers.lock(tx, row.dossier_id)
    claimed = deadlines.claim(tx, row.id, tx.now)
    if claimed is None:
        return 0
    timer = _timer(tx, dossier, row)
    if just_told:
        deadlines.postpone(tx, row.id, due_at(tx.now, ONE_WORKING_DAY, Calendar()))
        return 0
    if dossier.stage not in timer.stages or timer.makes is None:
        deadlines.postpone(tx, row.id, None)
        return 0
    tell(tx, dossier, timer, row)
    advance(tx, Attempt(row.dossier_id, timer.makes, SYSTEM, answers=timer.answers))
    deadlines.discharge(tx, row.id, tx.now)
    return 1


def _report(tx: Transaction, row: Any, fault: Unmet) -> int:
    """The move's needs are unmet: say so to those the timer tells, and try again the next working day."""
    dossier = dossiers.lock(tx, row.dossier_id)
    timer = _timer(tx, dossier, row)
    deadlines.postpone(tx, row.id, due_at(tx.now, ONE_WORKING_DAY, Calendar()), attempts=1)
    return tell(tx, dossier, timer, row, " ".join(each.sentence for each in fault.missing))


def _put_off(database: Database, moment: datetime, row: Any, done: Sweep) -> None:
    done.failed += 1
    with database.transaction(moment) as tx:
        deadlines.postpone(tx, row.id, moment + PUT_OFF)


def _timer(tx: Transaction, dossier: Any, row: Any) -> Timer:
    return published.pathway(tx, dossier.pathway, dossier.version).timers[row.timer]
