"""Firing a batch of due clocks in a constant number of queries: what only tells is told and set to its next instant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from governance import answer_links, deadlines, dossiers, notices, participations
from governance.actors import SYSTEM
from governance.answer_links import Asked
from governance.database import Transaction
from governance.deadlines import Told
from governance.participations import Part
from workflows import published
from workflows.clocks import after_telling, told_for_good
from workflows.linking import links_for
from workflows.muting import Silence, climbing_of
from workflows.pathway import Stage, Timer
from workflows.reckonings import Almanac, Reckoning, parse_amounts
from workflows.situations import Situation
from workflows.telling import Addressees, Recipient, addressees, by_day, message, notices_of

Rung = tuple[str, int, str, str, str | None]
"""What clocks have in common that are told alike: pathway, version, stage, timer and amount."""


@dataclass(slots=True)
class Fired:
    """What one batch did: messages written, dossiers told of, and the rows whose timer makes a move."""

    noticed: int = 0
    told: set[int] = field(default_factory=set)
    consequences: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Telling:
    """How the clocks of one rung are told; `known`: whom, by who takes part, each found once in a batch."""

    timer: Timer
    stage: Stage
    tells: tuple[str, ...]
    leaves_at: datetime
    known: dict[tuple[Any, ...], list[tuple[Recipient, bool]]] = field(default_factory=dict)

    def recipients(self, everybody: Addressees, parts: Sequence[Part]) -> list[tuple[Recipient, bool]]:
        """Whom it tells where these take part."""
        alike = tuple([part[1:5] for part in parts])
        found = self.known.get(alike)
        if found is None:
            found = self.known[alike] = notices_of(everybody, parts, self.tells, self.stage)
        return found


@dataclass(slots=True)
class Batch:
    """The clocks of one batch as they are told: the messages, the clocks afterwards, and what needs a closer look."""

    tx: Transaction
    parts: Mapping[int, Sequence[Part]]
    everybody: Addressees
    silence: Silence
    tellings: dict[Rung, Telling] = field(default_factory=dict)
    messages: list[dict[str, Any]] = field(default_factory=list)
    clocks: list[Told] = field(default_factory=list)
    asking: list[tuple[int, list[dict[str, Any]]]] = field(default_factory=list)
    running: list[tuple[Timer, Any]] = field(default_factory=list)

    def telling(self, row: Any) -> Telling:
        """How this clock is told."""
        rung = (row.pathway, row.version, row.stage, row.timer, row.amount)
        found = self.tellings.get(rung)
        if found is None:
            pathway = published.pathway(self.tx, row.pathway, row.version)
            found = self.tellings[rung] = telling(self.tx, pathway.timers[row.timer], pathway.stages[row.stage], row)
        return found

    def tell(self, how: Telling, row: Any) -> None:
        """Write what one clock tells; links and instants still to come are left to a closer look."""
        parts = self.parts.get(row.dossier_id, ())
        written = _messages(self.tx, how, row, how.recipients(self.everybody, parts))
        if self.silence.covers(row.dossier_id, how.timer):
            climbing = notices_of(self.everybody, parts, climbing_of(how.timer), how.stage)
            written = self.silence.let_pass(row.dossier_id, how.timer, written, climbing)
        self.messages += written
        if any(each["person_id"] is None for each in written):
            self.asking.append((row.dossier_id, written))
        told = told_for_good(how.timer, row)
        if told is None:
            self.running.append((how.timer, row))
        else:
            self.clocks.append(told)

    def look_closer(self) -> list[tuple[str, Asked]]:
        """Count the instants still to come; the links of those who answer by one. Both need the whole dossier."""
        wanted = {dossier_id for dossier_id, _ in self.asking} | {row.dossier_id for _, row in self.running}
        if not wanted:
            return []
        found, almanac, links = dossiers.many(self.tx, wanted), Almanac(self.tx), []
        for timer, row in self.running:
            reckoning = Reckoning(self._situation(found[row.dossier_id]), self.tx.now, almanac)
            self.clocks.append(after_telling(reckoning, timer, row))
        for dossier_id, written in self.asking:
            dossier = found[dossier_id]
            links += links_for(self._situation(dossier), dossier.stage, dossier.since, written, dossier.due_at)
        return links

    def _situation(self, dossier: Any) -> Situation:
        pathway = published.pathway(self.tx, dossier.pathway, dossier.version)
        parts = tuple(self.parts.get(dossier.id, ()))
        return Situation(self.tx, dossier, pathway, parts, SYSTEM, governed_by_id=dossier.governed_by_id)


def fire(tx: Transaction, rows: Sequence[Any]) -> Fired:
    """Tell every row of the batch that only tells; the others are given back as consequences."""
    ids = {row.dossier_id for row in rows}
    parts, fired = participations.parts_of_many(tx, ids), Fired()
    batch = Batch(tx, parts, _everybody(tx, parts.values()), Silence(tx, ids))
    for row in rows:
        how = batch.telling(row)
        if how.timer.makes is not None:
            fired.consequences.append(row)
            continue
        batch.tell(how, row)
        fired.told.add(row.dossier_id)
    links = batch.look_closer()
    fired.noticed = notices.queue(tx, batch.messages)
    answer_links.make(tx, links)
    batch.silence.note_held()
    deadlines.write_told(tx, batch.clocks)
    owed_anew = {told.id for told in batch.clocks if told.never_late}
    if owed_anew:
        participations.recount_due(tx, (row.dossier_id for row in rows if row.id in owed_anew))
    return fired


def tell(tx: Transaction, dossier: Any, timer: Timer, row: Any, words: str = "") -> int:
    """Tell of one row whose timer makes a move; `words` say what is still missing. How many messages are new."""
    pathway = published.pathway(tx, dossier.pathway, dossier.version)
    parts = participations.parts_of(tx, dossier.id)
    how = telling(tx, timer, pathway.stages[dossier.stage], row)
    written = _messages(tx, how, row, how.recipients(_everybody(tx, [parts]), parts))
    return notices.queue(tx, [{**each, "words": words, "key": _again(each["key"], row)} for each in written])


def telling(tx: Transaction, timer: Timer, stage: Stage, row: Any) -> Telling:
    """How a clock is told in a stage: by day unless it counts hours, and nobody where it does not stand there."""
    tells = timer.tells or (("waiting",) if timer.makes is None else ())
    hours = any(amount.unit == "h" for amount in parse_amounts(row.amount))
    stands = timer.makes is not None or stage.name in timer.stages
    return Telling(timer, stage, tells if stands else (), tx.now if hours else by_day(tx.now))


def _everybody(tx: Transaction, parts: Iterable[Iterable[Part]]) -> Addressees:
    return addressees(tx, {part.organisation_id for each in parts for part in each})


def _messages(tx: Transaction, how: Telling, row: Any, told: list[tuple[Recipient, bool]]) -> list[dict[str, Any]]:
    """The outbox rows of one firing."""
    name, now, leaves_at = how.timer.name, tx.now, how.leaves_at
    key = f"{row.dossier_id}:timer:{name}:{row.occurrence}"
    return [
        {
            **message(row.dossier_id, each, f"{key}:{each.mark}", "speak" if spoken else "timer", name),
            "written_at": now,
            "not_before": leaves_at,
        }
        for each, spoken in told
    ]


def _again(key: str, row: Any) -> str:
    return f"{key}:{row.attempts}" if row.attempts else key
