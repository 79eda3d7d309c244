"""Recording documents to be made: the move that issues one freezes its facts."""

from collections.abc import Callable, Mapping
from typing import Any

from document_templates.facts.serial import to_json
from governance import documents
from workflows.papers.letters import acceptance_letter, referral_letter
from workflows.pathway import Step
from workflows.situations import Situation

PAPERS: Mapping[str, Callable[[Situation], Any]] = {
    "referral_letter": referral_letter,
    "acceptance_letter": acceptance_letter,
}
"""How the facts of each document are gathered from the dossier that issues it."""


def ask(situation: Situation, step: Step, line_id: int) -> None:
    """Record every document the step issues, with its facts as they are now."""
    for name in step.issues:
        facts = PAPERS[name](situation)
        documents.ask_for(situation.tx, situation.dossier, name, to_json(facts), line_id)
