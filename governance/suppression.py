"""Suppression: cells about fewer than three households are not shown, nor what would let one work them out.

Three is the least that the project's rules name for tables that leave the case team. Where a line of a table (a row or
a column, its total included) hides one cell alone, a second one is hidden beside it, until no line hides just one.
"""

from collections.abc import Mapping, Sequence

from governance.figures import Count

LEAST = 3
TOTAL = ""
"""The name of the line of totals, in both directions."""
Cell = tuple[str, str]


def is_small(count: Count) -> bool:
    """Whether it is about somebody, and about fewer than three."""
    return 0 < count.households < LEAST


def hidden_in_list(counts: Mapping[str, Count], total: Count) -> frozenset[str]:
    """The names to hide in a list that is shown with its total."""
    found = hidden_in({(name, TOTAL): count for name, count in counts.items()} | {(TOTAL, TOTAL): total})
    return frozenset(name for name, _column in found)


def hidden_in(cells: Mapping[Cell, Count]) -> frozenset[Cell]:
    """The cells to hide in a table with its totals (under `TOTAL`); cells that are not there count nothing."""
    hidden = {cell for cell, count in cells.items() if is_small(count)}
    lines = _lines(cells)
    changed = True
    while changed:
        changed = False
        for line in lines:
            if len(hidden.intersection(line)) == 1 and (second := _second(line, hidden, cells)):
                hidden.add(second)
                changed = True
    return frozenset(hidden)


def _second(line: Sequence[Cell], hidden: set[Cell], cells: Mapping[Cell, Count]) -> Cell | None:
    """What is hidden beside the only hidden cell of a line: the least that says something, the total last."""
    open_cells = [cell for cell in line if cell not in hidden and cells[cell].value]
    return min(open_cells, key=lambda cell: (TOTAL in cell, cells[cell].value, cell), default=None)


def _lines(cells: Mapping[Cell, Count]) -> Sequence[Sequence[Cell]]:
    rows: dict[str, list[Cell]] = {}
    columns: dict[str, list[Cell]] = {}
    for cell in sorted(cells):
        rows.setdefault(cell[0], []).append(cell)
        columns.setdefault(cell[1], []).append(cell)
    return [line for line in (*rows.values(), *columns.values()) if len(line) > 1]
