"""Sample facts of the minutes of a deliberative assembly, with a proxy, a vote, a petition and a restricted case."""

from dataclasses import replace
from datetime import date

from document_templates.facts.common import Attachment, Registration
from document_templates.facts.meeting import Absence, Interval, ItemKind, Presence, ProxyPaper, Title
from document_templates.facts.minutes import (
    CaseNote,
    Commitment,
    ItemOutcome,
    Minutes,
    MinutesItem,
    Movement,
    Petition,
    QuorumStatement,
    Statement,
)
from document_templates.facts.samples.cast import (
    ASSEMBLY,
    CHAIR,
    LEAD,
    OFFICE,
    SECRETARY,
    TOWN,
    VOLUNTEERS,
    at,
    block,
)
from document_templates.facts.samples.meetings import ENTITLED, GUEST, SITTING, THIRD_TOWN, TITLES
from document_templates.facts.vote import Ballot, BallotChoice, Result, Vote, VoteMethod

FOURTH_TOWN = "Comune di Ponte Ipotetico"
OPEN = at(3, 9, 40, month=12)
DRAFT, PROXY = "Bozza dell'addendum", "Delega del Comune di Villa Supposta"


def _yes(organisation: str) -> Ballot:
    return Ballot(organisation=organisation, choice=BallotChoice.YES)


VOTE = Vote(
    at=at(3, 10, 40, month=12),
    method=VoteMethod.OPEN,
    yes=2,
    no=1,
    abstained=0,
    yes_weight=21400,
    no_weight=8300,
    ballots=(
        _yes(LEAD.name),
        Ballot(organisation=TOWN.name, choice=BallotChoice.NO),
        _yes(THIRD_TOWN),
    ),
    explanation=(
        "Votanti 3; favorevoli 2 (21.400 abitanti), contrari 1 (8.300 abitanti), astenuti 0. "
        "Richiesta: più della metà dei votanti per teste (2) e per popolazione (14.851). Esito: APPROVATA."
    ),
    computed=Result.APPROVED,
    proclaimed=Result.APPROVED,
)
ITEMS = (
    MinutesItem(
        title=TITLES[0],
        kind=ItemKind.PREVIOUS_MINUTES,
        summary="Il segretario legge il verbale n. 2/2026. Nessuno chiede rettifiche.",
        outcome=ItemOutcome.NOTED,
    ),
    MinutesItem(
        title=TITLES[1],
        kind=ItemKind.ORDINARY,
        speaker="Livia Modelli",
        movements=(
            Movement(at=at(3, 10, 0, month=12), organisation=TOWN.name, person="Bruno Prototipi", entering=True),
        ),
        summary=(
            "La presidente illustra la bozza: sei alloggi di passaggio, per tre-sei mesi, con un termine di "
            "risposta di dieci giorni. Il sindaco di Castel Fittizio chiede di rinviare per valutare i costi. "
            "La sindaca di Villa Supposta, per delega, è favorevole perché gli invii in attesa aumentano."
        ),
        statements=(
            Statement(author="Bruno Prototipi", text="Chiedo che i costi siano ripartiti per abitanti."),
            Statement(author="Livia Modelli", text="Il caso VI-2026-0042 è urgente.", public=False),
        ),
        papers=(DRAFT,),
        outcome=ItemOutcome.DECIDED,
        decision_number="5/2026",
        decision="È approvato l'addendum n. 1 al protocollo di collaborazione, nel testo allegato.",
        vote=VOTE,
    ),
    MinutesItem(
        title=TITLES[2],
        kind=ItemKind.PETITION,
        summary="La network manager riferisce la richiesta del gruppo. L'Assemblea concorda la risposta.",
        outcome=ItemOutcome.TREATED,
    ),
    MinutesItem(
        title=TITLES[3],
        kind=ItemKind.OTHER_BUSINESS,
        summary="La presidente informa che a gennaio riapre lo sportello di Castel Fittizio.",
        outcome=ItemOutcome.TREATED,
    ),
)
PRESENCES = (
    Presence(
        organisation=LEAD.name,
        person="Livia Modelli",
        role="sindaca",
        title=Title.HOLDER,
        intervals=(Interval(since=OPEN),),
        weight=12900,
    ),
    Presence(
        organisation=TOWN.name,
        person="Bruno Prototipi",
        role="sindaco",
        title=Title.HOLDER,
        intervals=(Interval(since=at(3, 10, 0, month=12)),),
        weight=8300,
        remote=True,
        identification="telecamera accesa e documento",
    ),
    Presence(
        organisation=THIRD_TOWN,
        person="Livia Modelli",
        role="delegata",
        title=Title.PROXY,
        intervals=(Interval(since=OPEN),),
        weight=8500,
        proxy=ProxyPaper(holder=LEAD.name, document=PROXY),
    ),
)
SAMPLE = Minutes(
    document=replace(
        block("Verbale dell'Assemblea dei sindaci n. 3/2026", "3/2026"),
        registration=None,
        attachments=(
            Attachment(title="Foglio presenze"),
            Attachment(title=PROXY),
            Attachment(title=DRAFT),
        ),
    ),
    body=ASSEMBLY,
    sequence=3,
    year=2026,
    last_sequence=2,
    last_sitting_on=date(2026, 10, 6),
    last_approved=False,
    sitting=SITTING,
    opened_at=OPEN,
    closed_at=at(3, 11, 30, month=12),
    convocation=Registration(number="0004410", on=date(2026, 11, 23), office="AOO Valle Immaginaria"),
    entitled=(*ENTITLED, FOURTH_TOWN),
    presences=PRESENCES,
    absences=(Absence(organisation=FOURTH_TOWN, justification="impegno istituzionale comunicato per iscritto"),),
    guests=(GUEST,),
    chair=CHAIR,
    secretary=SECRETARY,
    quorum=QuorumStatement(
        present=2,
        entitled=4,
        required=2,
        article="dell'art. 12 del regolamento dell'Assemblea",
        present_weight=21400,
        entitled_weight=35600,
    ),
    proxy_limit=1,
    agenda=TITLES,
    items=ITEMS,
    commitments=(
        Commitment(
            what="Raccogliere gli atti di approvazione dell'addendum",
            organisation=OFFICE.name,
            person="Ettore Bozza",
            due_on=date(2027, 1, 29),
            item=2,
        ),
    ),
    petitions=(
        Petition(
            group=VOLUNTEERS.name,
            received_on=date(2026, 11, 10),
            request="Aprire lo sportello anche il sabato mattina.",
            answer="Sì, in prova da gennaio a marzo 2027.",
        ),
    ),
    cases=(CaseNote(case_code="VI-2026-0042", note="In attesa di un alloggio di passaggio da 28 giorni."),),
    next_sitting_at=at(17, 9, 30, month=12),
    project_sitting=True,
    drafted_at=at(4, 12, 0, month=12),
    circulated_at=at(7, 9, 0, month=12),
    approval=None,
    signed_by_secretary=None,
    signed_by_chair=None,
)
