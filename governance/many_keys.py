"""Many keys asked for by one statement: an array on PostgreSQL, JSON on SQLite, one value on both."""

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from governance.instants import Processor


def among(key: ColumnElement[int], name: str = "ids") -> ColumnElement[bool]:
    """Is the key one of those given as `name` when the statement runs? However many they are, it is compiled once."""
    return _Among(key, bindparam(name, type_=_Keys()))


class _Keys(TypeDecorator[Collection[int]]):
    """Many keys as one value: JSON on SQLite, an array on PostgreSQL, both as text."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Processor:
        """How keys go into a statement."""
        return _listed if dialect.name == "sqlite" else _in_braces


def _listed(keys: Iterable[int]) -> str:
    return json.dumps([*keys])


def _in_braces(keys: Iterable[int]) -> str:
    return "{" + ",".join(map(str, keys)) + "}"


class _Among(FunctionElement[bool]):
    """Is the first one of the second, many keys? Not typed as a truth, which SQLite would compare with 1."""

    name = "among"
    inherit_cache = True


@compiles(_Among, "sqlite")
def _among_listed(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    key, keys = (compiler.process(each, **options) for each in element.clauses)
    return f"{key} IN (SELECT value FROM json_each({keys}))"  # noqa: S608 - compiled, nothing typed


@compiles(_Among, "postgresql")
def _among_array(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    key, keys = (compiler.process(each, **options) for each in element.clauses)
    return f"{key} = ANY(CAST({keys} AS bigint[]))"
