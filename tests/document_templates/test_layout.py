import io
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from openxml_audit import OpenXmlValidator

from document_templates.compiled import compile_template
from document_templates.errors import Faulty, UnknownTemplate
from document_templates.facts.samples import SAMPLES
from document_templates.layout import builtin, builtin_names, lay_out
from document_templates.letterheads import Letterhead
from tests.document_templates.making import part_of, text_of
from tests.document_templates.test_compiled_equality import PNG

BLOCK = {"title": "Atto", "body": "Tavolo Immaginario", "version": 2, "digest": ""}
EVERYTHING = """---
title: Prova
legal_note: yes
orientation: landscape
---
Rete Immaginaria

# Titolo **forte**

Una frase che
continua e *si spezza*§
a capo, con {{ a * b }} e 2 * 3.

## Primo

1. uno
a) lettera
1. due

Testo.

1. di nuovo uno

## Secondo

1. ancora uno
- punto
  - sotto
> Attenzione.

| A | B |
|---|---|
|30|70|
{% for x in xs %}
| {{ x | upper }} | \\*{{ loop.index }} |
{% endfor %}

{% if xs %}
|= | {{ a }} |
| | |

{% endif %}
===
### Terzo
""".replace("§", "  ")


def made(text: str = EVERYTHING, letterhead: Letterhead | None = None) -> bytes:
    template = compile_template(lay_out(text, letterhead) if letterhead else lay_out(text))
    return template.render({"document": BLOCK, "a": 2, "b": 3, "xs": ["x", "y"]})


def opened(data: bytes) -> WordDocument:
    return Document(io.BytesIO(data))


def styles(document: WordDocument) -> list[str]:
    return [paragraph.style.name for paragraph in document.paragraphs if paragraph.style and paragraph.text]


def test_each_line_becomes_what_it_stands_for() -> None:
    document = opened(made())
    assert styles(document) == [
        "Letterhead", "Title", "Quote", "Normal", "Heading 1", "List Number", "List Number 2", "List Number",
        "Normal", "List Number", "Heading 1", "List Number", "List Bullet", "List Bullet 2", "Quote", "Heading 2",
    ]  # fmt: skip
    assert "Una frase che continua e si spezza\na capo, con 6 e 2 * 3." in text_of(made())
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["A", "B"],
        ["X", "*1"],
        ["Y", "*2"],
    ]


def test_numbers_are_generated_and_start_again_with_each_list() -> None:
    document = opened(made())
    items = [p for p in document.paragraphs if p.style and p.style.name == "List Number"]
    assert not any(item.text[0].isdigit() for item in items)
    assert [bool(item._p.xpath("./w:pPr/w:numPr/w:numId")) for item in items] == [False, False, True, False]
    assert len(document.part.numbering_part.element.xpath('//w:num[w:lvlOverride[@w:ilvl="2"]]')) == 1


def test_tables_repeat_their_header_and_never_split_a_row() -> None:
    headed, side = opened(made()).tables
    assert [len(row._tr.xpath("./w:trPr/w:tblHeader")) for row in headed.rows] == [1, 0, 0]
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in [*headed.rows, *side.rows])
    assert headed._tbl.xpath("./w:tblPr/w:tblCaption/@w:val") == ["Secondo"]
    first, second = (int(width) for width in headed._tbl.xpath("./w:tblGrid/w:gridCol/@w:w"))
    assert first / second == pytest.approx(30 / 70, abs=0.001)


def test_language_title_author_and_page_numbers_are_there() -> None:
    data = made()
    core = opened(data).core_properties
    assert (core.language, core.title, core.author) == ("it-IT", "Atto", "Tavolo Immaginario")
    assert b'w:lang w:val="it-IT"' in part_of(data, "word/styles.xml")
    footer = part_of(data, "word/footer1.xml").decode()
    assert all(words in footer for words in ("Atto – versione 2", "PAGE", "NUMPAGES", "Impronta "))


def test_the_footer_prints_the_first_twelve_characters_of_the_digest() -> None:
    template = compile_template(lay_out("# Atto"))
    digest = template.digest_of({"document": BLOCK})
    footer = part_of(template.render({"document": BLOCK}), "word/footer1.xml").decode()
    assert f"Impronta {digest[:12]}<" in footer


def test_the_logo_has_an_alternative_text() -> None:
    data = made(letterhead=Letterhead(logo=PNG, logo_alternative="Stemma della rete"))
    assert (
        'descr="Stemma della rete"'
        in part_of(data, "word/header1.xml").decode() + part_of(data, "word/header2.xml").decode()
    )


def test_the_note_for_the_jurist_is_in_legal_templates_only() -> None:
    assert "approvato da un giurista" in text_of(made())
    assert "giurista" not in text_of(made("# Atto"))


def test_the_same_text_gives_the_same_template() -> None:
    assert lay_out(EVERYTHING) == lay_out(EVERYTHING)


@pytest.mark.parametrize("text", [EVERYTHING, "# Solo titolo", "| A |\n|---|\n| b |"])
def test_what_is_laid_out_opens_clean(text: str, tmp_path: Path) -> None:
    for name, data in (("template", lay_out(text)), ("document", made(text))):
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        assert OpenXmlValidator().validate(file).errors == []


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_built_in_document_opens_clean(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.docx"
    file.write_bytes(builtin(name).render(SAMPLES[name]))
    assert OpenXmlValidator().validate(file).errors == []


def test_every_built_in_text_compiles_once_and_needs_no_second_pass() -> None:
    for name in builtin_names():
        assert builtin(name) is builtin(name)
        assert "document" in builtin(name).names


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(UnknownTemplate, match="Non esiste un modello di nome"):
        builtin("../errors")


def test_a_statement_that_word_templates_cannot_hold_is_refused() -> None:
    with pytest.raises(Faulty, match="non possono stare dentro un'istruzione"):
        lay_out("{% if a % 2 %}\nx\n\n{% endif %}")
