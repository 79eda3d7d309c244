"""Contatti: people met by desks and mobile teams before anybody knows who they are, and what members reported."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from governance.contact_codes import SIGNAL_KINDS
from governance.contact_lists import Narrowing, contacts_seen, walk
from governance.database import Transaction
from governance.desks import desks_of_many
from governance.dossiers import CODE_LETTERS
from governance.lists import PAGE
from governance.person_records import today
from governance.roles import Role
from web.access import Audience, open_to
from web.contact_forms import own_desks, zones_of
from web.contact_words import ContactRow, contact_row
from web.exports import CSV, XLSX, Cell
from web.list_exports import Wanted, saved
from web.listed import CLOSED, OPEN, STATES, chosen, stages_offered
from web.lists import Page, page_of, place
from web.texts import _, locale
from web.transactions import reading
from web.visitors import present_actor
from workflows.colleagues import MEETING

pages = Blueprint("contacts", __name__, url_prefix="/contatti")

MEETERS = Audience(
    "meeters",
    "Gli operatori, l'accoglienza e i responsabili degli enti.",
    roles=MEETING,
)
REPORTERS = Audience(
    "reporters",
    "Chi lavora o siede per un ente della rete.",
    roles=MEETING
    | {Role.MANAGER, Role.OFFICER, Role.PROCEDURE_HEAD, Role.REPRESENTATIVE, Role.SIGNATORY}
    | {Role.MEMBER, Role.FACILITATOR, Role.SECRETARY, Role.CHAIR},
)
MET, REPORTED = "incontri", "segnalazioni"
_CODE = re.compile(rf"CON-?([{CODE_LETTERS}]{{4}})-?([{CODE_LETTERS}]{{4}})", re.IGNORECASE)
Offered = Mapping[str, Sequence[tuple[str, str]]]


@pages.get("")
@open_to(REPORTERS)
def list() -> str | Answer:
    """The contacts one may know of, the last met first; or the one whose code was typed."""
    typed = request.args.get("codice", "").strip()[:40]
    if found := _CODE.fullmatch(typed.replace(" ", "")):
        return redirect(url_for("encounters.find", code=f"CON-{found[1]}-{found[2]}".upper()))
    actor = present_actor()
    with reading() as tx:
        offered, day = _offered(tx), today(tx)
        filters = _filters(offered)
        page: Page[ContactRow] = _page(tx, contacts_seen(tx, actor, _narrowing(filters), _after()), day)
        meets = bool(own_desks(tx, actor))
    return render_template(
        "contacts/list.html", page=page, offered=offered, filters=filters, meets=meets, mistyped=typed,
        narrowed={name: value for name, value in filters.items() if value and (name, value) != ("stato", OPEN)},
        MEETS=MEETERS.admits(actor),
    )  # fmt: skip


@pages.get("/elenco.csv", defaults={"form": CSV})
@pages.get("/elenco.xlsx", defaults={"form": XLSX})
@open_to(REPORTERS)
def save(form: str) -> Response:
    """The same contacts as a file, all pages of them."""
    actor = present_actor()
    with reading() as tx:
        filters, day = _filters(_offered(tx)), today(tx)

    def rows(tx: Transaction) -> Iterator[Sequence[Cell]]:
        names = _desk_names(tx)
        for batch in walk(tx, actor, _narrowing(filters)):
            yield from (_cells(contact_row(tx, each, names, day)) for each in batch)

    headings = (
        _("Codice"), _("Che cos'è"), _("Comune"), _("Zona"), _("A rischio"), _("Persone"), _("Lingue"),
        _("Prima volta"), _("Ultima volta"), _("Incontri"), _("Fase"), _("Sportello"),
    )  # fmt: skip
    return saved(Wanted(_("Contatti"), "contatti", form, filters), headings, rows)


def _offered(tx: Transaction) -> Offered:
    """What each filter of the address may say, with its words."""
    desks = desks_of_many(tx, present_actor().roles)
    return {
        "stato": [(OPEN, _("Aperti")), (CLOSED, _("Conclusi")), ("tutte", _("Tutti"))],
        "tipo": [(MET, _("Incontri di uno sportello")), (REPORTED, _("Segnalazioni"))],
        "notato": [(each.name, each.text(locale())) for each in SIGNAL_KINDS.values()],
        "fase": stages_offered(tx, "contact"),
        "sportello": [(str(each.id), each.name) for each in desks],
        "zona": [(each, each) for each in zones_of(desks)],
        "rischio": [("1", _("Solo zone a rischio"))],
    }


def _filters(offered: Offered) -> dict[str, str]:
    usual = {"stato": OPEN}
    return {name: chosen(name, [value for value, _words in offered[name]], usual.get(name, "")) for name in offered}


def _narrowing(filters: Mapping[str, str]) -> Narrowing:
    return Narrowing(
        open=STATES[filters["stato"]],
        stage=filters["fase"],
        desk_id=int(filters["sportello"]) if filters["sportello"] else None,
        zone=filters["zona"],
        at_risk=bool(filters["rischio"]),
        signal=filters["notato"],
        reported={MET: False, REPORTED: True}.get(filters["tipo"]),
    )


def _after() -> tuple[date, int] | None:
    found = place()
    try:
        return (date.fromisoformat(found[0]), found[1]) if found else None
    except ValueError:
        return None


def _page(tx: Transaction, found: Sequence[object], day: date) -> Page[ContactRow]:
    following = page_of(found, PAGE, lambda each: (each.last_on.isoformat(), each.id))  # type: ignore[attr-defined]
    names = _desk_names(tx)
    rows = [contact_row(tx, each, names, day) for each in following.rows]
    return Page(rows, following.first_address, following.next_address)


def _desk_names(tx: Transaction) -> dict[int, str]:
    return {each.id: each.name for each in desks_of_many(tx, present_actor().roles)}


def _cells(row: ContactRow) -> Sequence[Cell]:
    return (
        row.code, row.kind, row.place, row.zone, row.at_risk, row.people, row.languages, row.first_on, row.last_on,
        row.times, row.stage, row.desk,
    )  # fmt: skip
