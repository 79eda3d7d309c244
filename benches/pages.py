"""What a page costs in processor time, next to the same rows written by a template that does nothing else.

Signed-in people ask for the pages of every day through the whole app, without a network in between; statements are
counted beside. The time is this process's own: of SQLite's it holds all, of PostgreSQL's only what the asking takes.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from statistics import median
from time import process_time
from typing import NamedTuple

from benches.crowds import FIRST_RECIPIENT, RECIPIENTS, fill
from benches.grounds import embedded, served
from benches.results import Result
from governance.database import Database
from governance.dossiers import many
from governance.people import add_person, give_mandate
from governance.roles import Role
from tests.cast import SINCE, Cast, cast
from tests.web.counting import statements
from tests.web.site import Site
from tests.web.site import Visit as Browser
from tests.withstand.families import accepted
from web.app import create_app

REFERRALS, CASES = 3000, 60
ROUNDS, AT_ONCE = 20, 10
"""Rounds of so many requests each; the median of the rounds counts."""


class Asked(NamedTuple):
    """One page asked for: by whom, where, and whether its form is sent as well."""

    name: str
    who: str
    path: str
    sends: bool = False


def run() -> Iterator[Result]:
    for name, ground in (("SQLite", embedded), ("PostgreSQL", served)):
        yield from _measured(name, ground)


def _measured(name: str, ground: Callable[[], AbstractContextManager[Database]]) -> Iterator[Result]:
    with ground() as database:
        scene = cast(database, database.now() - timedelta(days=1))
        fill(scene, REFERRALS)
        code = _follow(scene)
        app = create_app(database)
        site = Site(database, app, dict(scene.organisations), dict(scene.people))
        for visit in _visits(code):
            act = _act(site.visitor(visit.who), visit)
            for _ in range(5):
                act()
            with statements(database) as sent:
                act()
            rounds = []
            for _ in range(ROUNDS):
                began = process_time()
                for _ in range(AT_ONCE):
                    act()
                rounds.append((process_time() - began) / AT_ONCE * 1000)
            yield Result(f"{name}: {visit.name} ({len(sent)} statements)", median(rounds), 18, "ms", at_most=True)


def _follow(scene: Cast) -> str:
    database = scene.database
    ids = accepted(scene, CASES)
    with database.transaction() as tx:
        person = add_person(tx, "Operatrice Inventata", "operatrice@esempio.invalid")
        for role in (Role.INTAKE, Role.WORKER):
            for place in (scene.organisations["cooperative"], FIRST_RECIPIENT + 3 % RECIPIENTS):
                give_mandate(tx, person.id, place, role, SINCE)
        scene.people["operator"] = person.id
        return many(tx, ids)[ids[0]].code


def _visits(code: str) -> list[Asked]:
    return [
        Asked("/oggi", "operator", "/oggi"),
        Asked("/invii", "operator", "/invii"),
        Asked("/invii?vista=bacheca", "operator", "/invii?vista=bacheca"),
        Asked("/invii?chi=me", "operator", "/invii?chi=me"),
        Asked("/prese-in-carico", "manager", "/prese-in-carico"),
        Asked("/pratiche/INV", "operator", f"/pratiche/{code}"),
        Asked("record_contact GET", "operator", f"/pratiche/{code}/record_contact"),
        Asked("record_contact GET+POST", "operator", f"/pratiche/{code}/record_contact", sends=True),
    ]


def _act(visit: Browser, asked: Asked) -> Callable[[], None]:
    def read() -> str:
        answer = visit.get(asked.path)
        assert answer.status_code == 200, answer.status
        return answer.text

    def send() -> None:
        fields = dict(re.findall(r'name="(csrf_token|revision|key)" value="([^"]*)"', read()))
        fields |= {"contact": "reached_phone", "note": "Ha risposto la signora."}
        answer = visit.bare(asked.path, fields)
        assert answer.status_code == 302, answer.status

    return send if asked.sends else lambda: void(read())


def void(text: str) -> None:
    pass
