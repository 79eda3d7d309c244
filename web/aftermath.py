"""Aftermath: what follows a commit outside its transaction, so that nobody waits for it: documents, then messages."""

import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from flask import current_app

from governance.database import Database
from web.transactions import database
from workflows.delivery import deliver
from workflows.papers import make_documents

LOG = logging.getLogger(__name__)
_WORKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aftermath")


def follow(dossier_ids: Iterable[int | None]) -> None:
    """Make the documents these dossiers asked for and send what is told of them, in the background.

    What a process that dies leaves undone, the next tick does. In tests it happens before the answer.
    """
    held, ids = database(), sorted({each for each in dossier_ids if each is not None})
    if current_app.testing:
        settle(held, ids)
    else:
        _WORKER.submit(settle, held, ids)


def wait() -> None:
    """Until what followed so far is done."""
    _WORKER.submit(int).result()


def settle(held: Database, ids: list[int]) -> None:
    """Make and send now; a fault is logged, the tick tries again."""
    try:
        make_documents(held, ids)
        deliver(held, ids)
    except Exception:
        LOG.exception("what followed the commit on dossiers %s", ids)
