import dataclasses
import zipfile
from datetime import date
from io import BytesIO

import pytest
from docx.document import Document as WordDocument

from document_templates.compiled import compile_template
from document_templates.errors import Faulty, Missing
from tests.document_templates.making import add_rows, part_of, text_of, word_file


@dataclasses.dataclass(frozen=True)
class Block:
    title: str
    digest: str = ""


@dataclasses.dataclass(frozen=True)
class Act:
    document: Block
    on: date
    items: tuple[str, ...]


ACT = Act(Block("Atto"), date(2026, 12, 1), ("uno", "due"))


def faults_of(*paragraphs: str) -> str:
    with pytest.raises(Faulty) as caught:
        compile_template(word_file(*paragraphs))
    return str(caught.value)


def test_the_same_file_is_compiled_once() -> None:
    data = word_file("{{ a }}")
    assert compile_template(data) is compile_template(bytes(bytearray(data)))


def test_the_same_facts_give_the_same_bytes() -> None:
    template = compile_template(word_file("{{ document.title }} {{ on | date }} {{ document.digest }}"))
    assert template.render(ACT) == template.render(dataclasses.replace(ACT))


def test_dates_in_the_zip_are_fixed() -> None:
    with zipfile.ZipFile(BytesIO(compile_template(word_file("x")).render({}))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.testzip() is None


def test_fields_of_a_dataclass_are_names_and_filters_are_italian() -> None:
    template = compile_template(word_file("{{ document.title }} del {{ on | date }}: {{ items | join_and }}"))
    assert text_of(template.render(ACT)) == "Atto del 1° dicembre 2026: uno e due"


def test_dates_and_hours_of_json_facts_are_iso_text() -> None:
    template = compile_template(
        word_file("{{ on | date }}, {{ at | hour }}, {{ when | date }} {{ when | hour }}, {{ on }}")
    )
    facts = {"on": "2026-12-01", "at": "09:30", "when": "2026-12-02T18:05:00+01:00"}
    assert text_of(template.render(facts)) == "1° dicembre 2026, 9.30, 2 dicembre 2026 18.05, 2026-12-01"


def test_the_digest_ties_the_document_to_its_facts_and_template() -> None:
    template, other = (
        compile_template(word_file(text)) for text in ("{{ document.digest }}", "{{ document.digest }}!")
    )
    assert text_of(template.render(ACT)) == template.digest_of(ACT)
    changed = dataclasses.replace(ACT, items=("uno",))
    assert len({template.digest_of(ACT), template.digest_of(changed), other.digest_of(ACT)}) == 3


def test_names_are_those_of_body_headers_and_properties_without_loops_and_globals() -> None:
    def build(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ network.name }}"
        document.core_properties.title = "{{ title }}"

    template = compile_template(word_file("{% for x in rows %}{{ x }}{{ range(2) }}{% endfor %}", build=build))
    assert template.names == {"network", "title", "rows"}


def test_an_unknown_name_is_found_with_its_paragraph() -> None:
    template = compile_template(word_file("Il {{ giorno }} si riunisce {{ organo }}"))
    assert [str(fault) for fault in template.faults(frozenset({"organo"}))] == [
        "Testo, «Il {{ giorno }} si riunisce {{ organo }}»: il nome «giorno» non esiste fra i dati di questo documento."
    ]


@pytest.mark.parametrize(
    ("paragraphs", "sentence"),
    [
        (["Prima", "{%p endif %}"], "Testo, «{% endif %}»: «endif» chiude qualcosa che non è stato aperto."),
        (["{%p for x in y %}", "{%p endif %}"], "c'è «endif» dove va"),
        (["{%p if x %}", "testo"], "manca la chiusura di «if»: aggiungi «endif»."),
        (["Il {{ nome", "è presente"], "Testo, «Il {{ nome»: un segno aperto con {{ o {% non è chiuso"),
        (["Vedi {{ nome }"], "Testo, «Vedi {{ nome }»"),
        (["{{ nome | fantasia }}"], "il filtro «fantasia» non è fra quelli permessi."),
        (["{% include 'altro.docx' %}"], "«include» non è permesso: un modello non può aprire altri file."),
        (["{% fai %}"], "l'istruzione «fai» non esiste."),
        (["{{ a b }}"], "il segno non è scritto bene"),
    ],
)
def test_a_fault_of_syntax_says_what_and_where(paragraphs: list[str], sentence: str) -> None:
    assert sentence in faults_of(*paragraphs)


def test_what_is_no_word_file_is_refused_in_words() -> None:
    with pytest.raises(Faulty, match="non è un documento Word"):
        compile_template(b"PK\x03\x04 ma non un docx")


def test_every_missing_fact_is_listed_with_its_paragraph_and_nothing_is_printed_blank() -> None:
    template = compile_template(
        word_file(
            "Il {{ on | date }} a {{ place }}", "{%p for x in rows %}", "{{ x.name }}", "{%p endfor %}", "{{ a.b.c }}"
        )
    )
    with pytest.raises(Missing) as caught:
        template.render({"on": None, "rows": [{"name": None}], "a": {}})
    assert [str(fault).rpartition(": ")[2] for fault in caught.value.faults] == [
        "manca il dato «on».",
        "manca il dato «place».",
        "manca il dato «x.name».",
        "manca il dato «a.b.c».",
    ]
    assert caught.value.faults[0].paragraph == "Il {{ on | date }} a {{ place }}"


def test_a_condition_or_a_default_makes_a_value_optional() -> None:
    template = compile_template(word_file("{% if a %}{{ a }}{% endif %}{{ b | default('-') }}{{ 'x' if a else 'y' }}"))
    assert text_of(template.render({"a": None})) == "-y"


def test_a_tag_that_fails_with_these_facts_says_where() -> None:
    template = compile_template(word_file("bene", "{{ 1 / number }}"))
    with pytest.raises(Faulty, match=r"«\{\{ 1 / number \}\}»: qui il modello non funziona con questi dati"):
        template.render({"number": 0})


def test_statements_that_cut_a_table_in_two_are_refused_not_repaired_in_silence() -> None:
    template = compile_template(word_file("{% if a %}", build=lambda document: add_rows(document, ["{% endif %}x"])))
    assert text_of(template.render({"a": True})) == "\nx"
    with pytest.raises(Faulty, match="metti inizio e fine allo stesso livello"):
        template.render({"a": False})


def test_a_property_holds_at_most_255_characters_printed_as_typed() -> None:
    def build(document: WordDocument) -> None:
        document.core_properties.title = "{{ title }}"

    made = compile_template(word_file("x", build=build)).render({"title": "A & B " * 60})
    assert ("A &amp; B " * 60)[: 255 + 4 * 42].encode() in part_of(made, "docProps/core.xml")
