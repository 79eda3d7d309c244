"""Faults of timers: amounts that do not fit the grades, and moves a timer cannot make."""

from collections.abc import Iterator

from workflows.compiling import counting
from workflows.faults.subject import Subject
from workflows.grammar import MoveEntry, TimerEntry
from workflows.sources import Fault
from workflows.vocabulary import SYSTEM

Faults = Iterator[Fault]


def unsound_clocks(subject: Subject) -> Faults:
    """Timers whose amounts or moves do not hold together."""
    for name, timer in subject.declared.timers.items():
        yield from _amounts(subject, name, timer)
        yield from _terms(subject, name, timer)
        move = subject.declared.moves.get(timer.makes or "")
        if move:
            yield from _made(subject, name, timer, move)
        elif timer.answers:
            yield subject.fault(f"la scadenza «{name}» dà risposte ma non fa nessun passo", "timers", name, "answers")


def _amounts(subject: Subject, name: str, timer: TimerEntry) -> Faults:
    grades = subject.declared.grades
    _, figures = counting(timer)
    if None not in figures:
        missing = [grade for grade in grades if grade not in figures]
        if missing:
            yield subject.fault(f"la scadenza «{name}» non dice quanto per «{missing[0]}»", "timers", name)
        named = [grade for grade in figures if grade is not None]
        yield from subject.unknown(named, grades, f"scadenza «{name}»: il grado", "timers", name)
    if timer.every and any(not amount.number for amounts in timer.every.values() for amount in amounts):
        yield subject.fault(f"la scadenza «{name}» si ripete senza pausa: every vuole più di zero", "timers", name)
    if timer.every and any(len(amounts) > 1 for amounts in timer.every.values()):
        yield subject.fault(f"la scadenza «{name}» ha più durate: every ne vuole una", "timers", name)


def _terms(subject: Subject, name: str, timer: TimerEntry) -> Faults:
    if timer.term is None:
        return
    _, figures = counting(timer)
    if any(len(amounts) != 1 for amounts in figures.values()):
        yield subject.fault(f"la scadenza «{name}» ha un term: le serve una sola durata", "timers", name, "term")


def _made(subject: Subject, name: str, timer: TimerEntry, move: MoveEntry) -> Faults:
    made = timer.makes
    for stage in (stage for stage in timer.in_ if stage in subject.declared.stages):
        if stage not in subject.declared.stages_of(move):
            yield subject.fault(
                f"la scadenza «{name}» fa «{made}», che la fase «{stage}» non offre", "timers", name, "makes"
            )
        if subject.declared.stages[stage].final:
            yield subject.fault(
                f"la scadenza «{name}» fa un passo nella fase finale «{stage}»: lì può solo avvisare",
                "timers",
                name,
                "makes",
            )
    if SYSTEM not in move.by:
        yield subject.fault(
            f"la scadenza «{name}» fa «{made}», che il sistema non può fare: manca system in by",
            "timers",
            name,
            "makes",
        )
    for question in move.asks:
        if question not in timer.answers:
            yield subject.fault(
                f"la scadenza «{name}» fa «{made}» senza rispondere a «{question}» (answers)", "timers", name
            )
    asked = (*move.asks, *move.may_ask)
    yield from subject.unknown(timer.answers, asked, f"scadenza «{name}»: la domanda", "timers", name, "answers")
