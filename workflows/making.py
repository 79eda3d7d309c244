"""Making a move that was found good: stage, effects, history line, clocks, papers and notices, in this order."""

from collections.abc import Callable, Iterable
from datetime import datetime

from governance import dossiers, history, participations, protocols
from governance.errors import Changed
from governance.failpoints import reached
from governance.history import Line
from workflows import clocks, papers, telling
from workflows.effects import effects
from workflows.pathway import Stage, Step
from workflows.situations import Situation

Turning = Callable[[Situation, str, Iterable[str]], datetime | None]


def make(situation: Situation, step: Step, turn: Turning = clocks.turn) -> int:
    """Write everything the step does, in the caller's transaction; gives the key of the history line.

    `turn` writes the clocks and gives the first instant owed. In a rehearsal there are neither effects nor papers:
    they would need facts.
    """
    tx, dossier = situation.tx, situation.dossier
    situation.step = step
    for name in () if tx.rehearsal else step.does:
        effects[name](situation)
    if dossier.kind == "protocol" and situation.dates and not tx.rehearsal:
        protocols.keep_dates(tx, dossier.id, situation.dates)
    reached("after_effects")
    line = line_of(situation, step)
    line_id, digest = history.append(tx, line, dossier.last_digest, situation.texts, dossier.household_id)
    reached("after_history")
    stage = situation.pathway.stages[step.to_stage]
    next_due = turn(situation, step.to_stage, step.restarts)
    reached("after_clocks")
    changes = {
        "to_stage": step.to_stage,
        "since_at": dossier.since if step.stays else situation.now,
        "is_open": not stage.final,
        "number": line.number,
        "digest": digest,
        "next_due_at": next_due,
        "all_dates": {**dossier.dates, **situation.dates},
    }
    if not dossiers.move(tx, dossier.id, dossier.last_number, changes):
        raise Changed
    reached("after_stage")
    if step.does:
        situation.parts = participations.parts_of(tx, dossier.id)
    participations.show_in_lists(tx, dossier.id, not stage.final, situation.now, next_due)
    participations.wait_for(tx, waiting(situation, stage))
    if not tx.rehearsal:
        papers.ask(situation, step, line_id)
    telling.tell_move(situation, step, line_id, next_due)
    reached("after_notices")
    situation.cause_id = line_id
    return line_id


def line_of(situation: Situation, step: Step) -> Line:
    """The history line that the step makes now."""
    dossier = situation.dossier
    return Line(
        dossier.id,
        dossier.last_number + 1,
        step.move,
        step.from_stage,
        step.to_stage,
        situation.now,
        situation.actor.person_id,
        situation.behalf or None,
        "system" if situation.actor.is_system else situation.channel,
        situation.codes,
        situation.pathway.version,
        situation.cause_id,
    )


def waiting(situation: Situation, stage: Stage) -> dict[int, str | None]:
    """Per participation, the role the new stage waits for, where that changes."""
    wanted = {grant.capacity: grant.role for grant in stage.waits_for_grants} if stage.open else {}
    now = {part.id: wanted.get(part.capacity) for part in situation.parts}  # type: ignore[call-overload]
    return {part.id: now[part.id] for part in situation.parts if now[part.id] != part.waiting_role}
