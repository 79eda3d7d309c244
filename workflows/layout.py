"""Where each stage of a pathway stands in its picture: columns by distance from the beginning, finals last."""

from collections.abc import Iterable, Mapping

from workflows.pathway import Pathway
from workflows.vocabulary import NEW

SWEEPS = 6
Place = tuple[int, float]
"""A column and a row; a row may be half way so that short columns stand in the middle."""


def places(pathway: Pathway, arrows: Iterable[tuple[str, str]]) -> Mapping[str, Place]:
    """The place of `new` and of every stage."""
    pairs = [(start, end) for start, end in arrows if start != end]
    columns = _columns(pathway, pairs)
    _untangle(columns, pairs)
    tallest = max(len(column) for column in columns)
    return {
        name: (across, row + (tallest - len(column)) / 2)
        for across, column in enumerate(columns)
        for row, name in enumerate(column)
    }


def _columns(pathway: Pathway, pairs: list[tuple[str, str]]) -> list[list[str]]:
    distance = {NEW: 0}
    pending = [NEW]
    for name in pending:
        for start, end in pairs:
            if start == name and end not in distance:
                distance[end] = distance[name] + 1
                pending.append(end)
    open_ones = [name for name in pathway.stages if not pathway.stages[name].final]
    last = max((distance.get(name, 0) for name in open_ones), default=0) + 1
    columns: list[list[str]] = [[NEW], *([] for _ in range(last))]
    for name, stage in pathway.stages.items():
        columns[last if stage.final else distance.get(name, 1)].append(name)
    return [column for column in columns if column]


def _untangle(columns: list[list[str]], pairs: list[tuple[str, str]]) -> None:
    """Order each column by the mean row of its neighbours, there and back, a few times."""
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            rows = {name: row for one in columns for row, name in enumerate(one)}
            means = {name: _mean_row(name, pairs, rows) for name in column}
            column.sort(key=means.__getitem__)


def _mean_row(name: str, pairs: list[tuple[str, str]], rows: Mapping[str, int]) -> float:
    near = [rows[start] for start, end in pairs if end == name] + [rows[end] for start, end in pairs if start == name]
    return sum(near) / len(near) if near else rows[name]
