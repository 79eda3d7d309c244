"""Inbox, board and caseload: flat from a thousand referrals to a million, with the same statements, on both databases.

The board shows the page that the list shows, by stage; so one reading stands for both.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

from sqlalchemy import event

from benches.crowds import fill
from benches.grounds import embedded, served
from benches.results import Result, times_faster
from governance.actors import Actor
from governance.database import Database
from governance.lists import PAGE, Filter, caseload, next_clocks, waiting_for
from governance.participations import parts_of_many
from tests.cast import MONDAY, cast

FEW, MANY = 1_000, 1_000_000
ROUNDS = 25
AT_ONCE = 4
MOST_STATEMENTS = 4


def run() -> Iterator[Result]:
    """Each round reads the same list of both sizes, in turns; medians of the ratios, and how many statements."""
    for name, ground in (("SQLite", embedded), ("PostgreSQL", served)):
        yield from _compared(name, ground)


def _compared(name: str, ground: Callable[[], AbstractContextManager[Database]]) -> Iterator[Result]:
    with ground() as small, ground() as large:
        few, many = Reader(small, FEW), Reader(large, MANY)
        for words, waiting in (("list and board", False), ("what waits for me", True)):
            slower = times_faster(partial(few.read, waiting), partial(many.read, waiting), rounds=ROUNDS)
            yield Result(f"{name}: {words}, a million against a thousand", slower, 2.0, at_most=True)
        yield Result(f"{name}: statements of a list", many.statements(), MOST_STATEMENTS, "", at_most=True)


class Reader:
    """Somebody who works at a tenth of the recipients, reading their referrals with what each row says."""

    def __init__(self, database: Database, count: int) -> None:
        self.database = database
        scene = cast(database)
        fill(scene, count, with_clocks=True)
        with database.reading(MONDAY) as tx:
            self.actor: Actor = scene.actor(tx, "busy")
        self.read(False)
        self.read(True)

    def read(self, waiting: bool) -> None:
        """Some pages, each in a transaction of its own as a request has it."""
        for _ in range(AT_ONCE):
            with self.database.reading(MONDAY) as tx:
                rows = waiting_for(tx, self.actor) if waiting else caseload(tx, self.actor, Filter(("referral",))).rows
                assert len(rows) == PAGE
                ids = [each.id for each in rows]
                parts_of_many(tx, ids)
                next_clocks(tx, ids)

    def statements(self) -> int:
        """How many statements one reading takes."""
        counted: list[str] = []
        event.listen(self.database.engine, "before_cursor_execute", lambda *words: counted.append(words[2]))
        self.read(False)
        return sum(statement.startswith("SELECT") for statement in counted) // AT_ONCE
