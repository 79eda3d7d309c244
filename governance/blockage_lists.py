"""Lists of blockages: those the actor may know of, by how many persons x days they have cost, the most first."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, select, tuple_

from governance.actors import Actor
from governance.blockage_links import BlockageLink
from governance.blockages import Blockage
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.lists import PAGE
from governance.participations import Participation
from governance.policy import Permission
from governance.ranges import ranges_of

_FACTS = (
    Blockage.id, Blockage.network_id, Blockage.kind, Blockage.category, Blockage.municipality, Blockage.open,
    Blockage.organisation_id, Blockage.persons, Blockage.households, Blockage.persons_touched, Blockage.weight_base,
    Blockage.person_days, Blockage.first_seen, Blockage.last_seen, Blockage.closed_at,
    Dossier.code, Dossier.stage, Dossier.since, Dossier.due_at, Dossier.pathway, Dossier.version,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list of blockages is narrowed to; empty means everything. `places` are municipalities."""

    open: bool = True
    network_id: int | None = None
    kind: str = ""
    category: str = ""
    stage: str = ""
    places: Collection[str] | None = None


def ranked(
    tx: Transaction, actor: Actor, wanted: Narrowing, after: tuple[int, int] | None = None, limit: int = PAGE
) -> Sequence[Any]:
    """Up to one row more than `limit`, in one query; `after` is the `(person_days, id)` of the last row before."""
    query = _visible(actor, wanted)
    if query is None:
        return []
    if after:
        query = query.where(tuple_(Blockage.person_days, Blockage.id) < after)
    return tx.execute(query.order_by(Blockage.person_days.desc(), Blockage.id.desc()).limit(limit + 1)).all()


def walk(tx: Transaction, actor: Actor, wanted: Narrowing, size: int = 500) -> Iterator[Sequence[Any]]:
    """All of them, batch by batch, in the order of the list."""
    after: tuple[int, int] | None = None
    while rows := ranked(tx, actor, wanted, after, size):
        yield rows[:size]
        if len(rows) <= size:
            return
        after = rows[size - 1].person_days, rows[size - 1].id


def _visible(actor: Actor, wanted: Narrowing) -> Select[Any] | None:
    """The blockages that the policy lets the actor know of; None where it lets them know of none."""
    held = [(each.organisation_id, each.capacity) for each in ranges_of(actor, ("blockage",), Permission.SEE)]
    if not held:
        return None
    part = select(Participation.id).where(
        Participation.dossier_id == Blockage.id,
        tuple_(Participation.organisation_id, Participation.capacity).in_(held),
        Participation.reading != "none",
    )
    query = select(*_FACTS).join(Dossier, Dossier.id == Blockage.id).where(Blockage.open == wanted.open, part.exists())
    narrowed = {
        Blockage.network_id: wanted.network_id, Blockage.kind: wanted.kind, Blockage.category: wanted.category,
        Dossier.stage: wanted.stage,
    }  # fmt: skip
    query = query.where(*(column == value for column, value in narrowed.items() if value))
    return query if wanted.places is None else query.where(Blockage.municipality.in_(wanted.places))


def causes_of(tx: Transaction, blockage_id: int) -> list[tuple[str, int]]:
    """The coded causes of a blockage and how many households each touched, the commonest first."""
    households = func.count(BlockageLink.household_id.distinct())
    query = select(BlockageLink.cause, households).where(BlockageLink.blockage_id == blockage_id)
    return list(tx.execute(query.group_by(BlockageLink.cause).order_by(households.desc(), BlockageLink.cause)).tuples())


def stuck_dossiers(tx: Transaction, blockage_id: int, limit: int = PAGE) -> list[tuple[int, Any]]:
    """`(dossier_id, since)` of what is stuck now, the longest first."""
    query = select(BlockageLink.dossier_id, BlockageLink.since).where(
        BlockageLink.blockage_id == blockage_id, BlockageLink.until.is_(None)
    )
    return list(tx.execute(query.order_by(BlockageLink.since, BlockageLink.id).limit(limit)).tuples())


_STUCK = (
    select(BlockageLink.blockage_id, Blockage.kind, BlockageLink.since)
    .join(Blockage, Blockage.id == BlockageLink.blockage_id)
    .where(BlockageLink.dossier_id == bindparam("dossier_id"), BlockageLink.until.is_(None))
)


def stuck_in(tx: Transaction, dossier_id: int) -> list[Any]:
    """`(blockage_id, kind, since)` of what keeps this dossier from going on now."""
    return list(tx.run(_STUCK, {"dossier_id": dossier_id}))
