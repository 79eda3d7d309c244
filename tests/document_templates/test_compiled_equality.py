import io
import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText
from jinja2 import Environment

from document_templates.compiled import compile_template
from document_templates.inserts import Picture, Subdoc, SubDocument
from tests.document_templates.comparing import by_docxtpl, canonical_parts
from tests.document_templates.making import add_footnotes, add_rows, saved, word_file

DATA = Path(__file__).parents[3] / "shared/data/docx"
CASES = sorted((DATA / "cases").glob("*.json"))
PEOPLE = [{"name": "Àlba & Figli", "roles": ["sindaca", "<capofila>"]}, {"name": 'Bruno "B"', "roles": ["d'ufficio"]}]
FACTS: dict[str, Any] = {
    "title": "Intesa & patto <1>",
    "people": PEOPLE,
    "few": ["a", "b", "c"],
    "many": list("abcdefg"),
    "nobody": [],
    "yes": True,
    "no": False,
    "colour": "FFDDEE",
    "lines": "uno\ndue\ttre",
    "rich": RichText("grassetto & corsivo", bold=True, italic=True, color="#17324D"),
    "listing": Listing("riga\nriga\apargrafo\fpagina\ttab"),
    "text": "piano",
}
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02\x08\x02\0\0\0\xfd\xd4\x9as"
    + (lambda d: len(d).to_bytes(4, "big") + b"IDAT" + d + zlib.crc32(b"IDAT" + d).to_bytes(4, "big"))(
        zlib.compress(b"\0" + b"\x17\x32\x4d" * 2 + b"\0" + b"\xff\xff\xff" * 2)
    )
    + b"\0\0\0\0IEND\xaeB`\x82"
)
PARAGRAPHS = {
    "values": ["{{ title }}", "prima {{ text }} dopo", "{{ lines }}", "{{ 3 }} e {{ 2.5 }} e {{ yes }}"],
    "paragraph statements": ["{%p for p in people %}", "{{ p.name }}: {{ p.roles | join(', ') }}", "{%p endfor %}"],
    "nested conditions": [
        "{%p if yes %}",
        "sì",
        "{%p if no %}",
        "mai",
        "{%p else %}",
        "no",
        "{%p endif %}",
        "{%p endif %}",
    ],
    "inline statements": ["{% for x in few %}{{ loop.index }}. {{ x }}{% if not loop.last %}; {% endif %}{% endfor %}"],
    "blanks taken away": [
        "uno {%- if yes %} due {% endif -%} tre",
        "testo",
        "{%- if yes %}",
        "quattro",
        "{% endif -%}",
        "x",
    ],
    "rich text": ["prima {{r rich }} dopo", "{{r text }}", "{{ rich }}"],
    "listings": ["{{ listing }}", "inizio {{ listing }} fine"],
    "comments": ["visibile {# invisibile #}", "{#p tutto il paragrafo #}", "fine"],
    "literal braces": ["{_{ testo }_} e {_% altro %_}", "{{ text }}"],
    "typographic quotes": ["{% if text == “piano” %}uguale{% endif %}", "{{ {‘a’: text}[‘a’] }}"],
    "assignments": ["{%p set a = text %}", "{{ a | upper }}", "{% set n = namespace(v=1) %}{% set n.v = 2 %}{{ n.v }}"],
    "macros": ["{% macro bold(x) %}[{{ x }}]{% endmacro %}{{ bold(title) }}"],
    "paragraph value": ["{{p rich_paragraphs }}", "dopo"],
    "comparisons": ["{% if few | length < 5 and 2 > 1 %}pochi{% endif %}"],
    "raw": ["{% raw %}{{ com'è }}{% endraw %}"],
}
TABLES = {
    "rows": [
        ["nome", "ruoli"],
        ["{%tr for p in people %}", ""],
        ["{{ p.name }}", "{{ p.roles[0] }}"],
        ["{%tr endfor %}", ""],
    ],
    "no rows": [["{%tr for p in nobody %}", ""], ["{{ p }}", "x"], ["{%tr endfor %}", ""]],
    "cells": [["{%tc for x in many %}", "{{ x }}", "{%tc endfor %}"], ["a", "b", "c"]],
    "fewer cells": [
        ["{%tc for x in nobody %}", "{{ x }}", "{%tc endfor %}", "fine"],
        ["{%tc if no %}", "b", "{%tc endif %}", "d"],
    ],
    "colspan": [["{% colspan few | length %}{{ title }}", "b", "c"], ["1", "2", "3"]],
    "background": [["{% cellbg colour %}{{ title }}", "b"], ["1", "2"]],
    "vertical merge": [["{%tr for p in people %}", ""], ["{% vm %}insieme", "{{ p.name }}"], ["{%tr endfor %}", ""]],
    "horizontal merge": [
        ["{%tc for x in few %}", "{% hm %}unita", "{%tc endfor %}"],
        ["{%tc for x in few %}", "{{ x }}", "{%tc endfor %}"],
    ],
    "statements across cells": [["{% if no %}uno", "due{% endif %}"], ["1", "2"]],
    "row comments": [["{#tr via #}", ""], ["a", "{{ text }}"]],
    "conditional rows": [
        ["{%tr if no %}", ""],
        ["mai", "mai"],
        ["{%tr else %}", ""],
        ["sì", "{{ lines }}"],
        ["{%tr endif %}", ""],
    ],
}


