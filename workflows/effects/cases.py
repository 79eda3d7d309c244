"""Effects on cases and needs."""

from governance import cases, dossiers, participations
from governance.actors import ROME
from governance.networks import Network
from governance.policy import HEALTH
from workflows.effects.registry import effects
from workflows.situations import Following, Situation
from workflows.targeting import read, target_of


@effects
def number_case(situation: Situation) -> None:
    """Dà il numero progressivo della rete"""
    year = situation.now.astimezone(ROME).year
    cases.give_number(situation.tx, situation.recall(cases.case), situation.dossier.network_id, year)


@effects
def freeze_eligibility(situation: Situation) -> None:
    """Annota con quale regola del programma la persona è stata ammessa"""
    network = situation.tx.get(Network, situation.dossier.network_id) if situation.dossier.network_id else None
    if network is None:
        return
    rule, found = target_of(network), read(situation.tx, situation.recall(cases.case), network)
    situation.codes["target"] = f"{rule.target}@{rule.version}"
    if waived := [each.name for each in found if each.missing]:
        situation.codes["waived"] = waived


@effects
def change_owner(situation: Situation) -> None:
    """Cambia chi segue la presa in carico"""
    if person_id := situation.codes.get("new_owner"):
        participations.assign(situation.tx, situation.dossier.id, "case", person_id)
        for child in dossiers.children_of(situation.tx, situation.dossier.id, ("need",)):
            participations.assign(situation.tx, child.id, "case", person_id)
            _send_on(situation, child.id, person_id)


def _send_on(situation: Situation, need_id: int, person_id: int) -> None:
    """What the same organisation sent for the need goes on in the same hands; of health nobody else would read it."""
    case = situation.part("case")
    for child in dossiers.children_of(situation.tx, need_id, ("referral",)):
        parts = participations.parts_of(situation.tx, child.id)
        sender = next((part for part in parts if part.capacity == "sender"), None)
        if sender and case and (sender.organisation_id, sender.reading) == (case.organisation_id, HEALTH):
            participations.assign(situation.tx, child.id, "sender", person_id)


@effects
def close_children(situation: Situation) -> None:
    """Chiude ciò che dipende da questa pratica"""
    for child in dossiers.children_of(situation.tx, situation.dossier.id):
        if child.open:
            situation.following.append(Following(child.id, "withdraw", {"withdrawal_reason": "parent_closed"}))
