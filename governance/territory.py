"""Municipalities and ambiti as they stood on any day, with how sure we are of the ambiti.

Read from the files of `territory_data`; its `SOURCES.md` says where they come from and from when they hold.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from governance.texts import folded

_DATA = Path(__file__).parent / "territory_data"


class Evidence(StrEnum):
    """How an ambito's members are known: a page names them, a page fixes some of them, or what is left."""

    CITED = "cited"
    ANCHORED = "anchored"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A comune by its ISTAT code (six digits); a point inside it in WGS 84 degrees; both dates included."""

    istat_code: str
    name: str
    province_code: str
    province: str
    plate: str
    region: str
    population: int
    population_on: date
    cadastral_code: str
    latitude: float
    longitude: float
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class District:
    """An ambito sociale; say so wherever its evidence is `inferred`."""

    code: str
    name: str
    plate: str
    evidence: Evidence
    source: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Membership:
    """A municipality belongs to a district between two dates, both included."""

    istat_code: str
    district: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Outlines:
    """Municipalities drawn for one SVG: its viewBox, a path and a place for the label by ISTAT code."""

    view_box: tuple[int, int, int, int]
    paths: Mapping[str, str]
    labels: Mapping[str, tuple[int, int]]


class _Dated(Protocol):
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_until(self) -> date | None: ...


_Some = TypeVar("_Some", bound=_Dated)


def _standing(rows: Iterable[_Some], as_of: date) -> Iterable[_Some]:
    return (row for row in rows if row.valid_from <= as_of <= (row.valid_until or date.max))


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _dates(row: dict[str, str]) -> dict[str, Any]:
    until = date.fromisoformat(row["valid_until"]) if row["valid_until"] else None
    return row | {"valid_from": date.fromisoformat(row["valid_from"]), "valid_until": until}


@cache
def _all_municipalities() -> tuple[Municipality, ...]:
    return tuple(
        Municipality(
            **_dates(row)
            | {
                "population": int(row["population"]),
                "population_on": date.fromisoformat(row["population_on"]),
                "latitude": float(row["latitude"]),
                "longitude": float(row["longitude"]),
            }
        )
        for row in _rows("municipalities")
    )


@cache
def _all_districts() -> tuple[District, ...]:
    return tuple(District(**_dates(row) | {"evidence": Evidence(row["evidence"])}) for row in _rows("districts"))


@cache
def _all_memberships() -> tuple[Membership, ...]:
    return tuple(Membership(**_dates(row)) for row in _rows("district_memberships"))


@cache
def _patron_saints() -> Mapping[str, tuple[int, int]]:
    return {row["istat_code"]: (int(row["month"]), int(row["day"])) for row in _rows("patron_saints")}


@lru_cache(maxsize=16)
def municipalities(as_of: date) -> Mapping[str, Municipality]:
    """The municipalities that existed on a day, by ISTAT code."""
    return {each.istat_code: each for each in _standing(_all_municipalities(), as_of)}


@lru_cache(maxsize=16)
def districts(as_of: date) -> Mapping[str, District]:
    """The ambiti known for a day, by code."""
    return {each.code: each for each in _standing(_all_districts(), as_of)}


@lru_cache(maxsize=16)
def memberships(as_of: date) -> tuple[Membership, ...]:
    """Who belonged to which ambito on a day, by ISTAT code."""
    return tuple(_standing(_all_memberships(), as_of))


def district_of(istat_code: str, as_of: date) -> District | None:
    """The ambito of a municipality on a day; None where it has none or we do not know it."""
    known = districts(as_of)
    codes = (each.district for each in memberships(as_of) if each.istat_code == istat_code)
    return next((known[code] for code in codes if code in known), None)


def patron_saint(istat_code: str) -> tuple[int, int] | None:
    """Month and day of the patron saint; None where we are not certain or the feast has no fixed date."""
    return _patron_saints().get(istat_code)


def find(text: str, as_of: date) -> list[Municipality]:
    """Municipalities with a name, or a word in it, that begins like `text`; those whose name does come first.

    Case, accents, apostrophes, hyphens and spaces do not matter: `cornate dadda`, `BARZANO`.
    """
    wanted = folded(text).replace(" ", "")
    found = [(at, each) for each in municipalities(as_of).values() if (at := _begins(each.name, wanted)) >= 0]
    return [each for _, each in sorted(found, key=lambda pair: (pair[0] > 0, pair[1].name))] if wanted else []


def _begins(name: str, wanted: str) -> int:
    words = folded(name).split()
    tails = ("".join(words[start:]) for start in range(len(words)))
    return next((at for at, tail in enumerate(tails) if tail.startswith(wanted)), -1)


@cache
def outlines() -> Outlines:
    """The municipalities of Monza e della Brianza, Lecco and Lodi, simplified to about a hundred metres."""
    drawn = json.loads((_DATA / "boundaries.json").read_text(encoding="utf-8"))
    labels = {code: (int(x), int(y)) for code, (x, y) in drawn["labels"].items()}
    left, top, width, height = drawn["view_box"]
    return Outlines((left, top, width, height), drawn["paths"], labels)
