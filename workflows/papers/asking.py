"""Recording documents to be made: the move that issues one freezes its facts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from document_templates.facts.serial import to_json
from governance import documents
from governance.documents import Document, Wanted
from workflows.papers.letters import acceptance_letter, referral_letter
from workflows.papers.protocols import protocol_text
from workflows.pathway import Step
from workflows.situations import Situation

PAPERS: Mapping[str, Callable[[Situation], Any]] = {
    "referral_letter": referral_letter,
    "acceptance_letter": acceptance_letter,
    "protocol_text": protocol_text,
}
"""How the facts of each document are gathered from the dossier that issues it."""


def ask(situation: Situation, step: Step, line_id: int) -> None:
    """Record every document the step issues, with its facts as they are now."""
    for name in step.issues:
        record(situation, name, PAPERS[name](situation), line_id)


def record(situation: Situation, name: str, facts: Any, line_id: int | None, about_id: int | None = None) -> Document:
    """Record one document with these facts, numbered after those of its name that the dossier has."""
    version = documents.next_version(situation.tx, situation.dossier.id, name, about_id)
    wanted = Wanted(name, to_json(numbered(facts, version)), about_id, version)
    return documents.ask_for(situation.tx, situation.dossier, wanted, line_id)


def numbered(facts: Any, version: int) -> Any:
    """The facts with the version that the paper bears."""
    return facts if version == 1 else replace(facts, document=replace(facts.document, version=version))
