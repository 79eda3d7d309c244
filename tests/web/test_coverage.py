"""The coverage page: every municipality once on the map and once in the table, and the same as a file."""

import csv
import io
import re

import pytest

from tests.web.desk import Desk, words_of

LARGEST = 100_000
"""Bytes of a page besides the theme."""


def test_every_municipality_is_drawn_and_listed(desk: Desk) -> None:
    answer = desk.visit("stranger").get("/servizi/copertura")
    assert answer.text.count("</title><path d=") == 139 == answer.text.count('<tr><th scope="row"><a ')
    assert "0 Comuni su 139" in words_of(answer)
    assert len(answer.data) < LARGEST


def test_a_verified_service_covers_and_one_to_verify_does_not(desk: Desk) -> None:
    visit = desk.visit("administrator")
    assert "2 servizi da verificare" in words_of(visit.get("/servizi/copertura?area=housing"))
    visit.send(f"/servizi/{desk.cast.services['housing']}/verifica", {"how": "phone"})
    said = words_of(visit.get("/servizi/copertura?area=housing&ambito=monza"))
    assert "3 Comuni su 3" in said and "coperto" in said and "1 (1)" in said


@pytest.mark.parametrize(("ambito", "count"), [("monza", 3), ("lecco", 31), ("bellano", 29)])
def test_one_ambito_alone(desk: Desk, ambito: str, count: int) -> None:
    text = desk.visit("stranger").get(f"/servizi/copertura?ambito={ambito}").text
    assert text.count("</title><path d=") == count


def test_the_file_holds_every_municipality_and_area(desk: Desk) -> None:
    answer = desk.visit("stranger").get("/servizi/copertura/copertura.csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 139 * 8 and len({row["Codice ISTAT"] for row in rows}) == 139
    assert all(re.fullmatch(r"\d+", row["Verificati in tempo"]) for row in rows)


def test_a_made_up_area_or_ambito_shows_everything(desk: Desk) -> None:
    assert desk.visit("stranger").get("/servizi/copertura?area=x&ambito=y").text.count("</title><path d=") == 139
