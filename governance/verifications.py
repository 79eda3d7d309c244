"""Verifications of services: who looked, when and how; and which are due, for whom."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from governance import registers
from governance.actors import ROME, Actor
from governance.areas import area_of
from governance.database import Transaction
from governance.errors import NotPermitted, NotVisible
from governance.organisations import Organisation, OrganisationKind, seat_of
from governance.roles import Role
from governance.service_records import SERVICE, keeps_services_of
from governance.services import Service


def places_kept(tx: Transaction, actor: Actor) -> frozenset[str]:
    """The municipalities (ISTAT codes) whose services the actor verifies, as an officer of their Ufficio di Piano."""
    held = [each for each in actor.roles if actor.holds(Role.OFFICER, each)]
    if not held:
        return frozenset()
    town_halls = select(Organisation.seat).where(
        Organisation.id.in_(held), Organisation.kind == OrganisationKind.MUNICIPALITY, Organisation.seat.is_not(None)
    )
    return frozenset(tx.scalars(town_halls))


def may_verify(tx: Transaction, actor: Actor, found: Service) -> bool:
    """An administrator, the head of who offers it, or an officer of the ambito where it works."""
    if keeps_services_of(actor, found.organisation_id):
        return True
    places = places_kept(tx, actor)
    return bool(places) and _concerns(found, seat_of(tx, found.organisation_id), places, _today(tx))


def verify(tx: Transaction, actor: Actor, service_id: int, how: str, key: str = "") -> Service:
    """Somebody made sure today that the service exists as it is described; a repeated request verifies once."""
    found = tx.get(Service, service_id, with_for_update=True)
    if found is None:
        raise NotVisible
    if not may_verify(tx, actor, found):
        raise NotPermitted(
            "Lo verifica il responsabile dell'ente, l'Ufficio di Piano del territorio oppure un amministratore."
        )
    if registers.made_with(tx, actor, key):
        return found
    found.verified_on, found.verified_by_id, found.verified_how = _today(tx), actor.person_id, how
    found.doubted_on = None
    registers.record(tx, actor, registers.Entry("verify_service", SERVICE, service_id, {"how": how}), key)
    return found


def due_services(tx: Transaction, actor: Actor) -> list[tuple[Service, Organisation]]:
    """The active services that the actor may verify and that nobody verified in time, the longest due first."""
    day, places = _today(tx), places_kept(tx, actor)
    query = select(Service, Organisation).join(Organisation, Organisation.id == Service.organisation_id)
    rows = tx.execute(query.where(Service.active, Organisation.active)).tuples()
    due = [
        (each, house)
        for each, house in rows
        if not each.is_fresh(day) and (keeps_services_of(actor, house.id) or _concerns(each, house.seat, places, day))
    ]
    return sorted(due, key=lambda pair: (pair[0].verify_by or date.min, pair[0].name, pair[0].id))


def _concerns(found: Service, seat: str | None, places: Collection[str], day: date) -> bool:
    """Whether it works in one of these places; one that works everywhere belongs to where it has its seat."""
    area = area_of(found.municipalities, found.districts, day)
    return seat in places if area is None else not area.isdisjoint(places)


def _today(tx: Transaction) -> date:
    return tx.now.astimezone(ROME).date()
