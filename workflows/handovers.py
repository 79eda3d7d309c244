"""Handing over: all the open work of a person at an organisation passes to a colleague, in one transaction."""

from dataclasses import dataclass

from governance import assignments, dossiers, notices, registers
from governance.actors import Actor
from governance.database import Transaction
from governance.errors import Invalid, NotPermitted
from governance.people import Person, holders
from governance.policy import Permission
from governance.roles import Role
from workflows.acts import Act, perform
from workflows.calendars import local
from workflows.situations import Situation

FOLLOWING = frozenset({Role.WORKER, Role.HEAD})
"""Who may follow dossiers for an organisation."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Whose work passes to whom, at which organisation; `key` marks the request, once for all."""

    organisation_id: int
    from_id: int
    to_id: int
    key: str = ""


def may_hand_over(actor: Actor, organisation_id: int, from_id: int) -> bool:
    """The person themself, or a head of the organisation."""
    return organisation_id in actor.home_ids and (actor.person_id == from_id or actor.holds(Role.HEAD, organisation_id))


def colleagues(tx: Transaction, organisation_id: int) -> list[Person]:
    """Who could take the work over, by name."""
    found = holders(tx, [organisation_id], local(tx.now).date())
    return list({person.id: person for _organisation, role, person in found if role in FOLLOWING}.values())


def hand_over(tx: Transaction, actor: Actor, wanted: Handover) -> list[int]:
    """Pass everything on, one history line for each dossier; gives their keys.

    NotPermitted: it is neither the actor's own work nor that of somebody in their charge. Invalid: nobody to take it,
    or nothing to pass.
    """
    if not may_hand_over(actor, wanted.organisation_id, wanted.from_id):
        raise NotPermitted("Puoi passare le consegne tue, o quelle di chi lavora nel tuo ente se ne sei responsabile.")
    taker = next((each for each in colleagues(tx, wanted.organisation_id) if each.id == wanted.to_id), None)
    if taker is None or wanted.to_id == wanted.from_id:
        raise Invalid({"to": "Scegli un collega dello stesso ente che segue le pratiche."})
    found = assignments.followed(tx, wanted.organisation_id, wanted.from_id)
    if not found:
        raise Invalid({"from": "Questa persona non segue nessuna pratica aperta: non c'è nulla da passare."})
    _lock(tx, found)
    for dossier_id in found:
        _pass_on(tx, actor, wanted, dossier_id)
    details = {"to": wanted.to_id, "organisation": wanted.organisation_id, "dossiers": len(found)}
    registers.record(tx, actor, registers.Entry("hand_over", registers.PERSON, wanted.from_id, details), wanted.key)
    _tell(tx, wanted, taker, len(found))
    return found


def _lock(tx: Transaction, dossier_ids: list[int]) -> None:
    """Lock the dossiers and what they belong to in one order, so that two such acts cannot wait for each other."""
    parents = {row.parent_id for row in dossiers.many(tx, dossier_ids).values() if row.parent_id}
    for dossier_id in sorted(parents.union(dossier_ids)):
        dossiers.lock(tx, dossier_id)


def _pass_on(tx: Transaction, actor: Actor, wanted: Handover, dossier_id: int) -> None:
    def change(situation: Situation) -> None:
        assignments.reassign(tx, dossier_id, wanted.organisation_id, (wanted.from_id, wanted.to_id))

    codes = {"from": wanted.from_id, "to": wanted.to_id}
    perform(tx, Act(dossier_id, "hand_over", actor, codes=codes, permission=Permission.SEE), change)


def _tell(tx: Transaction, wanted: Handover, taker: Person, number: int) -> None:
    words = f"Ti sono state passate le consegne\n\nOra segui {number} pratiche in più: le trovi in Oggi, su Raccordo.\n"
    message = {
        "key": f"hand_over:{wanted.organisation_id}:{wanted.from_id}:{wanted.to_id}:{tx.now.isoformat()}",
        "person_id": taker.id,
        "address": taker.email,
        "what": "hand_over",
        "name": "hand_over",
        "words": words,
        "written_at": tx.now,
        "not_before": tx.now,
    }
    notices.queue(tx, [message])
