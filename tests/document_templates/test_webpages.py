"""Web pages of documents: headings that nest, an index that leads, lists as printed, pictures that speak."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from document_templates.checks import check
from document_templates.compiled import compile_template
from document_templates.errors import Refused
from document_templates.facts.samples import SAMPLES
from document_templates.facts.serial import from_json, to_json
from document_templates.layout import builtin, lay_out
from document_templates.webpages import as_webpage

BOOK = SAMPLES["good_practice_book"]


def page_of(name: str) -> str:
    return as_webpage(builtin(name).render(SAMPLES[name])).decode()


def page_of_words(words: str) -> str:
    return as_webpage(
        compile_template(lay_out(words)).render({"document": {"title": "A", "body": "B", "version": 1}})
    ).decode()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_has_one_title_and_headings_that_nest(name: str) -> None:
    levels = [int(each) for each in re.findall(r"<h(\d)", page_of(name))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_is_the_same_for_the_same_document_and_loads_nothing(name: str) -> None:
    page = page_of(name)
    assert page == page_of(name) and "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#|data:image/)', page)


def test_the_index_of_the_book_leads_to_each_section() -> None:
    page = page_of("good_practice_book")
    wanted = re.findall(r'<li><a href="#(t\d+)">', page)
    assert len(wanted) == 8 and all(f'<h2 id="{each}">' in page for each in wanted)


def test_a_picture_speaks_in_both_outputs() -> None:
    picture = BOOK.sheets[0].pictures[0]
    page = page_of("good_practice_book")
    assert f'alt="{picture.description}"' in page and picture.caption in page
    assert from_json("good_practice_book", to_json(BOOK)).sheets[0].pictures[0].image == picture.image


@pytest.mark.parametrize(("change", "field"), [({"image": b"GIF89a"}, "image"), ({"description": " "}, "description")])
def test_a_picture_that_does_not_speak_or_is_none_stops_the_book(change: dict[str, object], field: str) -> None:
    sheet = BOOK.sheets[0]
    mute = replace(BOOK, sheets=(replace(sheet, pictures=(replace(sheet.pictures[0], **change),)),))  # type: ignore[arg-type]
    [found] = [each for each in check("good_practice_book", mute) if each.code == "EBK-04"]
    assert (found.severity, found.field) == ("blocking", f"sheets[0].pictures[0].{field}")


def test_a_list_goes_on_counting_after_a_table_and_starts_again_after_a_heading() -> None:
    page = page_of_words("# T\n\n## A\n\n1. uno\na) lettera\n1. due\n\n## B\n\n1. ancora uno\n")
    assert re.findall(r"<(?:ol|/ol|h2)[^>]*>", page) == [
        '<h2 id="t2">', "<ol>", '<ol type="a">', "</ol>", "</ol>", '<h2 id="t3">', "<ol>", "</ol>"
    ]  # fmt: skip


def test_what_people_type_is_words_and_never_markup() -> None:
    named = replace(BOOK, subtitle="<script>alert(1)</script> & «x»")
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; «x»"
        in as_webpage(builtin("good_practice_book").render(named)).decode()
    )


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(Refused):
        as_webpage(b"testo")
