"""Checks of the minutes as a whole, VRB-01 to VRB-28 but for items, votes and publication."""

from collections.abc import Iterator
from datetime import timedelta

from document_templates.checks.findings import Finding, blocking, grave, notice
from document_templates.checks.minutes_items import check_items
from document_templates.checks.publication import check_publication
from document_templates.checks.votes import check_votes
from document_templates.facts.meeting import ItemKind, represented_at
from document_templates.facts.minutes import Minutes
from document_templates.filters import ROME


def check_minutes(facts: Minutes) -> Iterator[Finding]:
    """Yield the faults of the internal minutes."""
    yield from _frame(facts)
    yield from _signatures(facts)
    yield from _presences(facts)
    yield from _quorum(facts)
    yield from check_votes(facts)
    yield from check_items(facts)
    yield from _sequence(facts)
    yield from _lateness(facts)


def check_publishable(facts: Minutes) -> Iterator[Finding]:
    """Yield the faults of the publishable minutes: those of the internal ones and VRB-24."""
    yield from check_minutes(facts)
    yield from check_publication(facts)


def _frame(facts: Minutes) -> Iterator[Finding]:
    for field in ("opened_at", "closed_at"):
        if getattr(facts, field) is None:
            what = "apertura" if field == "opened_at" else "chiusura"
            yield blocking("VRB-01", field, f"Manca l'ora di {what} della seduta.")
    if facts.opened_at and facts.closed_at and facts.closed_at <= facts.opened_at:
        yield blocking("VRB-01", "closed_at", "La chiusura deve venire dopo l'apertura.")
    if facts.secretary is None:
        yield blocking("VRB-02", "secretary", "Manca chi redige il verbale.")
    if facts.convocation is None:
        yield grave("VRB-07", "convocation", "Manca il riferimento alla convocazione: protocollo e data.")
    if facts.project_sitting and facts.document.project is None:
        yield notice("VRB-25", "document.project", "Seduta di progetto senza i dati del finanziamento.")


def _signatures(facts: Minutes) -> Iterator[Finding]:
    if facts.document.registration is None:
        return
    if facts.signed_by_secretary is None or facts.signed_by_secretary.kind is None:
        sentence = "Il verbale è protocollato senza la firma del segretario: senza firma non esiste."
        yield blocking("VRB-03", "signed_by_secretary", sentence)
    if facts.signed_by_chair is None or facts.signed_by_chair.kind is None:
        yield grave("VRB-04", "signed_by_chair", "Manca la firma del presidente: il verbale è irregolare.")


def _presences(facts: Minutes) -> Iterator[Finding]:
    if not facts.presences:
        yield blocking("VRB-05", "presences", "Manca l'elenco dei presenti.")
    for place, presence in enumerate(facts.presences):
        if not presence.intervals:
            sentence = f"Per {presence.organisation} manca l'orario di presenza."
            yield blocking("VRB-05", f"presences[{place}].intervals", sentence)
        if presence.remote and not (presence.identification or "").strip():
            sentence = f"{presence.person} partecipa a distanza: scrivi come è stato identificato."
            yield grave("VRB-21", f"presences[{place}].identification", sentence)
    named = {presence.organisation for presence in facts.presences}
    named |= {absence.organisation for absence in facts.absences}
    for organisation in facts.entitled:
        if organisation not in named:
            sentence = f"{organisation} non compare né fra i presenti né fra gli assenti."
            yield grave("VRB-06", "absences", sentence)


def _quorum(facts: Minutes) -> Iterator[Finding]:
    fault = blocking if facts.body.deliberative else notice
    stated = facts.quorum
    if stated is None:
        yield fault("VRB-09", "quorum", "Manca la dichiarazione sul numero dei presenti.")
        return
    if (stated.present_weight is None) != (stated.entitled_weight is None):
        missing = "present_weight" if stated.present_weight is None else "entitled_weight"
        yield fault("VRB-09", f"quorum.{missing}", "Il peso va indicato per i presenti e per tutti, o per nessuno.")
    if stated.entitled != len(facts.entitled):
        sentence = f"Gli aventi diritto dichiarati sono {stated.entitled}, ma risultano {len(facts.entitled)}."
        yield fault("VRB-09", "quorum.entitled", sentence)
    if facts.opened_at is None:
        return
    there = represented_at(facts.presences, facts.opened_at)
    if stated.present != len(there):
        sentence = f"I presenti dichiarati sono {stated.present}, ma in apertura risultano {len(there)}."
        yield fault("VRB-09", "quorum.present", sentence)
    weight = sum(presence.weight for presence in facts.presences if presence.organisation in there)
    if stated.present_weight not in (None, weight):
        sentence = f"Il peso dichiarato è {stated.present_weight}, ma in apertura risulta {weight}."
        yield fault("VRB-09", "quorum.present_weight", sentence)
    if facts.body.deliberative and len(there) < stated.required:
        sentence = f"In apertura sono presenti {len(there)} componenti su {stated.required} necessari."
        yield blocking("VRB-09", "quorum.required", sentence)


def _sequence(facts: Minutes) -> Iterator[Finding]:
    day = facts.sitting.starts_at.astimezone(ROME).date()
    last = facts.last_sitting_on
    same_year = last is not None and last.year == facts.year
    expected = (facts.last_sequence or 0) + 1 if same_year else 1
    if facts.sequence != expected:
        sentence = f"Il numero del verbale dovrebbe essere {expected}/{facts.year}, non {facts.sequence}."
        yield blocking("VRB-22", "sequence", sentence)
    if last is not None and day < last:
        yield blocking("VRB-22", "sitting.starts_at", "La seduta è anteriore all'ultimo verbale.")
    has_approval = any(item.kind is ItemKind.PREVIOUS_MINUTES for item in facts.items)
    if last is not None and not facts.last_approved and not has_approval:
        sentence = "Il verbale precedente non è approvato e non è all'ordine del giorno."
        yield notice("VRB-23", "items", sentence)


def _lateness(facts: Minutes) -> Iterator[Finding]:
    if facts.closed_at is None:
        return
    if facts.drafted_at and facts.drafted_at - facts.closed_at > timedelta(hours=72):
        yield notice("VRB-26", "drafted_at", "Il verbale è stato redatto oltre 72 ore dopo la seduta.")
    if facts.circulated_at and facts.circulated_at - facts.closed_at > timedelta(days=7):
        yield notice("VRB-26", "circulated_at", "Il verbale è stato trasmesso oltre 7 giorni dopo la seduta.")
    if facts.approval:
        late = facts.approval.on - facts.closed_at.astimezone(ROME).date()
        if late > timedelta(days=45):
            yield notice("VRB-26", "approval.on", "Il verbale è stato approvato oltre 45 giorni dopo.")
