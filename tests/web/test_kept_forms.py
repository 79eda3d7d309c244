"""Kept forms: where one may be led, and what comes back after an expired session or token."""

import pytest
from sqlalchemy import select

from governance.organisations import Organisation
from tests.web.site import PASSWORD, Site, hidden
from tests.web.ways_out import ELSEWHERE
from web.kept_forms import safe_path

OURS = ["/", "/enti", "/enti?q=lecco&tipo=body", "/enti?q=san%20gerardo", "/persone/3/modifica", "/invii/12#passi"]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_one_is_never_led_elsewhere(wanted: str) -> None:
    assert safe_path(wanted) == "/"


@pytest.mark.parametrize("wanted", OURS)
def test_one_is_led_back_to_a_page_of_ours(wanted: str) -> None:
    assert safe_path(wanted) == wanted


def test_there_are_at_least_sixty_ways_out() -> None:
    assert len(set(ELSEWHERE)) >= 60


@pytest.mark.parametrize("wanted", ELSEWHERE[:12])
def test_signing_in_never_leads_elsewhere(site: Site, wanted: str) -> None:
    fields = {"email": site.email("worker"), "password": PASSWORD, "next": wanted}
    assert site.visitor().send("/accesso", fields).location == "/"


def test_a_form_sent_after_the_session_ended_comes_back_after_signing_in(site: Site) -> None:
    visit = site.visitor()
    typed = {"name": "Cooperativa <Nuova>", "kind": "cooperative", "tax_code": "123", "note": "due\nrighe"}
    page = visit.send("/enti/nuovo", typed)
    assert page.status_code == 401
    fields = {"email": site.email("administrator"), "password": PASSWORD, "tenuto_indirizzo": "/enti/nuovo"}
    again = visit.send("/accesso", {**fields, **{f"tenuto.{name}": value for name, value in typed.items()}})
    assert 'action="/enti/nuovo"' in again.text
    token = hidden(again, "csrf_token")
    form = visit.bare("/enti/nuovo", {"csrf_token": token, "riapri": "1", **typed})
    assert "Cooperativa &lt;Nuova&gt;" in form.text


def test_the_sign_in_page_carries_what_was_typed_but_no_password(site: Site) -> None:
    page = site.visitor().send("/enti/nuovo", {"name": "Ente", "password": "segretissima", "password_again": "anche"})
    assert 'name="tenuto.name"' in page.text
    assert "segretissima" not in page.text and "anche" not in page.text


def test_a_form_that_comes_back_is_shown_and_not_acted_on(site: Site) -> None:
    visit = site.visitor("administrator")
    answer = visit.send("/enti/nuovo", {"riapri": "1", "name": "Ente Nuovo di Prova", "kind": "office"})
    assert "Ente Nuovo di Prova" in answer.text and "Non è ancora stato inviato" in answer.text
    with site.database.reading() as tx:
        assert tx.scalar(select(Organisation).where(Organisation.name == "Ente Nuovo di Prova")) is None


def test_a_form_with_an_expired_token_comes_back(site: Site) -> None:
    page = site.visitor("administrator").bare("/enti/nuovo", {"name": "Ente", "csrf_token": "old"})
    assert page.status_code == 400
    assert 'action="/enti/nuovo"' in page.text and ">\nEnte</textarea>" in page.text
