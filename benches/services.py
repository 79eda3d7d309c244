"""Searches over ten thousand invented services in this process: by need, place and words typed with slips."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from benches.results import Result, seconds
from governance import schema, tables
from governance.codes import CATEGORIES
from governance.database import Database, Transaction, table_of
from governance.organisations import Organisation, OrganisationKind
from governance.service_searches import Wanted, search
from governance.services import Service, next_stamp
from governance.settings import Settings
from governance.territory import districts, memberships
from governance.texts import folded

SERVICES, HOUSES, SEARCHES = 10_000, 1_072, 300
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
KINDS = ("Sportello", "Corso", "Laboratorio", "Gruppo", "Ambulatorio", "Ospitalità", "Doposcuola", "Ascolto", "Spazio")
MATTERS = ("casa", "lavoro", "italiano", "salute", "famiglia", "documenti", "bilancio", "compiti", "donne", "giovani",
           "alloggio", "tirocinio", "permesso di soggiorno", "mediazione", "microcredito", "affitto")  # fmt: skip
SURNAMES = ("Faro", "Molo", "Riva", "Ponte", "Quercia", "Fontana", "Cascina", "Torre", "Lanterna", "Bussola")
ASKED = ("casa", "cosro italiano", "alogio", "sportelo lavoro", "permesso soggiorno", "micro credito", "doposcuola",
         "perchè", "bussola", "mediazzione", "corso")  # fmt: skip


def run() -> Iterator[Result]:
    """The slowest twentieth of mixed searches, and of those that narrow nothing; in milliseconds."""
    draw = random.Random(5)
    with TemporaryDirectory() as folder:
        database = Database(Settings(folder=Path(folder)))
        schema.upgrade(database)
        with database.transaction(NOW) as tx:
            fill(tx, draw)
        places = [each.istat_code for each in memberships(TODAY)]
        first = seconds(lambda: _once(database, Wanted("casa")))
        yield Result("first search of a process, 10,000 services read", first * 1000, 5000, "ms", at_most=True)
        mixed = [_asked(draw, places) for _ in range(SEARCHES)]
        yield Result("search over 10,000 services, 95th percentile", _slow(database, mixed), 50, "ms", at_most=True)
        wide = [Wanted(municipality=draw.choice(places)) for _ in range(40)]
        yield Result("the same by municipality alone, 95th percentile", _slow(database, wide), 50, "ms", at_most=True)
        database.close()


def fill(tx: Transaction, draw: random.Random) -> None:
    """Invented organisations on real municipalities, and what they offer."""
    assert tables.METADATA
    places = [each.istat_code for each in memberships(TODAY)]
    ambiti = [*districts(TODAY)]
    names = [f"{draw.choice(SURNAMES)} {draw.choice(SURNAMES)} di Prova {number}" for number in range(HOUSES)]
    kinds = (OrganisationKind.COOPERATIVE, OrganisationKind.ASSOCIATION)
    tx.run(insert(table_of(Organisation)), [
        {"id": number + 1, "kind": draw.choice(kinds), "name": name, "folded_name": folded(name), "active": True,
         "seat": draw.choice(places)}
        for number, name in enumerate(names)
    ])  # fmt: skip
    number = next_stamp(tx)
    tx.run(insert(table_of(Service)), [_service(draw, places, ambiti) | {"stamp": number} for _ in range(SERVICES)])


def _service(draw: random.Random, places: list[str], ambiti: list[str]) -> dict[str, object]:
    verified: date | None = TODAY - timedelta(days=draw.randrange(400)) if draw.random() < 0.8 else None
    counted = draw.choice((None, 5, 20))
    return {
        "organisation_id": draw.randrange(HOUSES) + 1,
        "name": f"{draw.choice(KINDS)} {draw.choice(MATTERS)} {draw.choice(SURNAMES)}",
        "description": f"Per {draw.choice(MATTERS)} e {draw.choice(MATTERS)}, su appuntamento.",
        "category": draw.choice([*CATEGORIES]),
        "municipalities": draw.sample(places, draw.choice((0, 1, 3, 8))),
        "districts": draw.sample(ambiti, draw.choice((0, 0, 1))),
        "languages": draw.sample(["italiano", "arabo", "francese", "ucraino", "inglese"], 2),
        "places": counted,
        "taken": draw.randrange(counted + 1) if counted else 0,
        "active": True,
        "verified_on": verified,
    }


def _asked(draw: random.Random, places: list[str]) -> Wanted:
    return Wanted(
        words=draw.choice(ASKED) if draw.random() < 0.7 else "",
        categories=frozenset({draw.choice([*CATEGORIES])}) if draw.random() < 0.6 else frozenset(),
        municipality=draw.choice(places) if draw.random() < 0.8 else "",
        senders=frozenset({1, 2}),
    )


def _once(database: Database, wanted: Wanted) -> None:
    with database.reading(NOW) as tx:
        search(tx, wanted)


def _slow(database: Database, asked: list[Wanted]) -> float:
    return quantiles([seconds(lambda each=each: _once(database, each)) for each in asked], n=20)[-1] * 1000  # type: ignore[misc]
