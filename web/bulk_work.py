"""Bulk work: a job goes on in this process right after its request; what a process leaves, the next tick takes up."""

import logging
from concurrent.futures import ThreadPoolExecutor

from flask import current_app

from governance.database import Database
from web.transactions import database
from workflows.issuing.bulk import carry_on

LOG = logging.getLogger(__name__)
_WORKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bulk")


def begin(job_id: int) -> None:
    """Go on with the job in the background. In tests it happens before the answer."""
    held = database()
    if current_app.testing:
        work(held, job_id)
    else:
        _WORKER.submit(work, held, job_id)


def work(held: Database, job_id: int) -> None:
    """Do what is left of the job; a fault is logged and the tick tries again."""
    try:
        carry_on(held, job_id)
    except Exception:
        LOG.exception("bulk job %s stopped", job_id)
