"""Engines: looking keeps what the database has planned, and changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text

from governance.database import Database, Transaction, table_of
from governance.people import Person
from tests.databases import Server, cloned

PEOPLE = table_of(Person)
SOMEBODY = {"name": "Una", "folded_name": "una", "email": "una@esempio.invalid", "active": True, "language": "it"}


def people(tx: Transaction) -> int:
    return int(tx.run(select(func.count()).select_from(PEOPLE)).scalar_one())


def by_statement(tx: Transaction) -> None:
    tx.run(insert(PEOPLE), SOMEBODY)


def by_row(tx: Transaction) -> None:
    tx.add(Person(**SOMEBODY))


def by_row_and_flush(tx: Transaction) -> None:
    by_row(tx)
    tx.flush()


def within_a_savepoint(tx: Transaction) -> None:
    with tx.begin_nested():
        tx.run(insert(PEOPLE), SOMEBODY)


def by_hand(tx: Transaction) -> None:
    tx.execute(text("WITH one AS (SELECT 1) DELETE FROM people"))


@pytest.mark.parametrize("write", [by_statement, by_row, by_row_and_flush, within_a_savepoint, by_hand])
def test_what_is_written_while_reading_is_gone(database: Database, write: Callable[[Transaction], None]) -> None:
    with database.transaction() as tx:
        tx.run(insert(PEOPLE).values({**SOMEBODY, "email": "altra@esempio.invalid"}))
    with database.reading() as tx:
        before = people(tx)
        write(tx)
    with database.reading() as tx:
        assert people(tx) == before


def test_a_transaction_after_one_that_only_looked_is_still_all_or_nothing(database: Database) -> None:
    with database.reading() as tx:
        before = people(tx)
    with pytest.raises(ZeroDivisionError), database.transaction() as tx:
        tx.run(insert(PEOPLE), SOMEBODY)
        raise ZeroDivisionError
    with database.reading() as tx:
        assert people(tx) == before


def test_looking_often_keeps_the_plan(postgresql: Server, tmp_path: Path) -> None:
    with cloned(postgresql, tmp_path / "var") as database:
        for _ in range(8):
            with database.reading() as tx:
                people(tx)
        with database.reading() as tx:
            planned = list(tx.scalars(text("SELECT statement FROM pg_prepared_statements")))
    assert any("count" in each for each in planned)
