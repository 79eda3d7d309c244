"""Effects on contacts: who goes and sees the person."""

from governance import participations
from governance.contacts import contact
from governance.dossiers import Dossier
from governance.participations import Joining
from governance.roles import Capacity
from workflows.effects.registry import effects
from workflows.situations import Situation


@effects
def entrust_contact(situation: Situation) -> None:
    """L'ente scelto vede la segnalazione e se ne occupa"""
    if chosen := situation.codes.get("target_organisation"):
        dossier = situation.tx.get_one(Dossier, situation.dossier.id)
        participations.withdraw(situation.tx, dossier.id, Capacity.OWNER, but=[chosen])
        participations.join(situation.tx, dossier, Joining(chosen, Capacity.OWNER))


@effects
def give_contact_back(situation: Situation) -> None:
    """Chi se ne occupava non la vede più"""
    participations.withdraw(situation.tx, situation.dossier.id, Capacity.OWNER)
    situation.recall(contact).desk_id = None
    situation.tx.flush()
