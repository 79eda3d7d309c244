"""Requirements of a contact: the case it becomes, and who reported it."""

from governance.contacts import contact
from governance.errors import Missing
from workflows.requirements.registry import requirements
from workflows.requirements.subjects import MAKER
from workflows.situations import Situation


@requirements
def case_opened(situation: Situation) -> Missing | None:
    """La presa in carico della persona è aperta"""
    if situation.recall(contact).case_id is not None:
        return None
    return Missing("Prima apri la presa in carico: si apre da questo contatto.", MAKER, "contact:case")


@requirements
def was_reported(situation: Situation) -> Missing | None:
    """È arrivata da una segnalazione"""
    if situation.part("sender") is not None:
        return None
    return Missing("Questo contatto non viene da una segnalazione: non c'è a chi restituirlo.", MAKER)
