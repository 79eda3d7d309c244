"""Blockages of the demonstration: every two weeks a manager looks through them, and somebody deals with some."""

from collections.abc import Iterable, Mapping
from random import Random

from governance.blockage_lists import Narrowing, ranked
from governance.blockages import refresh
from governance.database import Transaction
from workflows.advance import advance
from workflows.attempt import Attempt
from workflows.samples.worlds import World

EVERY, LAST = 10, 2
"""Working days between two looks, and since the last one."""
NEXT: Mapping[str, tuple[tuple[float, str, Mapping[str, str]], ...]] = {
    "reported": (
        (0.3, "propose", {}),
        (0.55, "act", {"note": "@table"}),
        (0.7, "dismiss", {"reason": "@leave"}),
    ),
    "proposed": ((0.2, "act", {"note": "@table"}), (0.3, "take_back", {"reason": "@leave"})),
    "in_action": ((0.35, "ask_owners", {}), (0.5, "settle", {"note": "@table"})),
    "awaiting_confirmation": ((0.5, "settle", {"note": "@good"}), (0.6, "still_blocked", {"reason": "@full"})),
}
"""What is done with a blockage at each stage: the share up to which, the move, its answers."""


def looks(today: int) -> Iterable[int]:
    """The days on which somebody looks through them."""
    return range(today - LAST, EVERY, -EVERY)


def look_through(world: World, tx: Transaction) -> None:
    """One look: each open blockage is weighed anew, and some go on."""
    refresh(tx)
    manager = world.actor(tx, world.manager())
    for stage, choices in NEXT.items():
        for row in ranked(tx, manager, Narrowing(stage=stage), limit=500):
            chosen = _chosen(world.rng, choices)
            if chosen is not None:
                move, answers = chosen
                said = {name: world.phrase(value[1:]) for name, value in answers.items()}
                advance(tx, Attempt(row.id, move, manager, answers=said))


def _chosen(
    rng: Random, choices: Iterable[tuple[float, str, Mapping[str, str]]]
) -> tuple[str, Mapping[str, str]] | None:
    drawn = rng.random()
    return next(((move, answers) for share, move, answers in choices if drawn < share), None)
