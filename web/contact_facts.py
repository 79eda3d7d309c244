"""Facts of a contact for its page: whom it is about, as far as that may be told, and every encounter."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from governance.codes import label_of
from governance.contacts import contact, contacts_of_case, encounters_of, signal_of
from governance.desks import desk
from governance.people import names_of_people
from governance.policy import grants_on
from governance.roles import Capacity
from web.contact_words import kind_words, people_words
from web.dossier_sights import Sight, visible
from web.place_names import place_names
from web.texts import locale
from workflows.calendars import local
from workflows.contacting import days_to_take_up


class Before(NamedTuple):
    """A contact that became a case."""

    code: str
    first_on: Any
    times: int
    days: int | None


def contact_facts(sight: Sight) -> dict[str, Any]:
    """What the page shows; encounters only to the organisation that met the person."""
    tx, facts = sight.situation.tx, contact(sight.situation.tx, sight.dossier.id)
    words, reach = signal_of(tx, facts)
    met = encounters_of(tx, facts.id) if meets(sight) else []
    case = visible(tx, sight.situation.actor, {facts.case_id} if facts.case_id else set()).get(facts.case_id or 0)
    there = desk(tx, facts.desk_id) if facts.desk_id else None
    return {
        "contact": facts,
        "kind": kind_words(facts.signal),
        "words": words,
        "reach": reach,
        "place": place_names([facts.municipality], local(tx.now).date()) or facts.municipality,
        "people": people_words(facts),
        "desk": there,
        "encounters": met,
        "areas": {name: label_of("area", name, locale()) for each, _words in met for name in each.asked},
        "deeds": {name: label_of("deed", name, locale()) for each, _words in met for name in each.done},
        "writers": names_of_people(tx, {each.recorded_by for each, _words in met}),
        "case": case[0].code if case else "",
        "days": days_to_take_up(facts),
        "meets": meets(sight),
    }


def meets(sight: Sight) -> bool:
    """Whether the visitor belongs to the organisation that meets the person."""
    held = grants_on(sight.situation.actor, sight.situation.parts)
    return any(each.capacity == Capacity.OWNER for each in held)


def contacts_before(sight: Sight) -> Sequence[Before]:
    """The contacts a case began with, those that the visitor may see."""
    tx = sight.situation.tx
    found = contacts_of_case(tx, sight.dossier.id) if sight.dossier.kind == "case" else ()
    seen = visible(tx, sight.situation.actor, {each.id for each in found})
    return [
        Before(seen[each.id][0].code, each.first_on, each.times, days_to_take_up(each))
        for each in found
        if each.id in seen
    ]
