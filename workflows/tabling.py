"""Tabling: what a blockage says to the table that takes it up: title, text and figures, without any personal data."""

from dataclasses import dataclass
from datetime import datetime

from governance.blockages import Blockage, person_days
from governance.codes import CATEGORIES
from governance.dossiers import Dossier
from governance.obstacles import BLOCK_CAUSES
from governance.territory import municipalities
from workflows.calendars import local

FEWEST = 3
"""Counts of persons below this are never told apart above the case team."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A point for the agenda. `persons` and `person_days` are what may be said: None where too few to be told."""

    dossier_id: int
    code: str
    title: str
    persons: int | None
    person_days: int | None
    first_seen: datetime
    last_seen: datetime


def told(count: int) -> int | None:
    """The count of persons, if it may be told; nobody may be told as well."""
    return count if count == 0 or count >= FEWEST else None


def told_days(facts: Blockage, now: datetime) -> int | None:
    """The persons x days, if they do not say how few the persons are."""
    return person_days(facts, now) if told(facts.persons_touched) is not None else None


def most_days(first_seen: datetime, now: datetime) -> int:
    """What the persons x days of a few persons are surely below."""
    return FEWEST * max(1, (now - first_seen).days)


def proposal(dossier: Dossier, facts: Blockage, now: datetime, language: str = "it") -> Proposal:
    """The blockage as a point for the agenda."""
    return Proposal(
        dossier.id, dossier.code, title_of(facts, now, language), told(facts.persons_touched), told_days(facts, now),
        facts.first_seen, facts.last_seen,
    )  # fmt: skip


def title_of(facts: Blockage, now: datetime, language: str = "it") -> str:
    """What is in the way, for which kind of service, where."""
    place = municipalities(local(now).date()).get(facts.municipality)
    obstacle, category = BLOCK_CAUSES[facts.kind].text(language), CATEGORIES[facts.category].text(language)
    return f"{obstacle}: {category}, {place.name if place else facts.municipality}"
