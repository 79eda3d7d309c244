"""The two ends of a referral, as its letters name them: service, organisation, whom to speak to, who signs."""

from document_templates.facts.common import Contact, Signature
from document_templates.facts.referral_letter import NeedArea, Service
from governance.organisations import Organisation, organisation
from governance.people import Person
from governance.referrals import referral
from governance.services import service
from workflows.situations import Situation


def service_in(situation: Situation, capacity: str, areas: tuple[NeedArea, ...]) -> Service:
    """The service at this end, with the needs it answers."""
    target = service(situation.tx, situation.recall(referral).service_id) if capacity == "recipient" else None
    network = situation.recall(organisation, situation.dossier.network_id) if situation.dossier.network_id else None
    return Service(
        name=target.name if target else _named(network.name) if network else "Servizio sociale",
        organisation=name_in(situation, capacity),
        operator=contact_in(situation, capacity),
        areas=areas,
    )


def contact_in(situation: Situation, capacity: str) -> Contact:
    """Whom to speak to at this end: who was assigned, else the organisation itself."""
    part, found = situation.part(capacity), organisation_in(situation, capacity)
    person = situation.tx.get(Person, part.person_id) if part and part.person_id else None
    return Contact(
        name=person.name if person else "Accoglienza",
        role="operatore" if person else "primo contatto",
        organisation=found.name if found else "",
        phone=found.phone if found else None,
        mail=person.email if person else (found.email if found else None),
    )


def signature_in(situation: Situation, capacity: str) -> Signature:
    """Who signs for this end."""
    contact = contact_in(situation, capacity)
    return Signature(name=contact.name, role=contact.role, organisation=contact.organisation)


def organisation_in(situation: Situation, capacity: str) -> Organisation | None:
    """The organisation at this end, if there is one."""
    organisation_id = situation.organisation_in(capacity)
    return situation.recall(organisation, organisation_id) if organisation_id else None


def name_in(situation: Situation, capacity: str) -> str:
    """The name of the organisation at this end; empty where there is none."""
    found = organisation_in(situation, capacity)
    return found.name if found else ""


def _named(network: str) -> str:
    """The network as the sender's letterhead names it."""
    return network if network.casefold().startswith("rete") else f"Rete {network}"
