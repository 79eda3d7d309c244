"""Closed doors of the demonstration: inboxes and services that lately stopped taking people, each with its last day."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from governance.database import Transaction
from governance.inboxes import close_inbox
from governance.service_records import ServiceFacts, change_service
from governance.services import service
from workflows.calendars import local
from workflows.samples.worlds import World

AGO = 3
"""Working days since they closed."""
INBOXES = (
    ("words:Bellano", 21, "I corsi sono fermi: la sala è in ristrutturazione."),
    ("coop:Bellano", 12, "Due operatrici sono in formazione."),
)
SERVICES = (("words:Vimercate", "school_support", 25),)


def close(world: World, tx: Transaction) -> None:
    """Close them, each by the head of its house; nothing is sent there from now on."""
    today = local(tx.now).date()
    for house, days, why in INBOXES:
        head = world.actor(tx, world.crew.at(house, "head")[0])
        close_inbox(tx, head, world.bodies[house], today + timedelta(days=days), why)
        world.closed.update(each.id for each in world.offers if each.house == house)
    for house, category, days in SERVICES:
        head = world.actor(tx, world.crew.at(house, "head")[0])
        for offer in world.offers:
            if (offer.house, offer.category) == (house, category):
                change_service(tx, head, offer.id, replace(_facts(tx, offer.id), closed_until=today + timedelta(days)))
                world.closed.add(offer.id)


def _facts(tx: Transaction, service_id: int) -> ServiceFacts:
    """What the directory keeps of a service now."""
    found = service(tx, service_id)
    kept: dict[str, Any] = {each.name: getattr(found, each.name) for each in fields(ServiceFacts)}
    listed: dict[str, Any] = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
    return ServiceFacts(**{**kept, **listed})
