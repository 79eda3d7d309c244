"""Targets: whom each programme accompanies, as data: one small versioned file each, chosen by the network."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from governance.cases import Case
from governance.database import Transaction
from governance.errors import Missing
from governance.networks import Network, members_of
from governance.organisations import OrganisationKind
from governance.standings import standing_of
from workflows.calendars import local
from workflows.conditions import Applicant, conditions
from workflows.pathway import Label

FOLDER = Path(__file__).parent / "targets"
USUAL = "usual"
ASKED_BY: Mapping[str, frozenset[str]] = {
    "regular_stay": frozenset({"permit", "permit_until", "renewing"}),
    "permit_among": frozenset({"permit", "permit_until", "renewing"}),
    "resident": frozenset({"resident"}),
    "reception_among": frozenset({"reception"}),
    "vulnerable": frozenset({"vulnerabilities"}),
    "in_emergency": frozenset({"emergency"}),
}
"""The facts each condition reads, so that a network asks at intake only what its rule needs."""


class Demand(BaseModel):
    """One condition of a rule; `waivable` where the network manager may set it aside with a reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    needs: str
    among: tuple[str, ...] = ()
    waivable: bool = False


class Target(BaseModel):
    """A rule: who may be accompanied. A changed rule takes a new version; cases keep the one they were read by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    target: str
    version: int
    label: dict[str, str]
    conditions: tuple[Demand, ...]

    @property
    def words(self) -> Label:
        """What it is called."""
        return Label(self.label["it"], self.label["en"])

    @property
    def asks(self) -> frozenset[str]:
        """The facts it needs to know."""
        return frozenset().union(*(ASKED_BY.get(each.needs, frozenset()) for each in self.conditions))


class Reading(NamedTuple):
    """One condition read on one household: its label, what is missing (None: met), whether it may be waived."""

    name: str
    label: str
    missing: Missing | None
    waivable: bool


@cache
def targets() -> Mapping[str, Target]:
    """Every rule there is, by name."""
    found = [Target.model_validate(yaml.safe_load(file.read_text("utf-8"))) for file in sorted(FOLDER.glob("*.yaml"))]
    return {each.target: each for each in found}


def target_of(network: Network | None) -> Target:
    """The rule the network chose, else the usual one."""
    return targets().get(network.target_rule if network else "", targets()[USUAL])


def read(tx: Transaction, facts: Case, network: Network) -> Sequence[Reading]:
    """Every condition of the network's rule, read on this case today."""
    day, rule = local(tx.now).date(), target_of(network)
    members = members_of(tx, network.id, day)
    there = any(each.kind == OrganisationKind.MUNICIPALITY and each.seat == facts.municipality for each in members)
    applicant = Applicant(standing_of(tx, facts), there, rule.words.it, day)
    return [
        Reading(each.needs, conditions.label(each.needs), conditions[each.needs](applicant, each.among), each.waivable)
        for each in rule.conditions
    ]
