"""Reporting: a blockage that somebody saw before any dossier told of it; the same one is never opened twice."""

from dataclasses import dataclass

from governance import blockages, notes
from governance.actors import Actor
from governance.blockages import Spot
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import Invalid, NotPermitted
from governance.networks import members_of
from governance.organisations import OrganisationKind
from governance.roles import Role
from workflows.acts import Act, is_done, perform
from workflows.advance import open_dossier
from workflows.blocking import blockage_opening
from workflows.calendars import local
from workflows.situations import Situation


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reports: where, in words without personal data; `joins`: it may be added to one that is open."""

    spot: Spot
    words: str
    joins: bool = False
    key: str = ""


def places_of(tx: Transaction, actor: Actor, network_id: int) -> frozenset[str]:
    """The municipalities of the network for which the actor may report: all for its manager, else those of an officer.

    ISTAT codes; an Ufficio di Piano speaks for the municipalities it represents.
    """
    manages = actor.holds(Role.MANAGER, network_id)
    members = members_of(tx, network_id, local(tx.now).date())
    places = [each for each in members if each.kind == OrganisationKind.MUNICIPALITY and each.seat]
    return frozenset(each.seat or "" for each in places if manages or actor.holds(Role.OFFICER, each.id))


def report(tx: Transaction, actor: Actor, told: Report) -> Dossier:
    """Open the blockage, or add to the one that is open there; its history says who reported it.

    NotPermitted for who does not answer for the place; Invalid where one is open and nobody said it is the same.
    """
    if told.spot.municipality not in places_of(tx, actor, told.spot.network_id):
        raise NotPermitted("Le criticità le segnalano il network manager e l'Ufficio di Piano, per i suoi Comuni.")
    there = blockages.locked_at(tx, told.spot)
    if there is not None:
        act = _act(there.id, actor, told)
        if not told.joins and not is_done(tx, act):
            raise Invalid({"joins": "Questa criticità è già aperta: guardala, poi aggiungi lì la tua segnalazione."})
        perform(tx, act, lambda situation: _write(situation, told))
        return tx.get_one(Dossier, there.id)
    opened, _line = open_dossier(tx, blockage_opening(tx, told.spot))
    perform(tx, _act(opened.id, actor, told), lambda situation: _write(situation, told))
    return opened


def _act(blockage_id: int, actor: Actor, told: Report) -> Act:
    return Act(blockage_id, "point_out", actor, texts={"note": told.words}, key=told.key)


def _write(situation: Situation, told: Report) -> None:
    blockages.see_again(situation.tx, situation.dossier.id)
    notes.add_note(situation.tx, situation.dossier, situation.actor.person_id or 0, told.words)
