"""The page of figures over a hundred thousand referrals: under a second, whoever looks, on both databases."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import event, text

from benches.crowds import BEGINNING, NUMBERS, fill
from benches.grounds import embedded, served
from benches.results import Result
from governance import milestones
from governance.database import Database
from governance.figure_views import NETWORK, RECEIVED, TERRITORY, View, Wanted
from governance.figures import figures
from governance.unmet_needs import unmet_needs
from tests.cast import cast

REFERRALS = 100_000
ROUNDS = 7
MOST = 1.0
NOW = BEGINNING + timedelta(days=100)
PERIOD = date(2026, 1, 1), date(2026, 4, 10)

DAY = {
    "sqlite": "date('2026-01-01', '+' || (n % 99) || ' days')",
    "postgresql": "date '2026-01-01' + (n % 99)::int",
}
MILESTONES = """
INSERT INTO milestones (id, number, network_id, plan_office_id, sender_id, recipient_id, need_id, household_id,
    municipality, district, category, sent_on, month, open, heard, heard_days, answered, answer_days, contact_days,
    verdict, owed_at, decision, reason, side, started, outcome, confirmation, lost)
{numbers} SELECT 1000 + n, 0, :network, :office, :sender, 500 + n % 40, n / 2, n / 3, '097042', 'lecco',
    'housing_search', {day}, substr(CAST({day} AS VARCHAR(10)), 1, 7), n % 3 = 0, n % 5 > 0,
    CASE WHEN n % 5 > 0 THEN n % 9 END, n % 5 > 1, CASE WHEN n % 5 > 1 THEN n % 17 END,
    CASE WHEN n % 5 > 2 THEN n % 7 END, CASE n % 4 WHEN 0 THEN 'late' WHEN 1 THEN '' ELSE 'in_time' END, NULL,
    CASE n % 5 WHEN 4 THEN 'declined' WHEN 3 THEN 'accepted' ELSE '' END,
    CASE WHEN n % 5 = 4 THEN 'reason_' || n % 12 ELSE '' END, CASE WHEN n % 5 = 4 THEN 'system' ELSE '' END,
    n % 10 = 3, CASE WHEN n % 10 = 3 THEN 'need_met' ELSE '' END, CASE WHEN n % 20 = 3 THEN 'person' ELSE '' END,
    n % 50 = 0
FROM numbers
"""


def run() -> Iterator[Result]:
    """The widest views and a narrow one, each read as the page reads them; and how many statements that takes."""
    for name, ground in (("SQLite", embedded), ("PostgreSQL", served)):
        yield from _measured(name, ground)


def _measured(name: str, ground: Callable[[], AbstractContextManager[Database]]) -> Iterator[Result]:
    with ground() as database:
        scene = cast(database)
        fill(scene, REFERRALS)
        _tell(database, scene.organisations)
        views = {
            "the network": View(NETWORK, scene.organisations["network"], ""),
            "a territory": View(TERRITORY, scene.organisations["plan_office"], ""),
            "one recipient": View(RECEIVED, 500, ""),
        }
        for words, view in views.items():
            taken = median(_taken(database, view) for _ in range(ROUNDS))
            yield Result(f"{name}: figures of {words}", taken, MOST, "s", at_most=True)
        yield Result(f"{name}: statements of the figures", _statements(database, views["the network"]), 8, "", True)


def _tell(database: Database, bodies: dict[str, int]) -> None:
    """Milestones as various as those of real referrals, for each of the crowd."""
    named = {"network": bodies["network"], "office": bodies["plan_office"], "sender": bodies["consortium"]}
    statement = MILESTONES.format(numbers=NUMBERS, day=DAY[database.dialect])
    with database.engine.connect() as connection:
        connection.execute(text(statement), {**named, "count": REFERRALS})
        connection.commit()
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT", purpose="none") as connection:
        connection.exec_driver_sql("ANALYZE")


def _page(database: Database, view: View) -> None:
    """What the page asks of the database."""
    with database.reading() as tx:
        assert not milestones.lately_stale(tx, 1)
    with database.reading(NOW) as tx:
        wanted, now = Wanted(view, *PERIOD), tx.now
        assert figures(tx, wanted, now).counts["sent"].value
        unmet_needs(tx, wanted, BEGINNING, _later(now))


def _taken(database: Database, view: View) -> float:
    """Seconds: of the processor where the database is in this process, else as the clock shows them."""
    clock = process_time if database.dialect == "sqlite" else perf_counter
    began = clock()
    _page(database, view)
    return clock() - began


def _later(now: datetime) -> datetime:
    return now + timedelta(days=1)


def _statements(database: Database, view: View) -> int:
    sent: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *words: sent.append(words[2]))
    _page(database, view)
    return sum(statement.lstrip().startswith(("SELECT", "WITH")) for statement in sent)
