"""The clocks of a dossier: which start, stop, stand still and run on when it moves, and when each falls due.

A clock starts on entering its set of stages from outside, runs on while the dossier moves inside it and
stops on leaving it; in the stages of `paused_in` it stands still.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from governance import deadlines, dossiers
from governance.organisations import Organisation
from governance.protocols import Protocol
from governance.territory import patron_saint
from workflows.amounts import Amount
from workflows.calendars import Calendar, before, due_at, resumed_due, start_of
from workflows.pathway import Mode, Timer
from workflows.situations import Situation

SEATS = ("recipient", "housing", "case", "sender", "lead_party", "body")


@dataclass
class Reckoning:
    """What instants are counted with: the moment, the calendar of the seat, the dates, the protocol's terms."""

    situation: Situation
    now: datetime

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar of the recipient's seat, or of whoever stands first in `SEATS`."""
        for capacity in SEATS:
            organisation_id = self.situation.organisation_in(capacity)
            if organisation_id is None:
                continue
            seat = self.situation.tx.get(Organisation, organisation_id)
            return Calendar(patron_saint(seat.seat)) if seat and seat.seat else Calendar()
        return Calendar()

    @cached_property
    def terms(self) -> Mapping[str, Any]:
        """The terms of the protocol that governs the dossier, by name."""
        governing = self.situation.governed_by_id
        facts = self.situation.tx.get(Protocol, governing) if governing else None
        return facts.terms if facts else {}

    def amounts(self, timer: Timer) -> tuple[Amount, ...]:
        """The protocol's amount for the timer's term, else the pathway's own for the dossier's grade."""
        grade = self.situation.dossier.grade
        term = self.terms.get(timer.term) if timer.term else None
        if isinstance(term, dict):
            term = term.get(grade)
        return (Amount.parse(term),) if term else timer.amounts_for(grade)

    def anchor(self, timer: Timer) -> date | datetime | None:
        """The dossier's date (or its parent's) from which the timer counts, if it is known."""
        found = self.situation.dates if not timer.parent_date else _parent_dates(self.situation)
        written = {**self.situation.dossier.dates, **found} if not timer.parent_date else found
        text = written.get(timer.anchor or "")
        if not text:
            return None
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)

    def instant(self, timer: Timer, amounts: tuple[Amount, ...], started_at: datetime, step: int) -> datetime | None:
        """The `step`-th instant of a timer, None where there is none (any more, or not yet)."""
        base: date | datetime | None = self.anchor(timer) if timer.anchor else started_at
        if base is None:
            return None
        moment = base if isinstance(base, datetime) else start_of(base)
        if timer.mode is Mode.DATE_ONLY:
            return moment if step == 0 else None
        if timer.mode is Mode.EVERY:
            return due_at(moment, Amount(amounts[0].number * (step + 1), amounts[0].unit), self.calendar)
        if step >= len(amounts):
            return None
        if timer.mode is Mode.BEFORE:
            return before(base, amounts[step], self.calendar)
        return due_at(moment, amounts[step], self.calendar)


def latest_step(reckoning: Reckoning, timer: Timer, row: Mapping[str, Any], step: int) -> int:
    """Of the instants from `step` on, the last that has already come: only that one is told."""
    amounts = parse_amounts(row["amount"])
    while True:
        following = reckoning.instant(timer, amounts, row["started_at"], step + 1)
        if following is None or following > reckoning.now:
            return step
        step += 1


def parse_amounts(text: str | None) -> tuple[Amount, ...]:
    """The amounts a deadline was started with, as its row keeps them."""
    return tuple(Amount.parse(each) for each in text.split(",")) if text else ()


def turn(situation: Situation, to_stage: str, restarts: Iterable[str] = ()) -> datetime | None:
    """Stop, start, pause and resume what the move from the dossier's stage to `to_stage` asks.

    Clocks whose date changed (`situation.dates`) are counted anew; a move that was tried in vain is tried again
    at once. Gives the first instant owed.
    """
    from_stage = situation.step.from_stage if situation.step else situation.dossier.stage
    reckoning = Reckoning(situation, situation.now)
    rows = {row.timer: dict(row._mapping) for row in deadlines.deadlines_of(situation.tx, situation.dossier.id)}
    again = frozenset(restarts)
    touched: dict[str, dict[str, Any]] = {}
    for timer in situation.pathway.timers.values():
        was, will = from_stage in timer.stages, to_stage in timer.stages
        row = rows.get(timer.name)
        if will and (not was or row is None or timer.name in again):
            touched[timer.name] = _start(reckoning, timer, row, paused=to_stage in timer.paused_in)
        elif was and not will and row and row["done_at"] is None:
            touched[timer.name] = {**row, "due_at": None, "paused_at": None, "done_at": reckoning.now}
        elif will and row and row["done_at"] is None:
            changed = _run_on(reckoning, timer, row, to_stage)
            if changed:
                touched[timer.name] = changed
    _write(situation, touched)
    return deadlines.next_owed({**rows, **touched}.values())


