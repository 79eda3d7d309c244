"""Every fault of a declared pathway, all at once."""

from collections.abc import Callable, Iterator

from workflows.faults.clocks import unsound_clocks
from workflows.faults.family import unsound_carries
from workflows.faults.loops import endless_loops
from workflows.faults.moves import unsound_moves
from workflows.faults.names import bad_names
from workflows.faults.references import unknown_references
from workflows.faults.stages import unsound_stages
from workflows.faults.subject import Subject
from workflows.faults.words import unknown_words
from workflows.sources import Fault

CHECKS: tuple[Callable[[Subject], Iterator[Fault]], ...] = (
    bad_names,
    unknown_words,
    unsound_carries,
    unsound_stages,
    unsound_clocks,
    unsound_moves,
    endless_loops,
)


def faults_of(subject: Subject) -> tuple[list[Fault], bool]:
    """The faults, and whether every name leads somewhere, so that the pathway can be compiled."""
    dangling = list(unknown_references(subject))
    found = [fault for check in CHECKS for fault in check(subject)]
    return [*dangling, *found], not dangling
