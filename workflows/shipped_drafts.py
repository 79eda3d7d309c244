"""Drafts that come with Raccordo: whole pathways that wait for requirements, effects or documents not written yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from governance.pathway_versions import DRAFT
from workflows.implemented import vocabulary
from workflows.loading import SHIPPED, load_pathway, shipped_declarations
from workflows.pathway import Pathway


@dataclass(frozen=True, slots=True)
class ShippedDraft:
    """A draft in its file: it can be read and walked, and is published once nothing is absent."""

    pathway: Pathway
    absent: Sequence[str]
    status: str = DRAFT

    @property
    def name(self) -> str:
        """The name it will be published under."""
        return self.pathway.name

    @property
    def version(self) -> int:
        """The version it will be published as."""
        return self.pathway.version


@cache
def shipped_drafts() -> tuple[ShippedDraft, ...]:
    """All of them, by what they govern; `absent` are the sentences of what each still lacks."""
    found = []
    for file in sorted((SHIPPED / "drafts").glob("*.yaml")):
        pathway, faults = load_pathway(file, vocabulary(), shipped_declarations())
        if pathway is not None:
            found.append(ShippedDraft(pathway, tuple(dict.fromkeys(each.sentence for each in faults if each.absent))))
    return tuple(sorted(found, key=lambda each: (each.pathway.governs, each.version)))


def shipped_draft(name: str, version: str = "") -> ShippedDraft | None:
    """The draft of this name, and of this version where one is said."""
    return next((each for each in shipped_drafts() if each.name == name and version in ("", str(each.version))), None)
