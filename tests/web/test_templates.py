"""Modelli on the pages: download, upload with its faults, preview, the second person, and a trial."""

import io
import json
import shutil
import threading

import pytest
from werkzeug.test import TestResponse

from document_templates.facts.samples import SAMPLES
from document_templates.facts.serial import to_json
from governance.database import Database
from governance.people import Person
from tests.document_templates.making import text_of, word_file
from tests.needs import needed
from tests.web.desk import Desk, sit, words_of
from tests.web.site import Visit

PAGE = "/modelli/prova/accession"


@pytest.fixture
def desk(database: Database) -> Desk:
    return sit(database)


def upload(visit: Visit, data: bytes) -> TestResponse:
    return visit.send(PAGE, {"file": (io.BytesIO(data), "modello.docx")})


def test_the_built_in_template_comes_back_as_it_was_downloaded(desk: Desk) -> None:
    visit = desk.visit("manager")
    data = visit.get(f"{PAGE}/integrato.docx").data
    assert upload(visit, data).status_code == 302
    assert visit.get(f"{PAGE}/1.docx").data == data


def test_an_unknown_name_is_told_with_its_paragraph_and_nothing_is_kept(desk: Desk) -> None:
    visit = desk.visit("manager")
    answer = upload(visit, word_file("Prima", "Gentile {{ organo }}"))
    assert answer.status_code == 422
    said = words_of(answer)
    assert "Il nome «organo» non esiste" in said and "Gentile {{ organo }}" in said
    assert "Versione 1" not in words_of(visit.get(PAGE))


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00", b"PK\x03\x04 rovinato"])
def test_what_is_no_template_gets_a_sentence(desk: Desk, data: bytes) -> None:
    answer = upload(desk.visit("manager"), data)
    assert answer.status_code == 422 and "error-summary" in answer.text


def test_a_template_goes_from_draft_to_use_through_two_people(desk: Desk) -> None:
    manager, colleague = desk.visit("manager"), desk.visit("colleague")
    upload(manager, word_file("Aderisce {{ applicant.name }}"))
    assert text_of(manager.send(f"{PAGE}/1/anteprima.docx", {}).data) == "Aderisce Fondazione Casa Immaginata"
    assert manager.send(f"{PAGE}/1/proponi", {}).status_code == 302
    assert manager.send(f"{PAGE}/1/pubblica", {}).status_code == 403
    assert colleague.send(f"{PAGE}/1/pubblica", {}).status_code == 302
    assert "È in uso la versione 1 della rete" in words_of(manager.get(PAGE))
    assert colleague.send(f"{PAGE}/1/pubblica", {}).status_code == 409


@pytest.mark.slow
def test_a_preview_is_also_a_pdf(desk: Desk) -> None:
    needed(shutil.which("soffice"), "LibreOffice")
    upload(desk.visit("manager"), word_file("Aderisce {{ applicant.name }}"))
    assert desk.visit("worker").send(f"{PAGE}/1/anteprima.pdf", {}).data.startswith(b"%PDF-")


def test_people_of_the_network_look_and_do_not_touch(desk: Desk) -> None:
    upload(desk.visit("manager"), word_file("Testo"))
    worker = desk.visit("worker")
    assert "Carica una versione nuova" not in worker.get(PAGE).text
    assert upload(worker, word_file("Altro")).status_code == 403
    assert {worker.send(f"{PAGE}/1/{act}", {}).status_code for act in ("proponi", "pubblica", "ritira")} == {403}


def test_a_stranger_finds_the_same_as_where_there_is_nothing(desk: Desk) -> None:
    upload(desk.visit("manager"), word_file("Testo"))
    stranger = desk.visit("stranger")
    for path in ("", "/1.docx", "/integrato.docx"):
        hidden, absent = stranger.get(PAGE + path), stranger.get("/modelli/nessuna/accession" + path)
        assert (hidden.status_code, hidden.data) == (absent.status_code, absent.data) == (404, absent.data)
    for path in ("", "/1/proponi", "/1/anteprima.docx"):
        assert stranger.send(PAGE + path, {}).status_code == 404


@pytest.mark.parametrize("path", ["/modelli/prova/niente", f"{PAGE}/9.docx"])
def test_what_does_not_exist_is_not_found(desk: Desk, path: str) -> None:
    assert desk.visit("manager").get(path).status_code == 404


def test_a_trial_makes_a_document_of_ours_from_its_sample_facts(desk: Desk) -> None:
    visit = desk.visit("worker")
    facts = visit.get("/modelli/prova/accession.json").text
    made = visit.send("/modelli/prova", {"document": "accession", "facts": facts})
    assert "Fondazione Casa Immaginata" in text_of(made.data)


def test_a_trial_fills_any_template_with_any_facts(desk: Desk) -> None:
    fields = {"template": (io.BytesIO(word_file("Ciao {{ who }}")), "m.docx"), "facts": json.dumps({"who": "a tutti"})}
    assert text_of(desk.visit("worker").send("/modelli/prova", fields).data) == "Ciao a tutti"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"document": "accession", "facts": "{}"}, "questo campo manca"),
        ({"document": "accession", "facts": "{"}, "non è JSON"),
        ({"document": "niente", "facts": "{}"}, "Scegli una delle voci"),
        ({"facts": "{}"}, "Scegli un modello Word"),
        ({"document": "accession"}, "Scrivi i dati in JSON"),
        ({"document": "accession", "facts": "[" * 100_000}, "non è JSON"),
    ],
)
def test_a_trial_says_what_is_wrong(desk: Desk, fields: dict[str, str], said: str) -> None:
    answer = desk.visit("worker").send("/modelli/prova", fields)
    assert answer.status_code == 422 and said in words_of(answer)


def test_a_template_without_its_facts_says_which_and_where(desk: Desk) -> None:
    fields = {"template": (io.BytesIO(word_file("Ciao {{ who }}")), "m.docx"), "facts": "{}"}
    answer = desk.visit("worker").send("/modelli/prova", fields)
    assert answer.status_code == 422 and "Manca il dato «who»" in words_of(answer)


def test_the_checks_of_ones_own_facts_are_listed(desk: Desk) -> None:
    wrong = json.loads(to_json(SAMPLES["accession"])) | {"representative": ""}
    answer = desk.visit("worker").send(
        "/modelli/prova/controlla", {"document": "accession", "facts": json.dumps(wrong)}
    )
    assert "Blocca: Manca un dato: rappresentante." in words_of(answer)


@pytest.mark.slow
def test_while_a_heavy_template_is_checked_others_go_on_writing(desk: Desk) -> None:
    visit = desk.visit("manager")
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    checking = threading.Thread(target=upload, args=(visit, word_file("Prima", loop)))
    checking.start()
    written = 0
    while checking.is_alive():
        with desk.cast.database.transaction() as tx:
            tx.get_one(Person, desk.cast.people["stranger"]).name = f"Prova {written}"
        written += 1
    assert written > 20
