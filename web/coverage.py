"""Coverage: for each municipality and area of life how much there is, as a table, a map and a file."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from flask import Blueprint, Response, render_template, url_for

from governance import territory
from governance.codes import AREAS
from governance.coverage import ENTERPRISE, PUBLIC, VOLUNTARY, Coverage, coverage
from governance.person_records import today
from governance.territory import Evidence, outlines
from web.access import SIGNED_IN, open_to
from web.exports import CSV, Sheet, export
from web.lists import filter_words
from web.texts import _, lazy, locale, several
from web.transactions import reading
from workflows.calendars import start_of

pages = Blueprint("coverage", __name__, url_prefix="/servizi/copertura")

MARGIN = 10
"""Of the drawing, around the places shown."""
_PIECE, _NUMBER = re.compile(r"([A-Za-z])([^A-Za-z]*)"), re.compile(r"-?[0-9]+")
SIDES = ((PUBLIC, lazy("Servizi pubblici")), (ENTERPRISE, lazy("Imprese sociali")), (VOLUNTARY, lazy("Volontariato")))


class Place(NamedTuple):
    """A municipality on the map and in the table. `mark` says how it is coloured, `words` the same in words."""

    code: str
    name: str
    district: str
    mark: str
    words: str
    path: str


@pages.get("")
@open_to(SIGNED_IN)
def show() -> str:
    """Every municipality of every ambito: all areas of life, or one; all ambiti, or one."""
    area = filter_words("area") if filter_words("area") in AREAS else ""
    with reading() as tx:
        day = today(tx)
        found = coverage(tx, day)
    known = territory.districts(day)
    ambito = filter_words("ambito") if filter_words("ambito") in known else ""
    areas = (area,) if area else tuple(AREAS)
    rows = _places(found, areas, ambito)
    return render_template(
        "services/coverage.html",
        areas=[(each.name, each.text(locale())) for each in AREAS.values()],
        area=area,
        ambito=ambito,
        districts={code: each.name for code, each in sorted(known.items())},
        unsure=[each.name for each in known.values() if each.evidence == Evidence.INFERRED],
        places=rows,
        view_box=_view_box(rows),
        found=found,
        sides=[(name, str(words)) for name, words in SIDES],
        mapped=found.mapped(areas, ambito),
        address=lambda place: url_for("directory.list", comune=place.name, bisogno=f"area-{area}" if area else None),
    )


@pages.get("/copertura.csv")
@open_to(SIGNED_IN)
def table() -> Response:
    """The same as a table for spreadsheets: verified in time, and to verify, by municipality and area of life."""
    with reading() as tx:
        day = today(tx)
        found = coverage(tx, day)
    known, ambiti = territory.municipalities(day), territory.districts(day)
    rows = (
        (known[place].name, place, ambiti[found.places[place]].name, AREAS[area].text(locale()), cell.fresh, cell.stale)
        for (place, area), cell in found.cells.items()
    )
    headings = (_("Comune"), _("Codice ISTAT"), _("Ambito"), _("Area"), _("Verificati in tempo"), _("Da verificare"))
    sheet = Sheet(_("Copertura dei Comuni per area"), headings, rows, start_of(day))
    return export(sheet, f"copertura-{day.isoformat()}", CSV).answer()


def _places(found: Coverage, areas: tuple[str, ...], ambito: str) -> list[Place]:
    known, drawn = territory.municipalities(found.day), outlines()
    rows = []
    for code, district in found.places.items():
        if ambito and district != ambito:
            continue
        mark, words = _said(found, code, areas)
        rows.append(Place(code, known[code].name, district, mark, words, drawn.paths[code]))
    return sorted(rows, key=lambda each: (each.district, each.name))


def _said(found: Coverage, code: str, areas: tuple[str, ...]) -> tuple[str, str]:
    """How a municipality is coloured, and the same in words."""
    verified = found.verified(code, areas)
    stale = sum(found.cells[code, area].stale for area in areas)
    if verified == len(areas):
        return "full", _("tutto coperto") if len(areas) > 1 else _("coperto")
    if verified:
        return "some", _("aree coperte: %(some)d su %(all)d", some=verified, all=len(areas))
    if stale:
        return "stale", several("%(num)d servizio da verificare", "%(num)d servizi da verificare", stale)
    return "none", _("nessun servizio")


def _view_box(rows: Sequence[Place]) -> tuple[int, int, int, int]:
    """The part of the drawing that holds these places."""
    boxes = [_extent(each.path) for each in rows]
    left, top = (min(box[0][axis] for box in boxes) - MARGIN for axis in (0, 1))
    right, bottom = (max(box[1][axis] for box in boxes) + MARGIN for axis in (0, 1))
    return left, top, right - left, bottom - top


@cache
def _extent(path: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The least and the greatest of both co-ordinates of a path made of absolute starts and relative lines."""
    x, y, xs, ys = 0, 0, [], []
    for start, numbers in _PIECE.findall(path):
        steps = [int(each) for each in _NUMBER.findall(numbers)]
        if start == "M":
            x, y = 0, 0
        for across, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + across, y + down
            xs.append(x)
            ys.append(y)
    return (min(xs), min(ys)), (max(xs), max(ys))
