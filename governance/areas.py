"""Areas served: municipalities and whole ambiti as one set of places on a day, and how far two places are apart."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from math import cos, hypot, radians

from governance import territory

KILOMETRES_PER_DEGREE = 111.2


@lru_cache(maxsize=8)
def members_by_district(day: date) -> Mapping[str, frozenset[str]]:
    """The ISTAT codes of the municipalities of each ambito on a day, by the ambito's code."""
    found: dict[str, set[str]] = {}
    for each in territory.memberships(day):
        found.setdefault(each.district, set()).add(each.istat_code)
    return {code: frozenset(members) for code, members in found.items()}


@lru_cache(maxsize=8)
def districts_by_member(day: date) -> Mapping[str, str]:
    """The code of the ambito of each municipality that has one on a day, by ISTAT code."""
    return {each.istat_code: each.district for each in territory.memberships(day)}


def area_of(municipalities: Iterable[str], districts: Iterable[str], day: date) -> frozenset[str] | None:
    """Every municipality served on a day, those of the whole ambiti included; None means everywhere."""
    places, wide = frozenset(municipalities), tuple(districts)
    if not places and not wide:
        return None
    members = members_by_district(day)
    return places.union(*(members.get(code, frozenset()) for code in wide))


def reaches(municipalities: Iterable[str], districts: Iterable[str], place: str, day: date) -> bool:
    """Whether the municipality belongs to the area on that day."""
    area = area_of(municipalities, districts, day)
    return area is None or place in area


@lru_cache(maxsize=65536)
def kilometres(first: str, second: str, day: date) -> float | None:
    """How far two municipalities are apart, as the crow flies; None where one of them is not known on that day."""
    known = territory.municipalities(day)
    if first not in known or second not in known:
        return None
    here, there = known[first], known[second]
    narrowing = cos(radians((here.latitude + there.latitude) / 2))
    east = (here.longitude - there.longitude) * narrowing
    return hypot(here.latitude - there.latitude, east) * KILOMETRES_PER_DEGREE
