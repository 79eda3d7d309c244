"""Requirements about what the person was told and agreed to."""

from governance.beneficiaries import guardian_among, identities_of
from governance.consents import consent_covering, consents_of, informations_of
from governance.errors import Missing
from governance.services import service
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
    """Il consenso della persona copre l'invio a questo ente"""
    recipient = recipient_of(situation)
    if recipient and consent_covering(situation.tx, case_id_of(situation), recipient, today(situation)):
        return None
    return Missing(
        "Manca il consenso della persona per questo ente, o è scaduto: registralo.", CASE_TEAM, "case:consent"
    )


@requirements
def consent_covers_target(situation: Situation) -> Missing | None:
    """Il consenso della persona copre anche il nuovo servizio"""
    chosen = situation.raw.get("target_service", "")
    target = service(situation.tx, int(chosen)) if chosen.isdigit() else None
    if target is None:
        return Missing("Scegli il servizio a cui reindirizzare.", "chi fa il passo")
    if consent_covering(situation.tx, case_id_of(situation), target.organisation_id, today(situation)):
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
