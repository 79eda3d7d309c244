"""`advance` in full against the same moves by `transitions` and mapped objects, both databases, same rows."""

from collections.abc import Callable, Iterator
from functools import partial

from benches.grounds import embedded, served
from benches.orm_peer import advance_peer
from benches.results import Result, times_faster
from governance.database import Database
from tests.cast import MONDAY, Cast, cast
from tests.withstand.families import accepted
from workflows.advance import advance
from workflows.attempt import Attempt

CYCLES = 20
ROUNDS = 11
MOVES: tuple[tuple[str, dict[str, str]], ...] = (
    ("record_contact", {"contact": "reached_phone", "note": "Ha risposto la signora."}),
    ("hold", {"hold_reason": "person_absent", "resume_on": "2026-12-10"}),
    ("resume_before_contact", {}),
)
"""A cycle that ends where it began: a text sealed, clocks started and stopped, people told, the need looked at.

The pause is the person's: one that falls on the system would open a blockage too, which the peer knows nothing of.
"""

Cycle = Callable[[], None]


def run() -> Iterator[Result]:
    """The ratio on each database; each round times both sides, in turns."""
    with embedded() as database:
        yield compared("SQLite, synchronous=FULL", database, 2.0)
    with served() as database:
        yield compared("PostgreSQL, synchronous commit", database, 1.5)


def compared(name: str, database: Database, wanted: float) -> Result:
    """How many times faster `advance` is; each side moves a referral of its own."""
    ours, theirs = sides(cast(database))
    for _ in range(3):
        ours()
        theirs()
    ratio = times_faster(partial(repeat, ours), partial(repeat, theirs), rounds=ROUNDS)
    return Result(f"advance, times faster than transitions and ORM: {name}", ratio, wanted)


def repeat(cycle: Cycle) -> None:
    """Enough cycles for the clock to tell."""
    for _ in range(CYCLES):
        cycle()


def sides(scene: Cast) -> tuple[Cycle, Cycle]:
    """One cycle of moves by us and by the peer, each on an accepted referral of its own."""
    with scene.database.reading(MONDAY) as tx:
        worker = scene.actor(tx, "worker")
    mine, other = accepted(scene, 2)

    def ours() -> None:
        for move, answers in MOVES:
            with scene.database.transaction(MONDAY) as tx:
                advance(tx, Attempt(mine, move, worker, answers=answers))

    def theirs() -> None:
        for move, answers in MOVES:
            advance_peer(scene.database, MONDAY, Attempt(other, move, worker, answers=answers))

    return ours, theirs
