"""Which facts a template wanted and did not find: all of them at once, each with its paragraph."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import ChainableUndefined, Undefined, nodes

from document_templates.environments import Sandbox
from document_templates.errors import Fault
from document_templates.faults import line_words
from document_templates.parts import TaggedPart

_SILENT_FILTERS = frozenset({"default", "d"})


def omissions(parts: Iterable[TaggedPart], context: Mapping[str, Any]) -> list[Fault]:
    """Render leniently, note each value that is absent or None where a tag prints or counts it, in order."""
    found: dict[tuple[str, str], Fault] = {}
    for part in parts:
        for path, line in _absent_in(part, context):
            fault = Fault(f"manca il dato «{path}».", part.label, line_words(part, line))
            found.setdefault((path, fault.paragraph), fault)
    return list(found.values())


def _absent_in(part: TaggedPart, context: Mapping[str, Any]) -> list[tuple[str, int]]:
    absent: list[tuple[str, int]] = []

    def note(value: Any, path: str, line: int, may_be_none: bool) -> Any:
        if isinstance(value, Undefined) or (value is None and not may_be_none):
            absent.append((path, line))
            return ""
        return value

    sandbox = Sandbox(undefined=ChainableUndefined)
    sandbox.filters = {name: _lenient(function) for name, function in sandbox.filters.items()}
    sandbox.filters["_note"] = note
    tree = sandbox.parse(part.lined)
    for holder, key, may_be_none in list(_places(tree)):
        _wrap(holder, key, may_be_none)
    try:
        sandbox.from_string(tree).render(context)
    except Exception:
        return absent  # what stopped the lenient rendering is the caller's to tell
    return absent


def _places(tree: nodes.Template) -> Iterator[tuple[Any, int | str, bool]]:
    """Yield (holder, key, may be None) of each expression that is printed, looped over or asked about."""
    for output in tree.find_all(nodes.Output):
        for index in range(len(output.nodes)):
            yield from _printed(output.nodes, index)
    for loop in tree.find_all(nodes.For):
        yield loop, "iter", False
    for condition in tree.find_all((nodes.If, nodes.CondExpr)):
        yield condition, "test", True


def _printed(holder: Any, key: int | str) -> Iterator[tuple[Any, int | str, bool]]:
    node = _get(holder, key)
    if isinstance(node, nodes.CondExpr):
        yield from _printed(node, "expr1")
        yield from _printed(node, "expr2")
    elif isinstance(node, nodes.Filter):
        if node.name not in _SILENT_FILTERS:
            yield from _printed(node, "node")
    else:
        yield holder, key, False


def _wrap(holder: Any, key: int | str, may_be_none: bool) -> None:
    target = _get(holder, key)
    path = _path(target)
    if not path:
        return
    constants: list[nodes.Expr] = [nodes.Const(path), nodes.Const(target.lineno), nodes.Const(may_be_none)]
    noted = nodes.Filter(target, "_note", constants, [], None, None, lineno=target.lineno)
    if isinstance(key, int):
        holder[key] = noted
    else:
        setattr(holder, key, noted)


def _get(holder: Any, key: int | str) -> Any:
    return holder[key] if isinstance(key, int) else getattr(holder, key)


def _path(node: nodes.Node | None) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (start := _path(node.node)):
        return f"{start}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and (start := _path(node.node)):
        return f"{start}[{node.arg.value!r}]"
    return ""


def _lenient(function: Callable[..., Any]) -> Callable[..., Any]:
    def lenient(*values: Any, **named: Any) -> Any:
        try:
            return function(*values, **named)
        except Exception:
            return ""

    return functools.update_wrapper(lenient, function)
