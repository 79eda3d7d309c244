"""Sample facts of the monitoring report, with small cells already withheld."""

from datetime import date

from document_templates.facts.monitoring_report import (
    AgreementStatus,
    Cell,
    CellRow,
    Figure,
    MemberRate,
    MonitoringReport,
    PersonTable,
    PromisedDone,
    Suppression,
)
from document_templates.facts.samples.agreements import TITLE
from document_templates.facts.samples.cast import COOPERATIVE, LEAD, MANAGER, TOWN, at, block, unsigned


def _figure(label: str, count: int, total: int, query: str, previous: int) -> Figure:
    return Figure(label=label, count=count, total=total, query=query, previous=previous)


def _small(label: str) -> Cell:
    return Cell(label=label, count=None, withheld=Suppression.SMALL)


KEY_FIGURES = (
    _figure("Invii con risposta nei termini", 50, 70, "INV-01", 41),
    _figure("Invii accettati", 45, 70, "INV-02", 39),
    _figure("Sedute tenute", 6, 6, "SED-01", 5),
    _figure("Impegni svolti nei termini", 18, 24, "IMP-01", 12),
    _figure("Permanenze concluse entro il termine", 11, 14, "PER-01", 9),
)
SAMPLE = MonitoringReport(
    document=block("Relazione di monitoraggio, secondo semestre 2026"),
    starts_on=date(2026, 5, 1),
    ends_on=date(2026, 10, 31),
    previous_starts_on=date(2025, 11, 1),
    previous_ends_on=date(2026, 4, 30),
    cut_at=at(2, 8, 0),
    snapshot="DATI-2026-11-02",
    data_sha256="3f9a" * 16,
    key_figures=KEY_FIGURES,
    key_facts=(
        "Sono arrivati 70 invii, 9 in più del semestre precedente.",
        "La risposta nei termini è salita al 71,4%.",
        "Mancano alloggi per famiglie con più di tre persone.",
    ),
    decisions_asked=(
        "Aumentare i posti di passaggio da 6 a 8.",
        "Ridurre a 5 giorni il termine di risposta per gli alloggi.",
        "Invitare tre nuove associazioni.",
    ),
    members=4,
    accessions=("Fondazione Casa Immaginata",),
    exits=(),
    maturity="formazione",
    meeting_figures=(
        _figure("Sedute tenute su programmate", 6, 6, "SED-01", 5),
        _figure("Verbali approvati nei termini", 4, 6, "SED-02", 3),
    ),
    attendance=(
        MemberRate(organisation=LEAD.name, attended=6, called=6),
        MemberRate(organisation=TOWN.name, attended=4, called=6),
        MemberRate(organisation=COOPERATIVE.name, attended=6, called=6),
    ),
    days_to_approval=34,
    decision_figures=(_figure("Decisioni eseguite", 7, 9, "DEC-01", 5),),
    action_figures=(
        _figure("Impegni svolti nei termini", 18, 24, "IMP-01", 12),
        _figure("Impegni rinviati tre volte o più", 2, 24, "IMP-02", 4),
    ),
    median_delay=6,
    agreements=(AgreementStatus(title=TITLE, ends_on=date(2029, 2, 28), missing_acts=0),),
    pledges=(
        PromisedDone(organisation=COOPERATIVE.name, service="colloqui", unit="ore", promised=1200, done=680),
        PromisedDone(organisation=TOWN.name, service="alloggi", unit="posti", promised=6, done=6),
    ),
    referral_figures=(
        _figure("Invii accettati", 45, 70, "INV-02", 39),
        _figure("Invii rifiutati", 18, 70, "INV-03", 16),
        _figure("Invii senza risposta", 7, 70, "INV-04", 6),
    ),
    referral_tables=(
        PersonTable(
            title="Motivi di rifiuto per area",
            query="INV-05",
            columns=("mancanza di posti", "requisiti", "altro"),
            rows=(
                CellRow(
                    label="Abitare",
                    cells=(
                        Cell(label="mancanza di posti", count=9),
                        _small("requisiti"),
                        Cell(label="altro", count=None, withheld=Suppression.COMPLEMENTARY),
                    ),
                    total=18,
                ),
                CellRow(
                    label="Lavoro",
                    cells=(_small("mancanza di posti"), _small("requisiti"), _small("altro")),
                    total=None,
                ),
            ),
        ),
    ),
    result_tables=(
        PersonTable(
            title="Esiti dei percorsi conclusi",
            query="PER-02",
            columns=("casa propria", "altro alloggio", "non noto"),
            rows=(
                CellRow(
                    label="Nuclei",
                    cells=(
                        Cell(label="casa propria", count=8),
                        Cell(label="altro alloggio", count=6),
                        Cell(label="non noto", count=0),
                    ),
                    total=14,
                ),
            ),
        ),
    ),
    critical_points=("Gli alloggi per famiglie numerose hanno un'attesa media di 60 giorni.",),
    proposals=("Cercare due appartamenti grandi con il fondo per l'emergenza abitativa.",),
    method="I dati vengono dai fascicoli chiusi o aperti nel periodo. Ogni invio è contato una volta.",
    data_quality=("In 3 fascicoli mancava la data del primo contatto.",),
    signatory=unsigned(MANAGER),
)
