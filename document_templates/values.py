"""What people type, made fit for Word: what XML cannot hold is removed, and told."""

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

PICTURE_SIGNS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How a PNG and a JPEG begin."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_IN_MARKUP = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029\x0b]")


def clean(text: str) -> str:
    """Return the text with line ends as `\\n` and without the characters that XML 1.0 forbids or discourages.

    Tabs and line ends stay; so do accents, emoji, right-to-left text and its marks (XML 1.0, 2.2 Char).
    """
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def clean_markup(markup: str) -> str:
    """Return markup made by RichText and the like without forbidden characters.

    Bell and form feed stay: docxtpl's Listing means a new paragraph and a new page by them.
    """
    return markup if markup.isprintable() else _FORBIDDEN_IN_MARKUP.sub("", markup)


def removed_characters(facts: object) -> list[tuple[str, str]]:
    """Return (path of the field, code points such as `U+0007`) for each text that `clean` would shorten."""
    found = []
    for path, text in _texts(facts, ""):
        gone = _FORBIDDEN.findall(_LINE_ENDS.sub("\n", text))
        if gone:
            found.append((path, " ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(gone))))
    return found


def top_level(facts: object) -> dict[str, Any]:
    """Return the names a template sees: the keys of a mapping, or the fields of a dataclass."""
    if isinstance(facts, Mapping):
        return dict(facts)
    if dataclasses.is_dataclass(facts) and not isinstance(facts, type):
        return {name: getattr(facts, name) for name in _names(type(facts))}
    raise TypeError(f"facts are a mapping or a dataclass, not {type(facts).__name__}")


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping) or (dataclasses.is_dataclass(value) and not isinstance(value, type)):
        for name, inner in top_level(value).items():
            yield from _texts(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple | set | frozenset):
        for index, inner in enumerate(value):
            yield from _texts(inner, f"{path}[{index}]")
