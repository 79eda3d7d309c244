"""Sample facts of the reports on a network: plan, growth, end."""

from datetime import date
from decimal import Decimal

from document_templates.facts.final_report import FinalObjective, FinalReport, Handover
from document_templates.facts.growth_report import GrowthReport, GrowthScore
from document_templates.facts.network_plan import Maturity, NetworkObjective, NetworkPlan, PlannedMeeting
from document_templates.facts.samples.cast import COOPERATIVE, LEAD, MANAGER, OFFICE, TOWN, block, unsigned

NETWORK_PLAN = NetworkPlan(
    document=block("Piano 2027 della rete di prova"),
    coordinator=MANAGER,
    starts_on=date(2027, 1, 1),
    ends_on=date(2027, 12, 31),
    members=(LEAD.name, TOWN.name, COOPERATIVE.name),
    maturity=Maturity.FORMATION,
    evidence=("un protocollo in vigore", "sedute regolari ogni due mesi"),
    objectives=(
        NetworkObjective(
            objective="Rispondere a tutti gli invii nei termini",
            indicator="quota di risposte nei termini",
            due_on=date(2027, 6, 30),
            organisation=OFFICE.name,
        ),
    ),
    meetings=(
        PlannedMeeting(on=date(2027, 1, 19), subject="avvio del piano", form="in presenza"),
        PlannedMeeting(on=date(2027, 6, 15), subject="verifica di metà anno", form="in videoconferenza"),
    ),
    laboratories=("Laboratorio sugli alloggi di passaggio",),
    products=("una scheda di buona prassi", "la mappa dei servizi aggiornata"),
    signatory=unsigned(MANAGER),
)
GROWTH = GrowthReport(
    document=block("Relazione di crescita della rete di prova"),
    instrument_before="griglia di lettura, versione 1",
    instrument_after="griglia di lettura, versione 1",
    read_on=date(2026, 1, 20),
    reread_on=date(2026, 11, 10),
    maturity_before=Maturity.PLANNING,
    maturity_after=Maturity.FORMATION,
    scores=(
        GrowthScore(
            dimension="regolarità degli incontri",
            before=Decimal("2.0"),
            after=Decimal("3.5"),
            evidence="da tre a sei sedute all'anno",
        ),
        GrowthScore(
            dimension="risposta agli invii",
            before=Decimal("1.5"),
            after=Decimal("3.0"),
            evidence="risposte nei termini dal 40% al 71%",
        ),
    ),
    facts_of_growth=("Il protocollo è stato firmato da quattro enti.",),
    growth_space=("Mancano ancora le associazioni di migranti.",),
    next_steps=("Invitare tre associazioni entro marzo 2027.",),
    signatory=unsigned(MANAGER),
)
FINAL_REPORT = FinalReport(
    document=block("Relazione finale del primo ciclo"),
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 11, 22),
    summary="In undici mesi la rete ha firmato il suo protocollo e ha dato risposta a 63 invii su 70.",
    objectives=(
        FinalObjective(
            objective="Alloggi di passaggio disponibili",
            unit="posti",
            promised=8,
            reached=6,
            comment="due posti arrivano a gennaio 2027",
        ),
        FinalObjective(
            objective="Ore di orientamento",
            unit="ore",
            promised=1000,
            reached=1200,
            comment="più richieste del previsto",
        ),
    ),
    worked=("Il termine di risposta scritto nel protocollo.",),
    did_not_work=("La mappa dei servizi aggiornata a mano.",),
    good_practices=("Il colloquio a tre nel passaggio fra servizi.",),
    handovers=(
        Handover(what="controllo della mappa ogni sei mesi", organisation=OFFICE.name),
        Handover(what="due casi in permanenza ponte", organisation=COOPERATIVE.name),
    ),
    signatory=unsigned(MANAGER),
)
