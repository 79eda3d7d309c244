import re

import pytest

from document_templates.facts import FACTS
from document_templates.facts.samples import SAMPLES
from tests.document_templates.texts.names import NameWalk
from tests.document_templates.texts.words import FOLDER, environment, front_matter, source, words

LEGAL = {
    "minutes",
    "minutes_publishable",
    "desertion_minutes",
    "protocol_text",
    "accession",
    "addendum",
    "withdrawal_notice",
    "extension_act",
    "extension_refusal",
    "accompaniment_pact",
}
HEAVY = ["la presente", "si comunica che", "onde", "codesto", "codesta", "suddetto", "all'uopo", "de quo"]


@pytest.mark.parametrize("name", FACTS)
def test_every_text_uses_only_facts_it_is_given(name: str) -> None:
    walk = NameWalk(FACTS[name])
    walk.statements(environment().parse(source(name)).body)
    assert walk.faults == []


def test_every_document_has_its_text_and_its_sample() -> None:
    whole = {path.stem for path in FOLDER.glob("*.jinja") if path.read_text("utf-8").startswith("---\n")}
    assert whole == set(FACTS) == set(SAMPLES)


@pytest.mark.parametrize("name", FACTS)
def test_every_text_opens_with_its_own_name_and_title(name: str) -> None:
    head = front_matter(name)
    assert head["name"] == name and head["title"] and f"# {head['title']}" in source(name)


def test_every_legal_text_carries_the_note_for_the_jurist() -> None:
    assert {name for name in FACTS if front_matter(name)["legal_note"] == "yes"} == LEGAL & set(FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_every_sample_is_printed_without_a_gap(name: str) -> None:
    printed = words(name, SAMPLES[name])
    assert not re.search(r"None|Undefined|\{\{|\{%| ,|\(\)| \.\s", printed)


@pytest.mark.parametrize("name", FACTS)
def test_every_text_is_written_in_plain_words(name: str) -> None:
    text = source(name).casefold()
    assert [heavy for heavy in HEAVY if re.search(rf"\b{heavy}\b", text)] == []


@pytest.mark.parametrize("name", FACTS)
def test_every_table_row_has_the_cells_of_its_header(name: str) -> None:
    cells = 0
    for line in words(name, SAMPLES[name]).splitlines():
        width = len(re.findall(r"\|(?=.)", line.replace("|=", "|", 1).rstrip())) if line.startswith("|") else 0
        assert not (width and cells) or width == cells, line
        cells = width


@pytest.mark.parametrize("name", FACTS)
def test_every_document_with_a_fund_prints_its_three_lines(name: str) -> None:
    printed = words(name, SAMPLES[name])
    assert "Progetto co-finanziato dall'Unione Europea" in printed
    assert "FONDO ASILO, MIGRAZIONE E INTEGRAZIONE (FAMI) 2021-2027" in printed
    assert "PROGETTO PONTI DI PROVA – PROG. 0000 – CUP: X00X00000000000" in printed


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ nome }}", "nome is not a fact"),
        ("{{ document.titolo }}", "has no titolo"),
        ("{{ document.issued_on }}", "is printed as it is"),
        ("{{ channel }}", "is printed as it is"),
        ("{% for need in needs %}{{ need.place }}{% endfor %}", "has no place"),
        ("{% for need in needs %}{% endfor %}{{ need.description }}", "need is not a fact"),
        ("{% for sign in case_code %}{% endfor %}", "does not run over a list"),
        ("{% macro a() %}{% endmacro %}", "is not among the words of a text"),
    ],
)
def test_the_walk_finds_what_is_wrong_in_a_text(text: str, fault: str) -> None:
    walk = NameWalk(FACTS["referral_letter"])
    walk.statements(environment().parse(text).body)
    assert any(fault in found for found in walk.faults)
