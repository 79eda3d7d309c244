"""A Word template compiled once, and rendered many times in a millisecond or two."""

import functools
import hashlib
from collections.abc import Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError, meta
from jinja2.exceptions import SecurityError

from document_templates.archives import Packed, archive, pack
from document_templates.digests import digest_of, with_digest
from document_templates.environments import Sandbox
from document_templates.errors import DocumentError, Fault, Faulty, Missing
from document_templates.faults import filter_faults, forbidden_faults, syntax_fault, unknown_faults
from document_templates.inserts import PackageNeeded
from document_templates.omissions import omissions
from document_templates.packages import render_package
from document_templates.parts import Parts, take_apart
from document_templates.properties import PropertyTexts
from document_templates.rendered_parts import RenderedPart
from document_templates.values import top_level

_SANDBOX = Sandbox()


class CompiledTemplate:
    """Any .docx in docxtpl's syntax, with its tags compiled and everything else already compressed.

    `names` are the top-level names it needs, `digest` the SHA-256 of the file it came from.
    """

    def __init__(self, data: bytes, name: str = "") -> None:
        self.name = name
        self.data = data
        self.digest = hashlib.sha256(data).hexdigest()
        parts = take_apart(data)
        self._rendered = _compile(parts)
        self._properties = PropertyTexts(_SANDBOX, parts.properties, parts.entries)
        wanted = [meta.find_undeclared_variables(part.tree) for part in self._rendered]
        self.names = frozenset().union(*wanted, self._properties.names) - set(_SANDBOX.globals)
        changing = {part.tagged.entry for part in self._rendered} | self._properties.entries
        self._static: dict[str, Packed | None] = {
            entry: None if entry in changing else pack(entry, content, level=9)
            for entry, content in parts.entries.items()
        }

    def render(self, facts: Mapping[str, Any] | object) -> bytes:
        """Return the .docx of these facts (a mapping, or a frozen dataclass whose fields are the names).

        `document.digest`, where it is empty, becomes the digest of facts and template. Missing lists every
        fact that is absent or None where it would be printed; Faulty says which tag cannot be rendered.
        """
        context = top_level(facts)
        if "document" in context:
            context = with_digest(context, self.digest)
        try:
            changed = self._changed(context)
        except PackageNeeded:
            return render_package(self.data, context, _SANDBOX)
        return archive(packed or changed[entry] for entry, packed in self._static.items())

    def digest_of(self, facts: Mapping[str, Any] | object) -> str:
        """Return the SHA-256 of facts and template together, as the footer prints its beginning."""
        return digest_of(top_level(facts), self.digest)

    def faults(self, known: frozenset[str]) -> list[Fault]:
        """Return a fault, with its paragraph, for each name that is not among those known."""
        unknown = self.names - known
        found = [fault for part in self._rendered for fault in unknown_faults(part.tagged, part.tree, unknown)]
        return found + self._properties.unknown_faults(unknown)

    def _changed(self, context: dict[str, Any]) -> dict[str, Packed]:
        changed = {}
        for part in self._rendered:
            try:
                changed[part.tagged.entry] = part.render(context)
            except (PackageNeeded, DocumentError, MemoryError):
                raise
            except SecurityError as error:
                sentence = "qui il modello chiede qualcosa che non è permesso."
                raise Faulty(part.fault(context, sentence)) from error
            except Exception as error:  # the tags of a template may raise anything
                raise self._explained(context, part, error) from error
        return changed | self._properties.render(context)

    def _explained(self, context: dict[str, Any], part: RenderedPart, error: Exception) -> Faulty:
        missing = omissions((part.tagged for part in self._rendered), context)
        if missing:
            return Missing(*missing)
        if isinstance(error, UndefinedError):
            return Missing(part.fault(context, "in questo paragrafo manca un dato."))
        reason = str(error) or type(error).__name__
        return Faulty(part.fault(context, f"qui il modello non funziona con questi dati ({reason})."))


@functools.lru_cache(maxsize=128)
def compile_template(data: bytes, name: str = "") -> CompiledTemplate:
    """Return the compiled form of a .docx, made once for the same bytes. Faulty lists what is wrong in it."""
    return CompiledTemplate(data, name)


def _compile(parts: Parts) -> list[RenderedPart]:
    compiled: list[RenderedPart] = []
    faults: list[Fault] = []
    for part in parts.tagged:
        try:
            tree = _SANDBOX.parse(part.lined)
            found = [*forbidden_faults(part, tree), *filter_faults(part, tree, _SANDBOX)]
            faults += found
            if not found:
                compiled.append(RenderedPart(part, _SANDBOX, tree))
        except TemplateSyntaxError as error:
            faults.append(syntax_fault(part, error, parts.entries[part.entry]))
    if faults:
        raise Faulty(*faults)
    return compiled
