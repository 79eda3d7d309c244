"""Tests named in a table: `path::name`, the path below `tests`."""

import ast
from functools import cache

from tests.processes import HERE


def is_there(named: str) -> bool:
    """Whether the file holds a test of that name."""
    path, _, name = named.partition("::")
    return name in _names_in(path)


@cache
def _names_in(path: str) -> frozenset[str]:
    tree = ast.parse((HERE / "tests" / path).read_text())
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))
