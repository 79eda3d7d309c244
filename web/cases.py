"""Presa in carico: the caseload as a list, and the search by code or by the name of the person."""

import re
from collections.abc import Sequence

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from governance.database import Transaction
from governance.dossiers import CODE_LETTERS, by_code
from governance.errors import NotVisible
from governance.lists import caseload, walk
from governance.participations import parts_of
from governance.policy import Permission, permissions_on
from governance.roles import Role
from governance.searches import search_by_name
from web.access import Audience, open_to
from web.exports import CSV, XLSX
from web.forms import Form
from web.list_exports import Wanted, dossier_headings, dossier_rows, saved
from web.listed import ALL, CLOSED, OPEN, Listed, address_of, after, listed, page_from
from web.lists import Page
from web.narrowed import narrowing, territory
from web.texts import _
from web.transactions import reading, writing
from web.visitors import present_actor
from workflows.calendars import local

pages = Blueprint("cases", __name__, url_prefix="/prese-in-carico")

CASE_FOLLOWERS = Audience(
    "case_followers",
    "Gli operatori, anche sanitari, i responsabili, i network manager e i funzionari.",
    roles=frozenset({Role.WORKER, Role.HEALTH, Role.HEAD, Role.MANAGER, Role.OFFICER}),
)
SHORTEST_NAME = 2
_CODE = re.compile(rf"[A-Z]{{3}}-[{CODE_LETTERS}]{{4}}-[{CODE_LETTERS}]{{4}}")


@pages.get("")
@open_to(CASE_FOLLOWERS)
def list() -> str:
    """The cases one may know of, the last changed first."""
    with reading() as tx:
        return _list_page(tx, Form())


@pages.get("/elenco.csv", defaults={"form": CSV})
@pages.get("/elenco.xlsx", defaults={"form": XLSX})
@open_to(CASE_FOLLOWERS)
def save(form: str) -> Response:
    """The same cases as a file, all pages of them."""
    actor = present_actor()
    with reading() as tx:
        shown = narrowing(tx, actor, "case", {"stato": _states()})
    wanted = Wanted(_("Presa in carico"), "prese-in-carico", form, shown.said)
    return saved(
        wanted,
        dossier_headings(_("Chi segue")),
        lambda tx: dossier_rows(tx, actor, walk(tx, actor, shown.wanted), lambda row: (row.who.get("case"),)),
    )


@pages.post("/cerca")
@open_to(CASE_FOLLOWERS)
def search() -> Answer | str | tuple[str, int]:
    """A dossier by its code, or people by name; the name travels in the form, never in an address."""
    form, actor = Form.typed(), present_actor()
    words = form.line("words", longest=100)
    if not form.faults and len(words) < SHORTEST_NAME:
        form.fault("words", _("Scrivi almeno due lettere."))
    if form.faults or form.reopened:
        with reading() as tx:
            return _list_page(tx, form), 422 if form.faults else 200
    if code := _code_in(words):
        with reading() as tx:
            if address := _address_of_code(tx, code):
                return redirect(address)
            form.fault("words", _("Non c'è nessuna pratica con questo codice, o non spetta a te."))
            return _list_page(tx, form), 422
    with writing() as tx:
        result = search_by_name(tx, actor, words)
        rows = listed(tx, actor, [each.dossier for each in result.found])
    names = [each.name for each in result.found]
    return render_template("cases/found.html", form=form, found=[*zip(rows, names, strict=True)], whole=result.whole)


def _list_page(tx: Transaction, form: Form) -> str:
    actor, shown = present_actor(), narrowing(tx, present_actor(), "case", {"stato": _states()})
    found = caseload(tx, actor, shown.wanted, after())
    page: Page[Listed] = page_from(found, listed(tx, actor, found.rows))
    return render_template(
        "cases/list.html",
        page=page,
        form=form,
        narrowing=shown,
        territory=territory(local(tx.now).date()),
        filtered=shown.narrowed or bool(request.args.get("dopo")),
        opens=bool({Role.WORKER, Role.HEAD, Role.MANAGER} & set().union(*map(set, actor.roles.values()))),
    )


def _states() -> Sequence[tuple[str, str]]:
    return [(OPEN, _("Aperte")), (CLOSED, _("Chiuse")), (ALL, _("Tutte"))]


def _code_in(words: str) -> str:
    """The code somebody wrote, with or without its hyphens; empty where it is none."""
    letters = re.sub(r"[^A-Z0-9]", "", words.upper())
    code = f"{letters[:3]}-{letters[3:7]}-{letters[7:]}"
    return code if _CODE.fullmatch(code) else ""


def _address_of_code(tx: Transaction, code: str) -> str:
    try:
        found = by_code(tx, code)
    except NotVisible:
        return ""
    sees = Permission.SEE in permissions_on(present_actor(), found.kind, parts_of(tx, found.id))
    return address_of(found.kind, found.code, found.stage) if sees else ""
