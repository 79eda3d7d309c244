"""Words of blockages: a row of the list, its counts where they are not too few to be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for

from governance.codes import label_of
from governance.territory import District, districts, memberships, municipalities
from web.exports import Cell
from web.texts import _, locale
from workflows import published
from workflows.calendars import local
from workflows.tabling import FEWEST, most_days, title_of, told


@dataclass(frozen=True, slots=True)
class Ranked:
    """One blockage of a list. `persons` and `person_days` are numbers, or words where the persons are too few."""

    code: str
    address: str
    title: str
    kind: str
    category: str
    municipality: str
    ambito: str
    stage: str
    open: bool
    persons: Cell
    person_days: Cell
    first_on: date
    last_on: date
    closed_on: date | None
    due_at: datetime | None


def few() -> str:
    """What stands for a count of persons that is too small to be told."""
    return _("meno di %(num)d", num=FEWEST)


def persons_words(count: int) -> Cell:
    """A count of persons, or that they are few."""
    return few() if told(count) is None else count


def days_words(facts: Any, days: int, now: datetime) -> Cell:
    """Persons x days; where the persons are few, what it is surely below."""
    if told(facts.persons_touched) is not None:
        return days
    return _("meno di %(num)d", num=most_days(facts.first_seen, facts.closed_at or now))


def ranked_row(tx: Any, row: Any, ambiti: Mapping[str, District]) -> Ranked:
    """A row of the list in words."""
    pathway = published.pathway(tx, row.pathway, row.version)
    place = municipalities(local(tx.now).date()).get(row.municipality)
    ambito = ambiti.get(row.municipality)
    return Ranked(
        code=row.code,
        address=url_for("dossiers.show", code=row.code),
        title=title_of(row, tx.now, locale()),
        kind=label_of("block_cause", row.kind, locale()),
        category=label_of("category", row.category, locale()),
        municipality=place.name if place else row.municipality,
        ambito=ambito.name if ambito else "",
        stage=pathway.stages[row.stage].label.text(locale()),
        open=row.open,
        persons=persons_words(row.persons if row.open else row.persons_touched),
        person_days=days_words(row, row.person_days, tx.now),
        first_on=local(row.first_seen).date(),
        last_on=local(row.last_seen).date(),
        closed_on=local(row.closed_at).date() if row.closed_at else None,
        due_at=row.due_at,
    )


def ambiti_by_place(day: date) -> Mapping[str, District]:
    """The ambito of each municipality that has one."""
    known = districts(day)
    return {each.istat_code: known[each.district] for each in memberships(day) if each.district in known}


def places_of(ambito: str, day: date) -> frozenset[str]:
    """The municipalities of an ambito."""
    return frozenset(each.istat_code for each in memberships(day) if each.district == ambito)
