"""Two hundred people at once on a million referrals: real pages over HTTP, PostgreSQL, one process of pages.

Each reads a page, thinks for some seconds, reads the next, and every few pages records a contact of a referral of
their own. Pages, database and clients share this machine's processors.
"""

import asyncio
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

import httpx

from benches.crowds import FIRST_RECIPIENT, RECIPIENTS, fill
from benches.grounds import served
from benches.results import Result
from governance import sign_ins
from governance.database import Database
from governance.dossiers import many
from governance.people import add_person, give_mandate
from governance.roles import Role
from tests.cast import SINCE, Cast, cast
from tests.withstand.families import accepted

CLIENTS, MANY = 200, 1_000_000
LASTS = 90.0
"""Seconds of the measured part; then everybody stops."""

THINKS = (5.0, 11.0)
"""Seconds between one answer and the next request of the same person."""

READS = ("/oggi", "/invii", "/invii?vista=bacheca", "/invii?chi=me", "/prese-in-carico")
READING, WRITING = 0.3, 0.5
"""Seconds within which nineteen of twenty answers must come."""

HERE = Path(__file__).resolve().parents[1]


@dataclass
class Answers:
    """How long each answer took, and what went wrong."""

    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def run() -> Iterator[Result]:
    """95th percentiles of reads and writes, and how many answers were errors."""
    with served() as database:
        scene = cast(database, database.now() - timedelta(days=1))
        fill(scene, MANY)
        people = _people(scene)
        with _pages(database) as address:
            answers = asyncio.run(_everybody(address, people))
    assert answers.reads and answers.writes, answers.errors[:3]
    for name, taken, wanted in (("reads", answers.reads, READING), ("writes", answers.writes, WRITING)):
        named = f"{CLIENTS} people, a million referrals: 95th percentile of {len(taken)} {name}"
        yield Result(named, quantiles(taken, n=20)[-1], wanted, "s", at_most=True)
    yield Result(f"errors among them {answers.errors[:2] or ''}", len(answers.errors), 0, "", at_most=True)


def _people(scene: Cast) -> list[tuple[str, str]]:
    """Everybody's session and the code of the referral they follow; each sees one recipient's part of the million."""
    now = scene.database.now()
    ids = accepted(scene, CLIENTS)
    found = []
    with scene.database.transaction(now) as tx:
        codes = many(tx, ids)
        for number, referral_id in enumerate(ids):
            person = add_person(tx, f"Operatrice {number}", f"operatrice{number}@esempio.invalid")
            for role in (Role.INTAKE, Role.WORKER):
                give_mandate(tx, person.id, scene.organisations["cooperative"], role, SINCE)
                give_mandate(tx, person.id, FIRST_RECIPIENT + number % RECIPIENTS, role, SINCE)
            found.append((sign_ins.begin(tx, person.id, "bench"), codes[referral_id].code))
    return found


@contextmanager
def _pages(database: Database) -> Iterator[str]:
    """The pages of this database in a process of their own, on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    settings = database.settings
    environment = {**os.environ, "PYTHONPATH": str(HERE), "RACCORDO_DEMO": "1", "RACCORDO_ADDRESS": address}
    environment |= {"RACCORDO_FOLDER": str(settings.folder), "RACCORDO_DATABASE": settings.database}
    words = [sys.executable, "-m", "web.commands", "up", "--port", str(port), "--no-prefect"]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(words, env=environment, cwd=HERE, stdout=log, stderr=log)
        try:
            _wait(address)
            yield address
        finally:
            process.terminate()
            process.wait(20)


def _wait(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            httpx.get(f"{address}/accesso", timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the pages do not answer")


async def _everybody(address: str, people: list[tuple[str, str]]) -> Answers:
    answers, ends = Answers(), time.monotonic() + THINKS[1] + LASTS
    limits = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
    async with httpx.AsyncClient(base_url=address, timeout=30, limits=limits) as client:
        await asyncio.gather(
            *(_one(client, answers, (token, code), (number, ends)) for number, (token, code) in enumerate(people))
        )
    return answers


async def _one(client: httpx.AsyncClient, answers: Answers, who: tuple[str, str], when: tuple[int, float]) -> None:
    """One person's morning: pages read in turn, every sixth time a contact recorded."""
    (token, code), (number, ends) = who, when
    chance = random.Random(number)
    visit = Visit(client, answers, token)
    await asyncio.sleep(chance.uniform(0, THINKS[1]))
    turn = number
    while time.monotonic() < ends:
        if turn % 6:
            await visit.read(READS[turn % len(READS)])
        else:
            await visit.record_contact(code, chance)
        turn += 1
        await asyncio.sleep(chance.uniform(*THINKS))


@dataclass
class Visit:
    """One person's browser."""

    client: httpx.AsyncClient
    answers: Answers
    token: str
    cookie: str = ""

    async def read(self, path: str) -> str:
        """Open a page."""
        return await self._ask("GET", path, self.answers.reads)

    async def record_contact(self, code: str, chance: random.Random) -> None:
        """The form of the move, filled and sent; two requests."""
        path = f"/pratiche/{code}/record_contact"
        page = await self.read(path)
        if not page:
            return
        await asyncio.sleep(chance.uniform(1, 3))
        fields = dict(re.findall(r'name="(csrf_token|revision|key)" value="([^"]*)"', page))
        fields |= {"contact": "reached_phone", "note": "Ha risposto la signora."}
        await self._ask("POST", path, self.answers.writes, fields)

    async def _ask(self, method: str, path: str, taken: list[float], fields: dict[str, str] | None = None) -> str:
        headers = {"Cookie": f"raccordo={self.token}" + (f"; {self.cookie}" if self.cookie else "")}
        began = time.perf_counter()
        try:
            answer = await self.client.request(method, path, data=fields, headers=headers)
        except httpx.HTTPError as fault:
            self.answers.errors.append(f"{method} {path}: {type(fault).__name__}")
            return ""
        taken.append(time.perf_counter() - began)
        if answer.status_code != (200 if method == "GET" else 302):
            self.answers.errors.append(f"{method} {path}: {answer.status_code}")
            return ""
        for each in answer.headers.get_list("set-cookie"):
            if each.startswith("modulo="):
                self.cookie = each.partition(";")[0]
        self.client.cookies.clear()
        return answer.text
