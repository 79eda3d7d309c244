"""Many rows in one statement on PostgreSQL: one array per column, unnested by the database."""

from collections.abc import Mapping, Sequence
from typing import Any


def unnested(types: Mapping[str, str], alias: str) -> str:
    """The words that stand for the rows in a statement: `unnest(CAST(:all_id AS bigint[]), ...) AS told(id, ...)`."""
    arrays = ", ".join(f"CAST(:all_{name} AS {kind}[])" for name, kind in types.items())
    return f"unnest({arrays}) AS {alias}({', '.join(types)})"


def columns_of(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> dict[str, list[Any]]:
    """The rows turned on their side, as the statement names them."""
    return {f"all_{name}": [row[name] for row in rows] for name in names}
