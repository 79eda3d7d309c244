"""Access: every route says whom it opens for, and keeps its word."""

import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from governance.roles import Role
from tests.web.site import Site
from web.access import ADMINISTRATOR, KEEPER, Audience, audience_of, check_routes

ROLES = ["", "worker", "head", "administrator"]
HELD = {"worker": {Role.WORKER}, "head": {Role.HEAD}, "administrator": {Role.ADMINISTRATOR}}


def pages(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


def path_of(rule: Rule) -> str:
    return re.sub(r"<(?:int:)[^>]+>", "1", re.sub(r"<(?:path:)?[a-z_]+>", "nulla", str(rule)))


def test_every_route_says_whom_it_opens_for(site: Site) -> None:
    for rule in site.app.url_map.iter_rules():
        assert isinstance(audience_of(site.app, rule.endpoint), Audience), rule.endpoint


@pytest.mark.parametrize("name", ROLES)
def test_every_page_opens_only_for_its_audience(site: Site, name: str) -> None:
    visit = site.visitor(name)
    for rule in pages(site.app):
        audience = audience_of(site.app, rule.endpoint)
        assert audience
        answer = visit.get(path_of(rule))
        if audience.public:
            assert answer.status_code in (200, 302, 404, 410), rule
        elif not name:
            assert answer.status_code == 302, rule
            assert answer.location.startswith("/accesso"), rule
        elif audience.roles and not audience.roles & HELD[name]:
            assert answer.status_code == 403, rule
        else:
            assert answer.status_code in (200, 302, 403, 404), rule


def test_a_route_that_says_nothing_stays_closed(site: Site) -> None:
    site.app.view_functions["about.accessibility"] = lambda: "open"
    assert site.visitor("administrator").get("/accessibilita").status_code == 404


def test_an_app_with_a_silent_route_does_not_start(site: Site) -> None:
    site.app.view_functions["about.accessibility"] = lambda: "open"
    with pytest.raises(RuntimeError, match=r"about\.accessibility"):
        check_routes(site.app)


def test_an_audience_of_roles_admits_nobody_without_one() -> None:
    assert not ADMINISTRATOR.admits(None)
    assert not KEEPER.admits(None)


def test_every_form_of_administrators_is_closed_to_others(site: Site) -> None:
    for rule in site.app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and audience_of(site.app, rule.endpoint) is ADMINISTRATOR:
            assert site.visitor("head").send(path_of(rule), {}).status_code == 403, rule


def test_a_form_sent_without_signing_in_is_not_acted_on(site: Site) -> None:
    for rule in site.app.url_map.iter_rules():
        audience = audience_of(site.app, rule.endpoint)
        if "POST" in (rule.methods or ()) and audience and not audience.public:
            assert site.visitor().send(path_of(rule), {"name": "x"}).status_code == 401, rule


def test_a_hidden_person_answers_like_one_that_does_not_exist(site: Site) -> None:
    visit = site.visitor("head")
    hidden, unknown = (visit.get(f"/persone/{key}") for key in (site.people["stranger"], 999999))
    assert (hidden.status_code, hidden.data) == (unknown.status_code, unknown.data)
    assert hidden.status_code == 404
