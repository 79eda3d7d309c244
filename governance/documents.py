"""Documents: issued bytes with their digest and the facts they were made from, sealed with the dossier's key."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, select, text
from sqlalchemy.orm import Mapped, defer, mapped_column

from governance.database import Record, Transaction, key
from governance.dossiers import Dossier


class Document(Record):
    """An atto. Recorded with its facts by the move that issues it; `made_at` is set once the bytes exist."""

    __tablename__ = "documents"
    __table_args__ = (
        Index("ix_documents_to_make", "id", sqlite_where=text("made_at IS NULL"),
              postgresql_where=text("made_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = key()
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), index=True)
    stage_change_id: Mapped[int | None] = mapped_column(ForeignKey("stage_changes.id"))
    name: Mapped[str] = mapped_column(String(60))
    asked_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
    sealed_facts: Mapped[bytes] = mapped_column(LargeBinary)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest: Mapped[str | None] = mapped_column(String(64))
    template: Mapped[str | None] = mapped_column(String(64))
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str | None] = mapped_column(String(400))


def ask_for(tx: Transaction, dossier: Any, name: str, facts: str, stage_change_id: int | None) -> Document:
    """Record a document to be made, with its facts (JSON) frozen now."""
    document = Document(
        dossier_id=dossier.id, stage_change_id=stage_change_id, name=name, asked_at=tx.now, sealed_facts=b""
    )
    tx.add(document)
    tx.flush()
    document.sealed_facts = tx.vault.seal_text(dossier.household_id, facts, f"documents.facts:{document.id}")
    tx.flush()
    return document


def to_make(tx: Transaction, dossier_ids: Iterable[int] = (), limit: int = 100) -> list[Document]:
    """Documents asked for and not made yet, oldest first; those that failed ten times wait for a person."""
    query = select(Document).where(Document.made_at.is_(None), Document.attempts < 10)
    if chosen := tuple(dossier_ids):
        query = query.where(Document.dossier_id.in_(chosen))
    return list(tx.scalars(query.order_by(Document.id).limit(limit)))


def facts_of(tx: Transaction, document: Document, household_id: int) -> str:
    """The frozen facts (JSON), opened."""
    return tx.vault.open_text(household_id, document.sealed_facts, f"documents.facts:{document.id}")


def write_bytes(tx: Transaction, document: Document, household_id: int, data: bytes, template: str) -> None:
    """Keep the issued bytes, once: a document that is made stays as it is."""
    if document.made_at is not None:
        return
    document.sealed = tx.vault.seal(household_id, data, f"documents.bytes:{document.id}")
    document.digest = hashlib.sha256(data).hexdigest()
    document.template = template
    document.made_at = tx.now
    tx.flush()


def documents_of(tx: Transaction, dossier_id: int) -> list[Document]:
    """The documents of a dossier, newest first, without their bytes."""
    query = select(Document).options(defer(Document.sealed)).where(Document.dossier_id == dossier_id)
    return list(tx.scalars(query.order_by(Document.id.desc())))


def document_bytes(tx: Transaction, dossier: Dossier, document_id: int) -> tuple[Document, bytes] | None:
    """One issued document of this very dossier, opened."""
    found = tx.scalar(select(Document).where(Document.id == document_id, Document.dossier_id == dossier.id))
    if found is None or found.sealed is None:
        return None
    return found, tx.vault.open(dossier.household_id, found.sealed, f"documents.bytes:{found.id}")
