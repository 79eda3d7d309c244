"""Criticità: what blocks persons, those that cost the most first, as a list and as a file, without anybody's name."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template

from governance.blockage_lists import Narrowing, ranked, walk
from governance.codes import CATEGORIES
from governance.database import Transaction
from governance.lists import PAGE
from governance.obstacles import BLOCK_CAUSES
from governance.roles import Role
from governance.territory import districts
from web.access import Audience, open_to
from web.blockage_words import Ranked, ambiti_by_place, places_of, ranked_row
from web.exports import CSV, XLSX, Cell
from web.list_exports import Wanted, saved
from web.listed import CLOSED, OPEN, chosen, stages_offered
from web.lists import Page, page_of, place
from web.texts import _, locale
from web.transactions import reading
from web.visitors import networks_offered, present_actor
from workflows.calendars import local

pages = Blueprint("blockages", __name__, url_prefix="/criticita")

TABLE_SEATS = Audience(
    "table_seats",
    "I network manager, i funzionari degli Uffici di Piano e chi siede al tavolo della rete.",
    roles=frozenset({Role.MANAGER, Role.OFFICER, Role.FACILITATOR, Role.CHAIR, Role.SECRETARY, Role.MEMBER}),
)
Offered = Mapping[str, Sequence[tuple[str, str]]]


@pages.get("")
@open_to(TABLE_SEATS)
def list() -> str:
    """The blockages, the most persons x days on top."""
    actor = present_actor()
    with reading() as tx:
        offered, day = _offered(tx), local(tx.now).date()
        filters = _filters(offered)
        found = ranked(tx, actor, _narrowing(filters, day), _after())
        page: Page[Ranked] = _page(tx, found, day)
    narrowed = {name: value for name, value in filters.items() if value and (name, value) != ("stato", OPEN)}
    return render_template("blockages/list.html", page=page, offered=offered, filters=filters, narrowed=narrowed)


@pages.get("/elenco.csv", defaults={"form": CSV})
@pages.get("/elenco.xlsx", defaults={"form": XLSX})
@open_to(TABLE_SEATS)
def save(form: str) -> Response:
    """The same blockages as a file, all pages of them."""
    actor = present_actor()
    with reading() as tx:
        filters, day = _filters(_offered(tx)), local(tx.now).date()

    def rows(tx: Transaction) -> Iterator[Sequence[Cell]]:
        ambiti = ambiti_by_place(day)
        for batch in walk(tx, actor, _narrowing(filters, day)):
            yield from (_cells(ranked_row(tx, each, ambiti)) for each in batch)

    return saved(Wanted(_("Criticità"), "criticita", form, filters, personal=False), _headings(), rows)


def _offered(tx: Transaction) -> Offered:
    """What each filter of the address may say, with its words."""
    day = local(tx.now).date()
    return {
        "stato": [(OPEN, _("Aperte")), (CLOSED, _("Concluse"))],
        "fase": stages_offered(tx, "blockage"),
        "tipo": [(each.name, each.text(locale())) for each in BLOCK_CAUSES.values()],
        "bisogno": [(each.name, each.text(locale())) for each in CATEGORIES.values()],
        "ambito": [(code, each.name) for code, each in sorted(districts(day).items())],
        "rete": [(str(key), name) for key, name in networks_offered()],
    }


def _filters(offered: Offered) -> dict[str, str]:
    usual = {"stato": OPEN}
    return {name: chosen(name, [value for value, _words in offered[name]], usual.get(name, "")) for name in offered}


def _narrowing(filters: Mapping[str, str], day: date) -> Narrowing:
    return Narrowing(
        open=filters["stato"] == OPEN,
        network_id=int(filters["rete"]) if filters["rete"] else None,
        kind=filters["tipo"],
        category=filters["bisogno"],
        stage=filters["fase"],
        places=places_of(filters["ambito"], day) if filters["ambito"] else None,
    )


def _after() -> tuple[int, int] | None:
    found = place()
    return (int(found[0]), found[1]) if found and found[0].isascii() and found[0].isdecimal() else None


def _page(tx: Transaction, found: Sequence[Any], day: date) -> Page[Ranked]:
    following = page_of(found, PAGE, lambda each: (str(each.person_days), each.id))
    ambiti = ambiti_by_place(day)
    rows = [ranked_row(tx, each, ambiti) for each in following.rows]
    return Page(rows, following.first_address, following.next_address)


def _headings() -> Sequence[str]:
    return (
        _("Codice"), _("Che cosa blocca"), _("Tipo di bisogno"), _("Comune"), _("Ambito"), _("Fase"), _("Persone"),
        _("Giorni persi in tutto"), _("Prima volta"), _("Ultima volta"), _("Conclusa il"),
    )  # fmt: skip


def _cells(row: Ranked) -> Sequence[Cell]:
    return (
        row.code, row.kind, row.category, row.municipality, row.ambito, row.stage, row.persons, row.person_days,
        row.first_on, row.last_on, row.closed_on,
    )  # fmt: skip
