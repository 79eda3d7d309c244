"""Segnalare una criticità and taking several to the table: on the pages, in the words a convocation takes."""

import html
import json
from dataclasses import replace

import pytest

from document_templates.facts.convocation import ConvenedItem
from document_templates.facts.samples import SAMPLES
from document_templates.facts.serial import from_json, to_json
from document_templates.layout import builtin
from tests.cast import LECCO
from tests.web.desk import Desk, codes_in, words_of
from tests.web.test_blockages import seated, three_refusals

TOLD = {"block_cause": "no_service", "category": "housing_search", "municipality": LECCO, "description": "Manca tutto."}


@pytest.fixture
def table(desk: Desk) -> Desk:
    """A desk whose network has a table with a facilitator."""
    return seated(desk)


def reported(desk: Desk, who: str = "manager", **more: str) -> str:
    told = {**TOLD, "network": str(desk.cast.organisations["network"]), "key": "k", **more}
    answer = desk.visit(who).send("/criticita/nuova", told)
    return answer.location.rpartition("/")[2] if answer.status_code == 302 else words_of(answer)


def test_a_blockage_is_reported_on_one_page_and_stands_in_the_list(table: Desk) -> None:
    code, visit = reported(table), table.visit("officer")
    assert codes_in(visit.get("/criticita"), "CRI") == [code]
    said = words_of(visit.get(f"/pratiche/{code}"))
    assert "Manca tutto." in said and "Ha segnalato questa criticità" in said


def test_one_that_is_open_is_shown_and_joined_with_one_tick(table: Desk) -> None:
    there = three_refusals(table, "service_not_provided")
    said = reported(table)
    assert there in said and "aggiungi lì la mia segnalazione" in said and "Manca tutto." in said
    assert reported(table, joins="1") == there


@pytest.mark.parametrize("wrong", [{"description": " "}, {"municipality": "015146"}, {"block_cause": "x"}])
def test_what_is_wrong_is_said_and_what_was_typed_stays(table: Desk, wrong: dict[str, str]) -> None:
    said = reported(table, **wrong)
    assert "da correggere" in said


def test_what_was_proposed_is_ticked_and_becomes_text_for_the_agenda(table: Desk) -> None:
    many, one = three_refusals(table), reported(table)
    table.cast.move(table.dossier(many).id, "propose", "manager", table.site.database.now())
    said = words_of(table.visit("facilitator").get("/criticita/ordine-del-giorno"))
    text = said.partition("Testo per l'ordine del giorno")[2]
    assert "Mancano posti: Ricerca della casa, Lecco" in text and one not in text
    assert "Persone ferme: 3." in text and "Non ci sono posti" in text
    both = words_of(table.visit("facilitator").get(f"/criticita/ordine-del-giorno?scelti=1&punto={many}&punto={one}"))
    assert "Manca il servizio" in both.partition("Testo per l'ordine del giorno")[2]


def test_the_points_are_what_the_facts_of_a_convocation_hold(table: Desk) -> None:
    code = three_refusals(table)
    answer = table.visit("facilitator").get(f"/criticita/ordine-del-giorno/punti.json?scelti=1&punto={code}")
    facts = json.loads(to_json(SAMPLES["convocation"]))
    convened = from_json("convocation", json.dumps({**facts, **json.loads(answer.data)}))
    assert [each.title for each in convened.items] == ["Mancano posti: Ricerca della casa, Lecco"]
    assert all(isinstance(each, ConvenedItem) for each in convened.items)
    assert builtin("convocation").render(replace(convened)).startswith(b"PK")


def test_a_convocation_of_these_points_is_begun_on_the_page_that_makes_documents(table: Desk) -> None:
    code, visit = three_refusals(table), table.visit("facilitator")
    page = visit.get(f"/criticita/ordine-del-giorno/convocazione?scelti=1&punto={code}")
    facts = html.unescape(page.text.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])
    answer = visit.send("/modelli/prova", {"document": "convocation", "kind": "docx", "facts": facts, "key": "k"})
    assert answer.status_code == 200 and answer.data.startswith(b"PK")
    assert [each.title for each in from_json("convocation", facts).items] == [
        "Mancano posti: Ricerca della casa, Lecco"
    ]


def test_an_unknown_code_in_the_address_is_no_point(table: Desk) -> None:
    answer = table.visit("facilitator").get("/criticita/ordine-del-giorno/punti.json?scelti=1&punto=CRI-0000-0000")
    assert json.loads(answer.data) == {"items": []}


def test_who_was_stuck_is_freed_with_the_first_button(table: Desk) -> None:
    code, visit = three_refusals(table), table.visit("manager")
    for move, answers in (("propose", {}), ("act", {"note": "Aperti due posti."}), ("ask_owners", {})):
        table.cast.move(table.dossier(code).id, move, "manager", table.site.database.now(), **answers)
    assert f'href="/pratiche/{code}/settle">Segna come superata' in visit.get("/oggi").text
