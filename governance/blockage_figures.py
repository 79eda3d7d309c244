"""Figures of blockages: how old, how long until settled, and the share settled within thirty and sixty days."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from governance.blockages import Blockage
from governance.database import Transaction
from governance.dossiers import Dossier

TERMS = (30, 60)


@dataclass(frozen=True, slots=True)
class BlockageFigures:
    """Ages and lead times in days (None: nothing to measure); `within` by term: settled in time, of how many."""

    open: int
    persons: int
    person_days: int
    age_p50: float | None
    age_p90: float | None
    lead_p50: float | None
    lead_p90: float | None
    within: dict[int, tuple[int, int]]


def blockage_figures(
    tx: Transaction,
    network_ids: Collection[int],
    places: Collection[str] | None = None,
    period: tuple[datetime, datetime] | None = None,
) -> BlockageFigures:
    """Of these networks (and municipalities), those first seen in the period; in one query.

    Only a blockage old enough to have had the whole term counts for its share. One that was dismissed is not settled.
    """
    query = select(Blockage, Dossier.stage).join(Dossier, Dossier.id == Blockage.id)
    query = query.where(Blockage.network_id.in_(network_ids))
    if places is not None:
        query = query.where(Blockage.municipality.in_(places))
    if period:
        query = query.where(Blockage.first_seen >= period[0], Blockage.first_seen < period[1])
    rows = [(facts, stage == "settled") for facts, stage in tx.execute(query).tuples()]
    present = [facts for facts, _settled in rows if facts.open]
    ages = sorted(_days(facts.first_seen, tx.now) for facts in present)
    leads = sorted(_days(facts.first_seen, facts.closed_at) for facts, settled in rows if settled and facts.closed_at)
    return BlockageFigures(
        len(present),
        sum(facts.persons for facts in present),
        sum(facts.person_days for facts, _settled in rows),
        _quantile(ages, 0.5), _quantile(ages, 0.9), _quantile(leads, 0.5), _quantile(leads, 0.9),
        {term: _within(rows, term, tx.now) for term in TERMS},
    )  # fmt: skip


def _within(rows: Sequence[tuple[Blockage, bool]], term: int, now: datetime) -> tuple[int, int]:
    span = timedelta(days=term)
    ripe = [(facts, settled) for facts, settled in rows if facts.first_seen + span <= now]
    in_time = [
        facts for facts, settled in ripe if settled and facts.closed_at and facts.closed_at <= facts.first_seen + span
    ]
    return len(in_time), len(ripe)


def _days(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 86_400


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    """The value that this share of them does not exceed (nearest rank)."""
    if not ordered:
        return None
    rank = max(0, -(-len(ordered) * round(share * 100) // 100) - 1)
    return ordered[rank]
