"""Sample facts of accession, addendum and withdrawal."""

from datetime import date

from document_templates.facts.accession import Accession, Acknowledgement, AgreementReference
from document_templates.facts.addendum import Addendum, ChangedArticle
from document_templates.facts.common import (
    Act,
    ActKind,
    Contact,
    Organisation,
    OrganisationKind,
    Signature,
    SignatureKind,
)
from document_templates.facts.protocol_text import DataRole, Pledge
from document_templates.facts.samples.agreements import PARTIES, TEXT_SHA256, TITLE
from document_templates.facts.samples.cast import COOPERATIVE, LEAD, block
from document_templates.facts.withdrawal_notice import (
    Consequences,
    OpenCase,
    OpenCommitment,
    WithdrawalNotice,
)

AGREEMENT = AgreementReference(
    title=TITLE,
    signed_on=date(2026, 2, 16),
    sha256=TEXT_SHA256,
    in_force=True,
    accession_open=True,
    members=tuple(party.organisation.name for party in PARTIES),
)
APPLICANT = Organisation(
    name="Fondazione Casa Immaginata",
    kind=OrganisationKind.FOUNDATION,
    seat="via dell'Ipotesi 6, Villa Supposta",
    fiscal_code="00000000006",
)


def signed(name: str, role: str, organisation: str, day: date) -> Signature:
    """Return a digital signature put on `day`."""
    return Signature(name=name, role=role, organisation=organisation, kind=SignatureKind.DIGITAL, on=day)


ACCESSION = Accession(
    document=block("Atto di adesione della Fondazione Casa Immaginata"),
    applicant=APPLICANT,
    representative="Fulvia Congetture",
    quality="presidente",
    agreement=AGREEMENT,
    accepted_sha256=TEXT_SHA256,
    pledges=(
        Pledge(
            service="appartamento di passaggio",
            quantity=2,
            unit="posti",
            place="Villa Supposta",
            term="dal 1° gennaio 2027",
        ),
    ),
    act=Act(
        kind=ActKind.BOARD,
        body=APPLICANT.name,
        number="9",
        on=date(2026, 11, 16),
        enforceable=True,
        text_sha256=TEXT_SHA256,
    ),
    contacts=(
        Contact(
            name="Gino Abbozzi",
            role="referente per gli alloggi",
            organisation=APPLICANT.name,
            mail="alloggi@casaimmaginata.example",
        ),
    ),
    data_role=DataRole.CONTROLLER,
    signature=signed("Fulvia Congetture", "presidente", APPLICANT.name, date(2026, 11, 20)),
    acknowledgement=Acknowledgement(
        on=date(2026, 11, 23),
        effect_on=date(2026, 12, 1),
        weight=1,
        weight_on=date(2024, 12, 31),
        signature=signed("Livia Modelli", "sindaca", LEAD.name, date(2026, 11, 23)),
    ),
)
ADDENDUM = Addendum(
    document=block("Addendum n. 1 al protocollo di collaborazione"),
    number=1,
    agreement=AGREEMENT,
    articles=24,
    recitals=("gli alloggi di passaggio previsti non bastano per gli invii in attesa",),
    changes=(
        ChangedArticle(
            number=9,
            heading="Percorsi di invio e presa in carico",
            before="Il termine di risposta per gli alloggi è di 10 giorni lavorativi.",
            after="Il termine di risposta per gli alloggi è di 5 giorni lavorativi.",
        ),
        ChangedArticle(
            number=25,
            heading="Alloggi di passaggio",
            before=None,
            after="Le Parti mettono a disposizione almeno 8 posti, per permanenze da tre a sei mesi.",
        ),
    ),
    effect_on=date(2027, 1, 1),
    signatures=tuple(
        signed(party.representative, party.quality, party.organisation.name, date(2026, 11, 23)) for party in PARTIES
    ),
    consolidated_sha256="8e2d" * 16,
)
WITHDRAWAL = WithdrawalNotice(
    document=block("Recesso della Cooperativa sociale Il Ponte Finto"),
    sender=COOPERATIVE,
    representative="Dora Finzioni",
    quality="presidente",
    lead=LEAD,
    is_lead=False,
    successor=None,
    agreement=AGREEMENT,
    reasons="La cooperativa chiude la sede di Castel Fittizio.",
    approving_act=Act(kind=ActKind.BOARD, body=COOPERATIVE.name, number="2", on=date(2026, 1, 22), enforceable=True),
    act=Act(kind=ActKind.BOARD, body=COOPERATIVE.name, number="11", on=date(2026, 11, 18), enforceable=True),
    notice_days=90,
    received_on=date(2026, 11, 30),
    effect_on=date(2027, 2, 28),
    commitments=(
        OpenCommitment(
            what="300 ore di colloqui di orientamento",
            proposal="le svolge entro il 28 febbraio 2027",
        ),
    ),
    commitments_on_record=1,
    cases=(
        OpenCase(
            case_code="VI-2026-0042",
            new_owner="Ufficio di Piano della Valle Immaginaria",
            informed_on=date(2026, 11, 20),
        ),
    ),
    cases_on_record=1,
    signature=signed("Dora Finzioni", "presidente", COOPERATIVE.name, date(2026, 11, 23)),
    consequences=Consequences(
        on=date(2026, 12, 3),
        remaining=3,
        weights="3 al Comune di Borgo Inventato, 2 al Comune di Castel Fittizio, 1 al Gruppo Mani di Carta",
        quorum="2 Parti su 3",
        seats="la cooperativa lascia il Tavolo tecnico",
        signature=signed("Livia Modelli", "sindaca", LEAD.name, date(2026, 12, 3)),
    ),
)
