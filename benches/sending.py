"""Sending one referral, with its letter and its messages, as a person waits for it: embedded SQLite, durable."""

from collections.abc import Iterator
from statistics import median

from benches.grounds import embedded
from benches.results import Result, seconds
from tests.cast import cast
from tests.withstand.families import drafts
from workflows.papers import make_documents

ROUNDS = 60


def run() -> Iterator[Result]:
    """The median over as many families: move, history, clocks, outbox, and the letter made."""
    with embedded() as database:
        scene = cast(database)
        first, *others = drafts(scene, ROUNDS + 1)

        def send(referral_id: int) -> None:
            scene.move(referral_id, "submit", "manager")
            assert make_documents(database, [referral_id]) == 1

        send(first)
        taken = [seconds(lambda each=each: send(each)) for each in others]  # type: ignore[misc]
    yield Result("SQLite: seconds to send a referral with letter and messages", median(taken), 0.06, "s", at_most=True)
