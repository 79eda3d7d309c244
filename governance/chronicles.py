"""Chronicles: everything that was done to the dossiers of one household, as one list by keyset."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, tuple_

from governance import health
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.history import StageChange

PAGE = 50


def dossiers_of_household(tx: Transaction, household_id: int) -> dict[int, str]:
    """The kind of every dossier of the household by key; nothing for what belongs to no household."""
    if not household_id:
        return {}
    return dict(tx.execute(select(Dossier.id, Dossier.kind).where(Dossier.household_id == household_id)).tuples().all())


class Known(NamedTuple):
    """The dossiers of which one reads everything, those one only knows of, those whose health part one reads too."""

    read: Collection[int]
    known: Collection[int]
    healed: Collection[int]


def lines_of_many(
    tx: Transaction, seen: Known, moves: Collection[str] = (), after: tuple[datetime, int] | None = None
) -> Sequence[StageChange]:
    """A page of lines and one more, the newest first: all of those dossiers one reads, stage changes of those known.

    `moves` narrows to these moves and acts, empty to none in particular.
    """
    moved = StageChange.from_stage != StageChange.to_stage
    query = select(StageChange).where(
        StageChange.dossier_id.in_(list(seen.read)) | (StageChange.dossier_id.in_(list(seen.known)) & moved),
        StageChange.move.not_in(health.ACTS) | StageChange.dossier_id.in_(list(seen.healed)),
    )
    if moves:
        query = query.where(StageChange.move.in_(list(moves)))
    if after:
        query = query.where(tuple_(StageChange.at, StageChange.id) < after)
    return list(tx.scalars(query.order_by(StageChange.at.desc(), StageChange.id.desc()).limit(PAGE + 1)))
