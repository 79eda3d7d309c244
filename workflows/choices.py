"""Choices: the services that answer a need, each with the reasons for and against sending the person there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.cases import case, need
from governance.consents import consent_covering
from governance.covers import Cover
from governance.database import Transaction
from governance.organisations import Organisation
from governance.participations import parts_of
from governance.roles import Capacity
from governance.service_searches import Finding, Wanted, search
from governance.services import Service

MOST = 50
"""Services offered for one need, the best first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A service that was found, why it stands where it stands, and whether the person agreed to be sent there."""

    finding: Finding
    consented: bool

    @property
    def service(self) -> Service:
        """What would be asked for."""
        return self.finding.service

    @property
    def organisation(self) -> Organisation:
        """Who offers it."""
        return self.finding.organisation

    @property
    def protocol(self) -> Cover | None:
        """The protocol in force that lets the referral leave."""
        return self.finding.cover

    @property
    def clause(self) -> str:
        """The article of that protocol."""
        return self.finding.cover.clause if self.finding.cover else ""

    @property
    def covered_until(self) -> date | None:
        """The last day of that protocol."""
        return self.finding.cover.ends_on if self.finding.cover else None

    @property
    def is_full(self) -> bool:
        """Whether it counts places and none is free."""
        return self.finding.is_full


def choices_for(tx: Transaction, need_dossier: Any) -> list[Choice]:
    """The services that answer the need where the person lives, in the order of the search: covered ones first."""
    facts = need(tx, need_dossier.id)
    place = case(tx, facts.case_id).municipality
    sender = next(each.organisation_id for each in parts_of(tx, need_dossier.id) if each.capacity == Capacity.CASE)
    wanted = Wanted(categories=frozenset({facts.category}), municipality=place, senders=frozenset({sender}))
    rows = search(tx, wanted, limit=MOST).rows
    houses = {each.organisation.id: each.day for each in rows}
    agreed = {house: consent_covering(tx, facts.case_id, house, day) is not None for house, day in houses.items()}
    return [Choice(each, agreed[each.organisation.id]) for each in rows]
