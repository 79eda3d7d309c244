"""Receipts: the answer to a request is kept under its key, so that a repeated request gets the same answer."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction
from governance.errors import Repeated


class Receipt(Record):
    """Which line a person's request made; the same key with other words is refused."""

    __tablename__ = "receipts"
    __table_args__ = (Index("ix_receipts_at", "at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(primary_key=True)
    request: Mapped[str] = mapped_column(String(64))
    stage_change_id: Mapped[int] = mapped_column(ForeignKey("stage_changes.id"))
    at: Mapped[datetime]


def request_digest(*words: Any, answers: Mapping[str, Any]) -> str:
    """A digest of what was asked, to tell a repetition from another request."""
    written = json.dumps([*words, dict(answers)], sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


_ANSWERED = select(Receipt.request, Receipt.stage_change_id).where(
    Receipt.key == bindparam("key"), Receipt.person_id == bindparam("person_id")
)


def receipt(tx: Transaction, key: str, person_id: int, request: str) -> int | None:
    """The line this very request made before, if any; Repeated when the key came with other words."""
    found = tx.run(_ANSWERED, {"key": key, "person_id": person_id}).one_or_none()
    if found is None:
        return None
    if found.request != request:
        raise Repeated("Questa richiesta è già stata usata per altro: riapri la pagina e riprova.")
    return int(found.stage_change_id)


def keep(tx: Transaction, key: str, person_id: int, request: str, stage_change_id: int) -> None:
    """Keep the answer, in the same transaction as the change."""
    tx.add(Receipt(key=key, person_id=person_id, request=request, stage_change_id=stage_change_id, at=tx.now))
    tx.flush()


def prune(tx: Transaction, before: datetime) -> int:
    """Forget receipts older than an instant."""
    return tx.run(delete(Receipt).where(Receipt.at < before)).rowcount
