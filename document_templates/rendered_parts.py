"""One part of a Word file, compiled: facts in, bytes of the part out."""

import traceback
from typing import Any

from jinja2 import Environment, nodes

from document_templates import second_passes
from document_templates.errors import Fault
from document_templates.faults import line_words
from document_templates.parts import BODY, TaggedPart


class RenderedPart:
    """The compiled tags of one part, and what is known beforehand of the markup they make."""

    def __init__(self, tagged: TaggedPart, environment: Environment, tree: nodes.Template) -> None:
        self.tagged = tagged
        self._proven = second_passes.is_surely_well_formed(tree)
        self._second_pass = tagged.label == BODY and second_passes.is_needed(tagged.source)
        self._template = environment.from_string(tree)

    def render(self, context: dict[str, Any]) -> bytes:
        """Return the bytes of the part. Whatever the tags raise passes through."""
        part = self.tagged
        markup = self._template.render(context).replace("\n<w:p>", "<w:p>").replace("\n<w:p ", "<w:p ")
        markup = second_passes.with_line_ends(markup)
        if part.label == BODY:
            body = f"{part.opening}{markup}</w:body>"
            repaired = second_passes.repaired(body, self._second_pass, self._proven)
            if repaired is not None:
                return (part.before.removesuffix("<w:body>") + repaired + part.after.removeprefix("</w:body>")).encode()
        elif not self._proven:
            second_passes.parse(markup)
        return (part.before + markup + part.after).encode()


def place_of(part: RenderedPart, error: Exception, sentence: str) -> Fault:
    """Return a fault at the paragraph whose tag raised the error."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    words = line_words(part.tagged.source, lines[-1] or 0) if lines else ""
    return Fault(sentence, part.tagged.label, words)
