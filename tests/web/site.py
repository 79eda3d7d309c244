"""A small site for tests of pages: its app, a few invented people, and a browser without a screen for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from governance import sign_ins
from governance.database import Database, Transaction
from governance.organisations import OrganisationKind, add_organisation
from governance.people import add_person, give_mandate
from governance.roles import Role
from web.app import create_app
from web.passwords import hashed

PASSWORD = "quattro gatti sul tetto rosso"
SINCE = date(2026, 1, 1)
PEOPLE = {
    "administrator": ("office", Role.ADMINISTRATOR),
    "head": ("cooperative", Role.HEAD),
    "worker": ("cooperative", Role.WORKER),
    "stranger": ("elsewhere", Role.HEAD),
}
BODIES = {
    "office": (OrganisationKind.CONSORTIUM, "Consorzio Faro di Prova"),
    "cooperative": (OrganisationKind.COOPERATIVE, "Cooperativa Molo di Prova"),
    "elsewhere": (OrganisationKind.ASSOCIATION, "Associazione Riva di Prova"),
}


@cache
def stored() -> str:
    """The hash of everybody's password, made once."""
    return hashed(PASSWORD)


@dataclass
class Site:
    """The app and the keys of what is in it."""

    database: Database
    app: Flask
    organisations: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    def visitor(self, name: str = "") -> "Visit":
        """A browser, signed in as somebody or as nobody."""
        visit = Visit(self, self.app.test_client())
        if name:
            with self.database.transaction() as tx:
                token = sign_ins.begin(tx, self.people[name], "tests")
            visit.carry(token)
        return visit

    def email(self, name: str) -> str:
        """Somebody's address."""
        return f"{name}@prova.example"


@dataclass
class Visit:
    """One browser."""

    site: Site
    client: FlaskClient

    def carry(self, token: str) -> None:
        """Put a session's token where the browser keeps it."""
        secure = self.site.database.settings.secure
        name = "__Host-raccordo" if secure else "raccordo"
        self.client.set_cookie(name, token, secure=secure, httponly=True, samesite="Lax")

    def token(self) -> str:
        """The session's token as the browser keeps it."""
        secure = self.site.database.settings.secure
        cookie = self.client.get_cookie("__Host-raccordo" if secure else "raccordo")
        return cookie.value if cookie else ""

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, base_url=self._base(), buffered=True, **more)

    def send(self, path: str, fields: Mapping[str, Any], page: str = "/accessibilita") -> TestResponse:
        """Send a form with the token of a page just opened."""
        return self.bare(path, {"csrf_token": hidden(self.get(page), "csrf_token"), **fields})

    def bare(self, path: str, fields: Mapping[str, Any], **more: Any) -> TestResponse:
        """Send exactly these fields."""
        return self.client.post(path, data=dict(fields), base_url=self._base(), buffered=True, **more)

    def _base(self) -> str:
        return "https://localhost" if self.site.database.settings.secure else "http://localhost"


def hidden(response: TestResponse, name: str) -> str:
    """The value of a hidden field on a page."""
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', response.text)
    assert found, f"no field {name} on {response.request.path}"
    return found.group(1)


def build(database: Database) -> Site:
    """A site with three organisations and four people."""
    site = Site(database, create_app(database))
    site.app.testing = True
    with database.transaction() as tx:
        for name, (kind, words) in BODIES.items():
            site.organisations[name] = add_organisation(tx, kind, words).id
        for name in PEOPLE:
            site.people[name] = _person(tx, site, name)
    return site


def _person(tx: Transaction, site: Site, name: str) -> int:
    where, role = PEOPLE[name]
    person = add_person(tx, f"{name.capitalize()} Provaprova", site.email(name), stored())
    give_mandate(tx, person.id, site.organisations[where], role, SINCE)
    return person.id
