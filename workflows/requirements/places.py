"""Requirements about places: one for the person, or none so that waiting makes sense."""

from governance.errors import Missing
from governance.referrals import referral
from governance.services import service
from workflows.requirements.registry import requirements
from workflows.requirements.subjects import MAKER
from workflows.situations import Situation


@requirements
def capacity_reserved(situation: Situation) -> Missing | None:
    """C'è un posto per la persona"""
    facts = situation.recall(referral)
    offered = service(situation.tx, facts.service_id)
    if facts.holds_place or offered is None or offered.free is None or offered.free > 0:
        return None
    return NO_PLACE


@requirements
def capacity_unavailable(situation: Situation) -> Missing | None:
    """Non ci sono posti liberi, o il servizio non li conta"""
    facts = situation.recall(referral)
    offered = service(situation.tx, facts.service_id)
    if offered is not None and not offered.free and not facts.holds_place:
        return None
    return Missing("C'è posto: non serve la lista d'attesa, puoi prenderla in carico.", MAKER)


NO_PLACE = Missing(
    "Non c'è un posto libero: mettila in lista d'attesa, oppure aggiorna i posti del servizio.",
    "il responsabile del servizio",
)
