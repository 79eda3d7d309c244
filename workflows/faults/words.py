"""Faults of vocabulary: a requirement, effect, question, document, date or kind that nobody knows."""

from collections.abc import Iterator

from workflows.faults.subject import Subject
from workflows.grammar import MoveEntry, TimerEntry
from workflows.misreadings import nearest
from workflows.sources import Fault
from workflows.vocabulary import (
    DATE_QUESTIONS,
    DOCUMENT_KINDS,
    DOCUMENTS,
    EFFECTS,
    KINDS,
    PARENT_INSTANTS,
    QUESTIONS,
    REQUIREMENTS,
)

Faults = Iterator[Fault]


def unknown_words(subject: Subject) -> Faults:
    """Names outside the closed vocabulary, and (as absent) those inside it that do not exist yet."""
    yield from subject.unknown([subject.declared.governs], KINDS, "il tipo di fascicolo", "governs")
    yield from subject.unknown(subject.declared.dates, DATE_QUESTIONS, "la data", "dates")
    for name, move in subject.declared.moves.items():
        yield from _of_move(subject, name, move)
    for name, timer in subject.declared.timers.items():
        yield from _of_timer(subject, name, timer)


def _of_move(subject: Subject, name: str, move: MoveEntry) -> Faults:
    exists = subject.vocabulary
    yield from _words(subject, (REQUIREMENTS, exists.requirements), "il requisito", move.needs, name, "needs")
    yield from _words(subject, (QUESTIONS, exists.questions), "la domanda", move.asks, name, "asks")
    yield from _words(subject, (QUESTIONS, exists.questions), "la domanda", move.may_ask, name, "may_ask")
    yield from _words(subject, (EFFECTS, exists.effects), "l'effetto", move.does, name, "does")
    yield from _words(subject, (DOCUMENTS, exists.documents), "l'atto", move.issues, name, "issues")
    for document in move.issues:
        if subject.declared.governs not in DOCUMENT_KINDS.get(document, KINDS):
            yield subject.fault(
                f"passo «{name}»: l'atto «{document}» ha bisogno di dati che un fascicolo "
                f"«{subject.declared.governs}» non ha",
                "moves",
                name,
                "issues",
            )


def _words(
    subject: Subject,
    known: tuple[frozenset[str], frozenset[str]],
    noun: str,
    words: tuple[str, ...],
    *place: str,
) -> Faults:
    whole, existing = known
    keys = ("moves", *place)
    for word in words:
        if word not in whole:
            yield subject.fault(f"passo «{place[0]}»: {noun} «{word}» non esiste{nearest(word, whole)}", *keys)
        elif word not in existing:
            sentence = f"passo «{place[0]}»: {noun} «{word}» non c'è ancora in questa installazione"
            yield subject.source.fault(sentence, *keys, absent=True)


def _of_timer(subject: Subject, name: str, timer: TimerEntry) -> Faults:
    date = timer.date
    if date is None:
        return
    if date.startswith("parent."):
        known = {f"parent.{one}" for one in DATE_QUESTIONS | PARENT_INSTANTS}
        yield from subject.unknown([date], known, f"scadenza «{name}»: la data", "timers", name, "date")
    elif date not in subject.declared.dates:
        yield subject.fault(
            f"scadenza «{name}»: la data «{date}» non è tra quelle del fascicolo (dates)", "timers", name, "date"
        )
