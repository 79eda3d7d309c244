"""Facts changed at one path, such as `items[2].outcome`, and the paths at which they may be changed."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_type_hints

_STEP = re.compile(r"(\w+)((?:\[\d+\])?)\.?(.*)")


def changed(facts: Any, path: str, value: Any) -> Any:
    """The same facts with another value at `path`."""
    name, place, rest = _STEP.fullmatch(path).groups()  # type: ignore[union-attr]
    held = getattr(facts, name)
    if place:
        index = int(place[1:-1])
        inner = changed(held[index], rest, value) if rest else value
        return replace(facts, **{name: (*held[:index], inner, *held[index + 1 :])})
    return replace(facts, **{name: changed(held, rest, value) if rest else value})


def paths(facts: Any, before: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Every field of the facts and of what they hold, as (path, type, value)."""
    hints = get_type_hints(type(facts))
    for field in fields(facts):
        value, path = getattr(facts, field.name), f"{before}{field.name}"
        yield path, hints[field.name], value
        for place, item in enumerate(value if isinstance(value, tuple) else ()):
            if is_dataclass(item):
                yield from paths(item, f"{path}[{place}].")
        if is_dataclass(value):
            yield from paths(value, f"{path}.")


def may_be_absent(hint: Any) -> bool:
    return type(None) in get_args(hint)
