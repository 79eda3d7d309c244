"""Sample facts of the book of good practices."""

from datetime import date

from document_templates.facts.good_practice_book import (
    Author,
    Evidence,
    GlossaryEntry,
    GoodPracticeBook,
    Picture,
    PracticeSheet,
    PracticeStatus,
    Story,
    Theme,
)
from document_templates.facts.network_plan import Maturity
from document_templates.facts.samples.cast import COOPERATIVE, MANAGER, NETWORK, block
from document_templates.facts.samples.pictures import THREE_CHAIRS

MEETING_OF_THREE = PracticeSheet(
    title="Il colloquio a tre",
    network=NETWORK,
    territory="Valle Immaginaria",
    status=PracticeStatus.APPROVED,
    approved_on=date(2026, 10, 6),
    laboratory="laboratorio del 12 maggio 2026",
    problem="Nel passaggio fra due servizi le persone ripetono la loro storia o si perdono.",
    who="Gli operatori dei due servizi e la persona, che decide che cosa raccontare.",
    what="Il primo incontro si fa insieme: chi invia presenta, chi riceve ascolta, la persona corregge.",
    resources="Un'ora di due operatori per ogni invio.",
    results="In sei mesi 45 persone su 48 sono arrivate al secondo colloquio.",
    evidence=Evidence.COUNTED,
    difficulties="Trovare un'ora comune quando i servizi sono lontani.",
    transferable="Si può fare anche in videoconferenza, con un interprete.",
    maturity=Maturity.FORMATION,
    authors=(
        Author(name="Ada Esempi", organisation="Ufficio di Piano", consented_on=date(2026, 10, 1)),
        Author(name="Ugo Campioni", organisation=COOPERATIVE.name, consented_on=date(2026, 10, 2)),
    ),
    pictures=(
        Picture(
            image=THREE_CHAIRS,
            description="Disegno di tre sedie in fila davanti a un tavolo, senza persone",
            people=0,
            consents=0,
            caption="Tre sedie e un tavolo: il colloquio a tre comincia così.",
        ),
    ),
    stories=(
        Story(
            text="«Era la prima volta che qualcuno parlava di me con me davanti», racconta una donna.",
            origin="Africa occidentale",
        ),
    ),
    contact=MANAGER,
    sources=("relazione di monitoraggio del secondo semestre 2026",),
)
SAMPLE = GoodPracticeBook(
    document=block("Buone prassi della rete di prova"),
    subtitle="Che cosa abbiamo imparato nei laboratori",
    licence="Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)",
    isbn=None,
    foreword="Queste schede raccontano soluzioni nate dal lavoro quotidiano e discusse nei laboratori.",
    how_to_read="Ogni scheda dice per quale rete la prassi è adatta e quanto sono sicuri i risultati.",
    sheets=(MEETING_OF_THREE,),
    themes=(
        Theme(
            title="Non perdere nessuno nei passaggi",
            reading="Le prassi che funzionano mettono la persona al centro del passaggio.",
            sheets=("Il colloquio a tre",),
        ),
    ),
    glossary=(GlossaryEntry(word="Invio", meaning="affidare un bisogno a un altro servizio"),),
    networks=(NETWORK,),
    thanks="Grazie a chi ha partecipato ai laboratori.",
)
