"""Who appears in a pathway: makers, those it waits for, those it tells, and the parts they belong to."""

from collections.abc import Iterator

from governance.roles import Capacity, Grant
from workflows.pathway import Pathway, Step
from workflows.vocabulary import BARE_ADDRESSEES, BARE_MAKERS, BENEFICIARY, SYSTEM


def makers_of(step: Step) -> tuple[str, ...]:
    """Who may make the step, as a pathway writes it."""
    bare = ((BENEFICIARY, step.by_beneficiary), (SYSTEM, step.by_system))
    return (*map(str, step.by), *(word for word, on in bare if on))


def every_maker(pathway: Pathway) -> tuple[str, ...]:
    """Everybody who makes some move, each once, in the order written."""
    return tuple(dict.fromkeys(maker for step in pathway.steps.values() for maker in makers_of(step)))


def grants_of(pathway: Pathway) -> tuple[Grant, ...]:
    """Every role in a part that the pathway names anywhere, each once, in the order written."""
    named = (Grant.parse(each) for each in _named(pathway) if each not in BARE_MAKERS | BARE_ADDRESSEES)
    return tuple(dict.fromkeys(named))


def capacities_of(pathway: Pathway) -> tuple[Capacity, ...]:
    """The parts that the pathway names anywhere, each once, in the order written."""
    return tuple(dict.fromkeys(grant.capacity for grant in grants_of(pathway)))


def _named(pathway: Pathway) -> Iterator[str]:
    for stage in pathway.stages.values():
        yield from stage.waits_for
        yield from map(str, stage.edits)
    for timer in pathway.timers.values():
        yield from timer.tells
    for step in pathway.steps.values():
        yield from makers_of(step)
        yield from step.tells
