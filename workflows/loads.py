"""The invented load of a simulation: when dossiers arrive, how long work takes in office hours, which move is made."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from workflows.calendars import ROME, Calendar, at, local
from workflows.pathway import Pathway, Step
from workflows.vocabulary import DATE_QUESTIONS, NEW, SYSTEM

OPENS, CLOSES = time(9), time(17)
WORK = timedelta(minutes=90)
"""What one dossier takes whoever works on it, on average."""
FACTS = timedelta(days=6)
"""How long it takes, on average, until the facts are there on which a move of the system waits."""
AHEAD = timedelta(days=14)
"""How far away an answered date lies, on average."""
BEGINNING = datetime(2026, 3, 2, 8, tzinfo=ROME)
ENDING_WEIGHT = 0.3
CALENDAR = Calendar()


@dataclass(frozen=True, slots=True)
class Load:
    """How many dossiers over how many days, drawn by which seed; `workers` per maker, one where it says nothing."""

    cases: int
    days: int
    seed: int
    workers: Mapping[str, int] = field(default_factory=dict)

    @property
    def ends_at(self) -> datetime:
        """When the simulation stops looking."""
        return BEGINNING + timedelta(days=self.days)


def arrivals(load: Load, random: Random) -> list[datetime]:
    """When each dossier arrives: evenly over the days, in office hours, in order of time."""
    span = (load.ends_at - BEGINNING).total_seconds()
    return sorted(in_office(BEGINNING + timedelta(seconds=random.random() * span)) for _ in range(load.cases))


def in_office(moment: datetime) -> datetime:
    """The moment itself in office hours, else the next opening."""
    wall = local(moment)
    if CALENDAR.is_working(wall.date()) and wall.time() < CLOSES:
        return max(moment, at(wall.date(), OPENS))
    return at(CALENDAR.add_working_days(wall.date(), 1), OPENS)


def worked(start: datetime, length: timedelta) -> datetime:
    """When work of this length is done that begins at `start`, in office hours alone."""
    moment = in_office(start)
    while (closing := at(local(moment).date(), CLOSES)) < moment + length:
        length -= closing - moment
        moment = in_office(closing)
    return moment + length


def drawn(mean: timedelta, random: Random) -> timedelta:
    """A length of time around a mean (exponential)."""
    return timedelta(seconds=random.expovariate(1 / mean.total_seconds()))


@dataclass(frozen=True)
class Habits:
    """What people tend to do: moves that few stages offer more than those that stand open everywhere."""

    pathway: Pathway

    def openings(self) -> Sequence[Step]:
        """The moves that open a dossier."""
        return self.pathway.offered[NEW]

    def makers(self, stage: str) -> list[str]:
        """Who is likely to move a dossier in this stage: whom it waits for, else whoever may."""
        waits = [each for each in self.pathway.stages[stage].waits_for if self.moves(stage, each)]
        others = (maker for step in self.pathway.offered[stage] for maker in map(str, step.by))
        return waits or list(dict.fromkeys(maker for maker in others if self.moves(stage, maker)))

    def moves(self, stage: str, maker: str) -> list[Step]:
        """What this maker may do there, the undoing of ends left out; the system, only what it does by itself."""
        steps = self.pathway.offered[stage]
        return [each for each in steps if each.is_by(maker) and not each.reopens and (maker != SYSTEM or each.at_once)]

    def ordered(self, stage: str, maker: str, random: Random) -> Iterator[Step]:
        """The moves in a drawn order, the likelier ones rather first."""
        steps = self.moves(stage, maker)
        keys = {step.move: random.random() ** (1 / self._weight(step)) for step in steps}
        return iter(sorted(steps, key=lambda step: (-keys[step.move], step.move)))

    def _weight(self, step: Step) -> float:
        ending = ENDING_WEIGHT if self.pathway.stages[step.to_stage].final else 1.0
        return ending / self._offers[step.move] ** 2

    @property
    def _offers(self) -> Counter[str]:
        return Counter(move for _, move in self.pathway.steps)


def answers(step: Step, now: datetime, random: Random) -> dict[str, str]:
    """The dates a move asks for; other questions stay unanswered, as a rehearsal allows."""
    asked = (name for name in step.asks if name in DATE_QUESTIONS)
    return {name: local(now + drawn(AHEAD, random)).date().isoformat() for name in asked}
