"""Checks of the attendance sheet, PRS-01 to PRS-06 (the repeated header row is the layout's promise)."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from document_templates.checks.findings import Finding, blocking, grave
from document_templates.facts.attendance_sheet import AttendanceRow, AttendanceSheet


def check_attendance_sheet(facts: AttendanceSheet) -> Iterator[Finding]:
    """Yield the faults of a sheet; a blank one has no hours yet to be checked."""
    yield from _one_voting_row(facts)
    if facts.blank:
        return
    if facts.opened_at is None or facts.closed_at is None:
        field = "opened_at" if facts.opened_at is None else "closed_at"
        yield blocking("PRS-01", field, "Mancano gli orari di apertura e di chiusura della seduta.")
        return
    for place, row in enumerate(facts.rows):
        yield from _hours(row, f"rows[{place}]", facts.opened_at, facts.closed_at)
        yield from _recognised(row, f"rows[{place}]")
    yield from _no_overlap(facts.rows, facts.closed_at)
    minutes = sum(minutes_of(row, facts.closed_at) for row in facts.rows)
    if facts.total_minutes != minutes:
        sentence = f"Il totale dei minuti deve essere {minutes}: è la somma delle presenze."
        yield blocking("PRS-06", "total_minutes", sentence)


def minutes_of(row: AttendanceRow, closed_at: datetime) -> int:
    """Return the whole minutes of presence of one row; an open interval ends with the sitting."""
    spans = ((interval.until or closed_at) - interval.since for interval in row.intervals)
    return sum(int(span.total_seconds()) // 60 for span in spans)


def _hours(row: AttendanceRow, path: str, opened: datetime, closed: datetime) -> Iterator[Finding]:
    if not row.intervals:
        yield blocking("PRS-01", f"{path}.intervals", f"Per {row.person} manca l'ora di entrata.")
    for place, interval in enumerate(row.intervals):
        until = interval.until or closed
        if not opened <= interval.since <= until <= closed:
            sentence = f"Gli orari di {row.person} escono da quelli della seduta."
            yield blocking("PRS-01", f"{path}.intervals[{place}]", sentence)


def _recognised(row: AttendanceRow, path: str) -> Iterator[Finding]:
    if row.remote and not (row.identified_by and row.identified_at):
        field = "identified_at" if row.identified_by else "identified_by"
        sentence = f"{row.person} era a distanza: scrivi come e quando è stato identificato."
        yield blocking("PRS-04", f"{path}.{field}", sentence)
    if not row.remote and not row.signed:
        yield grave("PRS-04", f"{path}.signed", f"Manca la firma di {row.person}.")


def _one_voting_row(facts: AttendanceSheet) -> Iterator[Finding]:
    voting = Counter(row.organisation for row in facts.rows if row.voting)
    for organisation, times in voting.items():
        if times > 1:
            sentence = f"{organisation} ha {times} righe con diritto di voto: ne serve una sola."
            yield blocking("PRS-03", "rows", sentence)


def _no_overlap(rows: tuple[AttendanceRow, ...], closed: datetime) -> Iterator[Finding]:
    last_until: dict[tuple[str, str], datetime] = {}
    spans = ((i.since, i.until or closed, row) for row in rows for i in row.intervals)
    for since, until, row in sorted(spans, key=lambda span: (span[0], span[1])):
        who = (row.person, row.organisation)
        if who in last_until and since < last_until[who]:
            yield blocking("PRS-02", "rows", f"{row.person} compare due volte nelle stesse ore.")
        last_until[who] = max(until, last_until.get(who, until))
