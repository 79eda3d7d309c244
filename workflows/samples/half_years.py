"""The half year: every cue of the demonstration at its moment, one transaction a day, and a sweep each evening."""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby

from governance.blockages import refresh
from governance.database import Database, Transaction
from governance.errors import RaccordoError, Unmet
from governance.notices import mark_all_sent
from workflows.calendars import local
from workflows.samples.cases import Stage, begin
from workflows.samples.days import evening, moments
from workflows.samples.playing import play
from workflows.samples.scenes import Turn
from workflows.samples.scripts import SCRIPTS
from workflows.samples.threads import Life, Thread
from workflows.samples.worlds import World
from workflows.sweep import sweep

LOG = logging.getLogger(__name__)
CHARGE = Turn((0, 0), "owner", "case", "take_charge", {})
ASSESS = Turn((0, 0), "owner", "case", "assess", {})
SCORED = 2
"""The needs of every second household are scored at intake."""
NEED = Turn((0, 0), "owner", "1", "need", {})
LONGEST = timedelta(days=max(script.days_ago for script in SCRIPTS))
Told = Callable[[int, int], None]
"""Called with the number of the day and how many there are."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to be done at a moment; `words` say what, where it is refused."""

    at: datetime
    words: str
    do: Callable[[Transaction], None]


def cues_of(world: World, life: Life, days: Sequence[date], now: datetime) -> Iterator[Cue]:
    """Everything that happens in one life, each at a moment of its own."""
    for number, group in groupby(sorted(_turns(life), key=lambda each: each[0]), key=lambda each: each[0]):
        todo = list(group)
        at = moments(days[number], len(todo), world.rng, now)
        for moment, (_day, thread, turn) in zip(at, todo, strict=True):
            words = f"{thread.plot.name if thread else 'case'}: {turn.who} {turn.on}:{turn.move}"
            yield Cue(moment, words, partial(play, world, life, thread, turn))


def _turns(life: Life) -> Iterator[tuple[int, Thread | None, Turn]]:
    """The turns of a life, in the order in which those of one day are played."""
    yield life.first, None, Turn((0, 0), "owner", "case", "open", {"informed": "1" if life.charged else ""})
    if life.charged:
        yield life.first, None, CHARGE
        if life.number % SCORED == 0:
            yield life.first, None, ASSESS
    for thread in life.threads:
        yield thread.first, thread, NEED
        for day, turn in zip(thread.days[1:], thread.plot.turns, strict=True):
            if turn.move != "note_down":
                yield day, thread, turn
    for day, turn in life.acts:
        yield day, None, turn


def live(database: Database, cues: Sequence[Cue], scripts: tuple[Stage, datetime], told: Told) -> None:
    """Play every cue up to now in the order of time, the handwritten scripts beside them."""
    stage, now = scripts
    left = deque(sorted(cues, key=lambda each: each.at))
    today = local(now).date()
    first = local(left[0].at).date() if left else today - LONGEST
    waiting: dict[int, Iterator[datetime]] = {}
    length = (today - first).days
    for number in range(length + 1):
        until = evening(first + timedelta(days=number), now)
        if left and left[0].at <= until:
            with database.transaction(until) as tx:
                while left and left[0].at <= until:
                    _do(left.popleft(), tx)
        begin(stage, now, waiting, length - number)
        sweep(database, until, "demo")
        with database.transaction(until) as tx:
            mark_all_sent(tx, until)
        told(number, length)
    with database.transaction(now) as tx:
        refresh(tx)


def _do(cue: Cue, tx: Transaction) -> None:
    """One cue; what the engine refuses leaves nothing behind, and is told to the log."""
    tx.now = cue.at
    try:
        with tx.begin_nested():
            cue.do(tx)
    except RaccordoError as fault:
        why = " ".join(each.sentence for each in fault.missing) if isinstance(fault, Unmet) else str(fault)
        LOG.info("%s %s: %s %s", cue.at.date(), cue.words, type(fault).__name__, why)
