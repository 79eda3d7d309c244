"""A draft walked without a database: who may do what, what is missing, and which timers fire, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from workflows.calendars import due_at, local
from workflows.pathway import Pathway, Step
from workflows.trial_clocks import CALENDAR, RunningClock, RunningClocks
from workflows.trial_scripts import Script, Try
from workflows.vocabulary import DATE_QUESTIONS, SYSTEM

Line = dict[str, Any]


@dataclass
class Trial:
    """An invented dossier as it stands between two attempts."""

    pathway: Pathway
    unmet: frozenset[str]
    stage: str
    entered_at: datetime
    clocks: RunningClocks
    makers: dict[str, list[str]] = field(default_factory=dict)

    def attempt(self, tried: Try) -> Iterator[Line]:
        """The line of one attempt, and one for each move that the system then makes at once."""
        step = self.pathway.steps.get((self.stage, tried.move))
        told: Line = {"move": tried.move, "by": tried.by, "at": tried.written_at}
        code, missing = self._refusal(step, tried)
        if step is None or code:
            yield {**told, "accepted": False, "stage": self.stage, "code": code, "missing": missing}
            return
        self._make(step, tried.by, tried.at, tried.answers)
        yield {**told, "accepted": True, "from": step.from_stage, "stage": self.stage}
        yield from self._at_once(tried.at, tried.written_at)

    def fire(self, clock: RunningClock, due: datetime) -> Iterator[Line]:
        """The line of a timer that came due, and one for each move that the system then makes at once."""
        timer, at = clock.timer, local(due).isoformat()
        clock.pass_on()
        step = self.pathway.steps.get((self.stage, timer.makes or ""))
        made = step is not None and self._is_ready(step, due, timer.answers)
        if step is not None and made:
            self._make(step, SYSTEM, due, timer.answers)
        yield {"timer": timer.name, "at": at, "made": timer.makes if made else None, "stage": self.stage}
        if made:
            yield from self._at_once(due, at)

    def _refusal(self, step: Step | None, tried: Try) -> tuple[str, list[str]]:
        if step is None or not self._in_bounds(step, tried.at):
            return "not_offered", []
        made_by_same = any(self.makers.get(move, [""])[-1] == tried.by for move in step.not_by_maker_of)
        if not step.is_by(tried.by) or made_by_same:
            return "not_permitted", []
        missing = self._missing(step, tried.answers)
        return ("unmet" if missing else ""), missing

    def _in_bounds(self, step: Step, now: datetime) -> bool:
        if step.at_most is not None and len(self.makers.get(step.move, ())) >= step.at_most:
            return False
        return step.within is None or now <= due_at(self.entered_at, step.within, CALENDAR)

    def _missing(self, step: Step, answers: Mapping[str, str]) -> list[str]:
        unanswered = [question for question in step.asks if not _is_answered(question, answers.get(question))]
        return [*unanswered, *(requirement for requirement in step.needs if requirement in self.unmet)]

    def _is_ready(self, step: Step, now: datetime, answers: Mapping[str, str]) -> bool:
        return step.by_system and self._in_bounds(step, now) and not self._missing(step, answers)

    def _make(self, step: Step, by: str, now: datetime, answers: Mapping[str, str]) -> None:
        self.makers.setdefault(step.move, []).append(by)
        asked = {*step.asks, *step.may_ask} & DATE_QUESTIONS
        dates = {name: date.fromisoformat(text) for name, text in answers.items() if name in asked and text}
        self.clocks.change_dates(dates, now)
        if not step.stays:
            self.stage, self.entered_at = step.to_stage, now
        self.clocks.turn(step.from_stage, self.stage, now, step.restarts)

    def _at_once(self, now: datetime, at: str) -> Iterator[Line]:
        made: set[str] = set()
        while step := self._ready_at_once(now, made):
            made.add(step.move)
            self._make(step, SYSTEM, now, {})
            told: Line = {"move": step.move, "by": SYSTEM, "at": at}
            yield {**told, "accepted": True, "from": step.from_stage, "stage": self.stage}

    def _ready_at_once(self, now: datetime, made: set[str]) -> Step | None:
        steps = self.pathway.at_once.get(self.stage, ())
        return next((step for step in steps if step.move not in made and self._is_ready(step, now, {})), None)


def walk(pathway: Pathway, script: Script) -> Iterator[Line]:
    """Each attempt of the script and, before it, each timer that came due; in order of time."""
    clocks = RunningClocks(pathway, script.grade, dict(script.dates), script.parent_dates)
    trial = Trial(pathway, script.unmet, script.stage, script.entered_at, clocks)
    if script.stage in pathway.stages:
        clocks.turn("", script.stage, script.entered_at)
    for tried in script.attempts:
        while script.fires_timers and (clock := clocks.next_before(tried.at)):
            if clock.due_at is not None:
                yield from trial.fire(clock, clock.due_at)
        yield from trial.attempt(tried)


def _is_answered(question: str, answer: str | None) -> bool:
    if not answer or not answer.strip():
        return False
    if question not in DATE_QUESTIONS:
        return True
    try:
        return bool(date.fromisoformat(answer))
    except ValueError:
        return False
