"""Coverage: what there is in each municipality, by area of life, and how much of it was verified in time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from governance.areas import area_of, districts_by_member
from governance.codes import AREAS, CATEGORIES
from governance.database import Transaction
from governance.organisations import Organisation, OrganisationKind
from governance.services import Service

PUBLIC, ENTERPRISE, VOLUNTARY = "public", "enterprise", "voluntary"
SIDES = {
    OrganisationKind.COOPERATIVE: ENTERPRISE,
    OrganisationKind.CONSORTIUM: ENTERPRISE,
    OrganisationKind.ASSOCIATION: VOLUNTARY,
    OrganisationKind.VOLUNTEER_GROUP: VOLUNTARY,
    OrganisationKind.FOUNDATION: VOLUNTARY,
}
"""Who offers: public bodies are all the others."""


@dataclass(slots=True)
class Cell:
    """How many active services: those verified in time, and those to verify again."""

    fresh: int = 0
    stale: int = 0

    def count(self, fresh: bool) -> None:
        """One more."""
        if fresh:
            self.fresh += 1
        else:
            self.stale += 1


@dataclass(frozen=True, slots=True)
class Coverage:
    """Cells by (municipality, area of life) and by (ambito, who offers); `places` are ambiti by municipality."""

    day: date
    places: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]
    sides: Mapping[tuple[str, str], Cell]

    def verified(self, place: str, areas: Collection[str]) -> int:
        """In how many of these areas of life the municipality has something verified in time."""
        return sum(self.cells[place, area].fresh > 0 for area in areas)

    def mapped(self, areas: Collection[str] = tuple(AREAS), ambito: str = "") -> int:
        """How many municipalities (of one ambito) have anything verified in time in these areas of life."""
        places = (place for place, district in self.places.items() if ambito in ("", district))
        return sum(self.verified(place, areas) > 0 for place in places)


def coverage(tx: Transaction, day: date) -> Coverage:
    """What is there on a day in every municipality that belongs to an ambito; one query."""
    places = districts_by_member(day)
    cells = {(place, area): Cell() for place in places for area in AREAS}
    sides = {(ambito, side): Cell() for ambito in places.values() for side in (PUBLIC, ENTERPRISE, VOLUNTARY)}
    query = select(Service, Organisation.kind).join(Organisation, Organisation.id == Service.organisation_id)
    for found, kind in tx.execute(query.where(Service.active, Organisation.active)).tuples():
        if found.category not in CATEGORIES:
            continue
        area, fresh = CATEGORIES[found.category].area, found.is_fresh(day)
        served = area_of(found.municipalities, found.districts, day)
        reached = [place for place in (places if served is None else served) if place in places]
        for place in reached:
            cells[place, area].count(fresh)
        for ambito in {places[place] for place in reached}:
            sides[ambito, SIDES.get(OrganisationKind(kind), PUBLIC)].count(fresh)
    return Coverage(day, places, cells, sides)
