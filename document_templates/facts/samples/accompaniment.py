"""Sample facts of the papers of one case: acceptance, pact, exit plan, extension granted and refused."""

from datetime import date

from document_templates.facts.acceptance_letter import AcceptanceLetter
from document_templates.facts.accompaniment_pact import (
    AccompanimentPact,
    AssessedNeed,
    ExpectedResult,
    Housing,
    PactObjective,
    Step,
    Support,
)
from document_templates.facts.common import Contact
from document_templates.facts.exit_plan import ExitPlan, ExitTask
from document_templates.facts.extension_act import ExtensionAct, ExtensionRefusal, StayRequest
from document_templates.facts.referral_letter import NeedArea, PrivacyNotice
from document_templates.facts.samples.cast import (
    COOPERATIVE,
    MANAGER,
    OFFICE,
    OPERATOR,
    TOWN,
    VOLUNTEERS,
    block,
    unsigned,
)
from document_templates.facts.samples.memberships import signed

CASE = "VI-2026-0042"
WORKER = Contact(name="Irma Ipotesi", role="educatrice", organisation=COOPERATIVE.name, phone="000 000004")

ACCEPTANCE = AcceptanceLetter(
    document=block(f"Presa in carico del caso {CASE}"),
    case_code=CASE,
    sender_service="Servizio di accompagnamento",
    sender=MANAGER,
    recipient_service="Sportello casa e lavoro",
    referred_on=date(2026, 11, 16),
    accepted_on=date(2026, 11, 23),
    needs=(NeedArea.HOUSING, NeedArea.WORK),
    worker=WORKER,
    first_contact_by=date(2026, 11, 30),
    first_meeting_place="via del Modello 3, Castel Fittizio",
    to_bring=("il titolo di soggiorno", "l'ultima busta paga, se c'è"),
    conditions=None,
    update_days=30,
    signatory=unsigned(OPERATOR),
)
PACT = AccompanimentPact(
    document=block(f"Patto di accompagnamento del caso {CASE}"),
    case_code=CASE,
    person="Persona Dimostrativa",
    team=(MANAGER, WORKER),
    context="Vive con la figlia in un alloggio che deve lasciare entro il 31 gennaio 2027.",
    resources=("parla tre lingue", "ha lavorato sei anni in cucina", "conosce bene il quartiere"),
    needs=(
        AssessedNeed(area=NeedArea.HOUSING, level=2, description="l'alloggio attuale finisce a gennaio"),
        AssessedNeed(area=NeedArea.WORK, level=3, description="lavora a chiamata, cerca più ore"),
    ),
    objectives=(
        PactObjective(
            objective="Avere una casa per sé e per la figlia",
            results=(
                ExpectedResult(
                    result="ingresso in un alloggio di passaggio",
                    indicator="contratto firmato",
                    due_on=date(2027, 1, 20),
                ),
            ),
            small_steps=("visitare due alloggi", "preparare i documenti per il contratto"),
        ),
        PactObjective(
            objective="Lavorare almeno venti ore alla settimana",
            results=(
                ExpectedResult(result="nuovo contratto", indicator="ore alla settimana", due_on=date(2027, 3, 31)),
            ),
            small_steps=("aggiornare il curriculum",),
        ),
    ),
    own_commitments=("partecipare ai colloqui", "avvisare in tempo se non può venire"),
    supports=(
        Support(
            organisation=TOWN.name,
            what="alloggio di passaggio",
            quantity="6 mesi",
            starts_on=date(2027, 1, 20),
            ends_on=date(2027, 7, 19),
            is_member=True,
            member_until=date(2029, 2, 28),
        ),
        Support(
            organisation=VOLUNTEERS.name,
            what="compagnia nei primi giorni",
            quantity="2 ore alla settimana",
            starts_on=date(2027, 1, 20),
            ends_on=date(2027, 3, 20),
            is_member=True,
        ),
    ),
    step=Step.BEFORE_EXIT,
    next_step=Step.BRIDGE,
    criteria=("la casa è pronta", "l'asilo della figlia è confermato"),
    housing=Housing(
        place="l'appartamento di via del Campione 8, Castel Fittizio",
        starts_on=date(2027, 1, 20),
        ends_on=date(2027, 7, 19),
        months=6,
    ),
    reviews=(date(2027, 1, 25), date(2027, 4, 12)),
    change_conditions=(
        "la persona lo chiede",
        "un sostegno viene meno",
        "gli obiettivi sono raggiunti",
    ),
    privacy_notice=PrivacyNotice(code="INF-03, versione 2", language="francese", given_on=date(2026, 11, 12)),
    language="francese",
    understood_languages=("francese", "inglese"),
    summary="Nous cherchons ensemble un logement et plus d'heures de travail. Vous décidez, nous vous aidons.",
    copy_delivered_on=date(2026, 11, 23),
    person_signed_on=date(2026, 11, 23),
    no_signature_reason=None,
    signatures=(
        signed("Ada Esempi", "network manager", OFFICE.name, date(2026, 11, 23)),
        unsigned(WORKER),
    ),
)
EXIT_PLAN = ExitPlan(
    document=block(f"Piano di uscita del caso {CASE}"),
    case_code=CASE,
    from_step=Step.BRIDGE,
    to_step=Step.HALF_AUTONOMY,
    exit_on=date(2027, 7, 19),
    destination="appartamento in affitto a Castel Fittizio",
    reached=("contratto di lavoro di venti ore", "iscrizione della figlia all'asilo"),
    tasks=(
        ExitTask(what="firmare il contratto di affitto", who="Persona Dimostrativa", due_on=date(2027, 6, 30)),
        ExitTask(what="intestare le utenze", who="Irma Ipotesi", due_on=date(2027, 7, 10)),
    ),
    after_exit=WORKER,
    checks=(date(2027, 8, 18), date(2027, 10, 17), date(2028, 1, 15)),
    if_it_fails="Si chiama subito l'educatrice, che convoca l'équipe entro cinque giorni lavorativi.",
    person_took_part=True,
    signatures=(unsigned(MANAGER), unsigned(WORKER)),
)
REQUEST = StayRequest(
    case_code=CASE,
    place="l'appartamento di via del Campione 8, Castel Fittizio",
    starts_on=date(2026, 6, 1),
    ends_on=date(2026, 11, 30),
    requested_by=COOPERATIVE.name,
    requested_on=date(2026, 11, 2),
    requested_until=date(2027, 2, 28),
    grounds="la casa in affitto sarà pronta a febbraio",
)
NORMS = ("il decreto del Ministro dell'interno 18 novembre 2019, e in particolare l'articolo 39 dell'allegato A",)
EXTENSION = ExtensionAct(
    document=block(f"Proroga per il caso {CASE}", "14/2026"),
    request=REQUEST,
    norms=NORMS,
    findings=("il contratto di affitto è firmato e decorre dal 1° marzo 2027",),
    granted_until=date(2027, 2, 28),
    total_months=12,
    conditions=("verifica mensile dei lavori nell'alloggio",),
    costs="restano a carico del progetto, nei limiti già previsti.",
    decided_on=date(2026, 11, 23),
    signatory=signed("Livia Modelli", "sindaca", OFFICE.name, date(2026, 11, 23)),
)
REFUSAL = ExtensionRefusal(
    document=block(f"Diniego di proroga per il caso {CASE}", "15/2026"),
    request=REQUEST,
    norms=NORMS,
    reasons=("La permanenza complessiva supererebbe la durata massima.",),
    warned_on=date(2026, 11, 10),
    alternatives=("un posto nell'alloggio condiviso di Villa Supposta dal 1° dicembre 2026",),
    review_days=30,
    review_office=OFFICE.name,
    decided_on=date(2026, 11, 23),
    signatory=signed("Livia Modelli", "sindaca", OFFICE.name, date(2026, 11, 23)),
)
