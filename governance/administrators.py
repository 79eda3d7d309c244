"""The first administrator: somebody must be able to come in before anybody can be invited."""

from sqlalchemy import select

from governance.actors import ROME
from governance.database import Transaction
from governance.organisations import OrganisationKind, add_organisation
from governance.people import Mandate, Person, add_person, give_mandate, in_force, person_by_email
from governance.roles import Role

OFFICE = "Amministrazione di Raccordo"


def first_administrator(tx: Transaction, name: str, email: str) -> Person | None:
    """Who administers but has no password yet, made if nobody administers; None once somebody can sign in."""
    day = tx.now.astimezone(ROME).date()
    query = (
        select(Person)
        .join(Mandate, Mandate.person_id == Person.id)
        .where(Mandate.role == Role.ADMINISTRATOR, Person.active, *in_force(day))
        .order_by(Person.id)
    )
    found = list(tx.scalars(query))
    if any(person.password for person in found):
        return None
    if found:
        return found[0]
    person = person_by_email(tx, email) or add_person(tx, name, email)
    office = add_organisation(tx, OrganisationKind.OFFICE, OFFICE)
    give_mandate(tx, person.id, office.id, Role.ADMINISTRATOR, day)
    return person
