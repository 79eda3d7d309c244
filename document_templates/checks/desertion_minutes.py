"""Checks of the minutes of a deserted sitting, with the codes of ordinary minutes."""

from collections.abc import Iterator
from datetime import timedelta

from document_templates.checks.findings import Finding, blocking, grave
from document_templates.facts.desertion_minutes import DesertionMinutes
from document_templates.facts.meeting import represented_at


def check_desertion_minutes(facts: DesertionMinutes) -> Iterator[Finding]:
    """Yield the faults of the short minutes of a sitting without a quorum."""
    if facts.waited_until < facts.sitting.starts_at:
        sentence = "La seduta è dichiarata deserta prima dell'ora di convocazione."
        yield blocking("VRB-01", "waited_until", sentence)
    if facts.secretary is None:
        yield blocking("VRB-02", "secretary", "Manca chi redige il verbale.")
    if facts.convocation is None:
        yield grave("VRB-07", "convocation", "Manca il riferimento alla convocazione: protocollo e data.")
    there = represented_at(facts.presences, facts.waited_until)
    if len(there) >= facts.required:
        sentence = f"Sono presenti {len(there)} componenti su {facts.required} necessari: il numero c'è."
        yield blocking("VRB-09", "presences", sentence)
    if len(facts.presences) + len(facts.absences) != facts.entitled:
        sentence = "Presenti e assenti insieme non danno il numero degli aventi diritto."
        yield grave("VRB-06", "absences", sentence)
    second = facts.second_call_at
    if second is not None and second - facts.sitting.starts_at < timedelta(hours=24):
        sentence = "La seconda convocazione deve essere almeno 24 ore dopo la prima."
        yield blocking("CNV-06", "second_call_at", sentence)
    if facts.document.registration and not (facts.signed_by_secretary and facts.signed_by_secretary.kind):
        yield blocking("VRB-03", "signed_by_secretary", "Manca la firma del segretario.")