def _start(reckoning: Reckoning, timer: Timer, row: Mapping[str, Any] | None, paused: bool) -> dict[str, Any]:
    amounts = reckoning.amounts(timer)
    started: dict[str, Any] = {
        **(row or {"dossier_id": reckoning.situation.dossier.id, "timer": timer.name, "occurrence": -1}),
        "step": 0,
        "started_at": reckoning.now,
        "paused_at": None,
        "paused_due_at": None,
        "done_at": None,
        "attempts": 0,
        "amount": ",".join(map(str, amounts)) or None,
    }
    started["occurrence"] += 1
    if timer.makes is None:
        started["step"] = latest_step(reckoning, timer, started, 0)
    started["due_at"] = reckoning.instant(timer, amounts, reckoning.now, started["step"])
    started["owed_at"] = started["due_at"]
    return _pause(started, reckoning.now) if paused else started


def _pause(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {**row, "paused_at": now, "paused_due_at": row["due_at"], "due_at": None}


def _run_on(reckoning: Reckoning, timer: Timer, row: dict[str, Any], to_stage: str) -> dict[str, Any] | None:
    if to_stage in timer.paused_in:
        return None if row["paused_at"] else _pause(row, reckoning.now)
    if row["paused_at"]:
        return _resume(reckoning, row)
    if timer.anchor and not timer.parent_date and timer.anchor in reckoning.situation.dates:
        return recounted(reckoning, timer, row)
    if row["attempts"] and row["due_at"]:
        return {**row, "due_at": reckoning.now}
    return None


def _resume(reckoning: Reckoning, row: dict[str, Any]) -> dict[str, Any]:
    resumed = {**row, "paused_at": None, "paused_due_at": None}
    if row["paused_due_at"]:
        unit = parse_amounts(row["amount"])[min(row["step"], len(parse_amounts(row["amount"])) - 1)].unit
        resumed["due_at"] = resumed_due(row["paused_due_at"], row["paused_at"], reckoning.now, unit, reckoning.calendar)
        resumed["owed_at"] = resumed["due_at"]
        resumed["started_at"] = row["started_at"] + (reckoning.now - row["paused_at"])
    return resumed


def recounted(reckoning: Reckoning, timer: Timer, row: dict[str, Any]) -> dict[str, Any]:
    """The clock counted anew after its date changed: what was told stays told, what comes is told again."""
    amounts = parse_amounts(row["amount"])
    fresh = {**row, "step": 0, "occurrence": row["occurrence"] + 1}
    if timer.makes is None:
        fresh["step"] = latest_step(reckoning, timer, fresh, 0)
    due = reckoning.instant(timer, amounts, row["started_at"], fresh["step"])
    return {**fresh, "due_at": due, "owed_at": due}


def after_telling(reckoning: Reckoning, timer: Timer, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row once its latest instant has been told: the next one, if there is one; what was owed stays owed.

    What repeats, and what counts down to a date, is owed at its next instant: it is never late.
    """
    step = latest_step(reckoning, timer, row, row["step"]) + 1
    due = reckoning.instant(timer, parse_amounts(row["amount"]), row["started_at"], step)
    moves_on = timer.mode in (Mode.EVERY, Mode.BEFORE)
    owed = due if moves_on else row["owed_at"]
    return {**row, "step": step, "occurrence": row["occurrence"] + 1, "due_at": due, "owed_at": owed}


def _write(situation: Situation, touched: Mapping[str, dict[str, Any]]) -> None:
    new = [{**row} for row in touched.values() if "id" not in row]
    changed = [{**row, "deadline_id": row["id"]} for row in touched.values() if "id" in row]
    deadlines.write(situation.tx, new, changed)


def _parent_dates(situation: Situation) -> dict[str, str]:
    parent_id = situation.dossier.parent_id
    return situation.recall(_dates_of, parent_id) if parent_id else {}


def _dates_of(tx: Any, dossier_id: int) -> dict[str, str]:
    return dict(dossiers.read(tx, dossier_id).dates)
