"""Legal bases: written on the organisation's page by who answers for it, shown when a person is sent."""

import pytest

from tests.web.desk import Desk, words_of


def write(desk: Desk, who: str, **typed: str) -> int:
    address = f"/enti/{desk.cast.organisations['cooperative']}/base-giuridica"
    return desk.visit(who).send(address, {"basis": "agreement", "valid_from": "2026-01-01", **typed}).status_code


@pytest.mark.parametrize(("who", "status"), [("head", 302), ("administrator", 302), ("worker", 403), ("stranger", 403)])
def test_only_who_answers_for_the_organisation_writes_it(desk: Desk, who: str, status: int) -> None:
    assert write(desk, who, note="Convenzione di prova") == status
    said = words_of(desk.visit("worker").get(f"/enti/{desk.cast.organisations['cooperative']}"))
    assert ("Convenzione di prova" in said) is (status == 302)


@pytest.mark.parametrize("typed", [{"basis": "boh"}, {"valid_from": "mai"}, {"valid_until": "2025-01-01"}])
def test_bad_input_changes_nothing(desk: Desk, typed: dict[str, str]) -> None:
    assert write(desk, "head", **typed) == 422
    said = words_of(desk.visit("worker").get(f"/enti/{desk.cast.organisations['cooperative']}"))
    assert "per ricevere una persona serve il suo consenso" in said


def test_the_third_step_of_sending_says_on_what_ground(desk: Desk) -> None:
    _need, code = desk.draft()
    assert "Base giuridica Il consenso della persona." in words_of(
        desk.visit("manager").get(f"/invii/{code}/controllo")
    )


def test_a_consent_is_recorded_with_its_purposes_and_data(desk: Desk) -> None:
    case = desk.cast.case()
    typed = {"evidence": "signed", "given_on": "2026-11-20", "scope_asked": "1", "purpose_refer": "1"}
    address = f"/pratiche/{case.code}/consenso"
    assert desk.visit("manager").send(address, typed).status_code == 422
    assert desk.visit("manager").send(address, {**typed, "data_health": "1"}).status_code == 302
    said = words_of(desk.visit("manager").get(f"/pratiche/{case.code}"))
    assert "Per: inviare ai servizi che servono. Dati: salute." in said
