"""Lapses: the referrals left without a protocol when theirs ends, listed to those who can act, also as a file."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flask import Blueprint, Response, render_template

from governance.actors import Actor
from governance.codes import label_of
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.errors import NotVisible
from governance.lapses import Ending, can_act, ending_of, lapsing, walk
from governance.lists import PAGE
from governance.roles import Role
from governance.territory import municipalities
from web.access import Audience, open_to
from web.dossier_sights import Sight, sight_of
from web.exports import CSV, XLSX, Cell
from web.list_exports import Rows, Wanted, dossier_headings, dossier_rows, saved
from web.listed import Listed, listed
from web.lists import Page, page_of, place
from web.texts import _, locale
from web.transactions import reading
from web.visitors import present_actor
from workflows.calendars import local

pages = Blueprint("lapses", __name__, url_prefix="/protocolli")

RENEWERS = Audience(
    "renewers",
    "I responsabili degli enti capofila, i funzionari degli Uffici di Piano e i network manager.",
    roles=frozenset({Role.HEAD, Role.OFFICER, Role.MANAGER}),
)


class Lapse(NamedTuple):
    """One referral under way: its row, what it is about, and where the person lives."""

    row: Listed
    category: str
    municipality: str


@pages.get("/<code>/scoperti")
@open_to(RENEWERS)
def list(code: str) -> str:
    """The referrals under way that find no other protocol once this one ended."""
    actor = present_actor()
    with reading() as tx:
        protocol, ending = _ending(tx, code, actor)
        after = place()
        found = lapsing(tx, actor, ending, after[1] if after else 0) if ending else []
        page: Page[tuple[Dossier, str, str]] = page_of(found, PAGE, lambda each: ("", each[0].id))
        rows = _rows(tx, actor, page.rows)
    return render_template(
        "lapses/list.html", protocol=protocol, ending=ending, rows=rows, page=page, more=bool(place())
    )


@pages.get("/<code>/scoperti.csv", defaults={"form": CSV})
@pages.get("/<code>/scoperti.xlsx", defaults={"form": XLSX})
@open_to(RENEWERS)
def save(code: str, form: str) -> Response:
    """The same referrals as a file, all pages of them."""
    actor = present_actor()
    with reading() as tx:
        protocol, _ending_there = _ending(tx, code, actor)

    def rows(tx: Transaction) -> Rows:
        ending = ending_of(tx, protocol.id)
        return _cells(tx, actor, ending) if ending else ()

    headings = dossier_headings(_("Da"), _("A"), _("Tipo di servizio"), _("Comune"))
    return saved(Wanted(_("Invii che restano senza protocollo"), "scoperti", form, {"codice": code}), headings, rows)


def ending_seen(sight: Sight) -> Ending | None:
    """On a protocol's page: what it leaves uncovered, for those who can act."""
    if not can_act(sight.situation.actor, sight.situation.parts):
        return None
    return ending_of(sight.situation.tx, sight.dossier.id)


def _ending(tx: Transaction, code: str, actor: Actor) -> tuple[Dossier, Ending | None]:
    sight = sight_of(tx, code, actor)
    if sight.dossier.kind != "protocol" or not can_act(actor, sight.situation.parts):
        raise NotVisible
    return sight.dossier, ending_of(tx, sight.dossier.id)


def _rows(tx: Transaction, actor: Actor, found: Sequence[tuple[Dossier, str, str]]) -> Sequence[Lapse]:
    shown, places = listed(tx, actor, [each for each, _kind, _place in found]), municipalities(local(tx.now).date())
    return [
        Lapse(
            row,
            "" if row.apart else label_of("category", category, locale()),
            places[code].name if code in places else code,
        )
        for row, (_dossier, category, code) in zip(shown, found, strict=True)
    ]


def _cells(tx: Transaction, actor: Actor, ending: Ending) -> Iterator[Sequence[Cell]]:
    for batch in walk(tx, actor, ending):
        kinds = {each.row.id: each for each in _rows(tx, actor, batch)}

        def more(row: Listed, kinds: dict[int, Lapse] = kinds) -> Sequence[Cell]:
            lapse = kinds[row.id]
            return row.who.get("sender"), row.who.get("recipient"), lapse.category, lapse.municipality

        yield from dossier_rows(tx, actor, [[each for each, _kind, _place in batch]], more)
