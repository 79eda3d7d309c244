"""Uploaded templates: what is wrong is told with its paragraph, and hostile ones are refused at once."""

import io
import time
import zipfile

import pytest

from document_templates.errors import Refused
from document_templates.facts import FACTS
from document_templates.layout import builtin
from tests.document_templates.making import word_file
from workflows.papers.uploads import faults_of, names_of

WRONG = {
    "Gentile {{ organo }}": "il nome «organo» non esiste",
    "Gentile {{ applicant.nome }}": "manca il dato «applicant.nome»",
    "Fine {% endif %}": "endif",
    "Gentile {{ representative": "non è chiuso",
    "{% include 'x' %}": "non può aprire altri file",
    "{{ representative.__class__ }}": "non è permesso",
    "Gentile {{ representative | shout }}": "il filtro «shout»",
    "{% if quality == '' %}{{ representative | shout }}{% endif %}": "il filtro «shout»",
    "{% if quality is loud %}Gentile{% endif %}": "il test «loud»",
}


@pytest.mark.parametrize("words", WRONG)
def test_a_fault_is_told_with_the_paragraph_it_stands_in(words: str) -> None:
    [fault, *_others] = faults_of("accession", word_file("Prima", words, "Dopo"))
    assert WRONG[words] in str(fault)
    assert fault.paragraph == words


@pytest.mark.slow
@pytest.mark.parametrize("name", FACTS)
def test_every_built_in_template_comes_back_without_a_fault(name: str) -> None:
    assert faults_of(name, builtin(name).data) == ()


@pytest.mark.parametrize("name", FACTS)
def test_every_name_of_a_document_has_words(name: str) -> None:
    assert all(label for _name, label in names_of(name))


def bomb() -> bytes:
    """Four million paragraphs in some hundred kilobytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b"<w:p/>" * 4_000_000)
    return made.getvalue()


@pytest.mark.parametrize("data", [b"MZ\x90", b"PK\x03\x04" + b"x" * 100, bomb()], ids=["program", "broken", "bomb"])
def test_a_hostile_file_is_refused_in_two_hundred_milliseconds(data: bytes) -> None:
    began = time.process_time()
    with pytest.raises(Refused):
        faults_of("accession", data)
    assert time.process_time() - began < 0.2
