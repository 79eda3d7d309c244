"""Two hundred people at once on a million referrals: real pages over HTTP, as `raccordo up` serves them, PostgreSQL.

Each reads two pages, then records a contact of a referral of their own and sees where it leads, thinking for some
seconds before each step: four answers of five are reads. Pages, database and clients share this machine's processors.
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
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from urllib.request import urlopen

from benches.browsers import Answer, Browser
from benches.crowds import FIRST_RECIPIENT, RECIPIENTS, fill
from benches.grounds import served
from benches.results import Result
from governance import sign_ins
from governance.database import Database
from governance.dossiers import many
from governance.people import add_person, give_mandate
from governance.roles import Role
from tests.cast import SINCE, Cast, cast
from tests.processes import HERE, work_of
from tests.withstand.families import accepted

CLIENTS, MANY = 200, 1_000_000
WARMS, LASTS = 30.0, 300.0
"""Seconds that are not measured, while processes and caches are cold, and seconds that are; an error counts always."""

THINKS = (5.0, 11.0)
"""Seconds before somebody's next step: about what TPC-W sets (7 in the mean), and less than people need to read."""

READS = ("/oggi", "/invii", "/pratiche/{code}", "/invii?vista=bacheca", "/prese-in-carico", "/invii?chi=me")
READING, WRITING = 0.3, 0.5
"""Seconds within which nineteen of twenty answers must come."""
WORKING = 0.03
"""Seconds of a processor that pages may take for one: what these people ask for then takes less than one of two."""


@dataclass
class Answers:
    """How long each answer took since measuring began, how long processors worked for them, and what went wrong."""

    since: float
    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    worked: float = 0.0


def run() -> Iterator[Result]:
    """95th percentiles of reads and writes, and how many answers were errors."""
    with served() as database:
        scene = cast(database, database.now() - timedelta(days=1))
        fill(scene, MANY)
        people = _people(scene)
        with _pages(database) as address:
            answers = asyncio.run(_everybody(address, people, database.settings.folder))
    assert answers.reads and answers.writes, answers.errors[:3]
    for name, taken, wanted in (("reads", answers.reads, READING), ("writes", answers.writes, WRITING)):
        named = f"{CLIENTS} people, a million referrals: 95th percentile of {len(taken)} {name}"
        yield Result(named, quantiles(taken, n=20)[-1], wanted, "s", at_most=True)
    each = answers.worked / (len(answers.reads) + len(answers.writes))
    yield Result("processor time of the pages for each answer", each, WORKING, "s", at_most=True)
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
    """The pages of this database as `raccordo up` serves them, on loopback."""
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
            with urlopen(f"{address}/accesso", timeout=5):  # noqa: S310 - our own pages
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the pages do not answer")


async def _everybody(address: str, people: list[tuple[str, str]], folder: Path) -> Answers:
    answers = Answers(time.monotonic() + WARMS)
    host, port = address.removeprefix("http://").split(":")
    visits = [Visit(Browser(host, int(port), {"raccordo": token}), code, answers) for token, code in people]
    mornings = asyncio.gather(*(visit.morning(number) for number, visit in enumerate(visits)))
    await asyncio.sleep(WARMS)
    worked = work_of(folder)
    await mornings
    answers.worked = work_of(folder) - worked
    return answers


@dataclass
class Visit:
    """One person at work: their browser, and the referral they follow."""

    browser: Browser
    code: str
    answers: Answers

    async def morning(self, number: int) -> None:
        """Two pages and a contact recorded, again and again, thinking before each step."""
        chance = random.Random(number)
        pages = cycle(READS[number % len(READS) :] + READS[: number % len(READS)])
        await asyncio.sleep(chance.uniform(0, WARMS))
        while time.monotonic() < self.answers.since + LASTS:
            for _ in range(2):
                await self._read(next(pages).format(code=self.code))
                await asyncio.sleep(chance.uniform(*THINKS))
            await self._record_contact(chance)

    async def _record_contact(self, chance: random.Random) -> None:
        """The form of the move opened, filled and sent, and the page it leads to."""
        path = f"/pratiche/{self.code}/record_contact"
        page = await self._read(path)
        await asyncio.sleep(chance.uniform(*THINKS))
        fields = dict(re.findall(r'name="(csrf_token|revision|key)" value="([^"]*)"', page))
        fields |= {"contact": "reached_phone", "note": "Ha risposto la signora."}
        sent = await self._ask(path, self.answers.writes, fields)
        if sent:
            await self._read(sent.location)
        await asyncio.sleep(chance.uniform(*THINKS))

    async def _read(self, path: str) -> str:
        answer = await self._ask(path, self.answers.reads)
        return answer.text if answer else ""

    async def _ask(self, path: str, taken: list[float], fields: dict[str, str] | None = None) -> Answer | None:
        try:
            answer = await self.browser.ask(path, fields)
        except (OSError, EOFError, TimeoutError) as fault:
            self.answers.errors.append(f"{path}: {type(fault).__name__}")
            return None
        if time.monotonic() > self.answers.since:
            taken.append(answer.seconds)
        if answer.status != (200 if fields is None else 302):
            self.answers.errors.append(f"{path}: {answer.status}")
            return None
        return answer
