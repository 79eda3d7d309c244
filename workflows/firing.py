"""Firing a batch of due clocks in a constant number of queries: what only tells is told and set to its next instant."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from governance import answer_links, deadlines, dossiers, notices, participations
from governance.actors import SYSTEM
from governance.answer_links import Asked
from governance.database import Transaction
from workflows import published
from workflows.clocks import after_telling
from workflows.linking import links_for
from workflows.muting import Silence
from workflows.pathway import Timer
from workflows.reckonings import Almanac, Reckoning, parse_amounts
from workflows.situations import Situation
from workflows.telling import Addressees, addressees, by_day, notices_of
from workflows.telling import row as notice_row


@dataclass(slots=True)
class Fired:
    """What one batch did: messages written, dossiers told of, and the rows whose timer makes a move."""

    noticed: int = 0
    told: set[int] = field(default_factory=set)
    consequences: list[Any] = field(default_factory=list)


def fire(tx: Transaction, rows: Sequence[Any]) -> Fired:
    """Tell every row of the batch that only tells; the others are given back as consequences."""
    ids = {row.dossier_id for row in rows}
    found, parts = dossiers.many(tx, ids), participations.parts_of_many(tx, ids)
    everybody, almanac = addressees(tx, {part.organisation_id for each in parts.values() for part in each}), Almanac(tx)
    fired, clocks, owed_anew, silence = Fired(), [], set(), Silence(tx, found.values())
    messages: list[dict[str, Any]] = []
    links: list[tuple[str, Asked]] = []
    for row in rows:
        dossier = found[row.dossier_id]
        pathway = published.pathway(tx, dossier.pathway, dossier.version)
        timer = pathway.timers[row.timer]
        if timer.makes is not None:
            fired.consequences.append(row)
            continue
        situation = Situation(tx, dossier, pathway, tuple(parts.get(dossier.id, ())), SYSTEM)
        situation.governed_by_id = dossier.governed_by_id
        if dossier.stage in timer.stages:
            written = silence.let_pass(everybody, situation, timer, _messages(everybody, situation, timer, row))
            messages.extend(written)
            links.extend(links_for(situation, dossier.stage, dossier.since, written, dossier.due_at))
        fired.told.add(dossier.id)
        told = after_telling(Reckoning(situation, tx.now, almanac), timer, row._mapping)
        clocks.append(told)
        if told["owed_at"] != row.owed_at:
            owed_anew.add(dossier.id)
    fired.noticed = notices.queue(tx, messages)
    answer_links.make(tx, links)
    silence.note_held()
    deadlines.write_told(tx, clocks)
    participations.recount_due(tx, owed_anew)
    return fired


def tell(tx: Transaction, dossier: Any, timer: Timer, row: Any, words: str = "") -> int:
    """Tell of one row whose timer makes a move; `words` say what is still missing. How many messages are new."""
    pathway = published.pathway(tx, dossier.pathway, dossier.version)
    parts = participations.parts_of(tx, dossier.id)
    situation = Situation(tx, dossier, pathway, parts, SYSTEM)
    everybody = addressees(tx, {part.organisation_id for part in parts})
    messages = _messages(everybody, situation, timer, row)
    return notices.queue(tx, [{**each, "words": words, "key": _again(each["key"], row)} for each in messages])


def _messages(everybody: Addressees, situation: Situation, timer: Timer, row: Any) -> list[dict[str, Any]]:
    """The outbox rows of one firing, by day unless the clock counts hours."""
    tells = timer.tells or (("waiting",) if timer.makes is None else ())
    stage = situation.pathway.stages[situation.dossier.stage]
    key = f"{situation.dossier.id}:timer:{timer.name}:{row.occurrence}"
    hours = any(amount.unit == "h" for amount in parse_amounts(row.amount))
    leaves_at = situation.now if hours else by_day(situation.now)
    return [
        {
            **notice_row(situation, each, f"{key}:{each.mark}", "speak" if spoken else "timer", timer.name),
            "not_before": leaves_at,
        }
        for each, spoken in notices_of(everybody, situation.parts, tells, stage)
    ]


def _again(key: str, row: Any) -> str:
    return f"{key}:{row.attempts}" if row.attempts else key
