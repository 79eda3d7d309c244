"""Obstacles: the kinds of blockage, and which of them each system-side code stands for."""

from collections.abc import Mapping

from governance.code_entries import codes

BLOCK_CAUSES = codes(
    ("no_places", "Mancano posti", "No places"),
    ("no_service", "Manca il servizio", "The service is missing"),
    ("outside_area", "Territorio non servito", "Area not served"),
    ("no_documents", "Mancano documenti", "Documents are missing"),
    ("no_protocol", "Manca un protocollo in vigore", "No protocol in force"),
    ("no_answer", "Nessuno risponde", "Nobody answers"),
    ("no_updates", "Non arrivano aggiornamenti", "No updates arrive"),
)
OBSTACLES: Mapping[tuple[str, str], str] = {
    ("decline_reason", "no_capacity"): "no_places",
    ("decline_reason", "service_not_provided"): "no_service",
    ("decline_reason", "outside_area"): "outside_area",
    ("decline_reason", "missing_documents"): "no_documents",
    ("decline_reason", "protocol_missing_or_expired"): "no_protocol",
    ("hold_reason", "waiting_documents"): "no_documents",
    ("hold_reason", "waiting_place"): "no_places",
    ("unmet_reason", "no_service"): "no_service",
    ("unmet_reason", "no_capacity"): "no_places",
}
"""By question and code. A refusal, a hold and an unmet need for want of places are one blockage."""

QUESTIONS = tuple(dict.fromkeys(question for question, _ in OBSTACLES))


def obstacle(question: str, code: str) -> str | None:
    """The kind of blockage, if the code falls on the system's side; None for the person's and the provider's."""
    return code if question == "block_cause" else OBSTACLES.get((question, code))
