"""Punti per il tavolo: chosen blockages as text for an agenda, to print, to copy, and as the convocation takes them."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Blueprint, Response, render_template, request

from document_templates.facts.convocation import ConvenedItem, Expected
from document_templates.facts.meeting import ItemKind
from document_templates.facts.samples import SAMPLES
from document_templates.facts.serial import to_json
from governance.blockage_lists import Narrowing, causes_of, ranked
from governance.database import Transaction
from governance.lists import PAGE
from web.access import open_to
from web.blockage_facts import cause_words
from web.blockage_words import Ranked, ambiti_by_place, ranked_row
from web.blockages import TABLE_SEATS
from web.dossiers import download
from web.forms import Form
from web.listed import chosen
from web.template_trials import trial
from web.transactions import reading
from web.visitors import networks_offered, present_actor
from workflows.calendars import local

pages = Blueprint("agendas", __name__, url_prefix="/criticita/ordine-del-giorno")

PROPOSED, CONVOCATION = "proposed", "convocation"
MINUTES = 15
"""What a point is foreseen to take; whoever convenes changes it."""


class Point(NamedTuple):
    """One point: the blockage as a row of its list, and why the persons are stuck."""

    row: Ranked
    causes: Sequence[str]


@pages.get("")
@open_to(TABLE_SEATS)
def show() -> str:
    """What may be taken to the table, ticked where it was proposed, and the text of what is ticked."""
    with reading() as tx:
        networks = [(str(key), name) for key, name in networks_offered()]
        network = chosen("rete", [key for key, _name in networks])
        found = _found(tx, network)
        ticked = _ticked(found)
        points = [_point(tx, each) for each in found if each.code in ticked]
        rows = [ranked_row(tx, each, ambiti_by_place(local(tx.now).date())) for each in found]
    return render_template(
        "blockages/agenda.html", rows=rows, ticked=ticked, points=points, networks=networks, network=network
    )


@pages.get("/punti.json")
@open_to(TABLE_SEATS)
def save() -> Response:
    """The chosen points as the facts of a convocation hold them: its `items`."""
    return download(_written({"items": _items()}).encode(), "punti.json", "application/json")


@pages.get("/convocazione")
@open_to(TABLE_SEATS)
def convene() -> str:
    """The page that makes a document, with a convocation of these points begun: the rest is there as an example."""
    facts = {**json.loads(to_json(SAMPLES[CONVOCATION])), "items": _items()}
    return trial(Form({"document": CONVOCATION, "kind": "docx", "facts": _written(facts)}))


def _items() -> list[Any]:
    """The chosen points, as plain values."""
    network = request.args.get("rete", "")
    with reading() as tx:
        found = _found(tx, network if network.isdecimal() else "")
        ticked = _ticked(found)
        points = [_point(tx, each) for each in found if each.code in ticked]
    return [json.loads(to_json(_item(each))) for each in points]


def _written(facts: Any) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=1)


def _found(tx: Transaction, network: str) -> Sequence[Any]:
    """The open blockages that the visitor may know of, those proposed for the table first."""
    rows = ranked(tx, present_actor(), Narrowing(network_id=int(network) if network else None))[:PAGE]
    return sorted(rows, key=lambda each: each.stage != PROPOSED)


def _ticked(found: Sequence[Any]) -> set[str]:
    """What is ticked in the address; at first whatever was proposed."""
    if "scelti" in request.args:
        return set(request.args.getlist("punto"))
    return {each.code for each in found if each.stage == PROPOSED}


def _point(tx: Transaction, row: Any) -> Point:
    words = ranked_row(tx, row, ambiti_by_place(local(tx.now).date()))
    return Point(words, [str(cause_words(cause)) for cause, _households in causes_of(tx, row.id)])


def _item(point: Point) -> ConvenedItem:
    return ConvenedItem(
        title=point.row.title,
        kind=ItemKind.ORDINARY,
        expected=Expected.DECISION,
        minutes=MINUTES,
        papers=(f"Scheda {point.row.code}",),
    )
