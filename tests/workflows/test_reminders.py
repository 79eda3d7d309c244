"""Reminders before a date, on both databases: the cases T10 to T12 of the rules of time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from governance.actors import SYSTEM
from governance.database import Database
from governance.notices import Notice
from governance.organisations import OrganisationKind, add_organisation
from governance.participations import Joining
from governance.people import add_person, give_mandate
from governance.roles import Role
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt, Opening
from workflows.calendars import start_of
from workflows.grounds import Ground
from workflows.publishing import Written, publish
from workflows.sweep import sweep

PACT = """\
pathway: pact
version: 1
governs: protocol
label: {it: Patto}
dates: [ends_on]
stages:
  in_force: {label: {it: Vigente}, waits_for: [manager@network]}
  ended: {label: {it: Concluso}, final: true}
timers:
  end_near: {label: {it: Verso la fine}, in: [in_force], date: ends_on, before: [180 d, 90 d, 60 d, 30 d]}
moves:
  create: {label: {it: Nuovo}, from: [new], to: in_force, by: [manager@network], asks: [ends_on]}
  move_end: {label: {it: Sposta la fine}, from: [in_force], stays: true, by: [manager@network], asks: [ends_on]}
  end: {label: {it: Concludi}, from: [in_force], to: ended, by: [manager@network]}
"""
BEGINNING = datetime(2027, 1, 4, 9, tzinfo=UTC)
END = date(2028, 3, 31)


@pytest.fixture
def pact(database: Database) -> tuple[Database, int]:
    """A pact in force whose manager is told as its end comes near."""
    database.rehearsal = True
    with database.transaction(BEGINNING) as tx:
        publish(tx, Written(PACT), SYSTEM, Ground("Prova"))
        network = add_organisation(tx, OrganisationKind.CONSORTIUM, "Rete di prova").id
        manager = add_person(tx, "Mara Provaprova", "mara@esempio.invalid")
        give_mandate(tx, manager.id, network, Role.MANAGER, date(2026, 1, 1))
        opening = Opening(
            "protocol", "Patto", [Joining(network, "network")], lambda *_: None, answers={"ends_on": END.isoformat()}
        )
        return database, open_dossier(tx, opening)[0].id


def before(days: int, end: date = END) -> datetime:
    return start_of(end - timedelta(days=days)) + timedelta(hours=10)


def told(database: Database) -> int:
    with database.reading() as tx:
        return len(list(tx.scalars(select(Notice))))


def test_a_reminder_missed_while_nothing_ran_is_told_once_on_recovery(pact: tuple[Database, int]) -> None:
    database, _ = pact
    sweep(database, before(170))
    assert told(database) == 1
    for days in (88, 87, 86):
        sweep(database, before(days))
    assert told(database) == 2


def test_after_a_long_silence_only_the_latest_reminder_is_told(pact: tuple[Database, int]) -> None:
    database, _ = pact
    sweep(database, before(20))
    assert told(database) == 1


def test_the_same_sweep_twice_at_once_tells_once(pact: tuple[Database, int]) -> None:
    database, _ = pact
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: sweep(database, before(89)), range(2)))
    assert (sum(each.noticed for each in done), sum(each.failed for each in done), told(database)) == (1, 0, 1)


def test_an_end_moved_by_a_week_moves_what_is_pending_and_keeps_what_was_told(pact: tuple[Database, int]) -> None:
    database, dossier_id = pact
    sweep(database, before(89))
    later = END + timedelta(days=7)
    with database.transaction(before(75)) as tx:
        advance(tx, Attempt(dossier_id, "move_end", answers={"ends_on": later.isoformat()}))
    counts = []
    for days in (66, 61, 59):
        sweep(database, before(days, later))
        counts.append(told(database))
    assert counts == [1, 1, 2]
