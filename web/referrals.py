"""Invii: the referrals one may know of, as a list and as a board by stage of the same data."""

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request

from governance.actors import Actor
from governance.database import Transaction
from governance.dossiers import Dossier
from governance.lists import Page as Found
from governance.lists import awaited_by, caseload, waiting_for, walk
from governance.narrowings import fitting
from governance.policy import Permission
from governance.ranges import ranges_of
from governance.roles import Role
from web.access import Audience, open_to
from web.exports import CSV, XLSX
from web.list_exports import Rows, Wanted, dossier_headings, dossier_rows, saved, urgency_of
from web.listed import ALL, CLOSED, OPEN, Listed, after, chosen, listed, page_from
from web.lists import Page
from web.narrowed import Narrowing, narrowing, territory
from web.texts import _, lazy
from web.transactions import reading
from web.urgencies import grades
from web.visitors import present_actor
from workflows.calendars import local

pages = Blueprint("referrals", __name__, url_prefix="/invii")

REFERRAL_FOLLOWERS = Audience(
    "referral_followers",
    "Chi invia, chi riceve e chi coordina gli invii.",
    roles=frozenset({Role.WORKER, Role.HEALTH, Role.INTAKE, Role.HEAD, Role.MANAGER, Role.OFFICER, Role.DPO}),
)
ME, OTHERS, EVERYONE = "me", "altri", ""
WHOM = {EVERYONE: lazy("Tutti"), ME: lazy("Aspettano me"), OTHERS: lazy("Aspetto una risposta")}
LIST, BOARD = "elenco", "bacheca"


@pages.get("")
@open_to(REFERRAL_FOLLOWERS)
def list() -> str:
    """The referrals, the last changed first; or those that wait for me, what is owed first on top."""
    actor = present_actor()
    with reading() as tx:
        shown = _narrowing(tx, actor)
        found = _found(tx, actor, shown)
        page: Page[Listed] = page_from(found, listed(tx, actor, found.rows))
        sends = bool(ranges_of(actor, ("need",), Permission.READ))
        places = territory(local(tx.now).date())
    view = chosen("vista", (LIST, BOARD), LIST)
    return render_template(
        "referrals/list.html",
        page=page,
        view=view,
        columns=_columns(page.rows, shown.offered["fase"]) if view == BOARD else [],
        narrowing=shown,
        territory=places,
        filtered=shown.narrowed or bool(request.args.get("dopo")),
        grades=grades(),
        sends=sends,
    )


@pages.get("/elenco.csv", defaults={"form": CSV})
@pages.get("/elenco.xlsx", defaults={"form": XLSX})
@open_to(REFERRAL_FOLLOWERS)
def save(form: str) -> Response:
    """The same referrals as a file, all pages of them."""
    actor = present_actor()
    with reading() as tx:
        shown = _narrowing(tx, actor)

    def rows(tx: Transaction) -> Rows:
        found = walk(tx, actor, shown.wanted) if not shown.said["chi"] else [_awaited(tx, actor, shown)]
        return dossier_rows(
            tx, actor, found, lambda row: (urgency_of(row), row.who.get("sender"), row.who.get("recipient"))
        )

    wanted = Wanted(_("Invii"), "invii", form, shown.said)
    return saved(wanted, dossier_headings(_("Urgenza"), _("Da"), _("A")), rows)


def _narrowing(tx: Transaction, actor: Actor) -> Narrowing:
    states = [(OPEN, _("Aperti")), (CLOSED, _("Conclusi")), (ALL, _("Tutti"))]
    whom = [(name, str(words)) for name, words in WHOM.items()]
    return narrowing(tx, actor, "referral", {"stato": states, "chi": whom})


def _found(tx: Transaction, actor: Actor, shown: Narrowing) -> Found:
    if shown.said["chi"]:
        return Found(_awaited(tx, actor, shown), None)
    return caseload(tx, actor, shown.wanted, after())


def _awaited(tx: Transaction, actor: Actor, shown: Narrowing) -> Sequence[Dossier]:
    """What waits for somebody is open by nature; everything else still narrows it."""
    rows = (waiting_for if shown.said["chi"] == ME else awaited_by)(tx, actor)
    left = fitting(tx, actor, [each.id for each in rows], shown.wanted)
    return [each for each in rows if each.id in left]


def _columns(rows: Sequence[Listed], stages: Sequence[tuple[str, str]]) -> Sequence[tuple[str, Sequence[Listed]]]:
    """The same rows by stage, in the order of the pathway; empty stages are left out."""
    grouped = [(words, [each for each in rows if each.stage == name]) for name, words in stages]
    return [(words, each) for words, each in grouped if each]
