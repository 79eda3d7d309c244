"""Duplicates: another referral of the household that is open and asks for the same, as far as its network looks."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from governance import registers
from governance.actors import Actor
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import NotPermitted, NotVisible
from governance.networks import Network
from governance.participations import Participation
from governance.referrals import UNSENT, Referral
from governance.roles import Capacity, Role
from governance.services import Service


class Scope(StrEnum):
    """Which open referral of the same household counts as the same."""

    SERVICE = "service"
    """One to the same service, whoever sent it."""
    SENDER = "sender"
    """One by the same organisation for the same kind of service."""
    NETWORK = "network"
    """One in the same network for the same kind of service, whoever sent it."""


@dataclass(frozen=True, slots=True)
class Running:
    """A referral that was sent and is not over: who sent it, to which service of which kind."""

    dossier: Dossier
    service_id: int
    category: str
    sender_id: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """A referral that somebody is about to send."""

    service_id: int
    category: str
    sender_id: int
    network_id: int | None


def scope_of(tx: Transaction, network_id: int | None) -> Scope:
    """How far this network looks; the same service where it says nothing."""
    network = tx.get(Network, network_id) if network_id is not None else None
    return Scope(network.duplicate_scope) if network else Scope.SERVICE


def change_scope(tx: Transaction, actor: Actor, network_id: int, scope: Scope) -> None:
    """From now on the network looks this far; by who manages it, or an administrator."""
    network = tx.get(Network, network_id, with_for_update=True)
    if network is None:
        raise NotVisible
    if not (actor.is_administrator or actor.holds(Role.MANAGER, network_id)):
        raise NotPermitted("Lo decide chi gestisce la rete, oppure un amministratore.")
    if network.duplicate_scope != scope:
        network.duplicate_scope = scope
        registers.record(
            tx, actor, registers.Entry("duplicate_scope", registers.ORGANISATION, network_id, {"scope": scope})
        )


def running_of(tx: Transaction, household_id: int, but: int = 0) -> list[Running]:
    """The household's referrals that were sent and are not over, oldest first."""
    query = (
        select(Dossier, Referral.service_id, Service.category, Participation.organisation_id)
        .join(Referral, Referral.id == Dossier.id)
        .join(Service, Service.id == Referral.service_id)
        .join(Participation, Participation.dossier_id == Dossier.id)
        .where(
            Dossier.household_id == household_id,
            Dossier.open,
            Dossier.id != but,
            Dossier.stage.not_in(UNSENT),
            Participation.capacity == Capacity.SENDER,
        )
    )
    return [Running(*row._tuple()) for row in tx.execute(query.order_by(Dossier.id))]


def duplicate_among(running: list[Running], scope: Scope, proposed: Proposed) -> Running | None:
    """The first of them that asks for the same as what is proposed."""
    return next((each for each in running if _is_same(each, scope, proposed)), None)


def _is_same(each: Running, scope: Scope, proposed: Proposed) -> bool:
    if each.service_id == proposed.service_id:
        return True
    if scope is Scope.SERVICE or each.category != proposed.category:
        return False
    if scope is Scope.SENDER:
        return each.sender_id == proposed.sender_id
    return each.dossier.network_id == proposed.network_id
