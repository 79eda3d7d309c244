"""Particulars: what a paper says that no other noun holds (who signs and why, the subject of an agreement)."""

from collections.abc import Mapping

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Record, Transaction, key
from governance.dossiers import Dossier


class Particular(Record):
    """One dato dell'atto of a dossier, sealed; `about_id` is the organisation it concerns, None for the whole."""

    __tablename__ = "particulars"
    __table_args__ = (UniqueConstraint("dossier_id", "about_id", "name"),)

    id: Mapped[int] = key()
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


Given = dict[tuple[int | None, str], str]
"""Particulars by (the organisation they concern, name)."""


def particulars_of(tx: Transaction, dossier: Dossier) -> Given:
    """Every particular of the dossier, opened."""
    rows = tx.scalars(select(Particular).where(Particular.dossier_id == dossier.id))
    return {
        (row.about_id, row.name): tx.vault.open_text(dossier.household_id, row.sealed, f"particulars:{row.id}")
        for row in rows
    }


def write_particulars(tx: Transaction, dossier: Dossier, about_id: int | None, values: Mapping[str, str]) -> list[str]:
    """Keep these values where they changed, take away the empty ones; the names that changed."""
    known, changed = particulars_of(tx, dossier), []
    for name, text in values.items():
        if known.get((about_id, name), "") == text:
            continue
        changed.append(name)
        row = _row(tx, dossier.id, about_id, name)
        if row is not None and not text:
            tx.delete(row)
            continue
        if row is None:
            row = Particular(dossier_id=dossier.id, about_id=about_id, name=name, sealed=b"")
            tx.add(row)
            tx.flush()
        row.sealed = tx.vault.seal_text(dossier.household_id, text, f"particulars:{row.id}")
    tx.flush()
    return changed


def _row(tx: Transaction, dossier_id: int, about_id: int | None, name: str) -> Particular | None:
    about = Particular.about_id.is_(None) if about_id is None else Particular.about_id == about_id
    return tx.scalar(select(Particular).where(Particular.dossier_id == dossier_id, about, Particular.name == name))
