"""The same declaration as a machine of the `transitions` library: a second opinion on the compiled table."""

from collections.abc import Iterable, Sequence
from typing import Any

from transitions import EventData, Machine

from workflows.grammar import Declaration, MoveEntry
from workflows.pathway import Pathway
from workflows.vocabulary import ANY_OPEN, BARE_MAKERS, NEW


class _Walker:
    """What the machine moves; the library hangs the triggers and the state on it."""

    state: str
    trigger: Any


class Twin:
    """A declaration built by `transitions`, walked one step at a time."""

    def __init__(self, declared: Declaration) -> None:
        self._walker = _Walker()
        finals = [{"name": name, "final": stage.final} for name, stage in declared.stages.items()]
        self._machine = Machine(
            model=None,
            states=[{"name": NEW}, *finals],
            transitions=[_transition(name, move, declared) for name, move in declared.moves.items()],
            initial=NEW,
            auto_transitions=False,
            send_event=True,
            ignore_invalid_triggers=True,
        )
        self._machine.add_model(self._walker, initial=NEW)

    def arrives(self, stage: str, move: str, maker: str) -> str | None:
        """The stage where the move leads when `worker@sender`, or a bare word, makes it; None if refused."""
        self._machine.set_state(stage, self._walker)
        return self._walker.state if self._walker.trigger(move, maker=maker) else None


def arrives(pathway: Pathway, stage: str, move: str, maker: str) -> str | None:
    """The same answer from the compiled table."""
    step = pathway.steps.get((stage, move))
    return step.to_stage if step is not None and step.is_by(maker) else None


def disagreements(declared: Declaration, pathway: Pathway) -> list[tuple[str, str, str]]:
    """Every (stage, move, maker) on which the table and the machine differ."""
    twin = Twin(declared)
    makers = sorted(BARE_MAKERS.union(*(move.by for move in declared.moves.values())))
    return [
        (stage, move, maker)
        for stage in (NEW, *declared.stages)
        for move in declared.moves
        for maker in makers
        if twin.arrives(stage, move, maker) != arrives(pathway, stage, move, maker)
    ]


def _transition(name: str, move: MoveEntry, declared: Declaration) -> dict[str, Any]:
    def may_make(event: EventData) -> bool:
        return event.kwargs["maker"] in move.by

    return {
        "trigger": name,
        "source": _sources(move, declared),
        "dest": None if move.stays else move.to,
        "conditions": [may_make],
    }


def _sources(move: MoveEntry, declared: Declaration) -> Sequence[str]:
    if ANY_OPEN not in move.from_:
        return move.from_
    named: Iterable[str] = (name for name, stage in declared.stages.items() if not stage.final)
    return [name for name in named if name not in move.except_]
