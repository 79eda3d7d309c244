"""Many rows written by one statement: unnested arrays on PostgreSQL, the driver's own repetition on SQLite."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import TextClause, text

from governance.database import Transaction
from governance.instants import as_text

INSTANT = "timestamptz"


class Together:
    """A statement over many rows, told once for each database; `types` are PostgreSQL's, by column.

    `arrays` has the rows at `{rows}`, which it calls `told`; `each` takes the columns of `types` in their order.
    On PostgreSQL they are unnested arrays, on SQLite the driver's own repetition. Neither is compiled again: with many
    rows that would cost more than the writing. What all rows share goes to the server once.
    """

    def __init__(self, arrays: str, each: str, types: Mapping[str, str]) -> None:
        self._arrays = arrays
        self._each = each
        self._types = types
        self._told = cache(self._told_of)

    def run(self, tx: Transaction, columns: Sequence[Sequence[Any]]) -> int:
        """Write the rows, given as their columns in the order of `types`; how many rows the database counts."""
        if not columns or not columns[0]:
            return 0
        shared = tuple(values.count(values[0]) == len(values) for values in columns)
        if tx.get_bind().dialect.name == "postgresql":
            shared = (False, *shared[1:])
            given = zip(self._types, columns, shared, strict=True)
            return tx.run(
                self._told(shared), {name: values[0] if same else [*values] for name, values, same in given}
            ).rowcount
        tx.flush()
        return tx.connection().exec_driver_sql(self._each, self._plain(columns, shared)).rowcount

    def _told_of(self, shared: tuple[bool, ...]) -> TextClause:
        """The statement for PostgreSQL where these columns are the same in all rows; the first makes the rows."""
        types = [*zip(self._types.items(), shared, strict=True)]
        varying = [(name, kind) for (name, kind), same in types if not same]
        chosen = ", ".join(f"CAST(:{name} AS {kind}) AS {name}" if same else name for (name, kind), same in types)
        arrays = ", ".join(f"CAST(:{name} AS {kind}[])" for name, kind in varying)
        names = ", ".join(name for name, _ in varying)
        told = f"(SELECT {chosen} FROM unnest({arrays}) AS several({names})) AS told"  # noqa: S608 - our own names
        return text(self._arrays.format(rows=told))

    def _plain(self, columns: Sequence[Sequence[Any]], shared: Sequence[bool]) -> list[tuple[Any, ...]]:
        """The rows as SQLite's driver takes them, instants as text."""
        kinds = zip(self._types.values(), columns, shared, strict=True)
        plain = [_texts(values, same) if kind == INSTANT else values for kind, values, same in kinds]
        return [*zip(*plain, strict=True)]


def _texts(values: Sequence[Any], same: bool) -> list[str | None]:
    """Instants as SQLite keeps them, each read once."""
    if same:
        return [None if values[0] is None else as_text(values[0])] * len(values)
    return [None if value is None else as_text(value) for value in values]
