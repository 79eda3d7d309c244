"""One document for every party of a protocol, in the background: batch by batch, resumable, each party once.

1. hold the job for a while, so that one process at a time works on it; one that dies lets it go by itself;
2. read the next waiting parties and gather their facts and findings, without writing;
3. render outside any transaction, a network's own template in a closed process;
4. write documents and failures in one short transaction, each only if its item is still waiting;
5. when none waits: the PDFs that were asked for in one LibreOffice call, then the notice that all is ready.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from governance import bulk_jobs, notices
from governance.actors import Actor
from governance.bulk_jobs import DONE, FAILED, Job
from governance.database import Database, Transaction
from governance.dossiers import Dossier
from governance.people import Person
from workflows.acts import Act, perform
from workflows.issuing.batches import next_batch, write_batch
from workflows.issuing.bulk_pdfs import add_pdfs
from workflows.wording import DOCUMENTS

LOG = logging.getLogger(__name__)


class Order(NamedTuple):
    """What a person asks for: one document for all these parties, as PDF too, and why although something is grave."""

    dossier_id: int
    document: str
    about_ids: Sequence[int]
    with_pdf: bool = False
    reason: str = ""
    revision: int | None = None
    key: str = ""


def order(tx: Transaction, actor: Actor, wanted: Order) -> int:
    """Record the job and its history line; gives its key. A repeated request gives the same job."""
    line = perform(
        tx,
        Act(
            wanted.dossier_id,
            "issue_many",
            actor,
            wanted.revision,
            codes={"paper": DOCUMENTS[wanted.document][0], "number": len(wanted.about_ids)},
            texts={"reason": wanted.reason} if wanted.reason else {},
            key=wanted.key,
        ),
        lambda situation: None,
    )
    known = next((each for each in bulk_jobs.jobs_of(tx, wanted.dossier_id) if each.line_id == line.id), None)
    if known is not None:
        return known.id
    job = Job(
        dossier_id=wanted.dossier_id, document=wanted.document, with_pdf=wanted.with_pdf,
        reasoned=bool(wanted.reason), asked_by=actor.person_id, asked_at=tx.now, line_id=line.id,
    )  # fmt: skip
    return bulk_jobs.add_job(tx, job, wanted.about_ids).id


def carry_on_all(database: Database) -> int:
    """Go on with every job that nobody works on; how many were finished. A job that fails does not stop the others."""
    with database.reading() as tx:
        left = bulk_jobs.unfinished(tx)
    return sum(_carried_on(database, job_id) for job_id in left)


def carry_on(database: Database, job_id: int) -> bool:
    """Do what is left of a job; False where somebody else works on it."""
    held = _hold(database, job_id, None)
    while held is not None:
        batch = next_batch(database, job_id)
        with database.transaction() as tx:
            held = bulk_jobs.lease(tx, job_id, held)
            if held is not None:
                write_batch(tx, job_id, batch)
        if not batch.made:
            break
    if held is None:
        return False
    add_pdfs(database, job_id, held)
    with database.transaction() as tx:
        _finish(tx, tx.get_one(Job, job_id))
    return True


def _carried_on(database: Database, job_id: int) -> bool:
    try:
        return carry_on(database, job_id)
    except Exception:
        LOG.exception("bulk job %s stopped; the next tick goes on with it", job_id)
        return False


def _hold(database: Database, job_id: int, held: datetime | None) -> datetime | None:
    with database.transaction() as tx:
        return bulk_jobs.lease(tx, job_id, held)


def _finish(tx: Transaction, job: Job) -> None:
    """Mark the job finished and tell who asked for it, by mail and among the news; once."""
    job.finished_at, job.leased_until = tx.now, None
    dossier, person = tx.get_one(Dossier, job.dossier_id), tx.get_one(Person, job.asked_by)
    counts = bulk_jobs.counts_of(tx, job.id)
    words = (
        f"Atti pronti: {dossier.code}\n\n{DOCUMENTS[job.document][0].capitalize()}: pronti {counts[DONE]}, "
        f"non riusciti {counts[FAILED]}.\n\nLi trovi nella pratica {dossier.code}, alla voce Atti.\n"
    )
    row = {"person_id": person.id, "what": "papers", "written_at": tx.now, "not_before": tx.now, "name": "papers_ready"}
    round_mark = f"papers:{job.id}:{counts[DONE]}"
    notices.queue(
        tx,
        [
            {**row, "key": round_mark, "dossier_id": None, "address": person.email, "words": words},
            {**row, "key": f"{round_mark}:news", "dossier_id": dossier.id, "address": None},
        ],
    )
