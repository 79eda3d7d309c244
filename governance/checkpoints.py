"""Checkpoints: once a day a keyed record of every history's head, so that a tail cut off later shows."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, Select, String, func, insert, literal, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from governance import notices
from governance.database import Record, Transaction, key, table_of
from governance.dossiers import Dossier


class Checkpoint(Record):
    """One keyed record: how many dossiers and lines there were, chained to the checkpoint before."""

    __tablename__ = "checkpoints"

    id: Mapped[int] = key()
    at: Mapped[datetime]
    dossiers: Mapped[int]
    lines: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))


class CheckpointHead(Record):
    """Where one dossier's history stood; written only if it moved on since the checkpoint before."""

    __tablename__ = "checkpoint_heads"
    __table_args__ = (Index("ix_checkpoint_heads_dossier", "dossier_id", "checkpoint_id"),)

    checkpoint_id: Mapped[int] = mapped_column(ForeignKey("checkpoints.id"), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))


class Head(NamedTuple):
    """Where one dossier's history stands: the number and digest of its last line."""

    dossier_id: int
    number: int
    digest: str


_heads = table_of(CheckpointHead)
_dossiers = table_of(Dossier)


def write(tx: Transaction, mailed_to: str = "") -> Checkpoint:
    """The checkpoint of this instant; with an address, its words are queued for that second institution."""
    checkpoint = Checkpoint(at=tx.now, dossiers=0, lines=0, digest="")
    previous = latest(tx)
    tx.add(checkpoint)
    tx.flush()
    _copy_heads(tx, checkpoint.id)
    checkpoint.dossiers, checkpoint.lines = _totals(tx)
    heads = heads_of(tx, checkpoint.id)
    checkpoint.digest = digest_of(
        checkpoint, heads, previous.digest if previous else "", tx.vault.derived("checkpoint")
    )
    tx.flush()
    if mailed_to:
        _queue(tx, checkpoint, mailed_to)
    return checkpoint


def latest(tx: Transaction) -> Checkpoint | None:
    """The newest checkpoint."""
    return tx.scalars(select(Checkpoint).order_by(Checkpoint.id.desc()).limit(1)).first()


def checkpoints(tx: Transaction) -> list[Checkpoint]:
    """Every checkpoint, first one first."""
    return list(tx.scalars(select(Checkpoint).order_by(Checkpoint.id)))


def heads_of(tx: Transaction, checkpoint_id: int) -> Iterator[Head]:
    """The heads this checkpoint wrote, by dossier."""
    query = select(_heads.c.dossier_id, _heads.c.number, _heads.c.digest).where(_heads.c.checkpoint_id == checkpoint_id)
    rows = tx.run(query.order_by(_heads.c.dossier_id).execution_options(yield_per=5000))
    return (Head(*row) for row in rows)


def digest_of(checkpoint: Checkpoint, heads: Iterable[Head], previous: str, checkpoint_key: bytes) -> str:
    """HMAC-SHA256 over the digest before, the number, the instant, the counts and the heads (hexadecimal)."""
    instant = checkpoint.at.astimezone(UTC).isoformat(timespec="microseconds")
    mac = hmac.new(checkpoint_key, digestmod=hashlib.sha256)
    mac.update(f"{previous}|{checkpoint.id}|{instant}|{checkpoint.dossiers}|{checkpoint.lines}\n".encode())
    for head in heads:
        mac.update(f"{head.dossier_id} {head.number} {head.digest}\n".encode())
    return mac.hexdigest()


def anchor_of(checkpoint: Checkpoint) -> str:
    """The short form that is mailed, and that `raccordo audit verify --checkpoint` takes: `17-9f2c...`."""
    return f"{checkpoint.id}-{checkpoint.digest}"


def newest_heads() -> Select[tuple[int, int, str]]:
    """The newest head written for each dossier, as a query."""
    recent = (
        select(_heads.c.dossier_id, func.max(_heads.c.checkpoint_id).label("checkpoint_id"))
        .group_by(_heads.c.dossier_id)
        .subquery()
    )
    same = (recent.c.dossier_id == _heads.c.dossier_id) & (recent.c.checkpoint_id == _heads.c.checkpoint_id)
    return select(_heads.c.dossier_id, _heads.c.number, _heads.c.digest).join(recent, same)


def faults(tx: Transaction, anchor: str = "") -> Iterator[tuple[str, str]]:
    """Checkpoints that are not what was written, as (where, what is wrong); `anchor` is one as it was mailed."""
    checkpoint_key, previous, known = tx.vault.derived("checkpoint"), "", set()
    for each in checkpoints(tx):
        if digest_of(each, heads_of(tx, each.id), previous, checkpoint_key) != each.digest:
            yield f"sigillo {each.id}", "Non è più come fu scritto."
        previous = each.digest
        known.add(anchor_of(each))
    if anchor and anchor not in known:
        newest = latest(tx)
        stand = f"l'ultimo che c'è è il {newest.id}" if newest else "non ce n'è nessuno"
        yield (
            f"sigillo {anchor.partition('-')[0]}",
            f"Fu spedito, ma qui non c'è: {stand}. I dati sono tornati indietro.",
        )


def _copy_heads(tx: Transaction, checkpoint_id: int) -> None:
    """The heads that moved on since they were last written, in one statement."""
    known = newest_heads().subquery()
    moved = (
        select(literal(checkpoint_id), _dossiers.c.id, _dossiers.c.last_number, _dossiers.c.last_digest)
        .outerjoin(known, known.c.dossier_id == _dossiers.c.id)
        .where(
            or_(
                known.c.dossier_id.is_(None),
                known.c.number != _dossiers.c.last_number,
                known.c.digest != _dossiers.c.last_digest,
            )
        )
    )
    tx.run(insert(_heads).from_select(["checkpoint_id", "dossier_id", "number", "digest"], moved))


def _totals(tx: Transaction) -> tuple[int, int]:
    heads = newest_heads().subquery()
    row = tx.run(select(func.count(), func.coalesce(func.sum(heads.c.number), 0)).select_from(heads)).one()
    return int(row[0]), int(row[1])


def _queue(tx: Transaction, checkpoint: Checkpoint, address: str) -> None:
    anchor = anchor_of(checkpoint)
    words = (
        f"Sigillo {checkpoint.id} della storia dei fascicoli\n"
        "Conserva questo messaggio: se qualcuno cambia o toglie qualcosa dalla storia, lo dimostra.\n\n"
        f"Sigillo: {anchor}\nFascicoli: {checkpoint.dossiers}\nPassi compiuti: {checkpoint.lines}\n\n"
        f"Per verificare: raccordo audit verify --checkpoint {anchor}\n"
    )
    notice = {
        "key": f"checkpoint|{checkpoint.id}",
        "address": address,
        "what": "checkpoint",
        "name": str(checkpoint.id),
        "words": words,
        "written_at": tx.now,
        "not_before": tx.now,
    }
    notices.queue(tx, [notice])
