"""A database as full as that of many networks, written by the database itself in a few statements."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, text

from governance.database import Database
from governance.organisations import Organisation
from governance.people import add_person, give_mandate
from governance.roles import Role
from governance.texts import folded
from tests.cast import SINCE, Cast

RECIPIENTS = 40
FIRST_RECIPIENT = 500
SEATS = 4
"""One person works at so many of the recipients: a tenth of what there is."""

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
STEP = timedelta(seconds=61)
NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)"
MOMENT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', '2026-01-01', '+' || (n * 61) || ' seconds')",
    "postgresql": "timestamptz '2026-01-01 00:00+00' + n * interval '61 seconds'",
}
"""When the n-th dossier was last changed: spread over the years, no two alike."""

DOSSIERS = """
INSERT INTO dossiers (id, code, kind, pathway, version, stage, since, open, title, grade, dates, parent_id, network_id,
                      household_id, due_at, opened_at, last_number, last_digest)
{numbers} SELECT :first + n, 'INV-' || (:first + n), 'referral', 'referral', 1, 'submitted', {moment}, {yes}, 'Invio',
       'ordinary', '{{}}', NULL, :network, 0, {moment}, {moment}, 0, '' FROM numbers
"""
PARTS = """
INSERT INTO participations (dossier_id, organisation_id, capacity, reading, kind, open, sort_at, due_at, waiting_role)
{numbers} SELECT :first + n, {organisation}, :capacity, 'content', 'referral', {yes}, {moment}, {moment}, {role}
FROM numbers
"""
DEADLINES = """
INSERT INTO deadlines (dossier_id, timer, occurrence, step, started_at, due_at, owed_at, attempts, amount)
{numbers} SELECT :first + n, 'acknowledge_due', 0, 0, {moment}, {moment}, {moment}, 0, '2 wd' FROM numbers
"""


def fill(scene: Cast, count: int, with_clocks: bool = False) -> int:
    """So many open referrals from the consortium, to the recipients in turn; the key before the first of them."""
    database = scene.database
    first_recipient = _recipients(database)
    spoken = database.dialect
    words = {"numbers": NUMBERS, "moment": MOMENT[spoken], "yes": "1" if spoken == "sqlite" else "true"}
    values: dict[str, object] = {"first": 1000, "network": scene.organisations["network"]}
    recipient = f"{first_recipient} + n % {RECIPIENTS}"
    with database.engine.connect() as connection:
        steps: list[tuple[str, dict[str, object]]] = [
            (DOSSIERS.format(**words), values),
            (PARTS.format(**words, organisation=recipient, role="'intake'"), {"first": 1000, "capacity": "recipient"}),
            (
                PARTS.format(**words, organisation=str(scene.organisations["consortium"]), role="NULL"),
                {"first": 1000, "capacity": "sender"},
            ),
        ]
        if with_clocks:
            steps.append((DEADLINES.format(**words), {"first": 1000}))
        for statement, named in steps:
            connection.execute(text(statement), {**named, "count": count})
        connection.commit()
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT", purpose="none") as connection:
        connection.exec_driver_sql("ANALYZE")
    scene.people["busy"] = _busy(scene, first_recipient)
    return 1000


def _recipients(database: Database) -> int:
    """Enter the recipients; the key of the first."""
    with database.transaction() as tx:
        rows: list[dict[str, Any]] = [
            {"id": FIRST_RECIPIENT + n, "kind": "cooperative", "name": f"Ente {n}", "folded_name": folded(f"Ente {n}"),
             "active": True, "has_accounts": True}
            for n in range(RECIPIENTS)
        ]  # fmt: skip
        tx.execute(insert(Organisation), rows)
        for row in rows:
            person = add_person(tx, f"Persona {row['id']}", f"persona{row['id']}@esempio.invalid")
            give_mandate(tx, person.id, row["id"], Role.INTAKE, SINCE)
    return FIRST_RECIPIENT


def _busy(scene: Cast, first_recipient: int) -> int:
    """A person who works at several of the recipients."""
    with scene.database.transaction() as tx:
        person = add_person(tx, "Ada Indaffarata", "busy@esempio.invalid")
        for place in range(SEATS):
            for role in (Role.INTAKE, Role.WORKER, Role.HEAD):
                give_mandate(tx, person.id, first_recipient + place, role, SINCE)
        return person.id
