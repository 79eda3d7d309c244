"""The words of every requirement, effect and question that exists."""

from collections.abc import Mapping

from workflows.effects import effects
from workflows.questions import questions
from workflows.requirements import requirements


def labels() -> Mapping[str, str]:
    """The Italian label of each name; a name means one thing, so the three kinds share one table."""
    return {name: registry.label(name) for registry in (requirements, effects, questions) for name in registry.names}
