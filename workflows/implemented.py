"""What exists by now: the registries of requirements, effects and questions, and the documents that can be made."""

from workflows.effects import effects
from workflows.papers import PAPERS
from workflows.questions import questions
from workflows.requirements import requirements
from workflows.vocabulary import Vocabulary


def vocabulary() -> Vocabulary:
    """The names a pathway may use and publish with."""
    return Vocabulary(requirements.names, effects.names, questions.names, frozenset(PAPERS))
