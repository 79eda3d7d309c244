"""A list of fifty for somebody who may see a tenth of everything: flat from ten thousand dossiers to a million."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial

from sqlalchemy import event

from benches.crowds import fill
from benches.grounds import embedded, served
from benches.results import Result, times_faster
from governance.actors import Actor
from governance.database import Database
from governance.dossiers import Dossier
from governance.lists import PAGE, Filter, caseload
from tests.cast import MONDAY, cast

FEW, MANY = 10_000, 1_000_000
ROUNDS = 25
AT_ONCE = 4
"""Pages read one after the other each time the clock is looked at."""

QUERIES = 2
Cursor = tuple[datetime, int] | None


def run() -> Iterator[Result]:
    """Each round reads the same page of both sizes, in turns; medians of the ratios, and how many queries it takes."""
    for name, ground in (("SQLite", embedded), ("PostgreSQL", served)):
        yield from _compared(name, ground)


def _compared(name: str, ground: Callable[[], AbstractContextManager[Database]]) -> Iterator[Result]:
    with ground() as small, ground() as large:
        few, many = Reader(small, FEW), Reader(large, MANY)
        for page, after in (("first", (None, None)), ("middle", (few.middle, many.middle))):
            slower = times_faster(partial(few.read, after[0]), partial(many.read, after[1]), rounds=ROUNDS)
            yield Result(f"{name}: {page} page, a million against ten thousand", slower, 2.0, at_most=True)
        yield Result(f"{name}: queries of a page", max(few.queries(), many.queries()), QUERIES, "", at_most=True)


class Reader:
    """Somebody who may see a tenth of so many dossiers, and where the middle of their list is."""

    def __init__(self, database: Database, count: int) -> None:
        self.database = database
        scene = cast(database)
        first = fill(scene, count)
        with database.reading(MONDAY) as tx:
            self.actor: Actor = scene.actor(tx, "busy")
            half = tx.get_one(Dossier, first + count // 2).since
            self.middle: Cursor = caseload(tx, self.actor, Filter(), (half, 0)).following
        assert self.middle
        self.read(None)
        self.read(self.middle)

    def read(self, after: Cursor) -> None:
        """Some pages from there on, each in a transaction of its own as a request has it."""
        for _ in range(AT_ONCE):
            with self.database.reading(MONDAY) as tx:
                assert len(caseload(tx, self.actor, Filter(), after).rows) == PAGE

    def queries(self) -> int:
        """How many statements one page takes."""
        counted: list[str] = []
        event.listen(self.database.engine, "before_cursor_execute", lambda *words: counted.append(words[2]))
        with self.database.reading(MONDAY) as tx:
            caseload(tx, self.actor, Filter())
        return sum(statement.startswith("SELECT") for statement in counted)
