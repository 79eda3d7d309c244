"""The clocks of a draft that is walked without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workflows.amounts import Amount, Unit
from workflows.calendars import Calendar, before, due_at, resumed_due, start_of
from workflows.pathway import Mode, Pathway, Timer

CALENDAR = Calendar()


@dataclass
class RunningClock:
    """One timer of the dossier: since when it runs, which of its instants comes next, and when."""

    timer: Timer
    amounts: tuple[Amount, ...]
    started_at: datetime
    base: date | datetime | None
    step: int = 0
    due_at: datetime | None = None
    paused_at: datetime | None = None

    def instant(self, step: int) -> datetime | None:
        """The UTC instant of a step; None where there is none."""
        if self.base is None or step >= self.steps:
            return None
        moment = self.base if isinstance(self.base, datetime) else start_of(self.base)
        if self.timer.mode is Mode.DATE_ONLY:
            return moment
        if self.timer.mode is Mode.EVERY:
            one = self.amounts[0]
            return due_at(moment, Amount(one.number * (step + 1), one.unit), CALENDAR)
        if self.timer.mode is Mode.BEFORE:
            return before(self.base, self.amounts[step], CALENDAR)
        return due_at(moment, self.amounts[step], CALENDAR)

    @property
    def steps(self) -> float:
        """How many instants the timer has."""
        return float("inf") if self.timer.mode is Mode.EVERY else max(1, len(self.amounts))

    def start(self, now: datetime) -> None:
        """Count from now; of the instants already past only the latest is kept where the timer only tells."""
        self.step = 0
        while self.timer.makes is None and (following := self.instant(self.step + 1)) and following <= now:
            self.step += 1
        due = self.instant(self.step)
        self.due_at = max(due, now) if due else None

    def pass_on(self) -> None:
        """What was due has been done: the next instant, if there is one."""
        self.step += 1
        self.due_at = self.instant(self.step)

    def pause(self, now: datetime) -> None:
        """Stand still from now on."""
        self.paused_at = self.paused_at or now

    def resume(self, now: datetime) -> None:
        """Run on: as much remains as remained when the pause began."""
        if self.paused_at and self.due_at:
            unit = self.amounts[min(self.step, len(self.amounts) - 1)].unit if self.amounts else Unit.DAYS
            self.due_at = resumed_due(self.due_at, self.paused_at, now, unit, CALENDAR)
        self.paused_at = None


@dataclass
class RunningClocks:
    """All the clocks of one dossier, kept as it moves."""

    pathway: Pathway
    grade: str | None
    dates: dict[str, date]
    parent_dates: Mapping[str, date]
    running: dict[str, RunningClock] = field(default_factory=dict)

    def turn(self, from_stage: str, to_stage: str, now: datetime, restarts: tuple[str, ...] = ()) -> None:
        """Stop the clocks that are left, start those entered, pause and resume the rest."""
        for timer in self.pathway.timers.values():
            if to_stage not in timer.stages:
                self.running.pop(timer.name, None)
                continue
            if from_stage not in timer.stages or timer.name in restarts:
                self._start(timer, now)
            clock = self.running.get(timer.name)
            if clock and to_stage in timer.paused_in:
                clock.pause(now)
            elif clock and clock.paused_at:
                clock.resume(now)

    def change_dates(self, dates: Mapping[str, date], now: datetime) -> None:
        """Write dates of the dossier and count anew the clocks that hang on them."""
        self.dates.update(dates)
        for clock in list(self.running.values()):
            if clock.timer.anchor in dates and not clock.timer.parent_date:
                self._start(clock.timer, now)

    def next_before(self, instant: datetime) -> RunningClock | None:
        """The clock that is due first, earlier than `instant`; among equals the one written first."""
        due = [clock for clock in self.running.values() if clock.due_at and not clock.paused_at]
        first = min(due, key=lambda clock: clock.due_at or instant, default=None)
        return first if first and first.due_at and first.due_at < instant else None

    def _start(self, timer: Timer, now: datetime) -> None:
        clock = RunningClock(timer, timer.amounts_for(self.grade), now, self._base(timer, now))
        clock.start(now)
        self.running[timer.name] = clock

    def _base(self, timer: Timer, now: datetime) -> date | datetime | None:
        if timer.anchor is None:
            return now
        return (self.parent_dates if timer.parent_date else self.dates).get(timer.anchor)
