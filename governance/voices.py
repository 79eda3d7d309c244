"""What is to be told to a person by voice, until somebody notes that it was."""

from datetime import datetime

from sqlalchemy import Integer, bindparam, exists, select

from governance.database import Transaction
from governance.history import StageChange
from governance.notices import Notice

SPEAK, TOLD = "speak", "tell"
"""The kind of notice, and the act that answers it."""


_told = exists().where(
    StageChange.dossier_id == Notice.dossier_id, StageChange.move == TOLD, StageChange.at >= Notice.written_at
)
_TO_BE_SAID = (
    select(Notice)
    .where(
        Notice.person_id == bindparam("person_id"),
        Notice.what == SPEAK,
        Notice.written_at >= bindparam("since"),
        ~_told,
    )
    .order_by(Notice.id)
    .limit(bindparam("limit", type_=Integer()))
)


def to_be_said(tx: Transaction, person_id: int, since: datetime, limit: int = 20) -> list[Notice]:
    """What this person still has to tell by voice, oldest first; one act of telling answers all before it."""
    return list(tx.scalars(_TO_BE_SAID, {"person_id": person_id, "since": since, "limit": limit}))
