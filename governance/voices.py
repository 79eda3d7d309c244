"""What is to be told to a person by voice, until somebody notes that it was."""

from datetime import datetime

from sqlalchemy import exists, select

from governance.database import Transaction
from governance.history import StageChange
from governance.notices import Notice

SPEAK, TOLD = "speak", "tell"
"""The kind of notice, and the act that answers it."""


def to_be_said(tx: Transaction, person_id: int, since: datetime, limit: int = 20) -> list[Notice]:
    """What this person still has to tell by voice, oldest first; one act of telling answers all before it."""
    told = exists().where(
        StageChange.dossier_id == Notice.dossier_id, StageChange.move == TOLD, StageChange.at >= Notice.written_at
    )
    query = select(Notice).where(Notice.person_id == person_id, Notice.what == SPEAK, Notice.written_at >= since, ~told)
    return list(tx.scalars(query.order_by(Notice.id).limit(limit)))
