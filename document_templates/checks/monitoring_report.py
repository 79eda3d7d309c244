"""Checks of the reports: monitoring (RLM-01 to 06), plan of the network, growth, final report."""

from collections.abc import Iterator

from document_templates.checks.findings import Finding, blocking, grave
from document_templates.checks.publication import CASE_CODE, TAX_CODE
from document_templates.facts.final_report import FinalReport
from document_templates.facts.growth_report import GrowthReport
from document_templates.facts.monitoring_report import (
    SMALLEST_CELL,
    CellRow,
    Figure,
    MonitoringReport,
    PersonTable,
)
from document_templates.facts.network_plan import NetworkPlan

_FIGURES = ("key_figures", "meeting_figures", "decision_figures", "action_figures", "referral_figures")
_TABLES = ("referral_tables", "result_tables")
_PROSE = ("key_facts", "decisions_asked", "critical_points", "proposals", "data_quality")


def check_monitoring_report(facts: MonitoringReport) -> Iterator[Finding]:
    """Yield the faults of a report, figure by figure and table by table."""
    for group in _FIGURES:
        for place, figure in enumerate(getattr(facts, group)):
            yield from _figure(figure, f"{group}[{place}]")
    for group in _TABLES:
        for place, table in enumerate(getattr(facts, group)):
            yield from _table(table, f"{group}[{place}]")
    yield from _periods(facts)
    yield from _nobody_named(facts)
    for field, what in (("snapshot", "il codice"), ("data_sha256", "l'impronta")):
        if not getattr(facts, field).strip():
            yield blocking("RLM-06", field, f"Manca {what} dei dati da cui viene la relazione.")


def _figure(figure: Figure, path: str) -> Iterator[Finding]:
    if not figure.query.strip():
        yield blocking("RLM-01", f"{path}.query", f"«{figure.label}» non dice da quale calcolo viene.")
    if figure.total < figure.count or figure.total < 0:
        sentence = f"«{figure.label}»: {figure.count} non può stare su {figure.total}."
        yield blocking("RLM-03", f"{path}.total", sentence)


def _table(table: PersonTable, path: str) -> Iterator[Finding]:
    if not table.query.strip():
        yield blocking("RLM-01", f"{path}.query", f"«{table.title}» non dice da quale calcolo viene.")
    for place, row in enumerate(table.rows):
        yield from _row(table, row, f"{path}.rows[{place}]")


def _row(table: PersonTable, row: CellRow, path: str) -> Iterator[Finding]:
    if len(row.cells) != len(table.columns):
        sentence = f"«{row.label}» ha {len(row.cells)} dati per {len(table.columns)} colonne."
        yield blocking("RLM-03", f"{path}.cells", sentence)
    for place, cell in enumerate(row.cells):
        if cell.count is not None and 0 < cell.count < SMALLEST_CELL:
            sentence = f"«{row.label}, {cell.label}» conta meno di {SMALLEST_CELL} persone: va omesso."
            yield blocking("RLM-02", f"{path}.cells[{place}].count", sentence)
        if (cell.count is None) != (cell.withheld is not None):
            sentence = f"«{row.label}, {cell.label}»: serve un numero oppure il motivo per cui manca."
            yield blocking("RLM-02", f"{path}.cells[{place}]", sentence)
    if row.total is not None and 0 < row.total < SMALLEST_CELL:
        yield blocking("RLM-02", f"{path}.total", f"Il totale di «{row.label}» è troppo piccolo.")
    withheld = [cell for cell in row.cells if cell.count is None]
    hidden = (row.total or 0) - sum(cell.count or 0 for cell in row.cells)
    if row.total is not None and withheld and (len(withheld) == 1 or hidden < SMALLEST_CELL):
        sentence = f"In «{row.label}» i dati omessi si ricavano dal totale: omettine un altro o il totale."
        yield blocking("RLM-02", f"{path}.cells", sentence)


def _periods(facts: MonitoringReport) -> Iterator[Finding]:
    if facts.ends_on < facts.starts_on:
        yield blocking("RLM-04", "ends_on", "Il periodo finisce prima di cominciare.")
    before = facts.previous_starts_on, facts.previous_ends_on
    if before[0] is not None and before[1] is not None:
        length, earlier = (facts.ends_on - facts.starts_on).days, (before[1] - before[0]).days
        if abs(length - earlier) > 3:
            sentence = f"I due periodi non durano uguale: {length + 1} giorni e {earlier + 1}."
            yield grave("RLM-04", "previous_starts_on", sentence)
    elif any(figure.previous is not None for group in _FIGURES for figure in getattr(facts, group)):
        sentence = "Ci sono confronti con un periodo precedente che non è indicato."
        yield blocking("RLM-04", "previous_starts_on", sentence)


def _nobody_named(facts: MonitoringReport) -> Iterator[Finding]:
    for group in _PROSE:
        for place, text in enumerate(getattr(facts, group)):
            if CASE_CODE.search(text) or TAX_CODE.search(text):
                sentence = "Qui si può riconoscere una persona: togli il codice."
                yield blocking("RLM-05", f"{group}[{place}]", sentence)


def check_network_plan(facts: NetworkPlan) -> Iterator[Finding]:
    """Yield the faults of a plan: members, dated objectives, meetings inside the period."""
    if not facts.members:
        yield blocking("PRT-01", "members", "Manca l'elenco dei membri.")
    if not facts.objectives:
        yield blocking("PRT-02", "objectives", "Serve almeno un obiettivo.")
    for place, objective in enumerate(facts.objectives):
        if objective.due_on is None:
            sentence = f"«{objective.objective}» non ha un termine."
            yield blocking("PRT-02", f"objectives[{place}].due_on", sentence)
    for place, meeting in enumerate(facts.meetings):
        if not facts.starts_on <= meeting.on <= facts.ends_on:
            yield grave("PRT-03", f"meetings[{place}].on", "L'incontro è fuori dal periodo del piano.")
    if not facts.meetings:
        yield grave("PRT-03", "meetings", "Il piano non prevede incontri.")


def check_growth_report(facts: GrowthReport) -> Iterator[Finding]:
    """Yield the faults of a growth report: same instrument, scores from 1 to 5."""
    if facts.instrument_before != facts.instrument_after:
        sentence = "Le due letture usano strumenti diversi: non si possono confrontare."
        yield blocking("CRE-01", "instrument_after", sentence)
    if facts.reread_on <= facts.read_on:
        yield blocking("CRE-01", "reread_on", "La seconda lettura non viene dopo la prima.")
    for place, score in enumerate(facts.scores):
        for field in ("before", "after"):
            if not 1 <= getattr(score, field) <= 5:
                yield blocking("CRE-02", f"scores[{place}].{field}", "I punteggi vanno da 1 a 5.")


def check_final_report(facts: FinalReport) -> Iterator[Finding]:
    """Yield the faults of a final report: every obligation that goes on has somebody who takes it."""
    if facts.ends_on < facts.starts_on:
        yield blocking("FIN-01", "ends_on", "Il periodo finisce prima di cominciare.")
    if not facts.objectives:
        yield blocking("FIN-02", "objectives", "Mancano gli obiettivi.")
    for place, handover in enumerate(facts.handovers):
        if not (handover.organisation or "").strip():
            sentence = f"«{handover.what}» non ha chi se ne occupa."
            yield blocking("FIN-03", f"handovers[{place}].organisation", sentence)
