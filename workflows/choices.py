"""Choices: the services that answer a need, each with the reasons for and against sending the person there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from governance.cases import case, need
from governance.consents import consent_covering
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.organisations import Organisation, organisations_by_id, representatives_of
from governance.participations import parts_of
from governance.protocols import Clause, covering, protocol
from governance.roles import Capacity
from governance.services import Service, services_for
from workflows.calendars import local


@dataclass(frozen=True, slots=True)
class Choice:
    """A service and why (not): the protocol and clause that cover it until a day, the person's consent."""

    service: Service
    organisation: Organisation
    protocol: Dossier | None
    clause: str
    covered_until: date | None
    consented: bool

    @property
    def is_full(self) -> bool:
        """Whether it counts places and none is free."""
        return self.service.free == 0


def choices_for(tx: Transaction, need_dossier: Any) -> list[Choice]:
    """Every service that answers the need where the person lives: covered ones first, full ones after the others."""
    facts, day = need(tx, need_dossier.id), local(tx.now).date()
    place = case(tx, facts.case_id).municipality
    sender = next(each.organisation_id for each in parts_of(tx, need_dossier.id) if each.capacity == Capacity.CASE)
    offered = services_for(tx, facts.category, place)
    organisations = organisations_by_id(tx, {each.organisation_id for each in offered})
    acting = representatives_of(tx, {sender, *organisations}, day)
    found: list[Choice] = []
    for each in offered:
        if not organisations[each.organisation_id].active:
            continue
        cover = covering(tx, _pairs(acting, sender, each.organisation_id), facts.category, place, day)
        consented = consent_covering(tx, facts.case_id, each.organisation_id, day) is not None
        found.append(_choice(tx, each, organisations[each.organisation_id], cover, consented))
    return sorted(found, key=lambda one: (one.protocol is None, one.is_full, one.service.name))


def _pairs(acting: Mapping[int, list[int]], sender: int, recipient: int) -> Iterable[tuple[int, int]]:
    """Either may have signed itself, or through whoever acts for it."""
    return list(product((sender, *acting.get(sender, ())), (recipient, *acting.get(recipient, ()))))


def _choice(
    tx: Transaction, service: Service, organisation: Organisation, cover: tuple[Clause, Dossier] | None, consented: bool
) -> Choice:
    if cover is None:
        return Choice(service, organisation, None, "", None, consented)
    clause, governing = cover
    return Choice(service, organisation, governing, clause.number, protocol(tx, governing.id).ends_on, consented)
