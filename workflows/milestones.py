"""Milestones of a referral, read off its history: sent, heard of, answered, taken up, concluded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from governance import milestones
from governance.areas import districts_by_member
from governance.codes import DECLINE_REASONS
from governance.database import Database, Transaction
from workflows.calendars import Calendar, local
from workflows.reckonings import Almanac
from workflows.requirements.referrals import REACHED

BATCH = 1000
TERMS = ("acknowledge_due", "decision_due")
"""The clocks of an answer: for taking note, then for deciding."""
ANSWERS = frozenset({"accept", "waitlist", "propose_decline", "reroute"})
HEARD = ANSWERS | {"acknowledge", "request_info"}
TAKEN_BACK = frozenset({"undo_accept", "send_back"})
"""Moves after which the recipient owes an answer anew."""


@dataclass(slots=True)
class Tale:
    """What a history tells so far, each as the instant at which it came about."""

    sent: datetime | None = None
    heard: datetime | None = None
    answered: datetime | None = None
    accepted: datetime | None = None
    contacted: datetime | None = None
    started: bool = False
    reason: str = ""
    outcome: str = ""
    confirmation: str = ""


def told(lines: Iterable[Any]) -> Tale:
    """The tale of a referral, line by line."""
    tale = Tale()
    for line in lines:
        _answers(tale, line)
        _work(tale, line)
    return tale


def _answers(tale: Tale, line: Any) -> None:
    if line.move == "submit":
        tale.sent = tale.sent or line.at
    if line.move in HEARD:
        tale.heard = tale.heard or line.at
    if line.move in ANSWERS:
        tale.answered = tale.answered or line.at
    if line.move in TAKEN_BACK:
        tale.answered = tale.accepted = tale.contacted = None
    if line.move == "accept":
        tale.accepted = tale.accepted or line.at
    if line.move == "propose_decline":
        tale.reason = str(line.answers.get("decline_reason", ""))


def _work(tale: Tale, line: Any) -> None:
    if line.move == "record_contact" and line.answers.get("contact") in REACHED and tale.accepted:
        tale.contacted = tale.contacted or line.at
    if line.to_stage == "in_progress":
        tale.started = True
    if line.move == "record_outcome":
        tale.outcome = str(line.answers.get("outcome", ""))
    if line.move in ("dispute_outcome", "reopen"):
        tale.outcome = tale.confirmation = ""
    if line.move == "confirm_closure":
        tale.confirmation = "clock" if line.actor_id is None else "person"


def catch_up(database: Database, batch: int = BATCH, lately: bool = False) -> int:
    """Tell anew the milestones of every referral that moved on; how many. Run again it finds nothing to do.

    `lately` looks at the latest steps alone: what a page does that cannot wait for the next tick.
    """
    behind, done = milestones.lately_stale if lately else milestones.stale, 0
    while True:
        with database.reading() as tx:
            if not behind(tx, 1):
                return done
        with database.transaction() as tx:
            ids = behind(tx, batch)
            milestones.write(tx, rows_of(tx, ids))
        done += len(ids)


def rows_of(tx: Transaction, ids: Sequence[int]) -> Sequence[Mapping[str, Any]]:
    """The milestones of these referrals, five queries and the calendars of their recipients."""
    lines, terms = milestones.lines_of_many(tx, ids), milestones.terms_of_many(tx, ids, TERMS)
    parties, almanac = milestones.parties_of_many(tx, ids), Almanac(tx)
    rows = []
    for subject in milestones.subjects(tx, ids):
        parts = parties.get(subject.id, {})
        recipient = parts.get("recipient")
        calendar = almanac.calendar_at(recipient) if recipient else Calendar()
        tale = told(lines.get(subject.id, ()))
        rows.append(
            {
                **_subject(subject, parts, tale),
                **_days(tale, calendar),
                **_verdict(tale, subject, terms.get(subject.id, ())),
                **_end(tale, subject),
            }
        )
    return rows


def _subject(subject: Any, parts: Mapping[str, int], tale: Tale) -> dict[str, Any]:
    counts = tale.sent is not None and subject.stage != "entered_in_error"
    sent_on = local(tale.sent).date() if tale.sent and counts else None
    place = subject.municipality or ""
    return {
        "id": subject.id,
        "number": subject.last_number,
        "network_id": subject.network_id,
        "plan_office_id": parts.get("plan_office"),
        "sender_id": parts.get("sender"),
        "recipient_id": parts.get("recipient"),
        "need_id": subject.need_id or subject.parent_id,
        "household_id": subject.household_id,
        "municipality": place,
        "district": _district(place, sent_on),
        "category": subject.category or "",
        "sent_on": sent_on,
        "month": sent_on.isoformat()[:7] if sent_on else "",
        "open": subject.open,
    }


def _district(place: str, day: date | None) -> str:
    """The ambito to which the municipality belonged when the referral was sent."""
    return districts_by_member(day).get(place, "") if day and place else ""


def _days(tale: Tale, calendar: Calendar) -> dict[str, Any]:
    return {
        "heard": tale.heard is not None,
        "heard_days": _working_days(calendar, tale.sent, tale.heard),
        "answered": tale.answered is not None,
        "answer_days": _working_days(calendar, tale.sent, tale.answered),
        "contact_days": _working_days(calendar, tale.accepted, tale.contacted),
    }


def _working_days(calendar: Calendar, first: datetime | None, last: datetime | None) -> int | None:
    if first is None or last is None:
        return None
    return max(calendar.working_days_between(local(first).date(), local(last).date()), 0)


def _verdict(tale: Tale, subject: Any, terms: Sequence[Any]) -> dict[str, Any]:
    """Late once a term passed before its work was done, or the referral ran out; in time once all is answered."""
    missed = any(each.owed_at and each.done_at and each.done_at > each.owed_at for each in terms)
    if subject.stage == "expired" or missed:
        return {"verdict": "late", "owed_at": None}
    if tale.answered:
        return {"verdict": "in_time", "owed_at": None}
    running = [each.owed_at for each in terms if each.owed_at and each.done_at is None]
    return {"verdict": "", "owed_at": min(running) if running and subject.open else None}


def _end(tale: Tale, subject: Any) -> dict[str, Any]:
    declined = subject.stage == "declined"
    decision = subject.stage if subject.stage in ("declined", "rerouted") else "accepted" if tale.accepted else ""
    return {
        "decision": decision,
        "reason": tale.reason if declined else "",
        "side": DECLINE_REASONS[tale.reason].side if declined and tale.reason in DECLINE_REASONS else "",
        "started": tale.started,
        "outcome": tale.outcome,
        "confirmation": tale.confirmation,
        "lost": subject.stage == "expired",
    }
