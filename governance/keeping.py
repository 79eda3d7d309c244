"""Keeping the registers: administrators keep all organisations and people, heads the people of their own."""

from collections.abc import Collection

from governance.actors import ROME, Actor
from governance.database import Transaction
from governance.directories import administrator_mandates, all_mandates_of, person
from governance.errors import NotPermitted, NotVisible
from governance.organisations import Organisation
from governance.people import Person
from governance.roles import Role


def headed_by(actor: Actor) -> frozenset[int]:
    """The organisations whose people the actor keeps as their head, by a mandate of their own."""
    return frozenset(each for each in actor.home_ids if actor.holds(Role.HEAD, each))


def scope_of(actor: Actor) -> frozenset[int] | None:
    """The organisations whose people the actor may see in the register; None for all."""
    return None if actor.is_administrator else headed_by(actor)


def keeps_people_of(actor: Actor, organisation_id: int) -> bool:
    """Whether the actor adds people to this organisation and ends their mandates there."""
    return actor.is_administrator or organisation_id in headed_by(actor)


def may_give(actor: Actor, organisation_id: int, role: str) -> bool:
    """Whether the actor may give this role there; only administrators make administrators."""
    if actor.is_administrator:
        return True
    return role != Role.ADMINISTRATOR and organisation_id in headed_by(actor)


def require_administrator(actor: Actor) -> None:
    """NotPermitted unless the actor keeps the installation."""
    if not actor.is_administrator:
        raise NotPermitted("Questo lo può fare solo un amministratore.")


def require_people_of(actor: Actor, organisation_id: int) -> None:
    """NotPermitted unless the actor keeps the people of this organisation."""
    if not keeps_people_of(actor, organisation_id):
        raise NotPermitted("Le persone di questo ente le tiene il suo responsabile, oppure un amministratore.")


def require_organisation(tx: Transaction, organisation_id: int, to_change: bool = False) -> Organisation:
    """The organisation; NotVisible if there is none."""
    found = tx.get(Organisation, organisation_id, with_for_update=True if to_change else None)
    if found is None:
        raise NotVisible
    return found


def require_person(tx: Transaction, actor: Actor, person_id: int, to_change: bool = False) -> Person:
    """The person; NotVisible if there is none, or none that the actor keeps."""
    found = person(tx, person_id, to_change)
    if found is None:
        raise NotVisible
    scope = scope_of(actor)
    if scope is not None and not any(each.organisation_id in scope for each in all_mandates_of(tx, person_id)):
        raise NotVisible
    return found


def keeps_alone(tx: Transaction, actor: Actor, person_id: int) -> bool:
    """Whether every mandate of the person, past ones too, is at organisations the actor keeps.

    Who keeps only some of them may not change the address a new password is sent to.
    """
    scope = scope_of(actor)
    return scope is None or all(each.organisation_id in scope for each in all_mandates_of(tx, person_id))


def require_alone(tx: Transaction, actor: Actor, person_id: int) -> None:
    """NotPermitted where the person also works, or worked, for organisations that others keep."""
    if not keeps_alone(tx, actor, person_id):
        raise NotPermitted("Questa persona ha mandati anche in altri enti: la modifica spetta a un amministratore.")


def require_another_administrator(tx: Transaction, leaving: Collection[int]) -> None:
    """NotPermitted where, without these mandates, nobody would keep the installation any more."""
    lasting = administrator_mandates(tx, tx.now.astimezone(ROME).date())
    if lasting and lasting <= set(leaving):
        raise NotPermitted("È l'unico amministratore: prima danne il ruolo a un'altra persona.")
