"""Lacune: the needs that no service answered, by kind of service and municipality, with their figures."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, render_template

from governance.codes import label_of
from governance.database import Transaction
from governance.gaps import gaps_seen_by
from governance.territory import municipalities
from web.access import open_to
from web.blockage_words import few, persons_words
from web.blockages import TABLE_SEATS
from web.exports import CSV, XLSX, Cell
from web.list_exports import Wanted, saved
from web.texts import _, locale
from web.transactions import reading
from web.visitors import present_actor
from workflows.calendars import local
from workflows.tabling import told

pages = Blueprint("gaps", __name__, url_prefix="/criticita/senza-risposta")


@pages.get("")
@open_to(TABLE_SEATS)
def list() -> str:
    """The gap register: where a service is missing, the most needs first."""
    with reading() as tx:
        rows = _rows(tx)
    return render_template("blockages/gaps.html", rows=rows)


@pages.get("/elenco.csv", defaults={"form": CSV})
@pages.get("/elenco.xlsx", defaults={"form": XLSX})
@open_to(TABLE_SEATS)
def save(form: str) -> Response:
    """The same register as a file."""
    headings = _("Tipo di bisogno"), _("Comune"), _("Bisogni"), _("Persone"), _("Prima volta"), _("Ultima volta")
    wanted = Wanted(_("Bisogni senza risposta"), "bisogni-senza-risposta", form, personal=False)
    return saved(wanted, headings, _rows)


def _rows(tx: Transaction) -> Sequence[Sequence[Cell]]:
    day = local(tx.now).date()
    return [_row(each, municipalities(day)) for each in gaps_seen_by(tx, present_actor())]


def _row(gap: Any, places: Any) -> Sequence[Cell]:
    place = places.get(gap.municipality)
    category = label_of("category", gap.category, locale())
    needs = few() if told(gap.persons) is None or told(gap.needs) is None else gap.needs
    return category, place.name if place else gap.municipality, needs, persons_words(gap.persons), *_days(gap)


def _days(gap: Any) -> Sequence[Cell]:
    return local(gap.first_at).date(), local(gap.last_at).date()
