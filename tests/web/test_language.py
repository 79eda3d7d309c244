"""Languages: every text has its English, and the choice is remembered."""

import re
from pathlib import Path

import pytest

from governance.people import Person
from tests.web.site import Site
from web.catalogues import catalogue, compile_into
from web.extracting import CATALOGUE, Message, add_missing, texts, unsayable
from web.words import ACTS, KINDS, ROLES

PLACES = re.compile(r"%\((\w+)\)[sd]")


def english() -> dict[Message, tuple[str, ...]]:
    found: dict[Message, tuple[str, ...]] = {}
    for each in catalogue("en"):
        if each.id:
            key = each.id if isinstance(each.id, str) else tuple(each.id)
            found[key] = (each.string,) if isinstance(each.string, str) else tuple(each.string or ())
    return found


def test_every_text_has_its_english() -> None:
    known = english()
    assert sorted(str(text) for text in texts() if not all(known.get(text, ("",)))) == []


def test_every_sentence_can_be_looked_up() -> None:
    assert unsayable() == [], "put what changes into Sentence(text with %(places)s, place=value)"


def test_every_english_text_fills_the_same_places() -> None:
    for text, said in english().items():
        wanted = set(PLACES.findall(" ".join(text) if isinstance(text, tuple) else text))
        for each in said:
            assert set(PLACES.findall(each)) <= wanted, text
        assert set(PLACES.findall(" ".join(said))) == wanted, text


def test_every_role_kind_and_act_has_words(site: Site) -> None:
    for language in ("it", "en"):
        with site.app.test_request_context() as context:
            context.session["language"] = language
            assert all(str(words) for words in (*ROLES.values(), *KINDS.values(), *ACTS.values()))


def test_a_new_text_is_noticed(tmp_path_factory: pytest.TempPathFactory) -> None:
    smaller = tmp_path_factory.mktemp("po") / "messages.po"
    smaller.write_text(
        CATALOGUE.read_text(encoding="utf-8").replace('msgid "Accesso"', 'msgid "Altro"'), encoding="utf-8"
    )
    assert add_missing(smaller) >= 1
    assert 'msgid "Accesso"' in smaller.read_text(encoding="utf-8")


def test_texts_are_compiled_again_only_where_they_changed(tmp_path: Path) -> None:
    compile_into(tmp_path, "en")
    [compiled] = tmp_path.rglob("messages.mo")
    whole = compiled.read_bytes()
    compiled.write_bytes(b"kept")
    compile_into(tmp_path, "en")
    assert compiled.read_bytes() == b"kept"
    (compiled.parent / "made_from").write_text("other texts")
    compile_into(tmp_path, "en")
    assert compiled.read_bytes() == whole


def test_the_language_is_chosen_by_a_form_and_kept(site: Site) -> None:
    visit = site.visitor("worker")
    answer = visit.send("/lingua", {"language": "en", "next": "/enti"})
    assert answer.location == "/enti"
    assert "<h1>Organisations</h1>" in visit.get("/enti").text
    with site.database.reading() as tx:
        person = tx.get(Person, site.people["worker"])
        assert person and person.language == "en"
    assert '<html lang="en">' in site.visitor("worker").get("/enti").text


def test_a_language_nobody_speaks_is_refused(site: Site) -> None:
    assert site.visitor("worker").send("/lingua", {"language": "xx"}).status_code == 404
