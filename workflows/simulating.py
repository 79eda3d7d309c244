"""Simulation: a pathway under an invented load, the real engine on a simulated clock, deterministic by seed.

A rehearsal: dossiers without facts. Whoever a stage waits for works through their dossiers one by one, first come
first served, in office hours; then makes one of the moves the stage offers them. Timers fire through the real
sweep, four times a day. It shows where a pathway jams and what helps, not how long a given office takes.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from random import Random

from governance import dossiers, recordings
from governance.actors import SYSTEM
from governance.database import Transaction
from governance.errors import RaccordoError
from governance.participations import Joining
from governance.people import add_person, give_mandate
from governance.roles import Grant
from workflows.advance import advance, open_dossier
from workflows.attempt import Attempt, Opening
from workflows.calendars import at, local
from workflows.loads import BEGINNING, FACTS, WORK, Habits, Load, answers, arrivals, drawn, worked
from workflows.pathway import Pathway
from workflows.rehearsals import LONG_AGO, Rehearsal, rehearsal
from workflows.roles import grants_of
from workflows.sweep import sweep
from workflows.vocabulary import SYSTEM as BY_ITSELF

SWEEPS = tuple(time(hour) for hour in (8, 12, 16, 20))


@dataclass(slots=True)
class Visit:
    """A dossier's stay in one stage; `due_at` is the first instant owed there when it was entered."""

    stage: str
    entered_at: datetime
    due_at: datetime | None
    left_at: datetime | None = None


@dataclass(slots=True)
class Course:
    """What happened: every visit, how many dossiers stood in each stage at each noon, and which timers told."""

    visits: list[Visit] = field(default_factory=list)
    counts: list[tuple[datetime, Counter[str]]] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)


class _Run:
    """One simulation on its way."""

    def __init__(self, stage: Rehearsal, load: Load) -> None:
        self.stage, self.load, self.random = stage, load, Random(load.seed)  # noqa: S311 - a load, not a secret
        self.habits = Habits(stage.pathway)
        self.free: defaultdict[str, list[datetime]] = defaultdict(list)
        self.agenda: list[tuple[datetime, int, int, int, str]] = []
        self.order = count()
        self.revisions: dict[int, int] = {}
        self.present: dict[int, Visit] = {}
        self.course = Course()

    def run(self) -> Course:
        for number, moment in enumerate(arrivals(self.load, self.random)):
            self._note(moment, 0, -number, "")
        for moment in self._sweeps():
            while self.agenda and self.agenda[0][0] <= moment:
                at_, _, dossier_id, revision, maker = heapq.heappop(self.agenda)
                self._act(at_, dossier_id, revision, maker)
            if sweep(self.stage.database, moment, "simulation").due:
                self._look(moment)
            if local(moment).hour == SWEEPS[1].hour:
                stages = (visit.stage for visit in self.present.values())
                self.course.counts.append((moment, Counter(stages)))
        with self.stage.database.reading() as tx:
            self.course.told = recordings.timers_told(tx)
        return self.course

    def _sweeps(self) -> Iterator[datetime]:
        day = BEGINNING.date()
        while day < self.load.ends_at.date():
            yield from (at(day, clock) for clock in SWEEPS)
            day += timedelta(days=1)

    def _note(self, moment: datetime, dossier_id: int, revision: int, maker: str) -> None:
        heapq.heappush(self.agenda, (moment, next(self.order), dossier_id, revision, maker))

    def _act(self, moment: datetime, dossier_id: int, revision: int, maker: str) -> None:
        """What the agenda says: a dossier arrives, or somebody is done with one that nobody moved meanwhile."""
        if not dossier_id:
            with self.stage.database.transaction(moment) as tx:
                dossier_id = self._open(tx)
        elif self.revisions[dossier_id] != revision:
            return
        else:
            self._move(moment, dossier_id, maker)
        self._look(moment, dossier_id)

    def _open(self, tx: Transaction) -> int:
        step = self.random.choice(self.habits.openings())
        parts = [Joining(key, capacity) for capacity, key in self.stage.organisations.items()]
        said = answers(step, tx.now, self.random)
        kind = self.stage.pathway.governs
        opening = Opening(kind, "Prova", parts, lambda *_: None, SYSTEM, answers=said, move=step.move)
        return open_dossier(tx, opening)[0].id

    def _move(self, moment: datetime, dossier_id: int, maker: str) -> None:
        for step in self.habits.ordered(self.present[dossier_id].stage, maker, self.random):
            said = answers(step, moment, self.random)
            try:
                with self.stage.database.transaction(moment) as tx:
                    advance(tx, Attempt(dossier_id, step.move, behalf=maker, answers=said))
                return
            except RaccordoError:
                continue

    def _look(self, moment: datetime, dossier_id: int = 0) -> None:
        """Note where dossiers stand now (one, or all), and plan who works next on those that were moved."""
        with self.stage.database.reading(moment) as tx:
            rows = dossiers.many(tx, [dossier_id] if dossier_id else list(self.present))
        for key in sorted(rows):
            row, known = rows[key], self.present.get(key)
            if known is None or known.stage != row.stage:
                if known:
                    known.left_at = moment
                self.present[key] = Visit(row.stage, moment, row.due_at)
                self.course.visits.append(self.present[key])
            if self.revisions.get(key) != row.last_number or dossier_id:
                self.revisions[key] = row.last_number
                self._plan(moment, key, row.stage)

    def _plan(self, moment: datetime, dossier_id: int, stage: str) -> None:
        revision, makers = self.revisions[dossier_id], self.habits.makers(stage)
        if self.habits.moves(stage, BY_ITSELF):
            self._note(moment + drawn(FACTS, self.random), dossier_id, revision, BY_ITSELF)
        if not makers or self.stage.pathway.stages[stage].final:
            return
        maker = self.random.choice(makers)
        desks = self.free[maker] or [BEGINNING] * self.load.workers.get(maker, 1)
        desks.sort()
        desks[0] = worked(max(moment, desks[0]), drawn(WORK, self.random))
        self.free[maker] = desks
        self._note(desks[0], dossier_id, revision, maker)


def simulate(pathway: Pathway, base: str, load: Load) -> Course:
    """One simulation in a temporary database of its own; the same seed gives the same course."""
    with rehearsal(pathway, base) as stage:
        with stage.database.transaction(LONG_AGO) as tx:
            for grant in grants_of(pathway):
                _employ(tx, stage, grant)
        return _Run(stage, load).run()


def _employ(tx: Transaction, stage: Rehearsal, grant: Grant) -> None:
    """Somebody invented holds the role, so that messages have an addressee."""
    name = str(grant)
    person = add_person(tx, name, f"{name.replace('@', '.')}@esempio.invalid")
    give_mandate(tx, person.id, stage.organisations[grant.capacity], grant.role, LONG_AGO.date())
