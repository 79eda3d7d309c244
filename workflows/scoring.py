"""Scoring: the scales on which needs are scored, as data, and what an assessment leaves on a case."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

from governance.assessments import Assessment, add_assessment
from governance.database import Transaction
from governance.history import StageChange
from governance.networks import Network
from workflows.acts import Act, perform
from workflows.situations import Situation

FOLDER = Path(__file__).parent / "scales"
DEFAULT = "cinque_passi"
STEPS = 5
CLOCK = "assessment_due"
"""The clock that asks for the next assessment, in pathways that have it."""


class Scale(BaseModel):
    """Five steps in words, from the worst to the best; a changed scale takes a new version."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scale: str
    version: int
    label: dict[str, str]
    steps: tuple[dict[str, str], ...] = Field(min_length=STEPS, max_length=STEPS)

    @property
    def mark(self) -> str:
        """How an assessment remembers it: `cinque_passi@1`."""
        return f"{self.scale}@{self.version}"

    def words(self, score: int, language: str) -> str:
        """A score in words."""
        step = self.steps[score - 1]
        return step.get(language) or step["it"]


@cache
def scales() -> Mapping[str, Scale]:
    """Every scale there is, by name."""
    found = [Scale.model_validate(yaml.safe_load(file.read_text("utf-8"))) for file in sorted(FOLDER.glob("*.yaml"))]
    return {each.scale: each for each in found}


def scale_of(tx: Transaction, network_id: int | None) -> Scale:
    """The scale the network chose, else the usual one."""
    network = tx.get(Network, network_id) if network_id else None
    return scales().get(network.scale if network else "", scales()[DEFAULT])


def scale_named(mark: str) -> Scale:
    """The scale an assessment was made on; the usual one where it is no longer there."""
    return scales().get(mark.partition("@")[0], scales()[DEFAULT])


def assess(tx: Transaction, act: Act, row: Assessment, scores: Mapping[str, int], remark: str) -> StageChange:
    """Write the assessment with its history line; the clock that asks for the next begins again."""

    def change(situation: Situation) -> None:
        add_assessment(tx, situation.dossier.household_id, row, scores, remark)

    return perform(tx, act, change)


def falls(before: Mapping[str, int], after: Mapping[str, int]) -> Sequence[str]:
    """The areas that got worse between two assessments."""
    return [area for area, score in after.items() if area in before and score < before[area]]
