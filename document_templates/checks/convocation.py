"""Checks of the convocation, CNV-01 to CNV-08."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from document_templates.checks.findings import Finding, blocking, grave, notice
from document_templates.facts.convocation import Convocation, Expected, NoticeMode, NoticeTerm
from document_templates.facts.meeting import ItemKind
from document_templates.filters import ROME, date_figures

_EXTRA_DAYS = {NoticeMode.CLEAR: 1, NoticeMode.ORDINARY: 0, NoticeMode.INCLUSIVE: -1}
_A_DAY = timedelta(hours=24)


def check_convocation(facts: Convocation) -> Iterator[Finding]:
    """Yield the faults of one convocation, in the order of their codes."""
    yield from _everybody_called(facts)
    yield from _term(facts)
    if facts.notice.urgent and not (facts.notice.urgent_reason or "").strip():
        yield blocking("CNV-03", "notice.urgent_reason", "La convocazione è urgente: scrivi il motivo.")
    yield from _items(facts)
    yield from _second_call(facts)
    yield from _length(facts)
    yield from _delivery(facts)


def earliest_day(sent_on: date, term: NoticeTerm) -> date:
    """Return the first day on which a sitting may be held after a notice sent on `sent_on`."""
    return sent_on + timedelta(days=term.days + _EXTRA_DAYS[term.mode])


def _everybody_called(facts: Convocation) -> Iterator[Finding]:
    called = {recipient.organisation for recipient in facts.recipients}
    for organisation in facts.entitled:
        if organisation not in called:
            sentence = f"{organisation} ha diritto di partecipare e non è fra i destinatari."
            yield grave("CNV-01", "recipients", sentence)


def _term(facts: Convocation) -> Iterator[Finding]:
    start = facts.sitting.starts_at
    if facts.notice.urgent:
        if start - facts.sent_at < timedelta(hours=facts.notice.urgent_hours):
            sentence = f"Servono almeno {facts.notice.urgent_hours} ore fra l'avviso urgente e la seduta."
            yield blocking("CNV-02", "sitting.starts_at", sentence)
        return
    earliest = earliest_day(facts.sent_at.astimezone(ROME).date(), facts.notice)
    if start.astimezone(ROME).date() < earliest:
        sentence = f"Il preavviso non basta: la prima data possibile è il {date_figures(earliest)}."
        yield blocking("CNV-02", "sitting.starts_at", sentence)


def _items(facts: Convocation) -> Iterator[Finding]:
    if not facts.items:
        yield blocking("CNV-04", "items", "L'ordine del giorno è vuoto.")
    for place, item in enumerate(facts.items):
        if item.kind is ItemKind.OTHER_BUSINESS and item.expected is Expected.DECISION:
            sentence = "Fra le «varie ed eventuali» non si decide: sposta la decisione in un punto proprio."
            yield blocking("CNV-04", f"items[{place}].expected", sentence)
    for title, times in Counter(item.title for item in facts.items).items():
        if times > 1:
            yield notice("CNV-05", "items", f"Il punto «{title}» compare {times} volte.")
    people = Counter((recipient.organisation, recipient.person) for recipient in facts.recipients)
    for (organisation, person), times in people.items():
        if times > 1:
            yield notice("CNV-05", "recipients", f"{person} ({organisation}) compare {times} volte.")


def _second_call(facts: Convocation) -> Iterator[Finding]:
    second = facts.second_call_at
    if second is None:
        if facts.body.deliberative and facts.sitting.call == 1:
            yield notice("CNV-06", "second_call_at", "Non è annunciata la seconda convocazione.")
    elif second - facts.sitting.starts_at < _A_DAY:
        sentence = "La seconda convocazione deve essere almeno 24 ore dopo la prima."
        yield blocking("CNV-06", "second_call_at", sentence)


def _length(facts: Convocation) -> Iterator[Finding]:
    needed = sum(item.minutes or 0 for item in facts.items)
    if facts.duration is not None and needed > facts.duration:
        sentence = f"I punti chiedono {needed} minuti, ma la seduta ne dura {facts.duration}."
        yield notice("CNV-07", "duration", sentence)


def _delivery(facts: Convocation) -> Iterator[Finding]:
    for place, recipient in enumerate(facts.recipients):
        if recipient.sent_at is not None and recipient.delivered_at is None:
            sentence = f"Manca la prova che l'avviso sia arrivato a {recipient.person}."
            yield notice("CNV-08", f"recipients[{place}].delivered_at", sentence)
