"""A list of fifty for somebody who may see a tenth of everything: flat from ten thousand dossiers to a million."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from statistics import median

from sqlalchemy import event

from benches.crowds import fill
from benches.grounds import embedded, served
from benches.results import Result, seconds
from governance.actors import Actor
from governance.database import Database
from governance.dossiers import Dossier
from governance.lists import PAGE, Filter, caseload
from tests.cast import MONDAY, Cast, cast

FEW, MANY = 10_000, 1_000_000
READINGS = 41
QUERIES = 2


def run() -> Iterator[Result]:
    """Ratios of medians between the two sizes, first and middle page, both databases; and how many queries it takes."""
    for name, ground in (("SQLite", embedded), ("PostgreSQL", served)):
        few, many = measured(ground(), FEW), measured(ground(), MANY)
        for page in ("first", "middle"):
            growth = many[page] / few[page]
            yield Result(f"{name}: {page} page, a million against ten thousand", growth, 2.0, at_most=True)
        yield Result(f"{name}: queries of a page", max(few["queries"], many["queries"]), QUERIES, "", at_most=True)


def measured(ground: AbstractContextManager[Database], count: int) -> dict[str, float]:
    """Median seconds of both pages, and queries of one."""
    with ground as database:
        scene = cast(database)
        first = fill(scene, count)
        with database.reading(MONDAY) as tx:
            busy = scene.actor(tx, "busy")
            middle = caseload(tx, busy, Filter(), (_moment(scene, first + count // 2), 0))
        assert middle.following and len(middle.rows) == PAGE
        return {
            "first": _median(database, busy, None),
            "middle": _median(database, busy, middle.following),
            "queries": _queries(database, busy),
        }


def _moment(scene: Cast, dossier_id: int) -> datetime:
    with scene.database.reading() as tx:
        return tx.get_one(Dossier, dossier_id).since


def _median(database: Database, actor: Actor, after: tuple[datetime, int] | None) -> float:
    def page() -> None:
        with database.reading(MONDAY) as tx:
            assert len(caseload(tx, actor, Filter(), after).rows) == PAGE

    page()
    return median(seconds(page) for _ in range(READINGS))


def _queries(database: Database, actor: Actor) -> int:
    counted: list[str] = []
    with database.reading(MONDAY) as tx:
        listen = partial(event.listen, database.engine, "before_cursor_execute")
        listen(lambda connection, cursor, statement, *rest: counted.append(statement))
        caseload(tx, actor, Filter())
    return sum(statement.startswith("SELECT") for statement in counted)
