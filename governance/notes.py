"""Notes and attachments of a dossier, sealed with its household's key; of its health part where asked."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, bindparam, false, select
from sqlalchemy.orm import Mapped, defer, mapped_column

from governance.database import Record, Transaction, key
from governance.dossiers import Dossier


class Note(Record):
    """What somebody wrote down."""

    __tablename__ = "notes"

    id: Mapped[int] = key()
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    of_health: Mapped[bool] = mapped_column(default=False, server_default=false())
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Attachment(Record):
    """A file somebody added: served only as a download, never opened by us."""

    __tablename__ = "attachments"

    id: Mapped[int] = key()
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    of_health: Mapped[bool] = mapped_column(default=False, server_default=false())
    sealed_name: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


def add_note(tx: Transaction, dossier: Dossier, person_id: int, text: str, of_health: bool = False) -> Note:
    """Seal a note."""
    note = Note(dossier_id=dossier.id, person_id=person_id, at=tx.now, of_health=of_health, sealed=b"")
    tx.add(note)
    tx.flush()
    note.sealed = tx.vault.seal_text(dossier.household_id, text, f"notes.text:{note.id}")
    tx.flush()
    return note


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody hands in: its name and its bytes."""

    name: str
    data: bytes


def add_attachment(
    tx: Transaction, dossier: Dossier, person_id: int, file: File, of_health: bool = False
) -> Attachment:
    """Seal a file and its name; `digest` is the SHA-256 of the bytes."""
    name, data = file.name, file.data
    digest = hashlib.sha256(data).hexdigest()
    attachment = Attachment(
        dossier_id=dossier.id,
        person_id=person_id,
        at=tx.now,
        of_health=of_health,
        size=len(data),
        digest=digest,
        sealed_name=b"",
        sealed=b"",
    )
    tx.add(attachment)
    tx.flush()
    attachment.sealed_name = tx.vault.seal_text(dossier.household_id, name, f"attachments.name:{attachment.id}")
    attachment.sealed = tx.vault.seal(dossier.household_id, data, f"attachments.bytes:{attachment.id}")
    tx.flush()
    return attachment


_NOTES = (
    select(Note)
    .where(Note.dossier_id == bindparam("dossier_id"), Note.of_health == bindparam("of_health"))
    .order_by(Note.id.desc())
)
_ATTACHMENTS = (
    select(Attachment)
    .options(defer(Attachment.sealed))
    .where(Attachment.dossier_id == bindparam("dossier_id"), Attachment.of_health == bindparam("of_health"))
    .order_by(Attachment.id.desc())
)


def notes_of(tx: Transaction, dossier: Dossier, of_health: bool = False) -> list[tuple[Note, str]]:
    """The notes, opened, newest first."""
    found = tx.scalars(_NOTES, {"dossier_id": dossier.id, "of_health": of_health})
    return [(n, tx.vault.open_text(dossier.household_id, n.sealed, f"notes.text:{n.id}")) for n in found]


def attachments_of(tx: Transaction, dossier: Dossier, of_health: bool = False) -> list[tuple[Attachment, str]]:
    """The attachments with their names, opened, newest first; the bytes stay where they are."""
    return [
        (a, tx.vault.open_text(dossier.household_id, a.sealed_name, f"attachments.name:{a.id}"))
        for a in tx.scalars(_ATTACHMENTS, {"dossier_id": dossier.id, "of_health": of_health})
    ]


def attachment_bytes(tx: Transaction, dossier: Dossier, attachment_id: int) -> tuple[str, bytes] | None:
    """Name and bytes of one attachment of this very dossier."""
    found = tx.scalar(select(Attachment).where(Attachment.id == attachment_id, Attachment.dossier_id == dossier.id))
    if found is None:
        return None
    name = tx.vault.open_text(dossier.household_id, found.sealed_name, f"attachments.name:{found.id}")
    return name, tx.vault.open(dossier.household_id, found.sealed, f"attachments.bytes:{found.id}")
