"""Who may not know of a dossier learns nothing of it and changes nothing, on any route there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from governance.policy import Permission
from tests.databases import copied
from tests.web.site import Visit, hidden
from tests.withstand.crawling import FIELDS, UNKNOWN, bare, path_of, routes, rows_of, words_in
from tests.withstand.neighbourhood import (
    EVERYBODY,
    KINDS,
    NAMES,
    OUTSIDERS,
    TEXTS,
    UNKNOWN_TEXTS,
    Neighbourhood,
    settle_in,
)

QUICK = ("", "stranger", "former", "officer", "intake")
LOOKING = [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in EVERYBODY]
REFUSED = (302, 303, 401, 403, 404)


@pytest.fixture(scope="module")
def place(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neighbourhood]:
    """One neighbourhood for all: what is refused changes nothing."""
    with copied(migrated, tmp_path_factory.mktemp("place") / "var") as database:
        yield settle_in(database)


def sent(visit: Visit, path: str, place: Neighbourhood, kind: str, token: str) -> TestResponse:
    revision = {"revision": str(place.dossiers[kind].last_number), "csrf_token": token}
    return visit.bare(path, {**FIELDS, **revision})


def test_the_people_outside_are_outside(place: Neighbourhood) -> None:
    assert {name: place.sees_nothing(name) for name in OUTSIDERS} == {name: list(KINDS) for name in OUTSIDERS}


@pytest.mark.parametrize("name", LOOKING)
def test_a_hidden_dossier_answers_like_an_unknown_code_on_every_page(place: Neighbourhood, name: str) -> None:
    visit = place.desk.visit(name)
    for rule in routes(place.desk.site.app, "GET", with_code=True):
        unknown = bare(visit.get(path_of(rule, {**place.arguments, "code": UNKNOWN})), UNKNOWN)
        for kind in place.sees_nothing(name):
            code = place.dossiers[kind].code
            answer = bare(visit.get(path_of(rule, {**place.arguments, "code": code})), code)
            assert answer == unknown, (rule.endpoint, kind)
            assert answer[0] in REFUSED, (rule.endpoint, kind)


@pytest.mark.parametrize("name", LOOKING)
def test_a_form_about_a_hidden_dossier_answers_like_an_unknown_code_and_changes_nothing(
    place: Neighbourhood, name: str
) -> None:
    visit = place.desk.visit(name)
    token = hidden(visit.get("/accessibilita"), "csrf_token")
    before = dict(rows_of(place.desk.site.database))
    for rule in routes(place.desk.site.app, "POST", with_code=True):
        path = path_of(rule, {**place.arguments, "code": UNKNOWN})
        unknown = bare(sent(visit, path, place, "case", token), UNKNOWN)
        for kind in place.sees_nothing(name):
            code = place.dossiers[kind].code
            path = path_of(rule, {**place.arguments, "code": code})
            answer = bare(sent(visit, path, place, kind, token), code)
            assert answer == unknown, (rule.endpoint, kind)
            assert answer[0] in REFUSED, (rule.endpoint, kind)
    assert dict(rows_of(place.desk.site.database)) == before


@pytest.mark.parametrize("name", LOOKING)
def test_no_page_shows_more_of_a_dossier_than_the_policy_gives(place: Neighbourhood, name: str) -> None:
    visit = place.desk.visit(name)
    held = {kind: place.permissions(name, kind) for kind in KINDS}
    identifies = any(Permission.IDENTIFY in each for each in held.values())
    reads = any(Permission.READ in held[kind] for kind in ("case", "need", "referral"))
    unknown = tuple(words for needed, words in UNKNOWN_TEXTS.items() if needed not in held["contact"])
    secrets = (() if identifies else NAMES) + (() if reads else TEXTS) + unknown
    hidden_codes = [place.dossiers[kind].code for kind in place.sees_nothing(name)]
    for path in pages(place):
        answer = visit.get(path)
        body = words_in(answer)
        assert answer.status_code < 500, path
        assert not [secret for secret in secrets if secret in body], path
        assert not [code for code in hidden_codes if code in body.replace(path, "") and code not in path], path


def test_no_form_gives_more_of_a_dossier_than_the_policy_gives(place: Neighbourhood) -> None:
    visit = place.desk.visit("officer")
    token = hidden(visit.get("/accessibilita"), "csrf_token")
    before = dict(rows_of(place.desk.site.database))
    for kind in ("case", "need", "referral"):
        assert place.permissions("officer", kind) == {Permission.SEE}
        for rule in routes(place.desk.site.app, "POST", with_code=True):
            path = path_of(rule, {**place.arguments, "code": place.dossiers[kind].code})
            answer = sent(visit, path, place, kind, token)
            body = words_in(answer)
            assert answer.status_code < 500, path
            assert not [secret for secret in (*NAMES, *TEXTS) if secret in body], path
    assert dict(rows_of(place.desk.site.database)) == before


def pages(place: Neighbourhood) -> list[str]:
    """Every page there is: of each dossier, and of everything else."""
    app = place.desk.site.app
    of_dossiers = [
        path_of(rule, {**place.arguments, "code": dossier.code})
        for rule in routes(app, "GET", with_code=True)
        for dossier in place.dossiers.values()
    ]
    return [path_of(rule, place.arguments) for rule in routes(app, "GET", with_code=False)] + of_dossiers


@pytest.mark.parametrize("name", OUTSIDERS)
def test_searching_finds_nobody_who_is_hidden(place: Neighbourhood, name: str) -> None:
    visit = place.desk.visit(name)
    token = hidden(visit.get("/accessibilita"), "csrf_token")
    for words in ("Canarinoceleste", place.dossiers["case"].code):
        answer = visit.bare(
            "/prese-in-carico/cerca", {"csrf_token": token, "words": words, "q": words, "search": words}
        )
        body = words_in(answer).replace(words, "")
        assert not [word for word in (*NAMES, place.dossiers["case"].code) if word in body]
