"""Targets: where a referral can be rerouted, and why not where it cannot."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from governance.cases import case, need
from governance.covers import covers_of
from governance.inboxes import closures_on
from governance.organisations import Organisation, organisations_by_id
from governance.referrals import referral
from governance.sentences import Sentence
from governance.services import Service, services_for
from workflows.calendars import local
from workflows.situations import Situation


@dataclass(frozen=True, slots=True)
class Target:
    """A service that answers the same need where the person lives; `why_not` is empty where one may reroute to it."""

    service: Service
    words: str
    why_not: str


def targets_of(situation: Situation) -> list[Target]:
    """Every other service that would do, by name; a constant number of queries, once per move."""
    return situation.reckon(_targets)


def _targets(situation: Situation) -> list[Target]:
    if situation.dossier.kind != "referral":
        return []
    tx, day, facts = situation.tx, local(situation.now).date(), situation.recall(referral)
    asked = situation.recall(need, facts.need_id)
    place, sender = situation.recall(case, asked.case_id).municipality, situation.organisation_in("sender")
    found = [each for each in services_for(tx, asked.category, place) if each.id != facts.service_id]
    houses = organisations_by_id(tx, {each.organisation_id for each in found})
    covered = covers_of(tx, {sender} if sender else (), {asked.category}, place, day)
    there = {house for _category, house in covered}
    closed = closures_on(tx, day)
    return [
        Target(each, f"{each.name}, {house.name}", next(_reasons(each, house, there, closed, day), ""))
        for each in found
        if (house := houses[each.organisation_id])
    ]


def _reasons(
    each: Service, house: Organisation, covered: Collection[int], closed: Collection[int], day: date
) -> Iterator[str]:
    if not house.active:
        yield Sentence("l'ente non è più attivo.")
    if each.closed_until is not None and each.is_closed(day):
        yield Sentence("è chiuso fino al %(day)s.", day=f"{each.closed_until:%d/%m/%Y}")
    if house.id in closed:
        yield Sentence("l'ente per ora non riceve invii.")
    if house.id not in covered:
        yield Sentence("nessun protocollo vigente lo permette: può provarci chi invia, con una deroga.")
