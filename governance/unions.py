"""A list as a union of index ranges, each limited, then merged: one statement per shape, written once.

This form alone stays flat from a thousand to a million dossiers on both databases; no OFFSET, no count. It stands
here as text because composing it from expressions costs more than running it.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import TextClause, text

from governance.database import Identifier, Transaction
from governance.instants import Instant
from governance.narrowings import typed


class Branch(NamedTuple):
    """One range of `participations`: its conditions and its order, each value's name followed by `{n}`."""

    where: str
    order: str
    values: Mapping[str, Any]


class Merging(NamedTuple):
    """How the branches are put together: what of `sorted_at` counts where a dossier comes twice, and in which order."""

    sorted_at: str
    newest_first: bool
    limit: int


def merged(tx: Transaction, branches: Sequence[Branch], merging: Merging, common: Mapping[str, Any]) -> list[Any]:
    """Rows `(dossier_id, sorted_at)`, each dossier once; `common` are values that every branch names alike."""
    if not branches:
        return []
    statement = _statement(tuple((each.where, each.order) for each in branches), merging, frozenset(common))
    values = {f"{name}_{n}": value for n, each in enumerate(branches) for name, value in each.values.items()}
    return list(tx.run(statement, {**values, **common}))


@lru_cache(maxsize=512)
def _statement(shape: tuple[tuple[str, str], ...], merging: Merging, common: frozenset[str]) -> TextClause:
    parts = [
        f"SELECT * FROM (SELECT dossier_id, {merging.sorted_at} AS sorted_at FROM participations "  # noqa: S608 - our own words
        f"WHERE {where.replace('{n}', str(n))} ORDER BY {order} LIMIT {merging.limit}) AS branch_{n}"
        for n, (where, order) in enumerate(shape)
    ]
    best, order = (
        ("max(sorted_at)", "2 DESC, 1 DESC")
        if merging.newest_first
        else ("min(sorted_at)", "min(sorted_at) IS NULL, 2, 1")
    )
    words = (
        f"SELECT dossier_id, {best} AS sorted_at FROM ({' UNION ALL '.join(parts)}) AS merged "  # noqa: S608 - our own words
        f"GROUP BY dossier_id ORDER BY {order} LIMIT {merging.limit}"
    )
    return text(words).bindparams(*typed(common)).columns(dossier_id=Identifier, sorted_at=Instant())  # type: ignore[return-value]
