"""Faults of reference: a stage, timer, move or grant that is named but does not exist."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from governance.roles import Capacity, Grant, Role
from workflows.faults.subject import Subject
from workflows.misreadings import nearest
from workflows.sources import Fault
from workflows.vocabulary import ANY_OPEN, BARE_ADDRESSEES, BARE_MAKERS, BENEFICIARY, NEW

Faults = Iterator[Fault]
GRANTED_ROLES = frozenset(Role) - {Role.ADMINISTRATOR}


def unknown_references(subject: Subject) -> Faults:
    """Everything that keeps the declaration from being compiled."""
    yield from _of_stages(subject)
    yield from _of_timers(subject)
    yield from _of_moves(subject)


def _of_stages(subject: Subject) -> Faults:
    for name, stage in subject.declared.stages.items():
        yield from _grants(subject, stage.waits_for, {BENEFICIARY}, "stages", name, "waits_for")
        yield from _grants(subject, stage.edits, (), "stages", name, "edits")


def _of_timers(subject: Subject) -> Faults:
    stages, moves = subject.declared.stages, subject.declared.moves
    for name, timer in subject.declared.timers.items():
        yield from subject.unknown(timer.in_, stages, f"scadenza «{name}»: la fase", "timers", name, "in")
        yield from subject.unknown(
            timer.paused_in,
            timer.in_,
            f"scadenza «{name}»: tra le fasi di «in», la fase",
            "timers",
            name,
            "paused_in",
        )
        made = (timer.makes,) if timer.makes else ()
        yield from subject.unknown(made, moves, f"scadenza «{name}»: il passo", "timers", name, "makes")
        yield from _grants(subject, timer.tells, BARE_ADDRESSEES, "timers", name, "tells")


def _of_moves(subject: Subject) -> Faults:
    stages, moves, timers = subject.declared.stages, subject.declared.moves, subject.declared.timers
    for name, move in moves.items():
        noun = f"passo «{name}»: la fase"
        yield from subject.unknown(move.from_, (*stages, NEW, ANY_OPEN), noun, "moves", name, "from")
        yield from subject.unknown(move.except_, stages, noun, "moves", name, "except")
        yield from subject.unknown((move.to,) if move.to else (), stages, noun, "moves", name, "to")
        noun = f"passo «{name}»: il passo"
        yield from subject.unknown(move.not_by_maker_of, moves, noun, "moves", name, "not_by_maker_of")
        noun = f"passo «{name}»: la scadenza"
        yield from subject.unknown(move.restarts, timers, noun, "moves", name, "restarts")
        yield from _grants(subject, move.by, BARE_MAKERS, "moves", name, "by")
        yield from _grants(subject, move.tells, BARE_ADDRESSEES, "moves", name, "tells")


def _grants(subject: Subject, texts: Iterable[str], bare: Iterable[str], *keys: str) -> Faults:
    known = frozenset(bare)
    for text in texts:
        if text not in known and not _is_grant(text):
            yield subject.fault(f"«{keys[1]}»: {_wrong_grant(text, known)}", *keys)


def _is_grant(text: str) -> bool:
    with suppress(ValueError):
        return Grant.parse(text).role in GRANTED_ROLES
    return False


def _wrong_grant(text: str, bare: frozenset[str]) -> str:
    role, at, capacity = text.partition("@")
    if not at:
        return f"«{text}» non è nella forma ruolo@parte{nearest(text, bare)}"
    if role not in GRANTED_ROLES:
        return f"il ruolo «{role}» di «{text}» non esiste{nearest(role, GRANTED_ROLES)}"
    return f"la parte «{capacity}» di «{text}» non esiste{nearest(capacity, Capacity)}"
