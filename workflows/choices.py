"""Choices: the services that answer a need, each with the reasons for and against sending the person there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.cases import case, need
from governance.consents import consents_of
from governance.covers import Cover
from governance.database import Transaction
from governance.duplicates import Proposed, Running, duplicate_among, running_of, scope_of
from governance.legal_bases import own_tasks_of
from governance.organisations import Organisation
from governance.participations import parts_of
from governance.roles import Capacity
from governance.service_searches import Finding, Wanted, search
from governance.services import Service

MOST = 50
"""Services offered for one need, the best first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A service that was found, why it stands where it stands, and whether the person agreed to be sent there.

    `own_task`: the recipient has a public task of its own, for which no consent is asked.
    `running` is an open referral that already asks for the same, as far as the network looks.
    """

    finding: Finding
    consented: bool
    own_task: bool = False
    running: Running | None = None

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
    agreed = [each for each in consents_of(tx, facts.case_id) if rows and each.refers_on(rows[0].day)]
    tasks = own_tasks_of(tx, sender, [each.organisation for each in rows], rows[0].day) if rows else {}
    scope, running = scope_of(tx, need_dossier.network_id), running_of(tx, need_dossier.household_id)

    def alike(service_id: int) -> Running | None:
        proposed = Proposed(service_id, facts.category, sender, need_dossier.network_id)
        return duplicate_among(running, scope, proposed)

    return [
        Choice(
            each,
            any(given.organisation_id in (None, each.organisation.id) for given in agreed),
            each.organisation.id in tasks,
            alike(each.service.id),
        )
        for each in rows
    ]
