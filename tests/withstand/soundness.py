"""What must hold after any crash: nothing acknowledged is lost, nothing is half there."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from governance import audit
from governance.database import Database
from governance.documents import Document
from governance.dossiers import Dossier
from governance.history import StageChange
from governance.notices import Notice
from governance.tables import METADATA

TELLING = ("hold", "resume_before_contact", "submit", "withdraw")
"""Moves of the rounds that always tell somebody other than their maker."""


def state(database: Database) -> dict[str, Any]:
    """How many rows each table has, and where each dossier stands; how often somebody swept apart."""
    with database.reading() as tx:
        found: dict[str, Any] = {
            name: tx.scalar(select(func.count()).select_from(table))
            for name, table in METADATA.tables.items()
            if name != "sweeps"
        }
        columns = (Dossier.id, Dossier.stage, Dossier.last_number, Dossier.due_at, Dossier.open)
        found["stages"] = [tuple(row) for row in tx.execute(select(*columns).order_by(Dossier.id))]
    return found


def grown(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """The tables that have more rows than before."""
    return {name for name in before if name != "stages" and after[name] > before[name]}


def losses(database: Database, acknowledged: Iterable[str]) -> list[str]:
    """Where the database contradicts itself, or what was acknowledged (`DOSSIER NUMBER MOVE`)."""
    with database.reading() as tx:
        lines = {(line.dossier_id, line.number): line for line in tx.scalars(select(StageChange))}
        told = {key.rpartition(":")[0] for key in tx.scalars(select(Notice.key))}
        papers = set(tx.scalars(select(Document.stage_change_id)))
    found = [f"{fault.where}: {fault.sentence}" for fault in audit.verify(database).faults]
    for said in acknowledged:
        dossier_id, number, move = said.split()
        line = lines.get((int(dossier_id), int(number)))
        if line is None or line.move != move:
            found.append(f"acknowledged and lost: {said}")
    for line in lines.values():
        if line.move in TELLING and f"{line.dossier_id}:move:{line.move}:{line.id}" not in told:
            found.append(f"told nobody: {line.dossier_id} {line.number} {line.move}")
        if line.move == "submit" and line.id not in papers:
            found.append(f"asked for no document: {line.dossier_id} {line.number}")
    return found
