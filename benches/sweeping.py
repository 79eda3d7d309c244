"""Fifty thousand reminders due among a million, against one transaction of mapped objects per reminder."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from benches.crowds import BEGINNING, STEP, fill
from benches.grounds import embedded, served
from benches.results import Result, seconds
from governance.actors import ROME
from governance.database import Database
from governance.deadlines import Deadline
from governance.dossiers import Dossier
from governance.notices import Notice
from governance.participations import Participation
from governance.people import Mandate, Person, in_force
from tests.cast import cast
from workflows.sweep import sweep
from workflows.telling import by_day

MANY, DUE, SAMPLE = 1_000_000, 50_000, 400
"""The peer does the first `SAMPLE` only, and its time is scaled to the rest: at its pace it would take minutes."""


def run() -> Iterator[Result]:
    """The ratio of the two paces on each database; and what a second sweep at the same instant writes: nothing."""
    for name, ground in (("SQLite", embedded), ("PostgreSQL", served)):
        with ground() as database:
            fill(cast(database), MANY, with_clocks=True)
            yield from _measured(name, database)


def _measured(name: str, database: Database) -> Iterator[Result]:
    now = BEGINNING + STEP * SAMPLE
    theirs = seconds(lambda: _one_by_one(database, now)) / SAMPLE
    now += STEP * DUE
    ours = seconds(lambda: _sweep(database, now, DUE)) / DUE
    yield Result(f"{name}: sweep of 50,000 among 1,000,000, times faster per row", theirs / ours, 30.0)
    again = seconds(lambda: _sweep(database, now, 0))
    yield Result(f"{name}: seconds of a sweep with nothing due among 1,000,000", again, 0.5, "s", at_most=True)


def _sweep(database: Database, now: datetime, due: int) -> None:
    done = sweep(database, now)
    assert (done.due, done.failed) == (due, 0) and done.noticed >= due


def _one_by_one(database: Database, now: datetime) -> None:
    with Session(database.engine) as session:
        due = list(session.scalars(select(Deadline.id).where(Deadline.due_at <= now).order_by(Deadline.due_at)))
    assert len(due) == SAMPLE
    for deadline_id in due:
        with Session(database.engine) as session, session.begin():
            _remind(session, deadline_id, now)


def _remind(session: Session, deadline_id: int, now: datetime) -> None:
    """What the sweep does with one reminder, through mapped objects."""
    deadline = session.get_one(Deadline, deadline_id, with_for_update=True)
    dossier = session.get_one(Dossier, deadline.dossier_id)
    parts = session.scalars(select(Participation).where(Participation.dossier_id == dossier.id)).all()
    waited = [part.organisation_id for part in parts if part.waiting_role == "intake"]
    query = select(Person).join(Mandate, Mandate.person_id == Person.id)
    wanted = Mandate.organisation_id.in_(waited), Mandate.role == "intake", *in_force(now.astimezone(ROME).date())
    for person in session.scalars(query.where(Person.active, *wanted)):
        session.add(
            Notice(
                key=f"{dossier.id}:timer:{deadline.timer}:{deadline.occurrence}:p{person.id}", dossier_id=dossier.id,
                person_id=person.id, address=person.email, what="timer", name=deadline.timer, written_at=now,
                not_before=by_day(now),
            )
        )  # fmt: skip
    deadline.step, deadline.occurrence, deadline.due_at = deadline.step + 1, deadline.occurrence + 1, None
    dossier.due_at = deadline.owed_at
    for part in parts:
        part.due_at = deadline.owed_at
