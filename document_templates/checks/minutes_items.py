"""Checks of the items of the minutes: agenda, outcomes, commitments, papers (VRB-08, 10, 17 to 20, 28)."""

from collections.abc import Iterator

from document_templates.checks.findings import Finding, blocking, grave, notice
from document_templates.facts.meeting import ItemKind
from document_templates.facts.minutes import ItemOutcome, Minutes

_DECIDED = (ItemOutcome.DECIDED, ItemOutcome.CONSENTED)
_SHORTEST_SUMMARY = 40


def check_items(facts: Minutes) -> Iterator[Finding]:
    """Yield the faults of the agenda, of each item and of what follows from it."""
    yield from _agenda(facts)
    yield from _items(facts)
    yield from _commitments(facts)
    yield from _papers(facts)
    for place, petition in enumerate(facts.petitions):
        if not (petition.answer or "").strip():
            sentence = f"La richiesta di {petition.group} non ha ancora una risposta."
            yield grave("VRB-10", f"petitions[{place}].answer", sentence)


def _agenda(facts: Minutes) -> Iterator[Finding]:
    convened = [item.title for item in facts.items if not item.supplementary]
    for place, title in enumerate(facts.agenda):
        if title not in convened:
            sentence = f"Il punto «{title}» era convocato e nel verbale non c'è."
            yield grave("VRB-08", f"agenda[{place}]", sentence)
    if sorted(convened) == sorted(facts.agenda) and convened != list(facts.agenda):
        yield notice("VRB-08", "items", "I punti sono trattati in un ordine diverso da quello convocato.")


def _items(facts: Minutes) -> Iterator[Finding]:
    for place, item in enumerate(facts.items):
        if item.outcome is None:
            yield blocking("VRB-10", f"items[{place}].outcome", f"Il punto «{item.title}» non ha un esito.")
        if item.outcome not in _DECIDED:
            continue
        if item.title not in facts.agenda and not item.supplementary and not _all_there(facts):
            sentence = f"Si decide su «{item.title}», che non era all'ordine del giorno."
            yield grave("VRB-17", f"items[{place}]", sentence)
        if item.kind is ItemKind.OTHER_BUSINESS:
            sentence = "C'è una decisione sotto «varie ed eventuali»."
            yield grave("VRB-18", f"items[{place}].outcome", sentence)
        if len(item.summary.strip()) < _SHORTEST_SUMMARY:
            sentence = f"La sintesi di «{item.title}» non lascia capire come si è arrivati alla decisione."
            yield grave("VRB-19", f"items[{place}].summary", sentence)


def _all_there(facts: Minutes) -> bool:
    return {presence.organisation for presence in facts.presences} >= set(facts.entitled)


def _commitments(facts: Minutes) -> Iterator[Finding]:
    for place, commitment in enumerate(facts.commitments):
        if not commitment.organisation or not commitment.person:
            missing = "organisation" if not commitment.organisation else "person"
            sentence = f"L'impegno «{commitment.what}» non dice chi se ne occupa."
            yield grave("VRB-20", f"commitments[{place}].{missing}", sentence)
        if commitment.due_on is None:
            sentence = f"L'impegno «{commitment.what}» non ha una scadenza."
            yield grave("VRB-20", f"commitments[{place}].due_on", sentence)


def _papers(facts: Minutes) -> Iterator[Finding]:
    attached = {attachment.title for attachment in facts.document.attachments}
    cited = {paper for item in facts.items for paper in item.papers}
    cited |= {p.proxy.document for p in facts.presences if p.proxy and p.proxy.document}
    for title in sorted(cited - attached):
        yield grave("VRB-28", "document.attachments", f"«{title}» è citato ma non è allegato.")
    for title in sorted(attached - cited - {"Foglio presenze"}):
        yield grave("VRB-28", "document.attachments", f"«{title}» è allegato ma non è citato.")
