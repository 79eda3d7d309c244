"""Whose figures somebody may see: the network's, a territory's, or what their own organisation sent and received."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from governance.actors import Actor
from governance.database import Transaction
from governance.organisations import OrganisationKind, organisations_by_id
from governance.roles import Role

NETWORK, TERRITORY, SENT, RECEIVED = "network", "plan_office", "sender", "recipient"
OVERSEERS = frozenset({Role.MANAGER, Role.EVALUATOR, Role.STEERING})
OFFICIALS = frozenset({Role.OFFICER, Role.HEAD})


@dataclass(frozen=True, slots=True)
class View:
    """Referrals in which one organisation takes part in one capacity; `name` is the organisation's."""

    capacity: str
    organisation_id: int
    name: str

    @property
    def key(self) -> str:
        """How an address names it: `network-7`."""
        return f"{self.capacity}-{self.organisation_id}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What figures are about: a view, the days of sending (both included), an ambito and a network, or all of them."""

    view: View
    first: date
    last: date
    district: str = ""
    network_id: int | None = None


def views_of(tx: Transaction, actor: Actor) -> Sequence[View]:
    """The views that the actor's own mandates open, the widest first."""
    found: list[View] = []
    for key, each in sorted(organisations_by_id(tx, set(actor.home_ids)).items()):
        roles = actor.roles.get(key, frozenset())
        if each.kind == OrganisationKind.NETWORK:
            found += [View(NETWORK, key, each.name)] if roles & OVERSEERS else []
            continue
        if each.kind == OrganisationKind.PLAN_OFFICE and roles & OFFICIALS:
            found.append(View(TERRITORY, key, each.name))
        if Role.HEAD in roles:
            found += [View(SENT, key, each.name), View(RECEIVED, key, each.name)]
    order = (NETWORK, TERRITORY, SENT, RECEIVED)
    return sorted(found, key=lambda view: (order.index(view.capacity), view.name, view.organisation_id))
