"""Obstacles: which kind of blockage each system-side code stands for, whatever question it answers."""

from collections.abc import Mapping

from governance.codes import LISTS

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
    if question == "block_cause":
        return code
    found = LISTS[question].get(code)
    return OBSTACLES[question, code] if found and found.side == "system" else None
