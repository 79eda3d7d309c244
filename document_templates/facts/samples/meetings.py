"""Sample facts of the papers of a sitting: convocation, attendance sheet, deserted sitting."""

from dataclasses import replace
from datetime import date

from document_templates.facts.attendance_sheet import AttendanceRow, AttendanceSheet
from document_templates.facts.common import Attachment, Registration
from document_templates.facts.convocation import (
    ConvenedItem,
    Convocation,
    Expected,
    NoticeMode,
    NoticeTerm,
    Recipient,
)
from document_templates.facts.desertion_minutes import DesertionMinutes
from document_templates.facts.meeting import (
    Absence,
    Guest,
    Interval,
    ItemKind,
    Mode,
    Presence,
    Sitting,
    Title,
)
from document_templates.facts.samples.cast import (
    ASSEMBLY,
    CHAIR,
    LEAD,
    OFFICE,
    SECRETARY,
    TOWN,
    at,
    block,
    unsigned,
)

THIRD_TOWN = "Comune di Villa Supposta"
ENTITLED = (LEAD.name, TOWN.name, THIRD_TOWN)
PLACE = "sala riunioni dell'Ufficio di Piano, via della Prova 2, Borgo Inventato"
SITTING = Sitting(
    starts_at=at(3, 9, 30, month=12),
    place=PLACE,
    mode=Mode.MIXED,
    call=1,
    link="https://riunioni.example/assemblea-di-prova",
)
TITLES = (
    "Lettura e approvazione del verbale della seduta precedente",
    "Addendum al protocollo di collaborazione: alloggi di passaggio",
    "Risposta al gruppo di partecipazione «Voci di prova»",
    "Varie ed eventuali",
)
GUEST = Guest(person="Ada Esempi", role="network manager", organisation=OFFICE.name)


def recipient(organisation: str, person: str, role: str) -> Recipient:
    """Return a recipient reached by certified mail on the day of sending."""
    return Recipient(
        organisation=organisation,
        person=person,
        role=role,
        channel="PEC",
        address=f"{organisation.split()[-1].lower()}@pec.example",
        sent_at=at(23, 10),
        delivered_at=at(23, 10, 1),
    )


CONVOCATION = Convocation(
    document=replace(
        block("Convocazione dell'Assemblea dei sindaci"),
        attachments=(Attachment(title="Modulo di delega"),),
    ),
    body=ASSEMBLY,
    sitting=SITTING,
    second_call_at=at(4, 9, 30, month=12),
    duration=120,
    sent_at=at(23, 10),
    notice=NoticeTerm(days=5, mode=NoticeMode.CLEAR),
    items=(
        ConvenedItem(
            title=TITLES[0],
            kind=ItemKind.PREVIOUS_MINUTES,
            expected=Expected.DECISION,
            speaker="il segretario",
            minutes=10,
            papers=("verbale n. 2/2026",),
        ),
        ConvenedItem(
            title=TITLES[1],
            kind=ItemKind.ORDINARY,
            expected=Expected.DECISION,
            speaker="il presidente",
            minutes=60,
            papers=("bozza dell'addendum", "relazione sugli alloggi"),
        ),
        ConvenedItem(
            title=TITLES[2],
            kind=ItemKind.PETITION,
            expected=Expected.OPINION,
            speaker="la network manager",
            minutes=30,
        ),
        ConvenedItem(title=TITLES[3], kind=ItemKind.OTHER_BUSINESS, expected=Expected.INFORMATION, minutes=10),
    ),
    entitled=ENTITLED,
    recipients=(
        recipient(LEAD.name, "Livia Modelli", "sindaca"),
        recipient(TOWN.name, "Bruno Prototipi", "sindaco"),
        recipient(THIRD_TOWN, "Carla Ipotesi", "sindaca"),
    ),
    for_information=(OFFICE.name,),
    papers_place="nella cartella della seduta sulla piattaforma della rete",
    delegation=(
        "Chi non può partecipare delega per iscritto un altro componente, con il modulo allegato. "
        "Ogni componente riceve al massimo una delega."
    ),
    signatory=unsigned(CHAIR),
)

ATTENDANCE_SHEET = AttendanceSheet(
    document=block("Foglio presenze dell'Assemblea dei sindaci"),
    body=ASSEMBLY,
    sitting=SITTING,
    blank=False,
    opened_at=at(3, 9, 40, month=12),
    closed_at=at(3, 11, 30, month=12),
    rows=(
        AttendanceRow(
            person="Livia Modelli",
            role="sindaca",
            organisation=LEAD.name,
            voting=True,
            intervals=(Interval(since=at(3, 9, 40, month=12)),),
            signed=True,
        ),
        AttendanceRow(
            person="Bruno Prototipi",
            role="sindaco",
            organisation=TOWN.name,
            voting=True,
            remote=True,
            intervals=(
                Interval(since=at(3, 9, 40, month=12), until=at(3, 10, 5, month=12)),
                Interval(since=at(3, 10, 15, month=12)),
            ),
            identified_by="telecamera accesa e documento",
            identified_at=at(3, 9, 40, month=12),
        ),
    ),
    guests=(GUEST,),
    secretary=SECRETARY,
    total_minutes=210,
)

DESERTION = DesertionMinutes(
    document=replace(block("Verbale di seduta deserta", "1/2026"), registration=None),
    body=ASSEMBLY,
    sequence=1,
    year=2026,
    sitting=SITTING,
    convocation=Registration(number="0004410", on=date(2026, 11, 23), office="AOO Valle Immaginaria"),
    waited_until=at(3, 10, 30, month=12),
    presences=(
        Presence(
            organisation=LEAD.name,
            person="Livia Modelli",
            role="sindaca",
            title=Title.HOLDER,
            intervals=(Interval(since=at(3, 9, 30, month=12)),),
        ),
    ),
    absences=(
        Absence(organisation=TOWN.name, justification="impegno istituzionale comunicato il 2 dicembre 2026"),
        Absence(organisation=THIRD_TOWN),
    ),
    entitled=3,
    required=2,
    article="dell'art. 12 del regolamento dell'Assemblea",
    chair=CHAIR,
    secretary=SECRETARY,
    second_call_at=at(4, 9, 30, month=12),
    signed_by_secretary=None,
    signed_by_chair=None,
)
