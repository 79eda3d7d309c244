"""Several people at once: each in a thread of their own, let go by one barrier."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from governance.errors import RaccordoError
from tests.cast import MONDAY, Cast
from workflows.advance import advance
from workflows.attempt import Attempt

T = TypeVar("T")


def together(acts: Sequence[Callable[[], T]]) -> list[T | RaccordoError]:
    """What each act gave, or the refusal it met; any other fault is raised."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], T]) -> T | RaccordoError:
        barrier.wait()
        try:
            return act()
        except RaccordoError as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def attempt(scene: Cast, wanted: Attempt, who: str) -> Callable[[], int]:
    """One person making one move on the revision they saw; gives the key of its line."""

    def act() -> int:
        with scene.database.transaction(MONDAY) as tx:
            made = Attempt(
                wanted.dossier_id, wanted.move, scene.actor(tx, who), wanted.revision, wanted.answers, wanted.key
            )
            return advance(tx, made).id

    return act
