"""Many rows written by one statement: unnested arrays on PostgreSQL, the driver's own repetition on SQLite."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text

from governance.database import Transaction
from governance.instants import as_text

INSTANT = "timestamptz"


class Together:
    """A statement over many rows, told once for each database; `types` are PostgreSQL's, by column.

    `arrays` has the rows at `{rows}`, which it calls `told`; `each` takes the columns of `types` in their order.
    Neither is compiled again: with many rows that would cost more than the writing.
    """

    def __init__(self, arrays: str, each: str, types: Mapping[str, str]) -> None:
        columns = ", ".join(f"CAST(:all_{name} AS {kind}[])" for name, kind in types.items())
        self._arrays = text(arrays.format(rows=f"unnest({columns}) AS told({', '.join(types)})"))
        self._each = each
        self._types = types

    def run(self, tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> int:
        """Write them; how many rows the database counts."""
        if not rows:
            return 0
        if tx.get_bind().dialect.name == "postgresql":
            return tx.run(self._arrays, {f"all_{name}": [row[name] for row in rows] for name in self._types}).rowcount
        tx.flush()
        return tx.connection().exec_driver_sql(self._each, self._plain(rows)).rowcount

    def _plain(self, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """The rows as SQLite's driver takes them, instants as text."""
        columns = [
            [None if row[name] is None else as_text(row[name]) for row in rows]
            if kind == INSTANT
            else [row[name] for row in rows]
            for name, kind in self._types.items()
        ]
        return [*zip(*columns, strict=True)]
