"""Replay: a recorded log through the engine's own rules, with its own instants, its rows written in groups.

Each event is examined as `advance` examines a move, and changes what a move changes: stage, history, clocks and whom
the dossier waits for. A log carries no facts, so this is a rehearsal (`Transaction.rehearsal`): requirements count
as met, questions may stay unanswered, effects, papers and automatic moves are left out, because what they did
stands in the log. What is left out of `advance` is only the reading and writing of rows between two events of a
case; `tests/workflows/test_replaying.py` compares the tables with those that `advance` leaves, event by event.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from governance import deadlines, dossiers, history, recordings
from governance.actors import SYSTEM
from governance.database import Transaction
from governance.errors import NotOffered, RaccordoError
from governance.participations import Part
from governance.recordings import Recorded, Standing, Written
from workflows.checks import examine, offered
from workflows.clocks import turned
from workflows.logs import Event, Log
from workflows.making import line_of, waiting
from workflows.pathway import Pathway, Step
from workflows.rehearsals import Rehearsal
from workflows.situations import Situation
from workflows.vocabulary import NEW

GROUP = 500
"""Cases written in one transaction."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An event that the pathway does not allow, by its line in the log, and why."""

    line: int
    case: str
    move: str
    why: str


@dataclass(slots=True)
class Replay:
    """What came of a log."""

    cases: int = 0
    events: int = 0
    refused: list[Refusal] = field(default_factory=list)
    stages: dict[str, int] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """How many events were moves of the pathway."""
        return self.events - len(self.refused)


@dataclass(slots=True)
class _Moment(Situation):
    """The situation of one event; the lines before it are at hand."""

    lines: Sequence[Written] = ()

    def times_made(self, move: str) -> int:
        return sum(written.line.move == move for written in self.lines)

    def last_maker(self, move: str) -> int | str | None:
        made = (written.line.behalf for written in reversed(self.lines) if written.line.move == move)
        return next(made, None)


class _Case:
    """One case of the log on its way."""

    def __init__(self, tx: Transaction, pathway: Pathway, number: int, parts: Sequence[Part]) -> None:
        self.tx, self.pathway, self.number = tx, pathway, number
        self.standing: Standing | None = None
        self.parts, self.lines = tuple(parts), list[Written]()
        self.clocks: dict[str, dict[str, Any]] = {}
        self.key = tx.vault.derived("history")

    def take(self, event: Event) -> None:
        """Make the event's move; RaccordoError, and nothing changed, where it is not allowed."""
        if event.fault or event.at is None:
            raise NotOffered(event.fault)
        if self.lines and event.at < self.lines[-1].line.at:
            raise NotOffered("È prima dell'evento precedente della stessa pratica.")
        self.tx.now = event.at
        standing = self.standing or self._new(event)
        situation = _Moment(self.tx, standing, self.pathway, self.parts, SYSTEM, behalf=event.by, lines=self.lines)
        step = self._step(situation, event.move)
        examine(situation, step, event.by)
        self._make(situation, step, event.line)

    def _step(self, situation: Situation, move: str) -> Step:
        if situation.dossier.stage != NEW:
            return offered(situation, move)
        step = self.pathway.steps.get((NEW, move))
        if step is None:
            raise NotOffered("La pratica non è ancora aperta, e questo passo non la apre.")
        return step

    def _make(self, situation: Situation, step: Step, key: int) -> None:
        standing, stage = situation.dossier, self.pathway.stages[step.to_stage]
        line = line_of(situation, step)
        digest = history.digest_of(line, standing.last_digest, self.key)
        self.clocks.update(turned(situation, self.clocks, step.to_stage, step.restarts))
        self.lines.append(Written(key, line, digest))
        if standing.stage == NEW or not step.stays:
            standing.since = situation.now
        standing.stage, standing.open = step.to_stage, not stage.final
        standing.last_number, standing.last_digest = line.number, digest
        standing.due_at = deadlines.next_owed(self.clocks.values())
        roles = waiting(situation, stage)
        self.parts = tuple(part._replace(waiting_role=roles.get(part.id, part.waiting_role)) for part in self.parts)
        self.standing = standing

    def _new(self, event: Event) -> Standing:
        pathway, now = self.pathway, self.tx.now
        grade = pathway.grades[0] if pathway.grades else None
        code = dossiers.new_code(pathway.governs)
        return Standing(
            self.number, code, pathway.governs, pathway.name, pathway.version, NEW, now, event.case, grade, now
        )


def replay(stage: Rehearsal, log: Log) -> Replay:
    """Everything of the log that the pathway allows, written to the rehearsal's database."""
    cases: dict[str, list[Event]] = {}
    for event in log.events:
        cases.setdefault(event.case, []).append(event)
    done = Replay(len(cases), len(log.events))
    numbered = enumerate(cases.values(), 1)
    while group := list(islice(numbered, GROUP)):
        with stage.database.transaction() as tx:
            recordings.write(tx, list(_played(tx, stage, group, done)))
    done.refused.sort(key=lambda refusal: refusal.line)
    return done


def _played(
    tx: Transaction, stage: Rehearsal, group: Iterable[tuple[int, Sequence[Event]]], done: Replay
) -> Iterator[Recorded]:
    parts = [
        Part(number, organisation_id, capacity, None, "content", None)
        for number, (capacity, organisation_id) in enumerate(stage.organisations.items())
    ]
    for number, events in group:
        case = _Case(tx, stage.pathway, number, parts)
        for event in events:
            try:
                case.take(event)
            except RaccordoError as refusal:
                done.refused.append(Refusal(event.line, event.case, event.move, refusal.sentence))
        if case.standing is not None:
            done.stages[case.standing.stage] = done.stages.get(case.standing.stage, 0) + 1
            moved_at = case.lines[-1].line.at
            yield Recorded(case.standing, case.parts, case.lines, list(case.clocks.values()), moved_at)
