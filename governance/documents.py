"""Documents: issued bytes with their digest and the facts they were made from, sealed with the dossier's key."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, Index, LargeBinary, String, bindparam, func, select, text
from sqlalchemy.orm import Mapped, defer, mapped_column

from governance.database import Record, Transaction, key
from governance.dossiers import Dossier
from governance.templates import Template, published


class Document(Record):
    """An atto. Recorded with its facts by the move or act that issues it; `made_at` is set once the bytes exist.

    `version` counts those of one name about one organisation (None: the dossier itself); `template` is the digest
    of the Word template, `template_id` the network's own version, None for the built-in one.
    """

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
    template_id: Mapped[int | None] = mapped_column(ForeignKey("templates.id"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str | None] = mapped_column(String(400))


class Wanted(NamedTuple):
    """What is to be issued: the document's name, its facts (JSON), the organisation it concerns, its version."""

    name: str
    facts: str
    about_id: int | None = None
    version: int = 1


def ask_for(tx: Transaction, dossier: Any, wanted: Wanted, stage_change_id: int | None) -> Document:
    """Record a document to be made: its facts frozen now, and the template that is in use now."""
    template = published(tx, dossier.network_id, wanted.name)
    document = Document(
        dossier_id=dossier.id,
        stage_change_id=stage_change_id,
        name=wanted.name,
        about_id=wanted.about_id,
        version=wanted.version,
        template_id=template.id if template else None,
        asked_at=tx.now,
        sealed_facts=b"",
    )
    tx.add(document)
    tx.flush()
    place = f"documents.facts:{document.id}"
    document.sealed_facts = tx.vault.seal_text(dossier.household_id, wanted.facts, place)
    tx.flush()
    return document


def next_version(tx: Transaction, dossier_id: int, name: str, about_id: int | None = None) -> int:
    """The number the next document of this name would bear in the dossier."""
    about = Document.about_id.is_(None) if about_id is None else Document.about_id == about_id
    query = select(func.max(Document.version)).where(Document.dossier_id == dossier_id, Document.name == name, about)
    return (tx.scalar(query) or 0) + 1


def template_of(tx: Transaction, document: Document) -> bytes | None:
    """The network's template the document is made from; None for the built-in one."""
    return tx.get_one(Template, document.template_id).data if document.template_id else None


def digest_of(data: bytes | None) -> str:
    """The SHA-256 of these bytes; empty where there are none."""
    return hashlib.sha256(data).hexdigest() if data is not None else ""


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
    document.digest = digest_of(data)
    document.template = template
    document.made_at = tx.now
    tx.flush()


_OF_DOSSIER = (
    select(Document)
    .options(defer(Document.sealed))
    .where(Document.dossier_id == bindparam("dossier_id"))
    .order_by(Document.id.desc())
)


def documents_of(tx: Transaction, dossier_id: int) -> list[Document]:
    """The documents of a dossier, newest first, without their bytes."""
    return list(tx.scalars(_OF_DOSSIER, {"dossier_id": dossier_id}))


def of_line(tx: Transaction, line_id: int) -> Document:
    """The document that a history line issued."""
    query = select(Document).options(defer(Document.sealed)).where(Document.stage_change_id == line_id)
    return tx.scalars(query.order_by(Document.id)).one()


def latest(tx: Transaction, dossier_id: int, name: str) -> Document | None:
    """The newest made document of this name about the dossier itself."""
    query = select(Document).options(defer(Document.sealed)).where(
        Document.dossier_id == dossier_id, Document.name == name, Document.about_id.is_(None),
        Document.made_at.is_not(None),
    )  # fmt: skip
    return tx.scalars(query.order_by(Document.version.desc())).first()


def bytes_of(tx: Transaction, dossier: Dossier, document_ids: Iterable[int]) -> dict[int, bytes]:
    """Those of these documents that belong to the dossier and are made, opened, by key."""
    query = select(Document).where(Document.id.in_(set(document_ids)), Document.dossier_id == dossier.id)
    return {
        row.id: tx.vault.open(dossier.household_id, row.sealed, f"documents.bytes:{row.id}")
        for row in tx.scalars(query)
        if row.sealed is not None
    }


def document_bytes(tx: Transaction, dossier: Dossier, document_id: int) -> tuple[Document, bytes] | None:
    """One issued document of this very dossier, opened."""
    found = tx.scalar(select(Document).where(Document.id == document_id, Document.dossier_id == dossier.id))
    if found is None or found.sealed is None:
        return None
    return found, tx.vault.open(dossier.household_id, found.sealed, f"documents.bytes:{found.id}")
