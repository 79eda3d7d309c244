"""Telling: who is told of a move or of a clock, as rows of the outbox without any personal data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any

from governance import answer_links, notices
from governance.actors import ANSWERING, ROME
from governance.database import Transaction
from governance.organisations import addresses_of, representatives_of
from governance.participations import Part
from governance.people import reachable
from governance.policy import HEALTH
from governance.roles import Grant, Role
from workflows.calendars import at
from workflows.linking import asked_anew, links_for
from workflows.pathway import Stage, Step
from workflows.situations import Situation
from workflows.vocabulary import BENEFICIARY, EVERYONE, WAITING

FIRST_HOUR, LAST_HOUR = 7, 20
_FOLLOWING = frozenset({Role.WORKER, Role.CASE_OWNER, Role.ASSIGNEE})
_OF_HEALTH = (Role.HEALTH, Role.HEAD)
"""Whom what concerns health is told instead of every colleague: to the others it is not there."""
_FRONT = (Role.INTAKE, Role.WORKER, Role.OFFICER, Role.MANAGER, Role.HEAD, Role.SIGNATORY, Role.REPRESENTATIVE)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One addressee: a person, or an organisation's own address where nobody signs in."""

    mark: str
    person_id: int | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Addressees:
    """Everybody who could be told of some dossiers, read in a constant number of queries."""

    people: Mapping[int, Sequence[tuple[str, Recipient]]]
    acting: Mapping[int, Sequence[int]]
    addresses: Mapping[int, str]

    def of(self, part: Part, roles: Iterable[str]) -> list[Recipient]:
        """Who answers for this part in one of the roles: the assigned person first, else all who hold it.

        Where nobody holds it any more the head; where nobody signs in at all, the organisation's own address.
        """
        wanted = list(roles)
        there = [*self.people.get(part.organisation_id, ())]
        for organisation_id in self.acting.get(part.organisation_id, ()):
            there.extend(self.people.get(organisation_id, ()))
        assigned = [person for _, person in there if person.person_id == part.person_id]
        if assigned and _FOLLOWING.intersection(wanted):
            return [assigned[0]]
        if part.reading == HEALTH:
            wanted = [*_OF_HEALTH]
        vacant = ANSWERING.issuperset(wanted) and not any(role in wanted for role, _ in there)
        found = {person.mark: person for role, person in there if role in wanted or (vacant and role == Role.HEAD)}
        if found or there:
            return list(found.values())
        return self.without_accounts([part])

    def without_accounts(self, parts: Iterable[Part]) -> list[Recipient]:
        """The own addresses of those of these parts that nobody signs in for."""
        found = []
        for part in parts:
            there = any(
                self.people.get(each) for each in (part.organisation_id, *self.acting.get(part.organisation_id, ()))
            )
            address = self.addresses.get(part.organisation_id)
            if address and not there:
                found.append(Recipient(f"o{part.organisation_id}", None, address))
        return found


def addressees(tx: Transaction, organisation_ids: Iterable[int]) -> Addressees:
    """Read who holds roles in these organisations today, and who acts for them."""
    ids, day = set(organisation_ids), tx.now.astimezone(ROME).date()
    acting = representatives_of(tx, ids, day)
    people: dict[int, list[tuple[str, Recipient]]] = {}
    for organisation_id, role, person_id, email in reachable(tx, ids.union(*acting.values()), day):
        people.setdefault(organisation_id, []).append((role, Recipient(f"p{person_id}", person_id, email)))
    return Addressees(people, acting, addresses_of(tx, ids - set(people)))


def tell_move(situation: Situation, step: Step, line_id: int, due: datetime | None) -> None:
    """Queue what a move tells; its maker is not told of what they just did. `due`: the first instant now owed.

    Whom the stage waits for and nobody signs in for is asked for an answer, whether the move tells them or not.
    """
    stage = situation.pathway.stages[step.to_stage]
    asked = asked_anew(situation, stage, step)
    if not step.tells and not asked:
        return
    everybody = addressees(situation.tx, {part.organisation_id for part in situation.parts})
    rows = notices_of(everybody, situation.parts, step.tells, stage)
    key = f"{situation.dossier.id}:move:{step.move}:{line_id}"
    told = {
        f"{recipient.mark}:{spoken}": row(
            situation, recipient, f"{key}:{recipient.mark}", "speak" if spoken else "move", step.move
        )
        for recipient, spoken in rows
        if recipient.person_id is None or recipient.person_id != situation.actor.person_id or spoken
    }
    for each in everybody.without_accounts(asked):
        told.setdefault(f"{each.mark}:False", row(situation, each, f"{key}:{each.mark}", "move", step.move))
    notices.queue(situation.tx, list(told.values()))
    if asked:
        since = situation.dossier.since if step.stays else situation.now
        answer_links.make(situation.tx, links_for(situation, step.to_stage, since, told.values(), due))


def notices_of(
    everybody: Addressees, parts: Sequence[Part], tells: Sequence[str], stage: Stage
) -> list[tuple[Recipient, bool]]:
    """Whom `tells` means in this dossier, each once; True where the person of the case is to be told by voice.

    Who may not know of it yet (the recipient of a draft) is not told.
    """
    found: dict[str, tuple[Recipient, bool]] = {}
    reading = [part for part in parts if part.reading != "none"]
    for text in tells:
        for recipient, spoken in _meant(everybody, reading, text, stage):
            found.setdefault(f"{recipient.mark}:{spoken}", (recipient, spoken))
    return list(found.values())


def _meant(everybody: Addressees, parts: Sequence[Part], text: str, stage: Stage) -> list[tuple[Recipient, bool]]:
    if text == WAITING:
        return [pair for each in stage.waits_for for pair in _meant(everybody, parts, each, stage)]
    if text == EVERYONE:
        return [(each, False) for part in parts for each in _front(everybody, part)]
    if text == BENEFICIARY:
        team = [part for part in parts if part.capacity in ("case", "sender")]
        return [(each, True) for part in team for each in everybody.of(part, (Role.WORKER,))]
    grant = Grant.parse(text)
    return [
        (each, False) for part in parts if part.capacity == grant.capacity for each in everybody.of(part, (grant.role,))
    ]


def _front(everybody: Addressees, part: Part) -> list[Recipient]:
    for role in _FRONT:
        found = everybody.of(part, (role,))
        if found:
            return found
    return []


def row(situation: Situation, recipient: Recipient, key: str, what: str, name: str) -> dict[str, Any]:
    """One outbox row of a situation, to leave at once."""
    now = situation.now
    return {**message(situation.dossier.id, recipient, key, what, name), "written_at": now, "not_before": now}


def message(dossier_id: int, recipient: Recipient, key: str, what: str, name: str) -> dict[str, Any]:
    """To whom one outbox row says what; what is to be told by voice has a key of its own."""
    return {
        "key": f"{key}:voice" if what == "speak" else key,
        "dossier_id": dossier_id,
        "person_id": recipient.person_id,
        "address": recipient.address,
        "what": what,
        "name": name,
    }


@lru_cache(maxsize=64)
def by_day(now: datetime) -> datetime:
    """The instant itself between seven and twenty in Rome, else the next seven o'clock: no reminder at night."""
    wall = now.astimezone(ROME)
    if FIRST_HOUR <= wall.hour < LAST_HOUR:
        return now
    day = wall.date() if wall.hour < FIRST_HOUR else wall.date() + timedelta(days=1)
    return at(day, time(FIRST_HOUR))
