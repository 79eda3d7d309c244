"""Bad input: whatever is typed in any field, a sentence comes back with the text kept, and nothing changes."""

import pytest
from markupsafe import escape

from tests.web.site import Site, hidden
from tests.web.test_forgeries import print_of

LONG, CONTROLS, MARKUP = "x" * 10_000, "a\x00b\x07c\x1bd", "<script>alert(1)</script>\"'&"
ORGANISATION = {"name": "Ente Provaprova", "kind": "office", "tax_code": "", "seat": "", "email": "", "phone": ""}
MANDATE = {
    "name": "Nina Provaprova",
    "email": "nina@prova.example",
    "role": "intake",
    "valid_from": "2026-01-01",
    "valid_until": "",
}
REPRESENTATION = {
    "represented": "Associazione Riva di Prova",
    "title": "Accordo",
    "valid_from": "2026-01-01",
    "valid_until": "",
}
PERSON = {"name": "Worker Provaprova", "email": "worker@prova.example"}
FORMS = {
    "/enti/nuovo": ORGANISATION,
    "/enti/2/modifica": ORGANISATION,
    "/enti/2/persone/nuova": MANDATE,
    "/enti/1/rappresentanza": REPRESENTATION,
    "/persone/3/modifica": PERSON,
    "/enti/importa": {"rows": "nome;tipo\nEnte;office", "step": "write"},
    "/persone/importa": {"rows": "nome;email;ente;ruolo\nx;y;z;w", "step": "write"},
    "/nuova-password": {"email": "worker@prova.example"},
}
CHOSEN = {"kind", "role"}
REQUIRED = {"name", "kind", "role", "valid_from", "represented", "title", "rows", "email"}
OPTIONAL = {("/enti/nuovo", "email"), ("/enti/2/modifica", "email")}
CASES = [
    (path, name, typed)
    for path, fields in FORMS.items()
    for name in fields
    if name != "step"
    for typed in (LONG, CONTROLS, MARKUP, "2026-02-30", "99999999", "")
    if typed or (name in REQUIRED and (path, name) not in OPTIONAL)
]
FITTING = {  # what is not bad for this field
    ("name", "2026-02-30"), ("name", "99999999"), ("title", "2026-02-30"), ("title", "99999999"), ("phone", "99999999"),
    ("phone", "2026-02-30"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "name", "typed"), [case for case in CASES if case[1:] not in FITTING])
def test_bad_input_gets_a_sentence_and_changes_nothing(site: Site, path: str, name: str, typed: str) -> None:
    visit = site.visitor("administrator")
    fields = {**FORMS[path], name: typed}
    if path.endswith("modifica"):
        fields["revision"] = hidden(visit.get(path), "revision")
    before = print_of(site.database)
    answer = visit.send(path, fields)
    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.text
    assert name in CHOSEN or typed == CONTROLS or str(escape(typed)) in answer.text
    assert MARKUP[:8] not in answer.text
    assert print_of(site.database) == before


def test_invisible_characters_are_taken_out_and_the_rest_kept(site: Site) -> None:
    answer = site.visitor("administrator").send("/enti/nuovo", {**ORGANISATION, "name": CONTROLS})
    assert 'value="abcd"' in answer.text and "caratteri invisibili" in answer.text


@pytest.mark.parametrize("path", ["/enti/99999/modifica", "/persone/99999/modifica", "/enti/99999/persone/nuova",
                                  "/enti/99999/rappresentanza", "/persone/mandati/99999/fine",
                                  "/enti/rappresentanze/99999/fine", "/persone/99999/invito"])  # fmt: skip
def test_an_unknown_key_answers_like_any_unknown_page(site: Site, path: str) -> None:
    assert site.visitor("administrator").send(path, {"name": "x", "last_day": "2026-01-01"}).status_code == 404


def test_every_fault_links_to_its_field(site: Site) -> None:
    text = site.visitor("administrator").send("/enti/nuovo", {"name": "", "kind": "", "tax_code": "1"}).text
    for name in ("name", "kind", "tax_code"):
        assert f'<a href="#campo-{name}">' in text and f'id="campo-{name}"' in text
        assert f'id="errore-{name}"' in text and f'aria-describedby="errore-{name}' in text


def test_a_day_as_people_write_it_is_kept_while_another_field_is_wrong(site: Site) -> None:
    fields = {**MANDATE, "email": "no", "valid_from": "01/02/2026"}
    text = site.visitor("administrator").send("/enti/2/persone/nuova", fields).text
    assert 'type="text" id="campo-valid_from" name="valid_from" value="01/02/2026"' in text
