"""Sample facts of the text of a protocol and of its parties."""

from dataclasses import replace
from datetime import date

from document_templates.facts.articles import Wording, number_articles
from document_templates.facts.common import Act, ActKind, Attachment, Organisation, SignatureKind
from document_templates.facts.legal_types import LegalType
from document_templates.facts.protocol_text import (
    AgreementParty,
    Base,
    Comparison,
    DataProtection,
    DataRole,
    GoverningBody,
    Pledge,
    ProtocolText,
    ReferralPath,
    Rule,
)
from document_templates.facts.samples.cast import COOPERATIVE, LEAD, OFFICE, TOWN, VOLUNTEERS, block

TEXT_SHA256 = "5c1b" * 16
TITLE = "Protocollo di collaborazione della Valle Immaginaria"


def act(kind: ActKind, organisation: Organisation, number: str, day: int) -> Act:
    """Return an enforceable act of January 2026 on the frozen text."""
    return Act(
        kind=kind,
        body=organisation.name,
        number=number,
        on=date(2026, 1, day),
        enforceable=True,
        text_sha256=TEXT_SHA256,
    )


def _pledge(service: str, quantity: int, unit: str) -> Pledge:
    return Pledge(
        service=service,
        quantity=quantity,
        unit=unit,
        place="Valle Immaginaria",
        term="ogni anno, entro il 31 dicembre",
    )


PARTIES = (
    AgreementParty(
        organisation=LEAD,
        representative="Livia Modelli",
        quality="sindaca",
        power="carica elettiva",
        data_role=DataRole.JOINT_CONTROLLER,
        lead=True,
        act=act(ActKind.EXECUTIVE, LEAD, "4", 15),
        signature=SignatureKind.DIGITAL,
        signed_on=date(2026, 2, 10),
        pledges=(_pledge("segreteria degli organi", 12, "sedute"),),
        weight=3,
        municipalities=("Borgo Inventato", "Villa Supposta"),
    ),
    AgreementParty(
        organisation=TOWN,
        representative="Bruno Prototipi",
        quality="sindaco",
        power="carica elettiva",
        data_role=DataRole.JOINT_CONTROLLER,
        act=act(ActKind.EXECUTIVE, TOWN, "7", 20),
        signature=SignatureKind.DIGITAL,
        signed_on=date(2026, 2, 12),
        pledges=(_pledge("alloggi di passaggio", 6, "posti"),),
        weight=2,
        municipalities=("Castel Fittizio",),
    ),
    AgreementParty(
        organisation=COOPERATIVE,
        representative="Dora Finzioni",
        quality="presidente",
        power="statuto, art. 20",
        data_role=DataRole.JOINT_CONTROLLER,
        act=act(ActKind.BOARD, COOPERATIVE, "2", 22),
        signature=SignatureKind.DIGITAL,
        signed_on=date(2026, 2, 16),
        pledges=(_pledge("colloqui di orientamento", 1200, "ore"),),
    ),
    AgreementParty(
        organisation=VOLUNTEERS,
        representative="Elio Prove",
        quality="coordinatore",
        power="verbale di assemblea del 10 gennaio 2026",
        data_role=DataRole.PROCESSOR,
        act=act(ActKind.MEMBERS, VOLUNTEERS, "1", 24),
        signature=SignatureKind.HANDWRITTEN,
        signed_on=date(2026, 2, 14),
        no_charge=True,
    ),
)
BODIES = (
    GoverningBody(
        name="Assemblea delle Parti",
        composition="il legale rappresentante di ciascuna Parte o un suo delegato",
        tasks="approvare il piano annuale, le adesioni e le proposte di modifica",
        notice_days=5,
        quorum=Rule(comparison=Comparison.MORE_THAN, fraction="1/2", base=Base.ENTITLED),
        majority=Rule(comparison=Comparison.MORE_THAN, fraction="1/2", base=Base.VOTERS),
    ),
    GoverningBody(
        name="Tavolo tecnico",
        composition="un referente per ciascuna Parte e il network manager",
        tasks="seguire gli invii, risolvere le criticità e proporre miglioramenti",
        notice_days=5,
    ),
)
PROTOCOL = ProtocolText(
    document=replace(
        block(TITLE),
        attachments=(
            Attachment(title="Mappa dei servizi"),
            Attachment(title="Modello di lettera di invio"),
            Attachment(title="Accordo di contitolarità (art. 26 GDPR)"),
            Attachment(title="Indicatori"),
        ),
    ),
    legal_type=LegalType.MEMORANDUM,
    name=TITLE,
    article=number_articles(),
    wording=Wording(),
    parties=PARTIES,
    recitals=(
        "sul territorio vivono persone che escono dall'accoglienza e hanno bisogno di casa, lavoro e relazioni",
        "nessun ente può rispondere da solo a questi bisogni",
    ),
    considerations=("le Parti collaborano già dal 2024 in modo informale",),
    notice_reference=None,
    definitions=(
        "invio: la richiesta con cui un servizio affida un bisogno di una persona a un altro servizio;",
        "presa in carico: l'accettazione dell'invio da parte di chi lo riceve;",
        "network manager: chi coordina gli invii e ne segue i tempi.",
    ),
    subject="Le Parti collaborano per accompagnare all'autonomia le persone che escono dall'accoglienza.",
    aims=(
        "ridurre il tempo fra il bisogno e la risposta;",
        "offrire alloggi di passaggio da tre a sei mesi;",
        "non lasciare nessun invio senza risposta.",
    ),
    beneficiaries="le persone titolari di protezione in uscita dai progetti di accoglienza e i loro nuclei",
    territory=("Borgo Inventato", "Castel Fittizio", "Villa Supposta"),
    common_commitments=(
        "rispondere agli invii nei termini;",
        "partecipare alle sedute con un referente stabile;",
        "aggiornare la mappa dei servizi ogni sei mesi.",
    ),
    bodies=BODIES,
    referral_paths=(
        ReferralPath(sender=OFFICE.name, recipient=COOPERATIVE.name, need="abitare, lavoro", answer_days=10),
        ReferralPath(sender=COOPERATIVE.name, recipient=VOLUNTEERS.name, need="socialità", answer_days=5),
    ),
    training="Le Parti organizzano ogni anno almeno due giornate di formazione comune.",
    budget=None,
    indicators=("invii con risposta nei termini;", "permanenze concluse entro il termine previsto."),
    report_months=6,
    data_protection=DataProtection(
        contact=f"{OFFICE.name}, udp@pec.valleimmaginaria.example",
        informs="chi incontra la persona per primo",
        answers=OFFICE.name,
        essence_available_at="negli sportelli e sul sito della rete",
        retention="secondo il piano di conservazione di ciascun ente",
    ),
    accession_days=30,
    withdrawal_days=90,
    breach_days=15,
    months=36,
    starts_on=date(2026, 3, 1),
    ends_on=date(2029, 2, 28),
    renewal="Il rinnovo avviene con un nuovo atto scritto, approvato prima della scadenza.",
    forum="il foro del capofila",
    text_sha256=TEXT_SHA256,
)
