"""The words of every requirement, effect and question that exists."""

from collections.abc import Mapping

from workflows.effects import effects
from workflows.questions import questions
from workflows.requirements import requirements


def labels(lang: str = "it") -> Mapping[str, str]:
    """The label of each name; a name means one thing, so the three kinds share one table.

    Italian as the functions say it; the names themselves are English.
    """
    return {
        name: registry.label(name).rstrip(".") if lang == "it" else name.replace("_", " ")
        for registry in (requirements, effects, questions)
        for name in registry.names
    }
