"""A walk: a pathway tried by clicking, kept whole in a short text, with what would leave and who could go on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby

from workflows.calendars import local
from workflows.matrices import addressees
from workflows.pathway import Pathway, Step
from workflows.roles import makers_of
from workflows.trial import Line, Trial
from workflows.trial_clocks import RunningClocks
from workflows.trial_scripts import Try
from workflows.vocabulary import DATE_QUESTIONS, NEW

MOST_STEPS = 100
LONGEST_MINUTES = 60 * 24 * 366 * 10
AHEAD = timedelta(days=14)
"""Where a date that a move asks for is taken to lie: a walk asks nothing."""


class WrongWalk(ValueError):
    """The text is not that of a walk."""


@dataclass(frozen=True, slots=True)
class Click:
    """One thing done: a move by a maker, or (without either) time passed; `minutes` since the walk began."""

    minutes: int
    move: str = ""
    by: str = ""

    def __str__(self) -> str:
        return f"{self.minutes}.{self.move}.{self.by}"


@dataclass(frozen=True, slots=True)
class Walk:
    """What was clicked so far, since when, by which grade."""

    began_at: datetime
    clicks: tuple[Click, ...] = ()
    grade: str | None = None

    @property
    def minutes(self) -> int:
        """How much time has passed on the simulated clock."""
        return self.clicks[-1].minutes if self.clicks else 0

    @property
    def now(self) -> datetime:
        """The simulated clock."""
        return self.at(self.minutes)

    def at(self, minutes: int) -> datetime:
        """The instant so many minutes after the beginning."""
        return self.began_at + timedelta(minutes=minutes)

    def then(self, move: str, by: str) -> "Walk":
        """The same walk with one move more, made now."""
        return replace(self, clicks=(*self.clicks, Click(self.minutes, move, by)))

    def later(self, passed: timedelta) -> "Walk":
        """The same walk after some time; whole minutes, rounded up."""
        minutes = self.minutes - (-passed // timedelta(minutes=1))
        return replace(self, clicks=(*self.clicks, Click(minutes)))

    def __str__(self) -> str:
        return "~".join(map(str, self.clicks))


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that happened: a move or a timer, when, by whom, where it led, who is told, which papers are made."""

    at: datetime
    step: Step | None
    timer: str
    by: str
    stage: str
    told: tuple[str, ...] = ()
    refused: str = ""


@dataclass(slots=True)
class Place:
    """Where a walk has led: the stage, what happened on the way, and the clocks that run, by instant."""

    stage: str
    traces: list[Trace] = field(default_factory=list)
    due: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def stages(self) -> list[str]:
        """The stages walked through, in the order they were entered."""
        reached = (trace.stage for trace in self.traces if not trace.refused and trace.stage != NEW)
        return [stage for stage, _ in groupby(reached)]


def read_walk(text: str, began_at: datetime, grade: str | None) -> Walk:
    """A walk from its text; WrongWalk if it is none, runs backwards, or is longer than anybody clicks."""
    clicks = tuple(_click(each) for each in text.split("~")) if text else ()
    times = [click.minutes for click in clicks]
    if len(clicks) > MOST_STEPS or times != sorted(times) or times[-1:] > [LONGEST_MINUTES]:
        raise WrongWalk(text[:40])
    return Walk(began_at, clicks, grade)


def walked(pathway: Pathway, walk: Walk) -> Place:
    """Everything clicked, made again from the beginning, the timers in between fired in their order."""
    clocks = RunningClocks(pathway, walk.grade, {}, {})
    trial = Trial(pathway, frozenset(), NEW, walk.began_at, clocks)
    place = Place(NEW)
    for click in walk.clicks:
        now = walk.at(click.minutes)
        for line in _fired(trial, now):
            place.traces.append(_trace(pathway, line))
        if click.move:
            place.traces.extend(_trace(pathway, line) for line in trial.attempt(_try(pathway, trial, click, now)))
    place.stage = trial.stage
    running = (clock for clock in clocks.running.values() if clock.due_at and not clock.paused_at)
    place.due = sorted((clock.due_at, clock.timer.name) for clock in running if clock.due_at)
    return place


def offers(pathway: Pathway, stage: str) -> Mapping[str, Sequence[Step]]:
    """Who sees which buttons in a stage: every maker with the steps that are theirs."""
    found: dict[str, list[Step]] = {}
    for step in pathway.offered.get(stage, ()):
        for maker in makers_of(step):
            found.setdefault(maker, []).append(step)
    return found


def _fired(trial: Trial, now: datetime) -> Iterator[Line]:
    while clock := trial.clocks.next_before(now + timedelta(seconds=1)):
        if clock.due_at is not None:
            yield from trial.fire(clock, clock.due_at)


def _try(pathway: Pathway, trial: Trial, click: Click, now: datetime) -> Try:
    step = pathway.steps.get((trial.stage, click.move))
    day = local(now + AHEAD).date().isoformat()
    answers = {name: day if name in DATE_QUESTIONS else "-" for name in (step.asks if step else ())}
    return Try(click.move, click.by, now, now.isoformat(), answers)


def _trace(pathway: Pathway, line: Line) -> Trace:
    at, stage = datetime.fromisoformat(line["at"]), line["stage"]
    if timer := pathway.timers.get(line.get("timer", "")):
        told = addressees(pathway, timer.tells, stage)
        step = next((each for each in pathway.steps.values() if each.move == line["made"]), None)
        return Trace(at, step, timer.name, "", stage, tuple(told))
    step = pathway.steps.get((str(line.get("from", stage)), str(line["move"])))
    if step is None or not line["accepted"]:
        return Trace(at, step, "", line["by"], stage, refused=line.get("code", "not_offered"))
    return Trace(at, step, "", line["by"], stage, tuple(addressees(pathway, step.tells, stage)))


def _click(text: str) -> Click:
    minutes, _, rest = text.partition(".")
    move, _, by = rest.partition(".")
    if not minutes.isdecimal() or len(minutes) > 8 or len(rest) > 160:
        raise WrongWalk(text[:40])
    return Click(int(minutes), move, by)
