"""Errors: each has its status, its page and its JSON, and what nobody foresaw gives a code and no more."""

import logging

import pytest
from flask import Flask

from governance.errors import (
    Changed,
    Invalid,
    Missing,
    NotOffered,
    NotPermitted,
    NotVisible,
    RaccordoError,
    Repeated,
    Unmet,
    Unreadable,
)
from tests.web.site import Site
from web.access import EVERYBODY, open_to

CASES: list[tuple[Exception, int, str]] = [
    (NotPermitted("Non spetta a te."), 403, "Non spetta a te."),
    (NotVisible(), 404, "nessuna pagina"),
    (NotOffered("Da qui non si fa."), 409, "Da qui non si fa."),
    (Changed(["Ieri: accolto"]), 409, "Ieri: accolto"),
    (Repeated("Già usata."), 409, "Già usata."),
    (Unreadable("Non si apre."), 410, "Non si apre."),
    (Unmet([Missing("Manca il consenso.", "l'operatore", "/enti")]), 422, "Può rimediare: l&#39;operatore."),
    (Invalid({"name": "Manca il nome."}), 422, "Manca il nome."),
    (RaccordoError("Altro."), 400, "Altro."),
]


def provoke(app: Flask, error: Exception) -> None:
    @open_to(EVERYBODY)
    def view() -> str:
        raise error

    app.view_functions["about.accessibility"] = view


@pytest.mark.parametrize(("error", "status", "words"), CASES)
def test_every_error_of_the_domain_has_its_page(site: Site, error: Exception, status: int, words: str) -> None:
    provoke(site.app, error)
    answer = site.visitor("worker").get("/accessibilita")
    assert (answer.status_code, words in answer.text) == (status, True)


@pytest.mark.parametrize(("error", "status", "words"), CASES)
def test_every_error_of_the_domain_has_its_json(site: Site, error: Exception, status: int, words: str) -> None:
    provoke(site.app, error)
    answer = site.visitor("worker").get("/accessibilita", headers={"Accept": "application/json"})
    assert answer.json
    assert (answer.status_code, answer.json["status"]) == (status, status)


def test_an_unforeseen_error_gives_a_code_and_is_logged(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    provoke(site.app, ZeroDivisionError("SELECT secret FROM people"))
    with caplog.at_level(logging.ERROR):
        answer = site.visitor().get("/accessibilita")
    code = answer.text.split('class="code">')[1].split("<")[0]
    assert answer.status_code == 500
    assert "SELECT" not in answer.text and "Traceback" not in answer.text
    assert code in caplog.text and "SELECT secret" in caplog.text


def test_an_unknown_address_answers_alike_for_everybody_who_asks_twice(site: Site) -> None:
    visit = site.visitor("worker")
    assert visit.get("/invii/1").data == visit.get("/invii/2").data
