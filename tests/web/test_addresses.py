"""Addresses: those that are remembered are those that Flask would build."""

from typing import Any

import pytest
from flask import Flask

from tests.web.site import Site

WANTED: list[tuple[str, dict[str, Any]]] = [
    ("today.show", {}),
    ("dossiers.show", {"code": "INV-2ABC-3DEF"}),
    ("dossiers.show", {"code": "à/b?c"}),
    ("dossier_moves.ask", {"code": "INV-2ABC-3DEF", "move": "accept"}),
    ("dossier_moves.ask", {"code": "PIC-2ABC-3DEF", "move": "accept", "_anchor": "qui"}),
    ("organisations.show", {"organisation_id": 7}),
    ("referrals.save", {"form": "csv", "stato": None}),
    ("referrals.save", {"form": "xlsx", "stato": "tutte", "rete": "è & altro"}),
    ("theme.file", {"family": "nostri", "name": "a/b.css", "v": "1"}),
    ("cases.list", {"fase": "x" * 500}),
]


@pytest.mark.parametrize("base", ["http://localhost", "http://localhost/sotto"])
@pytest.mark.parametrize(("endpoint", "values"), WANTED)
def test_what_is_kept_is_what_would_be_built(site: Site, base: str, endpoint: str, values: dict[str, Any]) -> None:
    with site.app.test_request_context("/", base_url=base):
        wanted = Flask.url_for(site.app, endpoint, **values)
        assert [site.app.url_for(endpoint, **values) for _ in range(2)] == [wanted, wanted]


def test_what_a_visitor_adds_to_an_address_wishes_nothing_about_the_next(site: Site) -> None:
    answer = site.visitor("head").get("/persone?dopo=a~1&_scheme=javascript&_external=1")
    assert answer.status_code == 200 and "javascript:" not in answer.text
