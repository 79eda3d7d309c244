"""Colleagues: who may follow a dossier for an organisation, and which organisations may go and see somebody unknown."""

from governance.networks import members_of
from governance.organisations import Organisation
from governance.people import Person, holders
from governance.roles import Role
from workflows.calendars import local
from workflows.situations import Situation

MEETING = frozenset({Role.WORKER, Role.INTAKE, Role.HEAD})
"""Who may go and see somebody."""


def colleagues_of(situation: Situation, name: str) -> list[Person]:
    """Who may follow the dossier: workers and heads of the organisation of the case; for the recipient its workers.

    Where the recipient has no worker its heads stand in, as for everything a role that nobody holds would do.
    """
    organisation_id = situation.organisation_in("recipient" if name == "worker" else "case")
    if organisation_id is None:
        return []
    found = holders(situation.tx, [organisation_id], local(situation.now).date())
    workers, heads = ([person for _, role, person in found if role == each] for each in (Role.WORKER, Role.HEAD))
    able = workers or heads if name == "worker" else [*workers, *heads]
    return list({person.id: person for person in able}.values())


def meeters_of(situation: Situation) -> list[Organisation]:
    """The members of the network where somebody signs in who may go and see a person, by name; once per move."""
    return situation.reckon(_meeters)


def _meeters(situation: Situation) -> list[Organisation]:
    tx, day = situation.tx, local(situation.now).date()
    if situation.dossier.network_id is None:
        return []
    members = [each for each in members_of(tx, situation.dossier.network_id, day) if each.active]
    held = holders(tx, [each.id for each in members], day)
    able = {organisation_id for organisation_id, role, _person in held if role in MEETING}
    return [each for each in members if each.id in able]
