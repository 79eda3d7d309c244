"""The closed room in which the tags of a template run: Jinja's sandbox, autoescaped, strict, few filters."""

import contextlib
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from jinja2 import StrictUndefined, Undefined, UndefinedError
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.filters import FILTERS as ALL_JINJA_FILTERS
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from document_templates.filters import FILTERS
from document_templates.inserts import picture
from document_templates.values import clean, clean_markup

# fmt: off
JINJA_FILTERS = (
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float",
    "groupby", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject",
    "rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice", "sort", "string", "sum",
    "title", "trim", "truncate", "unique", "upper", "wordcount",
)
# fmt: on
GLOBALS = ("cycler", "dict", "joiner", "namespace")
_DICT_NAMES = frozenset(dir(dict))
_ISO_READINGS: dict[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "date_words": date.fromisoformat,
    "hour": time.fromisoformat,
    "hour_words": time.fromisoformat,
}
_LONGEST_ALONE = len("2026-12-01")  # longer ones are an instant
_LITERALS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}


class LiteralBraces(Extension):
    """docxtpl's way of writing braces that are not tags (`{_{`), undone in the words of the template only."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Replace the literal forms in the text between tags."""
        for token in stream:
            if token.type == "data" and "_" in token.value:
                yield Token(token.lineno, "data", _without_literals(token.value))
            else:
                yield token


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for templates that nobody trusts: no loader, no underscore names, no other filters than ours."""

    def __init__(self, undefined: type[Undefined] = StrictUndefined) -> None:
        super().__init__(
            autoescape=True, undefined=undefined, finalize=printed, extensions=[LiteralBraces], cache_size=0
        )
        self.filters = {name: ALL_JINJA_FILTERS[name] for name in JINJA_FILTERS} | dict(FILTERS) | {"picture": picture}
        for name, reading in _ISO_READINGS.items():
            self.filters[name] = _reading_iso(FILTERS[name], reading)
        safe_range = self.globals["range"]
        self.globals = {name: DEFAULT_NAMESPACE[name] for name in GLOBALS} | {"range": safe_range}

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Refuse at once, even where nothing would be printed."""
        raise SecurityError(f"{attribute!r} of {type(obj).__name__!r} is closed to templates")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look up as the sandbox does, by a shorter way for plain dictionaries, dataclasses and loops.

        The names refused are the same: a dictionary's own methods and names with an underscore go the long way.
        """
        kind = type(obj)
        if kind is dict:
            if attribute in obj and attribute not in _DICT_NAMES:
                return obj[attribute]
        elif attribute[:1] != "_" and (kind is LoopContext or hasattr(kind, "__dataclass_fields__")):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return super().getattr(obj, attribute)
        return super().getattr(obj, attribute)


def printed(value: Any) -> Any:
    """Return what a tag prints: clean text, markup of our own objects; a value that is None is missing."""
    kind = type(value)
    if kind is str:
        return clean(value)
    if kind is int or isinstance(value, Undefined):
        return value
    if value is None:
        raise UndefinedError("None")
    if hasattr(value, "__html__"):
        return Markup(clean_markup(value.__html__()))  # noqa: S704 escaped already, or made by our own objects
    return clean(str(value))


def _reading_iso(function: Callable[..., str], reading: Callable[[str], Any]) -> Callable[..., str]:
    """Let a filter of dates or hours take ISO 8601 text too: facts that come as JSON have no other dates."""

    def filtered(value: Any) -> str:
        if isinstance(value, str):
            with contextlib.suppress(ValueError):
                return function(reading(value) if len(value) <= _LONGEST_ALONE else datetime.fromisoformat(value))
        return function(value)

    return filtered


def _without_literals(text: str) -> str:
    for written, meant in _LITERALS.items():
        text = text.replace(written, meant)
    return text
