"""The properties of a Word file (title, author, subject ...), where tags are allowed too."""

from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from jinja2 import Environment, Template, TemplateSyntaxError, meta

from document_templates.archives import Packed, pack
from document_templates.errors import Fault, Faulty
from document_templates.parts import PROPERTIES, property_mark

_LONGEST = 255  # characters, ECMA-376 part 2 as python-docx enforces it
_MARK = property_mark("")[0].encode()


class PropertyTexts:
    """The properties that hold tags; they print text as typed, where docxtpl escapes it twice."""

    def __init__(self, environment: Environment, texts: Mapping[str, str], entries: Mapping[str, bytes]) -> None:
        self._templates: dict[str, Template] = {}
        self.names: frozenset[str] = frozenset()
        for name, text in texts.items():
            try:
                self.names |= meta.find_undeclared_variables(environment.parse(text))
                self._templates[name] = environment.from_string(text)
            except TemplateSyntaxError as error:
                raise Faulty(Fault("il segno non è scritto bene.", PROPERTIES, text)) from error
        self._texts = dict(texts)
        self._parts = {
            entry: content.decode()
            for entry, content in entries.items()
            if texts and entry.startswith("docProps/") and _MARK in content
        }
        self.entries = frozenset(self._parts)
        self._last: tuple[dict[str, str], dict[str, Packed]] = ({}, {})

    def render(self, context: Mapping[str, Any]) -> dict[str, Packed]:
        """Return, ready for the archive, the parts that hold properties with tags. Faulty if a tag fails."""
        if not self._parts:
            return {}
        values = {name: self._value(name, template, context) for name, template in self._templates.items()}
        last, packed = self._last
        if values != last:
            packed = {entry: pack(entry, _filled(text, values).encode()) for entry, text in self._parts.items()}
            self._last = (values, packed)
        return packed

    def unknown_faults(self, unknown: Iterable[str]) -> list[Fault]:
        """Return a fault for each property that uses an unknown name."""
        used = sorted(self.names.intersection(unknown))
        return [Fault(f"il nome «{name}» non esiste fra i dati di questo documento.", PROPERTIES) for name in used]

    def _value(self, name: str, template: Template, context: Mapping[str, Any]) -> str:
        try:
            return _unescaped(template.render(context))[:_LONGEST]
        except Exception as error:  # the tags of a template may raise anything
            raise Faulty(
                Fault("qui manca un dato, o il segno non è permesso.", PROPERTIES, self._texts[name])
            ) from error


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(property_mark(name), escape(value))
    return text


def _unescaped(text: str) -> str:
    for written, meant in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(written, meant)
    return text
