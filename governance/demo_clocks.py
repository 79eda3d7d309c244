"""The demonstration's clock: by how much it was moved on, kept where every process of the installation reads it."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from governance.database import Database, Record, Transaction
from governance.errors import NotPermitted
from governance.sign_ins import SignIn

ONLY = 1
LONGEST = timedelta(days=5 * 366)
"""Nobody needs to see further than that, and instants stay far from the end of the calendar."""


class DemoClock(Record):
    """One row: the seconds by which the present was moved on."""

    __tablename__ = "demo_clocks"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seconds: Mapped[int]


def move_on(database: Database, by: timedelta) -> None:
    """Move the present on for every process; who is signed in stays signed in.

    NotPermitted outside the demonstration, backwards, or too far.
    """
    if not database.settings.demo or by <= timedelta(0):
        raise NotPermitted("L'orologio si sposta solo nella dimostrazione, e solo in avanti.")
    with database.transaction() as tx:
        if moved_by(tx) + by > LONGEST:
            raise NotPermitted("L'orologio della dimostrazione non va più avanti di così.")
        row = tx.get(DemoClock, ONLY, with_for_update=True)
        if row is None:
            tx.add(DemoClock(id=ONLY, seconds=int(by.total_seconds())))
        else:
            row.seconds += int(by.total_seconds())
        for each in tx.scalars(select(SignIn)):
            each.begun_at, each.seen_at = each.begun_at + by, each.seen_at + by
    database.look_at_the_clock()


def moved_by(tx: Transaction) -> timedelta:
    """By how much the demonstration's clock was moved on so far."""
    row = tx.get(DemoClock, ONLY)
    return timedelta(seconds=row.seconds if row else 0)
