"""Faults of moves: where they lead, who can make them, and what the system tries at once."""

from collections.abc import Iterator

from workflows.faults.subject import Subject
from workflows.grammar import MoveEntry
from workflows.sources import Fault
from workflows.vocabulary import ANY_OPEN, EFFECT_MOVES, NEW, READS_THE_CLOCK, SYSTEM

Faults = Iterator[Fault]


def unsound_moves(subject: Subject) -> Faults:
    """Moves without one destination, without a maker, or that the system could not try."""
    for name, move in subject.declared.moves.items():
        yield from _destination(subject, name, move)
        yield from _questions(subject, name, move)
        if move.at_once:
            yield from _at_once(subject, name, move)
        if set(move.by) == {SYSTEM} and not _is_made(subject, name, move):
            yield subject.fault(
                f"il passo «{name}» è solo del sistema, ma nessuna scadenza, at_once o carries lo fa",
                "moves",
                name,
                "by",
            )
    yield from _hidden_at_once(subject)


def _destination(subject: Subject, name: str, move: MoveEntry) -> Faults:
    if bool(move.to) == move.stays:
        ways = "sia to sia stays" if move.to else "né to né stays"
        yield subject.fault(f"il passo «{name}» ha {ways}: ne serve uno", "moves", name)
    if move.stays and NEW in move.from_:
        yield subject.fault(f"il passo «{name}» parte da «new» e non va in nessuna fase", "moves", name)
    if move.except_ and ANY_OPEN not in move.from_:
        yield subject.fault(f"il passo «{name}» ha except senza from: [any_open]", "moves", name, "except")
    if not subject.offering[name]:
        yield subject.fault(f"il passo «{name}» non è offerto da nessuna fase", "moves", name, "from")
    if move.stays or move.reopens:
        return
    for stage in subject.offering[name]:
        if stage != NEW and subject.declared.stages[stage].final:
            yield subject.fault(
                f"il passo «{name}» lascia la fase finale «{stage}» senza «reopens: true»", "moves", name, "from"
            )


def _questions(subject: Subject, name: str, move: MoveEntry) -> Faults:
    for question in set(move.asks) & set(move.may_ask):
        yield subject.fault(
            f"passo «{name}»: la domanda «{question}» è sia in asks sia in may_ask", "moves", name, "may_ask"
        )


def _at_once(subject: Subject, name: str, move: MoveEntry) -> Faults:
    if SYSTEM not in move.by:
        yield subject.fault(f"il passo «{name}» è at_once ma non è del sistema: manca system in by", "moves", name)
    if move.asks:
        yield subject.fault(f"il passo «{name}» è at_once e fa domande: nessuno risponde", "moves", name, "asks")
    if NEW in move.from_:
        yield subject.fault(f"il passo «{name}» è at_once e parte da «new»: non c'è ancora nulla", "moves", name)
    for requirement in READS_THE_CLOCK.intersection(move.needs):
        yield subject.fault(
            f"il passo «{name}» è at_once e «{requirement}» guarda l'ora: usa una scadenza", "moves", name, "needs"
        )


def _hidden_at_once(subject: Subject) -> Faults:
    tried = [(name, move) for name, move in subject.declared.moves.items() if move.at_once]
    for place, (later, move) in enumerate(tried):
        for earlier, before in tried[:place]:
            shared = set(subject.offering[earlier]) & set(subject.offering[later])
            if shared and set(before.needs) <= set(move.needs):
                yield subject.fault(
                    f"nella fase «{min(shared)}» il passo «{later}» non parte mai: prima viene «{earlier}», "
                    "che chiede lo stesso o meno",
                    "moves",
                    later,
                )


def _is_made(subject: Subject, name: str, move: MoveEntry) -> bool:
    """Does a timer, `at_once`, a parent's `carries` or an effect make this move of the system?"""
    declared = subject.declared
    if move.at_once or NEW in move.from_ or name in subject.made_by_timer:
        return True
    if (declared.governs, name) in EFFECT_MOVES or subject.neighbours is None:
        return True
    carriers = (*subject.neighbours, declared)
    return any(one.carries.get(declared.governs) == name for carrier in carriers for one in carrier.moves.values())
