"""One part of a Word file, compiled: facts in, bytes of the part out."""

import traceback
from typing import Any

from jinja2 import Environment, nodes

from document_templates import second_passes
from document_templates.archives import Packed, pack
from document_templates.errors import Fault
from document_templates.faults import line_words
from document_templates.parts import BODY, TaggedPart


class RenderedPart:
    """The compiled tags of one part, and what is known beforehand of the markup they make."""

    def __init__(self, tagged: TaggedPart, environment: Environment, tree: nodes.Template) -> None:
        self.tagged = tagged
        self.tree = tree
        self._environment = environment
        self._proven = second_passes.is_surely_well_formed(tree)
        self._second_pass = tagged.label == BODY and (not self._proven or second_passes.is_needed(tagged.source))
        self._template = environment.from_string(tagged.source)
        self._last = ("", pack(tagged.entry, b""))

    def render(self, context: dict[str, Any]) -> Packed:
        """Return the part, ready for the archive. Whatever the tags raise passes through."""
        markup = second_passes.with_line_ends(self._template.render(context))
        if self.tagged.label == BODY:
            return self._packed(markup)
        last, packed = self._last  # headers and footers are often the same from one document to the next
        if markup != last:
            packed = self._packed(markup)
            self._last = (markup, packed)
        return packed

    def fault(self, context: dict[str, Any], sentence: str) -> Fault:
        """Return a fault at the paragraph whose tag fails with these facts."""
        part = self.tagged
        try:
            self._environment.from_string(part.lined).render(context)
        except Exception as error:  # the same that brought us here
            frames = traceback.extract_tb(error.__traceback__)
            lines = [frame.lineno or 0 for frame in frames if frame.filename == "<template>"]
            return Fault(sentence, part.label, line_words(part, lines[-1]) if lines else "")
        return Fault(sentence, part.label)

    def _packed(self, markup: str) -> Packed:
        return pack(self.tagged.entry, self._whole(markup).encode(), level=1)

    def _whole(self, markup: str) -> str:
        part = self.tagged
        if part.label != BODY:
            if not self._proven:
                second_passes.parse(markup)
            return part.before + markup + part.after
        body = f"{part.opening}{markup}</w:body>"
        if not self._proven:
            second_passes.parse(body)
        if not self._second_pass and not second_passes.has_emptied_table(markup):
            return part.before + markup + part.after
        before, after = part.before.removesuffix("<w:body>"), part.after.removeprefix("</w:body>")
        return before + second_passes.repaired(body) + after
