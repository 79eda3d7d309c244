"""A static walk over the words of a document: every name is a field of the facts, every value is printed well."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes

KEEPS_ITEMS = {"selectattr", "rejectattr", "sort", "list", "reverse"}
GIVES_ITEM = {"first", "last"}
LOOP = {"index": int, "index0": int, "first": bool, "last": bool, "length": int}
UNKNOWN = object()


class NameWalk:
    """Collects the faults of one text against the dataclass of its facts."""

    def __init__(self, facts: type) -> None:
        self.scope: dict[str, Any] = dict(get_type_hints(facts))
        self.faults: list[str] = []

    def statements(self, body: list[nodes.Node]) -> None:
        for node in body:
            self.statement(node)

    def statement(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Output):
            for shown in node.nodes:
                if not isinstance(shown, nodes.TemplateData):
                    self.printed(shown)
        elif isinstance(node, nodes.If):
            self.kind(node.test)
            self.statements([*node.body, *node.elif_, *node.else_])
        elif isinstance(node, nodes.For):
            self.loop(node)
        elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            self.scope[node.target.name] = self.kind(node.node)
        else:
            self.faults.append(f"line {node.lineno}: {type(node).__name__} is not among the words of a text")

    def loop(self, node: nodes.For) -> None:
        items = bare(self.kind(node.iter))
        outer = dict(self.scope)
        assert isinstance(node.target, nodes.Name)
        if get_origin(items) is not tuple:
            self.faults.append(f"line {node.lineno}: {node.target.name} does not run over a list")
        self.scope |= {node.target.name: (get_args(items) or (UNKNOWN,))[0], "loop": LOOP}
        self.statements([*node.body, *node.else_])
        self.scope = outer

    def printed(self, node: nodes.Node) -> None:
        kind = bare(self.kind(node))
        unfit = kind is bool or kind is Decimal or is_dataclass(kind) or get_origin(kind) is tuple
        if unfit or (isinstance(kind, type) and issubclass(kind, Enum | date)):
            self.faults.append(f"line {node.lineno}: a {kind} is printed as it is")

    def kind(self, node: nodes.Node | None) -> Any:
        if isinstance(node, nodes.Name):
            return self.known(node)
        if isinstance(node, nodes.Getattr):
            return self.attribute(bare(self.kind(node.node)), node)
        if isinstance(node, nodes.Filter):
            return self.filtered(node)
        for child in node.iter_child_nodes() if node else ():
            self.kind(child)
        return UNKNOWN

    def known(self, node: nodes.Name) -> Any:
        if node.name not in self.scope:
            self.faults.append(f"line {node.lineno}: {node.name} is not a fact")
        return self.scope.get(node.name, UNKNOWN)

    def filtered(self, node: nodes.Filter) -> Any:
        items = bare(self.kind(node.node))
        for argument in node.args:
            self.kind(argument)
        if node.name in KEEPS_ITEMS:
            return items
        return get_args(items)[0] if node.name in GIVES_ITEM else UNKNOWN

    def attribute(self, kind: Any, node: nodes.Getattr) -> Any:
        shape = kind if isinstance(kind, dict) else attributes(kind)
        if node.attr not in shape:
            self.faults.append(f"line {node.lineno}: {kind} has no {node.attr}")
        return shape.get(node.attr, UNKNOWN)


def bare(kind: Any) -> Any:
    if get_origin(kind) in (UnionType, Union):
        return next(inner for inner in get_args(kind) if inner is not type(None))
    return kind


def attributes(kind: Any) -> dict[str, Any]:
    if is_dataclass(kind):
        return {field.name: get_type_hints(kind)[field.name] for field in fields(kind)} | dict(properties(kind))
    return get_type_hints(kind) | dict(properties(kind)) if isinstance(kind, type) else {}


def properties(kind: Any) -> Iterator[tuple[str, Any]]:
    for ancestor in reversed(kind.__mro__):
        for name, member in vars(ancestor).items():
            if isinstance(member, property) and not name.startswith("_"):
                yield name, get_type_hints(member.fget).get("return", UNKNOWN)
