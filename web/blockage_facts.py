"""Facts of a blockage for its page: what is in the way, its figures, what reaches the table, and who is stuck."""

from typing import Any

from governance.blockage_lists import causes_of, stuck_dossiers, stuck_in
from governance.blockages import blockage, person_days
from governance.codes import CATEGORIES, LISTS, label_of
from governance.health import AREA
from governance.obstacles import QUESTIONS
from governance.organisations import names_of
from web.blockage_words import ambiti_by_place, days_words, persons_words
from web.dossier_sights import Sight, visible
from web.texts import lazy, locale
from workflows.calendars import local
from workflows.published import pathway
from workflows.tabling import title_of, told

CAUSES = {
    "expired": lazy("Nessuno ha risposto in tempo"),
    "no_updates": lazy("Gli aggiornamenti dovuti non sono arrivati"),
}
"""Causes that answer no question: nobody said anything."""


def blockage_facts(sight: Sight) -> dict[str, Any]:
    """What the page shows; a count of households is told only where neither they nor their persons are too few."""
    tx, now = sight.situation.tx, sight.situation.now
    facts, day = blockage(tx, sight.dossier.id), local(now).date()
    ambito = ambiti_by_place(day).get(facts.municipality)
    causes = causes_of(tx, facts.id)
    stuck = stuck_dossiers(tx, facts.id)
    seen = visible(tx, sight.situation.actor, {each for each, _since in stuck})
    if CATEGORIES[facts.category].area == AREA:
        seen = {key: pair for key, pair in seen.items() if pair[1]}
    return {
        "facts": facts,
        "title": title_of(facts, now, locale()),
        "kind": label_of("block_cause", facts.kind, locale()),
        "category": label_of("category", facts.category, locale()),
        "place": title_of(facts, now).rpartition(", ")[2],
        "ambito": ambito.name if ambito else "",
        "organisation": names_of(tx, [facts.organisation_id])[facts.organisation_id] if facts.organisation_id else "",
        "causes": [cause_words(cause) for cause, _households in causes],
        "persons": persons_words(facts.persons),
        "touched": persons_words(facts.persons_touched),
        "households": told(facts.households_touched) if told(facts.persons_touched) else "",
        "days": days_words(facts, person_days(facts, now), now),
        "stuck": [_stuck(tx, seen[each], since) for each, since in stuck if each in seen],
        "hidden": len(seen) < len(stuck),
    }


def cause_words(cause: str) -> str:
    """The coded cause of a link in words, whatever question it answered."""
    for question in QUESTIONS:
        if cause in LISTS[question]:
            return label_of(question, cause, locale())
    return str(CAUSES[cause]) if cause in CAUSES else label_of("block_cause", cause, locale())


def _stuck(tx: Any, pair: Any, since: Any) -> tuple[str, str, Any]:
    row, _reads = pair
    return row.code, pathway(tx, row.pathway, row.version).stages[row.stage].label.text(locale()), since


def obstacles_of(sight: Sight) -> list[tuple[str, Any, str]]:
    """What keeps a dossier from going on: in words, since when, and the blockage's code for who may see it."""
    tx = sight.situation.tx
    found = stuck_in(tx, sight.dossier.id) if sight.dossier.household_id else []
    seen = visible(tx, sight.situation.actor, {each.blockage_id for each in found})
    codes = {key: row.code for key, (row, _reads) in seen.items() if sight.knows_what_for}
    words = [label_of("block_cause", each.kind, locale()) for each in found]
    return [
        (word[:1].lower() + word[1:], each.since, codes.get(each.blockage_id, ""))
        for word, each in zip(words, found, strict=True)
    ]