def assert_equal(data: bytes, facts: dict[str, Any]) -> None:
    ours, theirs = (canonical_parts(made) for made in (compile_template(data).render(facts), by_docxtpl(data, facts)))
    assert list(ours) == list(theirs)
    assert [name for name in theirs if ours[name] != theirs[name]] == []


@pytest.mark.skipif(not CASES, reason="the shared sample data are not beside the repository")
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_real_templates_give_what_docxtpl_gives(case: Path) -> None:
    facts = json.loads(case.read_text())
    assert_equal((DATA / "templates" / facts["template"]).read_bytes(), facts["context"])


@pytest.mark.parametrize("construct", PARAGRAPHS)
def test_every_construct_in_paragraphs_gives_what_docxtpl_gives(construct: str) -> None:
    paragraphs = RichText("un paragrafo")
    paragraphs.xml = f"<w:p>{paragraphs.xml}</w:p>"
    assert_equal(word_file(*PARAGRAPHS[construct]), FACTS | {"rich_paragraphs": paragraphs})


@pytest.mark.parametrize("construct", TABLES)
def test_every_construct_in_tables_gives_what_docxtpl_gives(construct: str) -> None:
    assert_equal(word_file(build=lambda document: add_rows(document, *TABLES[construct])), FACTS)


def test_tags_in_headers_footers_notes_and_properties_give_what_docxtpl_gives() -> None:
    def build(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ title }} {{r rich }}"
        document.sections[0].footer.paragraphs[0].text = "{% if yes %}{{ lines }}{% endif %}"
        document.core_properties.title = "Atto {{ text }}"
        document.core_properties.subject = "{% for x in few %}{{ x }}{% endfor %}"
        add_footnotes(document, "nota {{ title }} {{ lines }}")

    assert_equal(word_file("{{ text }}", build=build), FACTS)


def test_tags_broken_into_runs_by_word_are_read_whole() -> None:
    def build(document: WordDocument) -> None:
        paragraph = document.add_paragraph()
        for index, piece in enumerate(["{", "{ ti", "tle", " }", "} e {%", " if yes %}sì{% en", "dif %}"]):
            paragraph.add_run(piece).bold = index % 2 == 0

    assert_equal(word_file(build=build), FACTS)


def test_drawings_of_the_template_are_renumbered_as_docxtpl_does() -> None:
    def build(document: WordDocument) -> None:
        document.add_paragraph("{%p for x in few %}")
        document.add_paragraph("{{ x }}").add_run().add_picture(io.BytesIO(PNG), width=Mm(5))
        document.add_paragraph("{%p endfor %}")

    assert_equal(word_file(build=build), FACTS)


def test_pictures_among_the_facts_enter_as_inline_images() -> None:
    data = word_file("{{ title }} {{ picture }}", build=lambda d: add_rows(d, ["{{ picture }}", "b"]))
    package = DocxTemplate(io.BytesIO(data))
    image = InlineImage(package, io.BytesIO(PNG), width=Mm(12))
    package.render(FACTS | {"picture": image}, Environment(autoescape=True), autoescape=True)
    theirs = io.BytesIO()
    package.save(theirs)
    ours = compile_template(data).render(FACTS | {"picture": Picture(PNG, width=12)})
    assert canonical_parts(ours) == canonical_parts(theirs.getvalue())


def test_a_picture_carries_its_words_for_screen_readers_and_gives_the_same_bytes_twice() -> None:
    template = compile_template(word_file("{{ logo }}"))
    facts = {"logo": Picture(PNG, width=12, alternative="Stemma & <motto>")}
    first = template.render(facts)
    drawing = Document(io.BytesIO(first)).element.body.xpath("//wp:docPr")[0]
    assert drawing.get("descr") == "Stemma & <motto>"
    assert template.render(facts) == first


def test_sub_documents_enter_as_docxtpl_puts_them() -> None:
    data = word_file("{{ title }}", "{{p attached }}", "fine")
    inner = Document()
    inner.add_heading("Allegato", 1)
    inner.add_paragraph("voce", style="List Bullet")
    add_rows(inner, ["a", "b"])
    package = DocxTemplate(io.BytesIO(data))
    attached = Subdoc(package, io.BytesIO(saved(inner)))
    package.render(FACTS | {"attached": attached}, Environment(autoescape=True), autoescape=True)
    theirs = io.BytesIO()
    package.save(theirs)
    ours = compile_template(data).render(FACTS | {"attached": SubDocument(saved(inner))})
    assert canonical_parts(ours) == canonical_parts(theirs.getvalue())
