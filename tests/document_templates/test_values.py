import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from document_templates.compiled import compile_template
from document_templates.layout import lay_out
from document_templates.values import clean, removed_characters
from tests.document_templates.making import part_of, word_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNS = {f"{W}t": "", f"{W}tab": "\t", f"{W}br": "\n"}
TEMPLATE = compile_template(word_file("{{ text }}", "prima {{ text }} dopo"))
MARKUP = [
    "{{ 7 * 7 }}", "{% for x in y %}", "{_{ x }_}", "{{r x }}", "</w:t></w:r></w:p>", "<w:br/>", "&amp;", "]]>", "<!--",
    "& < > \" '", "«à È ç»", "שלום \u200fעולם", "\u202eabc\u202c",
    "👩‍👩‍👧 🇮🇹", "\t", "\n", "\r\n", "\r", "\a", "\f", "\x0b", "\0",
]  # fmt: skip
TYPED = st.lists(st.sampled_from(MARKUP) | st.text(max_size=30), max_size=6).map("".join)


def printed(text: str) -> list[str]:
    root = etree.fromstring(part_of(TEMPLATE.render({"text": text}), "word/document.xml"))
    return ["".join(map(word, paragraph.iter(*SIGNS))) for paragraph in root.iter(f"{W}p")]


def word(node: etree._Element) -> str:
    return SIGNS[str(node.tag)] or node.text or ""


def assert_printed_as_typed(text: str) -> None:
    first, second = printed(text)
    assert first == clean(text)
    assert second == f"prima {clean(text)} dopo"
    assert [sign for sign in first if sign not in "\n\t"] == [sign for sign in text if _stays(sign)]


def _stays(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp") and sign not in "\ufffe\uffff"


@given(TYPED)
@settings(max_examples=500, deadline=None)
def test_whatever_is_typed_is_printed_as_typed(text: str) -> None:
    assert_printed_as_typed(text)


@pytest.mark.slow
@given(TYPED)
@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_ten_thousand_texts_are_printed_as_typed(text: str) -> None:
    assert_printed_as_typed(text)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_of_jinja_and_word_is_only_text(text: str) -> None:
    assert printed(f"a{text}b")[0] == clean(f"a{text}b")


def test_line_breaks_and_tabs_survive_whatever_their_system() -> None:
    assert printed("uno\r\ndue\rtre\n\tquattro\u2028cinque")[0] == "uno\ndue\ntre\n\tquattro\ncinque"


def test_a_hundred_thousand_characters_are_all_printed() -> None:
    text = "parola & «città» " * 6000
    assert printed(text)[0] == text


def test_a_document_full_of_odd_text_opens_clean(tmp_path: Path) -> None:
    block = {"title": "".join(MARKUP), "body": "".join(MARKUP), "version": 1, "digest": ""}
    file = tmp_path / "odd.docx"
    file.write_bytes(compile_template(lay_out("{{ document.title }}")).render({"document": block}))
    assert OpenXmlValidator().validate(file).errors == []


def test_characters_that_word_cannot_hold_are_listed_with_their_field() -> None:
    @dataclass(frozen=True)
    class Item:
        title: str

    facts = {"items": [Item("va bene"), Item("bip\a e \0")], "lines": "a\tb\n"}
    assert removed_characters(facts) == [("items[1].title", "U+0007 U+0000")]
