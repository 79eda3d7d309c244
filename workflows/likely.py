"""Likely steps: which one somebody most likely wants to make, and which one answers a reminder."""

from collections.abc import Callable, Collection, Sequence
from functools import cache

from governance.database import Transaction
from governance.roles import Grant
from workflows import published
from workflows.pathway import Pathway, Step

WAYS_OUT_FROM = 3
"""A move that leads from so many stages to an end is a way out, not the next thing to do."""


def is_way_out(pathway: Pathway, step: Step) -> bool:
    """Whether the step gives up or corrects, rather than goes on; one that has nothing to say completes the work."""
    if step.stays or not pathway.stages[step.to_stage].final or not (step.asks or step.needs):
        return False
    if any(name.endswith("_reason") for name in step.asks):
        return True
    return sum(move == step.move for _stage, move in pathway.steps) >= WAYS_OUT_FROM


def likeliest(pathway: Pathway, steps: Sequence[Step]) -> Step | None:
    """The step somebody most likely wants to make, without looking at what it needs."""
    return min(steps, key=lambda each: (each.at_once, is_way_out(pathway, each)), default=None)


Choice = Callable[[str, int, str, frozenset[Grant]], Step | None]


def likeliest_in(tx: Transaction) -> Choice:
    """For a list: the likeliest step by pathway, version, stage and grants held, worked out once for all its rows."""

    @cache
    def chosen(name: str, version: int, stage: str, held: frozenset[Grant]) -> Step | None:
        found = published.pathway(tx, name, version)
        return likeliest(found, [each for each in found.offered[stage] if held & set(each.by)])

    return chosen


def answering(pathway: Pathway, stage: str, timer: str, held: Collection[Grant]) -> Step | None:
    """The step by which who holds these grants answers a reminder: it restarts the clock, or leads out of it."""
    clock = pathway.timers.get(timer)
    if clock is None or stage not in clock.stages:
        return None
    mine = [each for each in pathway.offered.get(stage, ()) if set(held) & set(each.by) and not each.at_once]
    restarting = [each for each in mine if timer in each.restarts]
    leading_out = [each for each in mine if not each.stays and each.to_stage not in clock.stages]
    found = likeliest(pathway, restarting or leading_out)
    return None if found is None or is_way_out(pathway, found) else found
