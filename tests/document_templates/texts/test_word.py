import io
import re
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from document_templates.facts import FACTS
from document_templates.facts.samples import SAMPLES
from document_templates.layout import builtin, builtin_names
from tests.document_templates.texts.words import words

_MARKS = re.compile(r"^(?:#+ |- |1\. |a\) |> |\|= ?)|\*\*|^\*|\*$")
_WIDTHS = re.compile(r"^\|(?:\d+\|)+$")
_NOTE = "Nota per chi usa questo modello"


def in_word(name: str, facts: Any) -> list[str]:
    """The words of the body of the Word file, in order, without the note for the jurist."""
    document = docx.Document(io.BytesIO(builtin(name).render(facts)))
    paragraphs = [
        "".join(piece.text or " " for piece in paragraph.iter(qn("w:t"), qn("w:br")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]
    return re.findall(r"\w+", " ".join(text for text in paragraphs if not text.startswith(_NOTE)))


def in_plain(name: str, facts: Any) -> list[str]:
    lines = [line for line in words(name, facts).splitlines() if not _WIDTHS.match(line)]
    return re.findall(r"\w+", " ".join(_MARKS.sub("", line) for line in lines))


def test_every_built_in_document_has_facts() -> None:
    assert set(builtin_names()) == set(FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_every_text_says_in_word_what_it_says_as_text(name: str) -> None:
    assert in_word(name, SAMPLES[name]) == in_plain(name, SAMPLES[name])


@pytest.mark.parametrize("name", FACTS)
def test_every_text_needs_only_names_that_are_facts(name: str) -> None:
    assert builtin(name).faults(frozenset(FACTS[name].__dataclass_fields__)) == []
