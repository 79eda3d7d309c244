"""The pathway under examination, as every check of faults reads it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workflows.grammar import Declaration, MoveEntry
from workflows.misreadings import nearest
from workflows.sources import Fault, Source
from workflows.vocabulary import NEW, SYSTEM, Vocabulary


@dataclass(frozen=True)
class Subject:
    """A declaration, its source, what is implemented, and the other pathways around it (None: not known)."""

    declared: Declaration
    source: Source
    vocabulary: Vocabulary
    neighbours: Sequence[Declaration] | None

    @cached_property
    def offering(self) -> Mapping[str, tuple[str, ...]]:
        """The stages that offer each move."""
        return {name: self.declared.stages_of(move) for name, move in self.declared.moves.items()}

    @cached_property
    def made_by_timer(self) -> Mapping[str, tuple[str, ...]]:
        """The timers that make each move."""
        made: dict[str, tuple[str, ...]] = {}
        for name, timer in self.declared.timers.items():
            if timer.makes:
                made[timer.makes] = (*made.get(timer.makes, ()), name)
        return made

    @cached_property
    def edges(self) -> Mapping[str, frozenset[str]]:
        """The stages each stage leads to, `new` included."""
        ways: dict[str, set[str]] = {stage: set() for stage in (NEW, *self.declared.stages)}
        for name, move in self.declared.moves.items():
            for stage in self.offering[name]:
                ways[stage].update({move.to or stage} & self.declared.stages.keys())
        return {stage: frozenset(found) for stage, found in ways.items()}

    def moves_of_system(self) -> Iterator[tuple[str, MoveEntry]]:
        """The moves that the system may make."""
        return ((name, move) for name, move in self.declared.moves.items() if SYSTEM in move.by)

    def fault(self, sentence: str, *keys: str | int) -> Fault:
        """A fault at the line of the entry that the keys lead to."""
        return self.source.fault(sentence, *keys)

    def unknown(self, names: Iterable[str], known: Iterable[str], noun: str, *keys: str) -> Iterator[Fault]:
        """A fault for each name that is not among the known ones; `noun` reads «la fase», «il passo»."""
        among = frozenset(known)
        for name in names:
            if name not in among:
                yield self.fault(f"{noun} «{name}» non esiste{nearest(name, among)}", *keys)


def reached(start: Iterable[str], ways: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Every stage that can be reached from `start`, itself included."""
    found = set(start)
    pending = list(found)
    while pending:
        for stage in ways.get(pending.pop(), ()):
            if stage not in found:
                found.add(stage)
                pending.append(stage)
    return frozenset(found)
