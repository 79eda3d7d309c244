"""Effects on referrals: the packet, the cover, the place, who may read and who follows."""

from governance import dossiers, live_links, participations, services
from governance.errors import Unmet
from governance.referrals import UNSENT, referral, request, write_packet
from governance.services import service
from workflows.beginnings import Sending, referral_opening
from workflows.covers import cover_of
from workflows.effects.registry import effects
from workflows.packets import packet_of
from workflows.requirements.places import NO_PLACE
from workflows.situations import Situation


@effects
def snapshot_protocol(situation: Situation) -> None:
    """Fissa il protocollo e la clausola che coprono l'invio"""
    cover = cover_of(situation)
    if cover is None:
        return
    clause, governing = cover
    facts = situation.recall(referral)
    facts.protocol_id, facts.clause = governing.id, clause.number
    situation.tx.flush()
    dossiers.govern(situation.tx, situation.dossier.id, governing.id)
    situation.governed_by_id = governing.id


@effects
def freeze_packet(situation: Situation) -> None:
    """Fissa ciò che il servizio riceve e glielo apre"""
    packet = packet_of(situation)
    write_packet(situation.tx, situation.recall(referral), situation.dossier.household_id, packet)
    if packet["basis"]:
        situation.codes["legal_basis"] = packet["basis"]
    participations.limit_reading(situation.tx, situation.dossier.id, "recipient", "content")


@effects
def redact_packet(situation: Situation) -> None:
    """Toglie al servizio ciò che aveva ricevuto"""
    write_packet(situation.tx, situation.recall(referral), situation.dossier.household_id, None)


@effects
def reserve_capacity(situation: Situation) -> None:
    """Prende un posto, se i posti si contano e ce n'è uno

    Where the step asks for a place, the last one may have gone meanwhile to somebody else: then it is refused.
    """
    facts = situation.recall(referral)
    if facts.holds_place:
        return
    if services.take_place(situation.tx, facts.service_id):
        facts.holds_place = True
        situation.tx.flush()
    elif situation.step and "capacity_reserved" in situation.step.needs:
        raise Unmet([NO_PLACE])


@effects
def release_capacity(situation: Situation) -> None:
    """Restituisce il posto"""
    facts = situation.recall(referral)
    if facts.holds_place:
        services.give_back_place(situation.tx, facts.service_id)
        facts.holds_place = False
        situation.tx.flush()


@effects
def open_access(situation: Situation) -> None:
    """Apre il contenuto al servizio che ha preso in carico"""
    participations.limit_reading(situation.tx, situation.dossier.id, "recipient", "content")


@effects
def reopen_access(situation: Situation) -> None:
    """Riapre il contenuto al servizio"""
    participations.limit_reading(situation.tx, situation.dossier.id, "recipient", "content")


@effects
def close_access(situation: Situation) -> None:
    """Lascia al servizio solo il riassunto, se nessun altro invio aperto del nucleo lo riguarda"""
    tx, dossier, recipient = situation.tx, situation.dossier, situation.organisation_in("recipient")
    if dossier.stage in UNSENT or recipient is None:
        participations.limit_reading(tx, dossier.id, "recipient", "none")
    elif situation.step and "redact_packet" in situation.step.does:
        participations.limit_reading(tx, dossier.id, "recipient", "summary")
    else:
        live_links.close_to(tx, dossier.id, dossier.household_id, recipient)


@effects
def assign_worker(situation: Situation) -> None:
    """Affida l'invio all'operatore scelto"""
    if person_id := situation.codes.get("worker"):
        participations.assign(situation.tx, situation.dossier.id, "recipient", person_id)
        situation.parts = participations.parts_of(situation.tx, situation.dossier.id)


@effects
def open_next_referral(situation: Situation) -> None:
    """Prepara un nuovo invio verso il servizio indicato"""
    target = service(situation.tx, int(situation.codes["target_service"]))
    facts = situation.recall(referral)
    if target is not None:
        asked = request(situation.tx, facts, situation.dossier.household_id)
        sender = situation.part("sender")
        situation.openings.append(
            referral_opening(situation.tx, Sending(facts.need_id, target.id, asked, situation.dossier.grade), sender)
        )
