"""Sample facts of the referral letter."""

from dataclasses import replace
from datetime import date

from document_templates.facts.common import Attachment
from document_templates.facts.referral_letter import (
    Channel,
    NeedArea,
    Permit,
    PersonField,
    PrivacyNotice,
    ProtocolCover,
    RecordedNeed,
    ReferralLetter,
    ReferredPerson,
    SensitiveFact,
    Service,
    Urgency,
)
from document_templates.facts.samples.cast import COOPERATIVE, MANAGER, OFFICE, OPERATOR, block, unsigned

SENDER = Service(name="Servizio di accompagnamento", organisation=OFFICE.name, operator=MANAGER)
RECIPIENT = Service(
    name="Sportello casa e lavoro",
    organisation=COOPERATIVE.name,
    operator=OPERATOR,
    areas=(NeedArea.HOUSING, NeedArea.WORK),
)
COVER = ProtocolCover(
    title="Protocollo di collaborazione della Valle Immaginaria",
    signed_on=date(2026, 2, 16),
    starts_on=date(2026, 3, 1),
    until=date(2029, 2, 28),
    clause="art. 9, percorsi di invio",
    sender_covered=True,
    recipient_covered=True,
)
PERSON = ReferredPerson(
    name="Persona Dimostrativa",
    birth_year=1992,
    contact="telefono 000 000003, dopo le 17",
    language="francese",
    interpreter_needed=True,
    household="una persona adulta e una figlia di 4 anni",
    permit=Permit(
        kind="protezione speciale",
        expires_on=date(2027, 6, 30),
        reason="la stipula del contratto di affitto",
    ),
    sensitive=(
        SensitiveFact(
            label="Salute",
            value="non può salire scale",
            purpose="scegliere un alloggio al piano terra o con ascensore",
        ),
    ),
    risks=("Non lasciare messaggi sul telefono di casa.",),
)
SAMPLE = ReferralLetter(
    document=replace(
        block("Lettera di invio del caso VI-2026-0042"),
        attachments=(Attachment(title="Copia dell'accordo della persona all'invio"),),
    ),
    case_code="VI-2026-0042",
    sender=SENDER,
    recipient=RECIPIENT,
    protocol=COVER,
    authorisation=None,
    person=PERSON,
    visible=(
        PersonField.NAME,
        PersonField.BIRTH_YEAR,
        PersonField.CONTACT,
        PersonField.HOUSEHOLD,
        PersonField.PERMIT,
        PersonField.SENSITIVE,
        PersonField.RISKS,
    ),
    needs=(
        RecordedNeed(
            area=NeedArea.HOUSING,
            urgency=Urgency.URGENT,
            description="Deve lasciare l'alloggio attuale entro il 31 gennaio 2027.",
        ),
        RecordedNeed(
            area=NeedArea.WORK,
            urgency=Urgency.ORDINARY,
            description="Cerca un lavoro a tempo parziale compatibile con l'asilo della figlia.",
        ),
    ),
    done=(
        "Tre colloqui di orientamento, l'ultimo il 12 novembre 2026.",
        "Domanda di alloggio pubblico presentata il 2 ottobre 2026.",
    ),
    request="Vi chiediamo un colloquio per trovare un alloggio di passaggio da tre a sei mesi.",
    wanted_by=date(2026, 12, 18),
    privacy_notice=PrivacyNotice(code="INF-03, versione 2", language="francese", given_on=date(2026, 11, 12)),
    agreed_on=date(2026, 11, 12),
    copy_language="francese",
    channel=Channel.PLATFORM,
    reply_days=10,
    reply_by=date(2026, 12, 7),
    signatory=unsigned(MANAGER),
)
