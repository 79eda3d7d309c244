"""Requirements of a referral: service, recipient, duplicates, packet, contacts."""

from collections.abc import Mapping

from governance import history
from governance.cases import case, description, need
from governance.duplicates import Proposed, Scope, duplicate_among, running_of, scope_of
from governance.errors import Missing
from governance.inboxes import closure_of
from governance.organisations import Organisation
from governance.participations import parts_of
from governance.people import holders
from governance.policy import Permission, permissions_on
from governance.referrals import referral, request
from governance.sentences import Sentence
from governance.services import Service, service
from workflows.papers.lacks import letter_lacks
from workflows.requirements.blockages import another_open
from workflows.requirements.registry import requirements
from workflows.requirements.subjects import CASE_TEAM, MAKER, SENDER, case_id_of, recipient_of, today
from workflows.situations import Situation

REACHED = ("reached_phone", "reached_in_person", "reached_message")
ALIKE: Mapping[Scope, str] = {
    Scope.SERVICE: "C'è già un invio aperto allo stesso servizio",
    Scope.SENDER: "Il tuo ente ha già un invio aperto per lo stesso tipo di servizio",
    Scope.NETWORK: "Nella rete c'è già un invio aperto per lo stesso tipo di servizio",
}


def service_of(situation: Situation) -> Service | None:
    """The service the referral asks for."""
    return service(situation.tx, situation.recall(referral).service_id)


@requirements
def service_accepts(situation: Situation) -> Missing | None:
    """Il servizio è attivo e risponde a questo bisogno"""
    offered, facts = service_of(situation), situation.recall(need, situation.recall(referral).need_id)
    if offered is None or not offered.active:
        return Missing("Il servizio non è più attivo: scegline un altro.", SENDER)
    if offered.category != facts.category:
        return Missing("Il servizio non risponde a questo tipo di bisogno: scegline un altro.", SENDER)
    if not offered.serves(situation.recall(case, facts.case_id).municipality, today(situation)):
        return Missing("Il servizio non lavora nel comune della persona: scegline un altro.", SENDER)
    closure = closure_of(situation.tx, offered.organisation_id, today(situation))
    last_days = [day for day in (closure and closure.last_day, offered.closed_until) if day and day >= today(situation)]
    if not last_days:
        return None
    day = f"{max(last_days):%d/%m/%Y}"
    return Missing(Sentence("Il servizio è chiuso fino al %(day)s: scegline un altro, o aspetta.", day=day), SENDER)


@requirements
def recipient_active(situation: Situation) -> Missing | None:
    """L'ente che riceve è attivo e raggiungibile"""
    recipient = recipient_of(situation)
    found = situation.tx.get(Organisation, recipient) if recipient else None
    if found is None or not found.active:
        return Missing("L'ente che riceve non è più attivo: scegli un altro servizio.", SENDER)
    if found.email or found.phone or holders(situation.tx, [found.id], today(situation)):
        return None
    return Missing("L'ente che riceve non ha nessun recapito: aggiungi un telefono o un'e-mail.", "l'amministratore")


@requirements
def no_open_duplicate(situation: Situation) -> Missing | None:
    """Non c'è già una pratica aperta per la stessa cosa"""
    if situation.dossier.kind == "blockage":
        return another_open(situation)
    tx, dossier, facts = situation.tx, situation.dossier, situation.recall(referral)
    scope, running = scope_of(tx, dossier.network_id), running_of(tx, dossier.household_id, dossier.id)
    category = situation.recall(need, facts.need_id).category
    proposed = Proposed(facts.service_id, category, situation.organisation_in("sender") or 0, dossier.network_id)
    other = duplicate_among(running, scope, proposed)
    if other is None:
        return None
    held = permissions_on(situation.actor, other.dossier.kind, parts_of(tx, other.dossier.id))
    known = situation.actor.is_system or Permission.SEE in held
    code, page = (f": {other.dossier.code}", f"dossier:{other.dossier.code}") if known else ("", "")
    alike = Scope.SERVICE if other.service_id == facts.service_id else scope
    said = Sentence(
        "%(alike)s%(code)s. Aspetta la risposta, oppure ritira quello.", alike=Sentence(ALIKE[alike]), code=code
    )
    return Missing(said, SENDER, page)


@requirements
def packet_complete(situation: Situation) -> list[Missing]:
    """La richiesta e il bisogno sono scritti, e la lettera dice tutto quello che deve"""
    facts, dossier = situation.recall(referral), situation.dossier
    if not request(situation.tx, facts, dossier.household_id).strip():
        return [Missing("Scrivi che cosa chiedi al servizio.", SENDER, "edit")]
    if not description(situation.tx, situation.recall(need, facts.need_id), dossier.household_id).strip():
        return [Missing("Descrivi il bisogno della persona.", SENDER, "need")]
    return letter_lacks(situation)


@requirements
def transferable(situation: Situation) -> Missing | None:
    """Nulla impedisce di inviare la persona altrove"""
    if not situation.recall(case, case_id_of(situation)).not_transferable:
        return None
    return Missing("Per ora la persona non può essere inviata altrove: lo dice la presa in carico.", CASE_TEAM, "case")


@requirements
def first_contact_recorded(situation: Situation) -> Missing | None:
    """È registrato un contatto riuscito con la persona"""
    contacts = history.answers_given(situation.tx, situation.dossier.id, "record_contact")
    if any(answers.get("contact") in REACHED for answers in contacts):
        return None
    return Missing("Registra prima un contatto riuscito con la persona.", "chi ha preso in carico")


@requirements
def nothing_irreversible_done(situation: Situation) -> Missing | None:
    """Dopo l'accettazione non è ancora successo nulla"""
    lines = history.lines_of(situation.tx, situation.dossier.id)
    accepted = max((line.number for line in lines if line.move == "accept"), default=0)
    if not any(line.number > accepted and line.move == "record_contact" for line in lines):
        return None
    return Missing("Il servizio ha già contattato la persona: usa un diniego o un esito.", MAKER)
