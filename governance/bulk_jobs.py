"""Bulk jobs: one document made for many organisations in the background, item by item, resumable at any point."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, func, or_, select, text, update
from sqlalchemy.orm import Mapped, defer, mapped_column

from governance.database import Record, Transaction, key, table_of
from governance.dossiers import Dossier
from governance.errors import NotVisible

WAITING, DONE, FAILED = "waiting", "done", "failed"
LEASE = timedelta(minutes=2)
"""For how long a process that works on a job keeps others away; one that dies leaves it free after that."""


class Job(Record):
    """A bulk job of a dossier. `line_id` is its history line, which holds the reason for grave findings, if any."""

    __tablename__ = "bulk_jobs"
    __table_args__ = (
        Index("ix_bulk_jobs_unfinished", "id", sqlite_where=text("finished_at IS NULL"),
              postgresql_where=text("finished_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = key()
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), index=True)
    document: Mapped[str] = mapped_column(String(60))
    with_pdf: Mapped[bool] = mapped_column(default=False)
    reasoned: Mapped[bool] = mapped_column(default=False)
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    line_id: Mapped[int] = mapped_column(ForeignKey("stage_changes.id"))
    leased_until: Mapped[datetime | None]
    pdfs_done: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(String(400), default="")


class Item(Record):
    """One organisation of a job: waiting, done with its document, or failed with the reason."""

    __tablename__ = "bulk_items"
    __table_args__ = (UniqueConstraint("job_id", "about_id"),)

    id: Mapped[int] = key()
    job_id: Mapped[int] = mapped_column(ForeignKey("bulk_jobs.id"))
    about_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    status: Mapped[str] = mapped_column(String(8), default=WAITING)
    reason: Mapped[str] = mapped_column(String(2000), default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    sealed_pdf: Mapped[bytes | None] = mapped_column(LargeBinary)


_jobs, _items = table_of(Job), table_of(Item)


def add_job(tx: Transaction, job: Job, about_ids: Iterable[int]) -> Job:
    """A job with one waiting item for each organisation."""
    tx.add(job)
    tx.flush()
    tx.add_all(Item(job_id=job.id, about_id=each, status=WAITING) for each in dict.fromkeys(about_ids))
    tx.flush()
    return job


def job_of(tx: Transaction, dossier_id: int, job_id: int) -> Job:
    """One job of this very dossier; NotVisible if there is none."""
    found = tx.scalar(select(Job).where(Job.id == job_id, Job.dossier_id == dossier_id))
    if found is None:
        raise NotVisible
    return found


def jobs_of(tx: Transaction, dossier_id: int) -> list[Job]:
    """The jobs of a dossier, newest first."""
    return list(tx.scalars(select(Job).where(Job.dossier_id == dossier_id).order_by(Job.id.desc())))


def unfinished(tx: Transaction) -> list[int]:
    """The jobs that are not finished and on which nobody works now, oldest first."""
    free = or_(Job.leased_until.is_(None), Job.leased_until <= tx.now)
    return list(tx.scalars(select(Job.id).where(Job.finished_at.is_(None), free).order_by(Job.id)))


def lease(tx: Transaction, job_id: int, held: datetime | None) -> datetime | None:
    """Hold a job for a while; `held` is the end of the lease one has. None if somebody else works on it."""
    mine = _jobs.c.leased_until == held if held else or_(_jobs.c.leased_until.is_(None), _jobs.c.leased_until <= tx.now)
    until = tx.now + LEASE
    taken = tx.run(
        update(_jobs).where(_jobs.c.id == job_id, _jobs.c.finished_at.is_(None), mine).values(leased_until=until)
    )
    return until if taken.rowcount == 1 else None


def waiting_items(tx: Transaction, job_id: int, limit: int) -> list[Item]:
    """The next items to do."""
    query = select(Item).where(Item.job_id == job_id, Item.status == WAITING).order_by(Item.id).limit(limit)
    return list(tx.scalars(query))


def settle_item(tx: Transaction, item_id: int, status: str, reason: str = "", document_id: int | None = None) -> bool:
    """Write how an item went, once; False if it was no longer waiting."""
    values = {"status": status, "reason": reason[:2000], "document_id": document_id}
    settled = tx.run(update(_items).where(_items.c.id == item_id, _items.c.status == WAITING).values(**values))
    return settled.rowcount == 1


def items_of(tx: Transaction, job_id: int, status: str = "") -> list[Item]:
    """The items of a job, all or those in one state, without their PDF."""
    query = select(Item).options(defer(Item.sealed_pdf)).where(Item.job_id == job_id)
    return list(tx.scalars((query.where(Item.status == status) if status else query).order_by(Item.id)))


def counts_of(tx: Transaction, job_id: int) -> dict[str, int]:
    """How many items are waiting, done and failed."""
    query = select(Item.status, func.count()).where(Item.job_id == job_id).group_by(Item.status)
    return {WAITING: 0, DONE: 0, FAILED: 0, **dict(tx.execute(query).tuples().all())}


def try_again(tx: Transaction, job: Job) -> int:
    """Put the failed items back in the queue; how many."""
    failed = update(_items).where(_items.c.job_id == job.id, _items.c.status == FAILED)
    again = tx.run(failed.values(status=WAITING, reason="")).rowcount
    if again:
        job.finished_at, job.leased_until, job.fault = None, None, ""
        tx.flush()
    return again


def write_pdf(tx: Transaction, dossier: Dossier, item_id: int, data: bytes) -> None:
    """Keep the PDF of an item's document."""
    tx.get_one(Item, item_id).sealed_pdf = tx.vault.seal(dossier.household_id, data, f"bulk_items.pdf:{item_id}")
    tx.flush()


def pdfs_of(tx: Transaction, dossier: Dossier, job_id: int) -> dict[int, bytes]:
    """The PDFs of a job's documents, opened, by item."""
    query = select(Item).where(Item.job_id == job_id, Item.sealed_pdf.is_not(None))
    return {
        row.id: tx.vault.open(dossier.household_id, row.sealed_pdf or b"", f"bulk_items.pdf:{row.id}")
        for row in tx.scalars(query)
    }


def without_pdf(tx: Transaction, job_id: int) -> list[Item]:
    """The items whose document has no PDF yet."""
    query = select(Item).where(Item.job_id == job_id, Item.status == DONE, Item.sealed_pdf.is_(None))
    return list(tx.scalars(query.order_by(Item.id)))
