"""Requirements about what the person was told and agreed to."""

from collections.abc import Sequence

from governance.beneficiaries import guardian_among, identities_of
from governance.consents import Consent, consent_covering, consents_covering, consents_of, informations_of
from governance.errors import Missing
from governance.legal_bases import own_task_of
from governance.personal_codes import DATA
from governance.sentences import Sentence
from governance.services import service
from workflows.packets import packet_of
from workflows.requirements.registry import requirements
from workflows.requirements.subjects import CASE_TEAM, case_id_of, recipient_of, today
from workflows.situations import Situation


@requirements
def beneficiary_informed(situation: Situation) -> Missing | None:
    """La persona ha ricevuto l'informativa sui dati"""
    if informations_of(situation.tx, case_id_of(situation)):
        return None
    return Missing("Registra che la persona ha ricevuto l'informativa sui suoi dati.", CASE_TEAM, "case:inform")


@requirements
def consent_recorded(situation: Situation) -> Missing | None:
    """La persona ha accettato di essere accompagnata"""
    day = today(situation)
    given = consents_of(situation.tx, case_id_of(situation))
    if any((each.until is None or each.until >= day) and each.revoked_on is None for each in given):
        return None
    return Missing(
        "Registra che cosa ha accettato la persona, per quale ente e fino a quando.", CASE_TEAM, "case:consent"
    )


@requirements
def consent_covers(situation: Situation) -> Missing | None:
    """Il consenso della persona, o il compito dell'ente pubblico, copre l'invio a questo ente"""
    recipient, case_id, day = recipient_of(situation), case_id_of(situation), today(situation)
    if recipient is None:
        return _no_consent()
    if own_task_of(situation.tx, situation.organisation_in("sender"), recipient, day):
        return _informed(situation)
    needed = packet_of(situation)["data"]
    if consent_covering(situation.tx, case_id, recipient, day, needed):
        return None
    return _too_narrow(consents_covering(situation.tx, case_id, recipient, day), needed) or _no_consent()


def _no_consent() -> Missing:
    sentence = "Manca il consenso della persona per questo ente, o è scaduto: registralo."
    return Missing(sentence, CASE_TEAM, "case:consent")


def _informed(situation: Situation) -> Missing | None:
    """Where the recipient's own task is the ground, the person must still have been told (GDPR art. 13)."""
    if informations_of(situation.tx, case_id_of(situation)):
        return None
    sentence = "Qui vale il compito dell'ente pubblico e il consenso non serve, ma la persona va informata: registralo."
    return Missing(sentence, CASE_TEAM, "case:inform")


def _too_narrow(given: Sequence[Consent], needed: Sequence[str]) -> Missing | None:
    """The consent that covers the recipient but not all the data the letter would carry."""
    if not given:
        return None
    words = ", ".join(DATA[each].it.lower() for each in needed if each not in given[0].categories)
    return Missing(
        Sentence(
            "Il consenso della persona non comprende questi dati: %(data)s. Chiedilo, poi registralo.", data=words
        ),
        CASE_TEAM,
        "case:consent",
    )


@requirements
def consent_covers_target(situation: Situation) -> Missing | None:
    """Il consenso della persona, o il compito dell'ente pubblico, copre anche il nuovo servizio"""
    chosen = situation.raw.get("target_service", "")
    target = service(situation.tx, int(chosen)) if chosen.isdigit() else None
    if target is None:
        return Missing("Scegli il servizio a cui reindirizzare.", "chi fa il passo")
    day, sender = today(situation), situation.organisation_in("sender")
    if own_task_of(situation.tx, sender, target.organisation_id, day):
        return _informed(situation)
    if consent_covering(situation.tx, case_id_of(situation), target.organisation_id, day):
        return None
    return Missing(
        "Il consenso della persona non copre il nuovo ente: chiedilo alla persona.", CASE_TEAM, "case:consent"
    )


@requirements
def consent_revocation_recorded(situation: Situation) -> Missing | None:
    """La revoca del consenso è registrata"""
    recipient, day = recipient_of(situation), today(situation)
    given = consents_of(situation.tx, case_id_of(situation))
    revoked = any(
        each.revoked_on is not None and each.revoked_on <= day and each.organisation_id in (None, recipient)
        for each in given
    )
    if revoked:
        return None
    return Missing("Registra prima la revoca del consenso nella presa in carico.", CASE_TEAM, "case:consent")


@requirements
def beneficiary_agrees(situation: Situation) -> Missing | None:
    """La persona accetta di aspettare"""
    if situation.texts.get("note", "").strip():
        return None
    return Missing(
        "Scrivi nella nota quando e come la persona ha accettato di aspettare.", "chi fa il passo", code="note"
    )


@requirements
def guardian_agrees(situation: Situation) -> Missing | None:
    """Per un minore decide anche chi ne ha la responsabilità"""
    day = today(situation)
    people = identities_of(situation.tx, [situation.dossier.household_id]).get(situation.dossier.household_id, [])
    if not people or not people[0][1].is_minor(day):
        return None
    if guardian_among(identity for _, identity in people) is None:
        return Missing(
            "La persona è minorenne: scrivi nel nucleo chi ne ha la responsabilità.", CASE_TEAM, "case:guardian"
        )
    given = consents_of(situation.tx, case_id_of(situation))
    if any(each.evidence == "guardian" and each.revoked_on is None for each in given):
        return None
    return Missing(
        "La persona è minorenne: registra il consenso di chi ne ha la responsabilità.", CASE_TEAM, "case:consent"
    )
