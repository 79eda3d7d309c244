"""The clocks of a dossier: which start, stop, stand still and run on when it moves, and when each falls due.

A clock starts on entering its set of stages from outside, runs on while the dossier moves inside it and
stops on leaving it; in the stages of `paused_in` it stands still.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from governance import deadlines
from governance.deadlines import Told
from workflows.calendars import resumed_due
from workflows.pathway import Mode, Timer
from workflows.reckonings import Reckoning, parse_amounts
from workflows.situations import Situation

_NEVER_LATE = frozenset({Mode.EVERY, Mode.BEFORE})
Rows = Mapping[str, dict[str, Any]]
"""The clocks of one dossier by timer, each as its row."""


def latest_step(reckoning: Reckoning, timer: Timer, row: Mapping[str, Any], step: int) -> int:
    """Of the instants from `step` on, the last that has already come: only that one is told."""
    amounts = parse_amounts(row["amount"])
    while True:
        following = reckoning.instant(timer, amounts, row["started_at"], step + 1)
        if following is None or following > reckoning.now:
            return step
        step += 1


def turn(situation: Situation, to_stage: str, restarts: Iterable[str] = ()) -> datetime | None:
    """Write what `turned` finds; gives the first instant owed."""
    rows = {row.timer: dict(row._mapping) for row in deadlines.deadlines_of(situation.tx, situation.dossier.id)}
    touched = turned(situation, rows, to_stage, restarts)
    write(situation, touched)
    return deadlines.next_owed({**rows, **touched}.values())


def turned(situation: Situation, rows: Rows, to_stage: str, restarts: Iterable[str] = ()) -> dict[str, dict[str, Any]]:
    """What the move from the dossier's stage to `to_stage` stops, starts, pauses and resumes; `rows` by timer.

    Clocks whose date changed (`situation.dates`), or whose amount did with the grade, are counted anew; a move that
    was tried in vain is tried again at once.
    """
    from_stage = situation.step.from_stage if situation.step else situation.dossier.stage
    reckoning = Reckoning(situation, situation.now)
    again = frozenset(restarts)
    touched: dict[str, dict[str, Any]] = {}
    for timer in situation.pathway.timers.values():
        was, will = from_stage in timer.stages, to_stage in timer.stages
        row = rows.get(timer.name)
        if will and (not was or row is None or timer.name in again):
            touched[timer.name] = start(reckoning, timer, row, paused=to_stage in timer.paused_in)
        elif was and not will and row and row["done_at"] is None:
            touched[timer.name] = {**row, "due_at": None, "paused_at": None, "done_at": reckoning.now}
        elif will and row and row["done_at"] is None:
            changed = regraded(reckoning, timer, row) or run_on(reckoning, timer, row, to_stage)
            if changed:
                touched[timer.name] = changed
    return touched


def start(reckoning: Reckoning, timer: Timer, row: Mapping[str, Any] | None, paused: bool) -> dict[str, Any]:
    """The clock begun now, or begun again."""
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


def run_on(reckoning: Reckoning, timer: Timer, row: dict[str, Any], to_stage: str) -> dict[str, Any] | None:
    """The clock that goes on in `to_stage`, paused or resumed, counted anew or tried again; None if it is as it was."""
    if to_stage in timer.paused_in:
        return None if row["paused_at"] else _pause(row, reckoning.now)
    if row["paused_at"]:
        return _resume(reckoning, row)
    if timer.anchor and not timer.parent_date and timer.anchor in reckoning.situation.dates:
        return recounted(reckoning, timer, row)
    if row["attempts"] and row["due_at"]:
        return {**row, "due_at": reckoning.now}
    return None


def regraded(reckoning: Reckoning, timer: Timer, row: dict[str, Any]) -> dict[str, Any] | None:
    """The clock with the amounts of the new grade, from when it started; one that stands still goes on standing."""
    if not reckoning.situation.regraded:
        return None
    amount = ",".join(map(str, reckoning.amounts(timer))) or None
    if amount == row["amount"]:
        return None
    fresh = recounted(reckoning, timer, {**row, "amount": amount})
    return {**fresh, "paused_due_at": fresh["due_at"], "due_at": None} if row["paused_at"] else fresh


def _resume(reckoning: Reckoning, row: dict[str, Any]) -> dict[str, Any]:
    resumed = {**row, "paused_at": None, "paused_due_at": None}
    if row["paused_due_at"]:
        unit = parse_amounts(row["amount"])[min(row["step"], len(parse_amounts(row["amount"])) - 1)].unit
        resumed["due_at"] = resumed_due(row["paused_due_at"], row["paused_at"], reckoning.now, unit, reckoning.calendar)
        resumed["owed_at"] = resumed["due_at"]
        resumed["started_at"] = row["started_at"] + (reckoning.now - row["paused_at"])
    return resumed


def recounted(reckoning: Reckoning, timer: Timer, row: dict[str, Any]) -> dict[str, Any]:
    """The clock counted anew after its date changed: what was told and is still past stays told, what comes is told."""
    amounts = parse_amounts(row["amount"])
    fresh = {**row, "step": 0, "occurrence": row["occurrence"] + 1}
    if timer.makes is None:
        fresh["step"] = latest_step(reckoning, timer, fresh, 0)
    due = owed = reckoning.instant(timer, amounts, row["started_at"], fresh["step"])
    if timer.makes is None and fresh["step"] < row["step"] and due is not None and due <= reckoning.now:
        fresh["step"] += 1
        due = reckoning.instant(timer, amounts, row["started_at"], fresh["step"])
        owed = due if timer.mode in _NEVER_LATE else owed
    return {**fresh, "due_at": due, "owed_at": owed}


def told_for_good(timer: Timer, row: Any) -> Told | None:
    """The clock once its last instant has been told; None where another is still to be counted."""
    if timer.mode is Mode.EVERY or row.step + 1 < len(parse_amounts(row.amount)):
        return None
    return Told(row.id, row.step + 1, row.occurrence + 1, None, timer.mode in _NEVER_LATE)


def after_telling(reckoning: Reckoning, timer: Timer, row: Any) -> Told:
    """The clock once its latest instant has been told: the next one, if there is one; what was owed stays owed.

    What repeats, and what counts down to a date, is owed at its next instant: it is never late.
    """
    step = latest_step(reckoning, timer, row._mapping, row.step) + 1
    due = reckoning.instant(timer, parse_amounts(row.amount), row.started_at, step)
    return Told(row.id, step, row.occurrence + 1, due, timer.mode in _NEVER_LATE)


def write(situation: Situation, touched: Mapping[str, dict[str, Any]]) -> None:
    """Write the clocks that were touched: those without a key are new."""
    new = [{**row} for row in touched.values() if "id" not in row]
    changed = [{**row, "deadline_id": row["id"]} for row in touched.values() if "id" in row]
    deadlines.write(situation.tx, new, changed)
