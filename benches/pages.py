"""What a page costs in processor time, against a plain template that writes as many rows in the same breath.

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

from jinja2 import Environment

from benches.crowds import FIRST_RECIPIENT, fill
from benches.grounds import embedded, served
from benches.results import Result
from governance.database import Database
from governance.dossiers import many
from governance.people import add_person, give_mandate
from governance.roles import Role
from tests.cast import SINCE, Cast, cast
from tests.web.counting import statements
from tests.web.site import Site, Visit
from tests.withstand.families import accepted
from web import aftermath
from web.app import create_app

REFERRALS, CASES = 3000, 60
ROUNDS, AT_ONCE = 20, 4
"""Rounds of so many requests each, the floor in between; the median of the rounds counts."""

WARM = 8
"""Requests before the clock is looked at: by then what is composed once is composed."""

FLOOR = """<table>{% for row in rows %}<tr><th scope="row"><a href="/pratiche/{{ row.code }}">{{ row.code }}</a></th>
{% for cell in row.cells %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"""
ROWS, CELLS = 50, 6


class Asked(NamedTuple):
    """A page: by whom it is asked for, how many times the floor it may cost, and whether its form is sent as well."""

    path: str
    who: str
    wanted: float
    sends: bool = False


def run() -> Iterator[Result]:
    """Each page on both databases; its milliseconds and statements stand in its name."""
    for name, ground in (("SQLite", embedded), ("PostgreSQL", served)):
        yield from _measured(name, ground)


def _measured(name: str, ground: Callable[[], AbstractContextManager[Database]]) -> Iterator[Result]:
    with ground() as database:
        scene = cast(database, database.now() - timedelta(days=1))
        fill(scene, REFERRALS)
        code = follow(scene)
        site = Site(database, create_app(database), dict(scene.organisations), dict(scene.people))
        for asked in pages(code):
            act = _act(site.visitor(asked.who), asked)
            for _ in range(WARM):
                act()
            with statements(database) as sent:
                act()
            own, floor = _timed(act)
            what = f"{asked.path.replace(code, 'INV')}{' sent' if asked.sends else ''}"
            said = f"{name}: {what}, {len(sent)} statements, {own * 1000:.1f} ms"
            yield Result(said, own / floor, asked.wanted, at_most=True)
        aftermath.wait()


def follow(scene: Cast) -> str:
    """Families accompanied, some people at work; the code of a referral that the operator follows."""
    database = scene.database
    ids = accepted(scene, CASES)
    with database.transaction() as tx:
        person = add_person(tx, "Operatrice Inventata", "operatrice@esempio.invalid")
        for role in (Role.INTAKE, Role.WORKER):
            for place in (scene.organisations["cooperative"], FIRST_RECIPIENT):
                give_mandate(tx, person.id, place, role, SINCE)
        scene.people["operator"] = person.id
        return many(tx, ids)[ids[0]].code  # type: ignore[no-any-return]


def pages(code: str) -> list[Asked]:
    """The pages of every day; the form that is sent is opened first, and both requests count."""
    form = f"/pratiche/{code}/record_contact"
    return [
        Asked("/oggi", "operator", 45),
        Asked("/invii", "operator", 40),
        Asked("/invii?vista=bacheca", "operator", 40),
        Asked("/invii?chi=me", "operator", 40),
        Asked("/prese-in-carico", "manager", 40),
        Asked(f"/pratiche/{code}", "operator", 60),
        Asked(form, "operator", 30),
        Asked(form, "operator", 60, sends=True),
    ]


def _act(visit: Visit, asked: Asked) -> Callable[[], None]:
    def opened() -> str:
        answer = visit.get(asked.path)
        assert answer.status_code == 200, answer.status
        return answer.text

    def read() -> None:
        opened()

    def send() -> None:
        fields = dict(re.findall(r'name="(csrf_token|revision|key)" value="([^"]*)"', opened()))
        fields |= {"contact": "reached_phone", "note": "Ha risposto la signora."}
        answer = visit.bare(asked.path, fields)
        assert answer.status_code == 302, answer.status

    return send if asked.sends else read


def _timed(act: Callable[[], None]) -> tuple[float, float]:
    """Seconds of processor time of the page and of the floor."""
    template = Environment(autoescape=True).from_string(FLOOR)
    rows = [{"code": f"INV-{number}", "cells": [f"Ente & {each}" for each in range(CELLS)]} for number in range(ROWS)]
    own, floor = [], []
    for _ in range(ROUNDS):
        own.append(_seconds(act))
        floor.append(_seconds(lambda: template.render(rows=rows)))
    return median(own), median(floor)


def _seconds(act: Callable[[], object]) -> float:
    began = process_time()
    for _ in range(AT_ONCE):
        act()
    return (process_time() - began) / AT_ONCE
