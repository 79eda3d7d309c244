"""Faults of endlessness: a way round that only the system walks and nothing bounds."""

from collections.abc import Iterator, Mapping

from workflows.faults.subject import Subject, reached
from workflows.grammar import MoveEntry
from workflows.sources import Fault


def endless_loops(subject: Subject) -> Iterator[Fault]:
    """Loops of moves made at once or by timers, none of which has `at_most`."""
    ways = _ways_of_system(subject)
    told: set[str] = set()
    for start, ends in ways.items():
        around = {stage for stage in reached(ends, ways) if start in reached([stage], ways)}
        if start in around and start not in told:
            told |= around
            yield subject.fault(
                f"le fasi {_listed(around)} formano un giro che percorre solo il sistema: "
                "metti at_most o un passo di una persona",
                "stages",
                start,
            )
    yield from _restarting_itself(subject)


def _listed(stages: set[str]) -> str:
    return ", ".join(f"«{stage}»" for stage in sorted(stages))


def _ways_of_system(subject: Subject) -> Mapping[str, set[str]]:
    ways: dict[str, set[str]] = {stage: set() for stage in subject.declared.stages}
    for name, move in subject.moves_of_system():
        if move.at_most is None and (not move.stays or move.at_once):
            for stage in _where_made(subject, name, move):
                ways[stage].update({move.to or stage} & ways.keys())
    return ways


def _where_made(subject: Subject, name: str, move: MoveEntry) -> frozenset[str]:
    offering = frozenset(subject.offering[name])
    if move.at_once:
        return offering & frozenset(subject.declared.stages)
    timers = (subject.declared.timers[timer] for timer in subject.made_by_timer.get(name, ()))
    return offering & frozenset(stage for timer in timers for stage in timer.in_)


def _restarting_itself(subject: Subject) -> Iterator[Fault]:
    for name, move in subject.moves_of_system():
        for timer in subject.made_by_timer.get(name, ()):
            if timer in move.restarts and move.at_most is None:
                yield subject.fault(
                    f"la scadenza «{timer}» fa «{name}», che la fa ripartire: un giro senza fine", "moves", name
                )
